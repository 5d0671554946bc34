package vn.portalaudit.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Objects;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import vn.portalaudit.registry.sheets.Imported;
import vn.portalaudit.registry.sheets.RegistryFile;

/** The merger of Bắc Giang and Bắc Ninh, as people write it into the sheets. */
class MergerTest {
  private static final LocalDate BEFORE = LocalDate.of(2025, 6, 30);
  private static final LocalDate AFTER = LocalDate.of(2025, 7, 1);

  private static Imported imported;
  private static Registry registry;
  private static History history;

  @BeforeAll
  static void read() throws URISyntaxException {
    Path folder =
        Path.of(Objects.requireNonNull(MergerTest.class.getResource("/registry/sap-nhap")).toURI());
    imported = RegistryFile.read(folder, Registry.EMPTY, false);
    registry = imported.registry();
    history = registry.history();
  }

  @Test
  void theSheetsAreSound() {
    assertThat(imported.problems()).isEmpty();
    assertThat(registry.agencies()).hasSize(16);
    assertThat(registry.portals()).hasSize(8);
  }

  @Test
  void ownerChangesWithEachMerger() {
    assertThat(owner("cong-so-khcn-bac-giang", LocalDate.of(2025, 2, 28)))
        .isEqualTo("so-khcn-bac-giang-truoc-2025");
    assertThat(owner("cong-so-khcn-bac-giang", LocalDate.of(2025, 3, 1)))
        .isEqualTo("so-khcn-bac-giang");
    assertThat(owner("cong-so-khcn-bac-giang", BEFORE)).isEqualTo("so-khcn-bac-giang");
    assertThat(owner("cong-so-khcn-bac-giang", AFTER)).isEqualTo("so-khcn-bac-ninh");
  }

  private static String owner(String portal, LocalDate day) {
    return history.ownersAt(portal, day).getFirst().agency();
  }

  @Test
  void abolishedDistrictOwnsNothingAfterwards() {
    assertThat(history.ownedAt("huyen-lang-giang", BEFORE))
        .extracting(PortalOwner::portal)
        .containsExactly("cong-huyen-lang-giang");
    assertThat(history.ownedAt("huyen-lang-giang", AFTER)).isEmpty();
  }

  @Test
  void districtIsSucceededByItsCommunes() {
    assertThat(history.heirs("huyen-lang-giang", BEFORE)).isEmpty();
    assertThat(history.heirs("huyen-lang-giang", AFTER)).containsExactly("xa-kep", "xa-lang-giang");
  }

  @Test
  void successionIsFollowedThroughAgenciesThatAreNoMore() {
    assertThat(history.heirs("so-tttt-bac-giang", LocalDate.of(2025, 3, 1)))
        .containsExactly("so-khcn-bac-giang", "so-vhttdl-bac-giang");
    assertThat(history.heirs("so-tttt-bac-giang", AFTER))
        .containsExactly("so-khcn-bac-ninh", "so-vhttdl-bac-ninh");
  }

  @Test
  void renamedAgencyKeepsItsCode() {
    assertThat(history.versionAt("viet-yen", LocalDate.of(2024, 1, 31)).orElseThrow().name())
        .isEqualTo("Ủy ban nhân dân huyện Việt Yên");
    assertThat(history.versionAt("viet-yen", LocalDate.of(2024, 2, 1)).orElseThrow().name())
        .isEqualTo("Ủy ban nhân dân thị xã Việt Yên");
  }

  @Test
  void departmentChangesItsProvince() {
    assertThat(history.versionAt("so-khcn-bac-ninh", BEFORE).orElseThrow().parent())
        .isEqualTo("tinh-bac-ninh-truoc-2025");
    assertThat(history.versionAt("so-khcn-bac-ninh", AFTER).orElseThrow().parent())
        .isEqualTo("tinh-bac-ninh");
  }

  @Test
  void portalMayHaveSeveralOwnersTheMainOneFirst() {
    assertThat(history.ownersAt("trang-chuyen-doi-so", AFTER))
        .extracting(PortalOwner::agency)
        .containsExactly("so-khcn-bac-ninh", "so-vhttdl-bac-ninh");
  }

  @Test
  void agencyMayOwnSeveralPortals() {
    assertThat(history.ownedAt("so-khcn-bac-ninh", AFTER))
        .extracting(PortalOwner::portal)
        .containsExactlyInAnyOrder(
            "cong-so-khcn-bac-giang", "cong-so-khcn-bac-ninh", "trang-chuyen-doi-so");
  }

  @Test
  void hostPassesFromOnePortalToAnother() {
    assertThat(history.domainsAt("cong-bac-giang", BEFORE))
        .extracting(PortalDomain::host)
        .containsExactly("bacgiang.gov.vn");
    assertThat(history.domainsAt("cong-bac-giang", AFTER)).isEmpty();
    assertThat(history.domainsAt("cong-bac-ninh", AFTER))
        .extracting(PortalDomain::host, PortalDomain::role)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("bacninh.gov.vn", PortalDomain.Role.CHINH),
            org.assertj.core.groups.Tuple.tuple("bacgiang.gov.vn", PortalDomain.Role.CHUYEN_HUONG));
  }

  @Test
  void portalStillWatchedAfterItsOwnerIsGoneIsTold() {
    assertThat(imported.warnings())
        .anySatisfy(warning ->
            assertThat(warning.line())
                .startsWith("cong.csv:9: cột F «Theo dõi»: «có»:")
                .contains("«viet-yen» thôi chủ quản từ 01/07/2025")
                .contains("phuong-viet-yen"));
    assertThat(imported.warnings()).noneMatch(warning -> warning.found().contains("lang-giang"));
  }

  @Test
  void asOfADayOnlyWhatHoldsIsThere() {
    Registry before = registry.asOf(BEFORE);
    Registry after = registry.asOf(AFTER);

    assertThat(before.agencies()).extracting(Agency::code).contains("huyen-lang-giang");
    assertThat(after.agencies())
        .extracting(Agency::code)
        .contains("tinh-bac-ninh")
        .doesNotContain("huyen-lang-giang", "tinh-bac-giang");
    assertThat(before.successions()).noneMatch(step -> step.on().equals(AFTER));
    assertThat(after.successions()).hasSize(registry.successions().size());
  }
}
