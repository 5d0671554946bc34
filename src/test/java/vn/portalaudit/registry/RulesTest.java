package vn.portalaudit.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.portalaudit.domain.PortalKind;

class RulesTest {
  private static final LocalDate DAY = LocalDate.of(2025, 7, 1);
  private static final Validity UNTIL = new Validity(Validity.BEGINNING, DAY);
  private static final Validity SINCE = Validity.since(DAY);

  private static Agency agency(String code, Validity validity) {
    return new Agency(code, validity, List.of(), null);
  }

  private static AgencyVersion version(String code, Validity validity, @Nullable String parent) {
    return new AgencyVersion(
        code, validity, "Cơ quan " + code, AgencyVersion.Level.SO, parent, null);
  }

  private static List<Entry> named(String code, Validity validity) {
    return List.of(agency(code, validity), version(code, validity, null));
  }

  private static Portal portal(String code, String url) {
    return portal(code, url, Validity.ALWAYS);
  }

  private static Portal portal(String code, String url, Validity validity) {
    return new Portal(
        code,
        "Cổng " + code,
        PortalKind.SO,
        url,
        true,
        Portal.DEFAULT_SCHEDULE,
        null,
        Portal.Hosting.UNKNOWN,
        List.of(),
        validity,
        null);
  }

  private static PortalOwner owner(String portal, String agency, Validity validity) {
    return new PortalOwner(portal, agency, validity, true);
  }

  private static PortalDomain domain(String portal, String host, Validity validity) {
    return new PortalDomain(portal, host, PortalDomain.Role.CHINH, validity);
  }

  @SafeVarargs
  private static Registry registry(List<? extends Entry>... parts) {
    List<Entry> all = new ArrayList<>();
    Arrays.stream(parts).forEach(all::addAll);
    return Registry.of(all);
  }

  private static List<Violation> errors(Registry registry) {
    return registry.check(false).stream().filter(Violation::error).toList();
  }

  private static List<Violation> warnings(Registry registry) {
    return registry.check(false).stream().filter(violation -> !violation.error()).toList();
  }

  private static void only(List<Violation> violations, String key, String field, String says) {
    assertThat(violations)
        .singleElement()
        .satisfies(violation -> {
          assertThat(violation.entry().key()).isEqualTo(key);
          assertThat(violation.field()).isEqualTo(field);
          assertThat(violation.says()).contains(says);
        });
  }

  @Test
  void soundRegistryBreaksNoRule() {
    Registry registry =
        registry(
            named("so-a", Validity.ALWAYS),
            List.of(
                portal("cong-a", "https://a.gov.vn/"),
                owner("cong-a", "so-a", Validity.ALWAYS),
                domain("cong-a", "a.gov.vn", Validity.ALWAYS)));

    assertThat(registry.check(false)).isEmpty();
  }

  @Test
  void unknownParentIsAnError() {
    only(
        errors(
            registry(
                List.of(
                    agency("so-a", Validity.ALWAYS), version("so-a", Validity.ALWAYS, "tinh-x")))),
        "so-a/1945-09-02",
        "parent",
        "tinh-x");
  }

  @Test
  void parentMustLiveAsLongAsItIsTheParent() {
    only(
        errors(
            registry(
                named("tinh-x", UNTIL),
                List.of(
                    agency("so-a", Validity.ALWAYS), version("so-a", Validity.ALWAYS, "tinh-x")),
                List.of(new Succession("tinh-x", "so-a", Succession.How.GIAI_THE, DAY, null)))),
        "so-a/1945-09-02",
        "parent",
        "chỉ hoạt động từ đầu đến trước 01/07/2025");
  }

  @Test
  void circleOfParentsThatClosesLaterIsFound() {
    Registry registry =
        registry(
            List.of(
                agency("a", Validity.ALWAYS),
                agency("b", Validity.ALWAYS),
                agency("c", Validity.ALWAYS),
                version("a", Validity.ALWAYS, "b"),
                version("b", Validity.ALWAYS, "c"),
                version("c", UNTIL, null),
                version("c", SINCE, "a")));

    only(errors(registry), "c/2025-07-01", "parent", "01/07/2025");
  }

  @Test
  void twoWhoAreEachOthersParentsAtDifferentTimesAreNoCircle() {
    Registry registry =
        registry(
            List.of(
                agency("a", Validity.ALWAYS),
                agency("b", Validity.ALWAYS),
                version("a", UNTIL, "b"),
                version("a", SINCE, null),
                version("b", UNTIL, null),
                version("b", SINCE, "a")));

    assertThat(errors(registry)).isEmpty();
  }

  @Test
  void agencyHasOneNameAtATime() {
    only(
        errors(
            registry(
                List.of(
                    agency("a", Validity.ALWAYS),
                    version("a", Validity.ALWAYS, null),
                    version("a", SINCE, null)))),
        "a/2025-07-01",
        "from",
        "01/07/2025");
  }

  @Test
  void agencyWithoutNameIsAnError() {
    only(errors(registry(List.of(agency("a", Validity.ALWAYS)))), "a", "name", "chưa có tên");
  }

  @Test
  void timeWithoutNameIsAWarning() {
    Validity later = Validity.since(DAY.plusDays(1));

    only(
        warnings(
            registry(
                List.of(
                    agency("a", Validity.ALWAYS),
                    version("a", UNTIL, null),
                    version("a", later, null)))),
        "a/2025-07-02",
        "from",
        "01/07/2025 đến trước 02/07/2025");
  }

  @Test
  void nameOutsideTheAgencysLifeIsAnError() {
    only(
        errors(
            registry(
                named("b", Validity.ALWAYS),
                List.of(
                    agency("a", UNTIL),
                    version("a", Validity.ALWAYS, null),
                    new Succession("a", "b", Succession.How.SAP_NHAP, DAY, null)))),
        "a/1945-09-02",
        "from",
        "ngoài thời gian hoạt động");
  }

  @Test
  void ownerOutsideItsAgencysLifeIsAnError() {
    only(
        errors(
            registry(
                named("a", UNTIL),
                List.of(
                    portal("cong-a", "https://a.gov.vn/"), owner("cong-a", "a", Validity.ALWAYS)))),
        "cong-a/a/1945-09-02",
        "to",
        "đến trước 01/07/2025");
  }

  @Test
  void dissolvedAgencyWithWatchedPortalIsAWarningThatNamesTheHeir() {
    Registry registry =
        registry(
            named("a", UNTIL),
            named("b", SINCE),
            List.of(
                new Succession("a", "b", Succession.How.HOP_NHAT, DAY, null),
                portal("cong-a", "https://a.gov.vn/"),
                owner("cong-a", "a", UNTIL)));

    assertThat(errors(registry)).isEmpty();
    only(warnings(registry), "cong-a", "watched", "b");
  }

  @Test
  void dissolvedAgencyWithoutSuccessorIsAWarning() {
    only(warnings(registry(named("a", UNTIL))), "a", "to", "kế thừa");
  }

  @Test
  void mergedAgencyThatLivesOnIsAWarning() {
    Registry registry =
        registry(
            named("a", Validity.ALWAYS),
            named("b", Validity.ALWAYS),
            List.of(new Succession("a", "b", Succession.How.SAP_NHAP, DAY, null)));

    assertThat(errors(registry)).isEmpty();
    only(warnings(registry), "a/b/2025-07-01", "predecessor", "01/07/2025");
  }

  @Test
  void agencyThatGivesDutiesAwayMayLiveOn() {
    Registry registry =
        registry(
            named("a", Validity.ALWAYS),
            named("b", Validity.ALWAYS),
            List.of(new Succession("a", "b", Succession.How.CHUYEN_NHIEM_VU, DAY, null)));

    assertThat(registry.check(false)).isEmpty();
  }

  @Test
  void successorMustLiveOnTheDay() {
    only(
        errors(
            registry(
                named("a", UNTIL),
                named("b", Validity.since(DAY.plusDays(1))),
                List.of(new Succession("a", "b", Succession.How.HOP_NHAT, DAY, null)))),
        "a/b/2025-07-01",
        "on",
        "«b» không hoạt động");
  }

  @Test
  void nobodySucceedsHimself() {
    only(
        errors(
            registry(
                named("a", Validity.ALWAYS),
                List.of(new Succession("a", "a", Succession.How.DOI_TEN, DAY, null)))),
        "a/a/2025-07-01",
        "successor",
        "chính mình");
  }

  @Test
  void twoMainOwnersAtATimeAreAnError() {
    only(
        errors(
            registry(
                named("a", Validity.ALWAYS),
                named("b", Validity.ALWAYS),
                List.of(
                    portal("cong", "https://a.gov.vn/"),
                    owner("cong", "a", Validity.ALWAYS),
                    owner("cong", "b", SINCE)))),
        "cong/b/2025-07-01",
        "main",
        "hai chủ quản chính");
  }

  @Test
  void sameHostInTwoPortalsAtATimeIsAnError() {
    Registry registry =
        registry(
            named("a", Validity.ALWAYS),
            List.of(
                portal("cong-1", "https://a.gov.vn/"),
                portal("cong-2", "https://b.gov.vn/"),
                owner("cong-1", "a", Validity.ALWAYS),
                owner("cong-2", "a", Validity.ALWAYS),
                domain("cong-1", "a.gov.vn", Validity.ALWAYS),
                domain("cong-2", "b.gov.vn", Validity.ALWAYS),
                new PortalDomain(
                    "cong-2", "A.gov.vn.", PortalDomain.Role.BI_DANH, Validity.ALWAYS)));

    only(errors(registry), "cong-2/a.gov.vn/1945-09-02", "host", "«cong-1»");
  }

  @Test
  void sameHostAfterwardsIsNoError() {
    Registry registry =
        registry(
            named("a", Validity.ALWAYS),
            List.of(
                portal("cong-1", "https://a.gov.vn/", UNTIL),
                portal("cong-2", "https://a.gov.vn/", SINCE),
                owner("cong-1", "a", UNTIL),
                owner("cong-2", "a", SINCE),
                domain("cong-1", "a.gov.vn", UNTIL),
                domain("cong-2", "a.gov.vn", SINCE)));

    assertThat(registry.check(false)).isEmpty();
  }

  @Test
  void portalsMayShareAHostByTheirPaths() {
    Registry registry =
        registry(
            named("a", Validity.ALWAYS),
            List.of(
                portal("cong-1", "https://a.gov.vn/so-y-te"),
                portal("cong-2", "https://a.gov.vn/so-noi-vu"),
                owner("cong-1", "a", Validity.ALWAYS),
                owner("cong-2", "a", Validity.ALWAYS),
                domain("cong-1", "a.gov.vn", Validity.ALWAYS),
                domain("cong-2", "a.gov.vn", Validity.ALWAYS)));

    assertThat(registry.check(false)).isEmpty();
  }

  @Test
  void sameAddressInTwoPortalsIsAnErrorWhateverItsSpelling() {
    Registry registry =
        registry(
            named("a", Validity.ALWAYS),
            List.of(
                portal("cong-1", "https://a.gov.vn/"),
                portal("cong-2", "HTTP://A.gov.vn:80"),
                owner("cong-1", "a", Validity.ALWAYS),
                owner("cong-2", "a", Validity.ALWAYS)));

    only(errors(registry), "cong-2", "rootUrl", "«cong-1»");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ftp://a.gov.vn/",
        "a.gov.vn",
        "https://",
        "https:///x",
        "https://user:pass@a.gov.vn/",
        "https://a.gov.vn/#x",
        "https://a.gov.vn:99999/",
        "https://a gov.vn/",
        "https://127.0.0.1/",
        "https://10.1.2.3/",
        "https://100.64.0.1/",
        "https://169.254.169.254/",
        "https://[::1]/",
        "https://[fd00::1]/",
        "https://0177.0.0.1/",
        "https://2130706433/",
        "https://0x7f.1/",
        "https://localhost/",
        "https://may-chu/",
        "https://cong.noibo.local/",
        "javascript:alert(1)",
        "https://a.gov.vn\\@10.0.0.1/"
      })
  void addressThatCannotBeWatchedIsAnError(String url) {
    Registry registry =
        registry(
            named("a", Validity.ALWAYS),
            List.of(portal("cong", url), owner("cong", "a", Validity.ALWAYS)));

    assertThat(errors(registry))
        .singleElement()
        .satisfies(violation -> assertThat(violation.field()).isEqualTo("rootUrl"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://a.gov.vn",
        "http://a.gov.vn/vi/trang-chu?x=1",
        "https://cổng.vn/",
        "https://so_yte.bacninh.gov.vn/",
        "https://203.162.0.11/",
        "https://[2001:ee0::1]/"
      })
  void addressThatCanBeWatchedIsTaken(String url) {
    Registry registry =
        registry(
            named("a", Validity.ALWAYS),
            List.of(portal("cong", url), owner("cong", "a", Validity.ALWAYS)));

    assertThat(registry.check(false)).isEmpty();
  }

  @Test
  void privateAddressIsTakenWherePermitted() {
    Registry registry =
        registry(
            named("a", Validity.ALWAYS),
            List.of(portal("cong", "http://127.0.0.1:8080/"), owner("cong", "a", Validity.ALWAYS)));

    assertThat(registry.check(false)).isNotEmpty();
    assertThat(registry.check(true)).isEmpty();
  }

  @Test
  void contactForAlertsMustBeReachable() {
    only(
        errors(
            registry(
                named("a", Validity.ALWAYS),
                List.of(
                    new Contact(
                        "a",
                        "Nguyễn Văn An",
                        null,
                        new Contact.Reach(null, "0222 3822 000", null),
                        true,
                        null)))),
        "a/Nguyễn Văn An",
        "alerts",
        "Telegram");
  }

  @Test
  void sameRowTwiceIsAnError() {
    only(
        errors(registry(named("a", Validity.ALWAYS), List.of(agency("a", Validity.ALWAYS)))),
        "a",
        "code",
        "hai lần");
  }

  @Test
  void changesTellAddedChangedAndEnded() {
    Registry before = registry(named("a", Validity.ALWAYS), named("b", Validity.ALWAYS));
    Registry after =
        registry(
            List.of(
                agency("a", UNTIL),
                agency("b", Validity.ALWAYS),
                agency("c", Validity.ALWAYS),
                new Agency("b", Validity.ALWAYS, List.of("nhan"), null)));

    assertThat(before.changes(after))
        .extracting(change -> change.after().key() + " " + change.what())
        .containsExactly("a ENDED", "b CHANGED", "c ADDED");
    assertThat(before.with(after).versions()).isEqualTo(before.versions());
  }
}
