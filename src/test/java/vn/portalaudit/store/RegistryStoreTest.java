package vn.portalaudit.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vn.portalaudit.registry.Agency;
import vn.portalaudit.registry.AgencyVersion;
import vn.portalaudit.registry.Change;
import vn.portalaudit.registry.Portal;
import vn.portalaudit.registry.PortalDomain;
import vn.portalaudit.registry.PortalOwner;
import vn.portalaudit.registry.Registry;
import vn.portalaudit.registry.Validity;
import vn.portalaudit.registry.sheets.LargeRegistry;
import vn.portalaudit.registry.sheets.RegistryFile;
import vn.portalaudit.store.RegistryStore.PortalPage;
import vn.portalaudit.store.RegistryStore.Wanted;

class RegistryStoreTest {
  private static final LocalDate BEFORE = LocalDate.of(2025, 6, 30);
  private static final LocalDate AFTER = LocalDate.of(2025, 7, 1);

  private static Registry merger;

  private Database database;
  private RegistryStore store;

  @BeforeAll
  static void read() throws URISyntaxException {
    Path folder =
        Path.of(
            Objects.requireNonNull(RegistryStoreTest.class.getResource("/registry/sap-nhap"))
                .toURI());
    merger = RegistryFile.read(folder, Registry.EMPTY, false).registry();
    assertThat(merger.portals()).isNotEmpty();
  }

  @BeforeEach
  void open() {
    database = TestDatabase.fresh();
    store = new RegistryStore(database);
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void whatIsAppliedIsReadTheSame() {
    List<Change> changes = store.apply(merger, false);

    assertThat(changes)
        .hasSize(merger.entries().size())
        .allMatch(change -> change.what() == Change.What.ADDED);
    assertThat(store.read()).isEqualTo(merger);
  }

  @Test
  void whatIsAddedIsNewAndKeepsTheRulesOrNothingChanges() {
    Registry first = agency("so-mot", "Sở Một");

    assertThat(store.add(first, false)).isEmpty();
    assertThat(store.read()).isEqualTo(first);

    // another came first with the same code: theirs stays
    assertThat(store.add(agency("so-mot", "Sở Khác"), false))
        .singleElement()
        .satisfies(wrong -> assertThat(wrong.field()).isEqualTo("code"));
    assertThat(
            store.add(
                Registry.of(List.of(new PortalOwner("khong-co", "so-mot", Validity.ALWAYS, true))),
                false))
        .isNotEmpty();
    assertThat(store.read()).isEqualTo(first);
  }

  private static Registry agency(String code, String name) {
    return Registry.of(
        List.of(
            new Agency(code, Validity.ALWAYS, List.of(), null),
            new AgencyVersion(code, Validity.ALWAYS, name, AgencyVersion.Level.SO, null, null)));
  }

  @Test
  void applyingAgainChangesNothing() {
    store.apply(merger, false);

    assertThat(store.apply(merger, false)).isEmpty();
    assertThat(store.read()).isEqualTo(merger);
  }

  @Test
  void rowsThatAreNotImportedStayAndRowsAreEndedByTheirDay() {
    store.apply(merger, false);
    Validity until = new Validity(Validity.BEGINNING, LocalDate.of(2026, 1, 1));

    List<Change> changes =
        store.apply(
            Registry.of(
                List.of(
                    new PortalDomain(
                        "cong-so-khcn-bac-ninh",
                        "sokhcn.bacninh.gov.vn",
                        PortalDomain.Role.BI_DANH,
                        until),
                    new PortalDomain(
                        "cong-so-khcn-bac-ninh",
                        "kh.bacninh.gov.vn",
                        PortalDomain.Role.BI_DANH,
                        Validity.ALWAYS))),
            false);

    assertThat(changes)
        .extracting(Change::what)
        .containsExactlyInAnyOrder(Change.What.ENDED, Change.What.ADDED);
    assertThat(store.read().domains()).hasSize(merger.domains().size() + 1);
    assertThat(store.read().agencies()).isEqualTo(merger.agencies());
    assertThat(store.readAsOf(LocalDate.of(2026, 1, 1)).domains())
        .extracting(PortalDomain::host)
        .contains("kh.bacninh.gov.vn")
        .doesNotContain("sokhcn.bacninh.gov.vn");
  }

  @Test
  void renamingShortensTheOldNameAndAddsTheNewInOneImport() {
    store.apply(merger, false);
    String agency = "so-vhttdl-bac-ninh";
    AgencyVersion old =
        merger.versions().stream().filter(v -> v.agency().equals(agency)).findFirst().orElseThrow();
    LocalDate day = LocalDate.of(2026, 1, 1);

    store.apply(
        Registry.of(
            List.of(
                new AgencyVersion(
                    agency,
                    new Validity(AFTER, day),
                    old.name(),
                    old.level(),
                    old.parent(),
                    old.rankingGroup()),
                new AgencyVersion(
                    agency,
                    Validity.since(day),
                    "Sở Văn hóa tỉnh Bắc Ninh",
                    old.level(),
                    old.parent(),
                    old.rankingGroup()))),
        false);

    assertThat(store.read().history().versionAt(agency, day).orElseThrow().name())
        .isEqualTo("Sở Văn hóa tỉnh Bắc Ninh");
    assertThat(store.read().history().versionAt(agency, AFTER).orElseThrow().name())
        .isEqualTo(old.name());
  }

  @Test
  void importThatBreaksARuleChangesNothing() {
    store.apply(merger, false);
    Registry broken =
        Registry.of(
            List.of(
                new Agency("so-moi", Validity.ALWAYS, List.of(), null),
                new PortalOwner("cong-khong-co", "so-moi", Validity.ALWAYS, true)));

    assertThatThrownBy(() -> store.apply(broken, false)).isInstanceOf(StoreException.class);
    assertThat(store.read()).isEqualTo(merger);
  }

  @Test
  void registryAsOfADayIsWhatHeldThen() {
    store.apply(merger, false);

    assertThat(store.readAsOf(BEFORE)).isEqualTo(merger.asOf(BEFORE));
    assertThat(store.readAsOf(AFTER)).isEqualTo(merger.asOf(AFTER));
    assertThat(store.readAsOf(AFTER)).isNotEqualTo(store.readAsOf(BEFORE));
  }

  @Test
  void onePortalComesWithItsHistory() {
    store.apply(merger, false);

    Registry portal = store.portal("cong-so-khcn-bac-giang").orElseThrow();

    assertThat(portal.portals()).extracting(Portal::code).containsExactly("cong-so-khcn-bac-giang");
    assertThat(portal.owners()).hasSize(3);
    assertThat(portal.domains()).hasSize(2);
    assertThat(portal.agencies()).hasSize(3);
    assertThat(portal.history().heirs("so-khcn-bac-giang", AFTER))
        .containsExactly("so-khcn-bac-ninh");
    assertThat(portal.contacts()).hasSize(1);
    assertThat(store.portal("khong-co")).isEmpty();
  }

  @Test
  void pagesGoThroughAllPortalsOfTheDay() {
    store.apply(merger, false);
    List<String> seen = new ArrayList<>();
    PortalPage page = store.page(Wanted.ALL, AFTER, null, 2);
    seen.addAll(page.portals().stream().map(Portal::code).toList());
    while (page.next() != null) {
      page = store.page(Wanted.ALL, AFTER, page.next(), 2);
      seen.addAll(page.portals().stream().map(Portal::code).toList());
    }

    assertThat(page.total()).isEqualTo(5);
    assertThat(seen)
        .containsExactly(
            "cong-bac-ninh",
            "cong-so-khcn-bac-giang",
            "cong-so-khcn-bac-ninh",
            "cong-viet-yen",
            "trang-chuyen-doi-so");
  }

  @Test
  void pageMayBeNarrowed() {
    store.apply(merger, false);

    assertThat(codes(new Wanted("KHOA HOC", null, null, null), AFTER))
        .containsExactly("cong-so-khcn-bac-giang", "cong-so-khcn-bac-ninh");
    assertThat(codes(new Wanted("100%", null, null, null), AFTER)).isEmpty();
    assertThat(codes(new Wanted(null, null, "uu-tien", null), AFTER))
        .containsExactly("cong-bac-ninh");
    assertThat(codes(new Wanted(null, "mac-dinh", null, null), AFTER)).hasSize(5);
    assertThat(codes(new Wanted(null, "khac", null, null), AFTER)).isEmpty();
    assertThat(codes(new Wanted(null, null, null, "so-khcn-bac-giang"), BEFORE))
        .containsExactly("cong-so-khcn-bac-giang");
    assertThat(codes(new Wanted(null, null, null, "so-khcn-bac-giang"), AFTER)).isEmpty();
  }

  private List<String> codes(Wanted wanted, LocalDate day) {
    return store.page(wanted, day, null, 100).portals().stream().map(Portal::code).toList();
  }

  @Test
  void tenThousandPortalsAreAppliedAndReadTheSame() {
    Registry registry = LargeRegistry.of(10_000);

    assertThat(store.apply(registry, false)).hasSize(registry.entries().size());
    assertThat(store.read()).isEqualTo(registry);
  }
}
