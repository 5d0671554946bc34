package vn.portalaudit.registry.sheets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.portalaudit.domain.PortalKind;
import vn.portalaudit.registry.Agency;
import vn.portalaudit.registry.AgencyVersion;
import vn.portalaudit.registry.Contact;
import vn.portalaudit.registry.Entry;
import vn.portalaudit.registry.Portal;
import vn.portalaudit.registry.PortalDomain;
import vn.portalaudit.registry.PortalOwner;
import vn.portalaudit.registry.Registry;
import vn.portalaudit.registry.Validity;
import vn.portalaudit.sheet.Column;

class RoundTripTest {
  @TempDir Path temp;

  private static Registry merger() throws URISyntaxException {
    Path folder =
        Path.of(
            Objects.requireNonNull(RoundTripTest.class.getResource("/registry/sap-nhap")).toURI());
    Registry registry = RegistryFile.read(folder, Registry.EMPTY, false).registry();
    assertThat(registry.portals()).isNotEmpty();
    return registry;
  }

  private static Registry awkward() {
    String agency = "so-la";
    List<Entry> entries = new ArrayList<>();
    entries.add(
        new Agency(
            agency, Validity.ALWAYS, List.of("nhãn một", "nhan-hai"), "=1+1; \"nháy\", 'đơn'"));
    entries.add(
        new AgencyVersion(
            agency,
            Validity.ALWAYS,
            "-Sở «Lạ», tên, có; dấu",
            AgencyVersion.Level.KHAC,
            null,
            "1"));
    entries.add(
        new Contact(
            agency,
            "'@Người",
            "+ Chức",
            new Contact.Reach("a@b.gov.vn", "+84 912 345 678", "-100123456"),
            true,
            LocalDate.of(2026, 1, 31)));
    for (PortalKind kind : PortalKind.values()) {
      String code = "cong-" + kind.id();
      entries.add(
          new Portal(
              code,
              "@Cổng " + kind.label(),
              kind,
              "https://" + code + ".gov.vn/?a=1,2;3",
              kind != PortalKind.XA,
              "nhom-1",
              "'=chữ phải có",
              new Portal.Hosting("VNPT, \"Hà Nội\"", "Liferay 7", "10.0.0.1"),
              List.of(kind.id()),
              new Validity(LocalDate.of(2020, 2, 29), LocalDate.of(2099, 12, 31)),
              "＝ghi chú"));
      entries.add(
          new PortalOwner(
              code,
              agency,
              new Validity(LocalDate.of(2020, 2, 29), LocalDate.of(2099, 12, 31)),
              kind != PortalKind.BO));
      for (PortalDomain.Role role : PortalDomain.Role.values()) {
        entries.add(
            new PortalDomain(
                code,
                role.id() + "." + code + ".gov.vn",
                role,
                new Validity(LocalDate.of(2021, 1, 1), LocalDate.of(2022, 1, 1))));
      }
    }
    return Registry.of(entries);
  }

  @ParameterizedTest
  @ValueSource(strings = {"danh-ba.xlsx", "danh-ba.zip", "danh-ba"})
  void whatIsWrittenIsReadTheSame(String name) throws Exception {
    for (Registry registry : List.of(merger(), awkward())) {
      Path file = temp.resolve(name);
      RegistryFile.write(registry, file);

      Imported imported = RegistryFile.read(file, Registry.EMPTY, false);

      assertThat(imported.problems()).isEmpty();
      assertThat(imported.registry()).isEqualTo(registry);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"danh-ba.xlsx", "danh-ba.zip"})
  void tenThousandPortalsAreReadTheSame(String name) throws IOException {
    Registry registry = LargeRegistry.of(10_000);
    Path file = temp.resolve(name);
    RegistryFile.write(registry, file);

    Imported imported = RegistryFile.read(file, Registry.EMPTY, false);

    assertThat(imported.problems()).isEmpty();
    assertThat(imported.registry()).isEqualTo(registry);
    assertThat(imported.rows()).isGreaterThan(30_000);
  }

  @Test
  void readingAgainChangesNothing() throws Exception {
    Registry registry = merger();
    Path file = temp.resolve("danh-ba.xlsx");
    RegistryFile.write(registry, file);

    Imported imported = RegistryFile.read(file, registry, false);

    assertThat(imported.problems()).isEmpty();
    assertThat(registry.changes(imported.registry())).isEmpty();
  }

  @Test
  void noCellOfAnExportIsAFormula() throws IOException {
    Path folder = temp.resolve("danh-ba");
    RegistryFile.write(awkward(), folder);

    for (Sheet sheet : Sheet.values()) {
      String text = Files.readString(folder.resolve(sheet.fileName()), StandardCharsets.UTF_8);
      assertThat(text).startsWith("\ufeff");
      assertThat(text).doesNotContainPattern("(?m)(^|,)\"?[=+\\-@＝]");
    }
    assertThat(Files.readString(folder.resolve("cong.csv"))).contains("'@Cổng");
  }

  @Test
  void templateHasEverySheetWithItsHeadings() throws IOException {
    Path file = temp.resolve("mau.xlsx");
    RegistryFile.template(file);

    try (ReadableWorkbook workbook = new ReadableWorkbook(file.toFile())) {
      assertThat(workbook.getSheets().map(org.dhatim.fastexcel.reader.Sheet::getName))
          .containsExactly(
              "Hướng dẫn",
              "Cơ quan",
              "Lịch sử cơ quan",
              "Kế thừa",
              "Cổng",
              "Chủ quản",
              "Tên miền",
              "Liên hệ",
              "Danh mục");
      for (Sheet sheet : Sheet.values()) {
        assertThat(
                workbook.findSheet(sheet.title()).orElseThrow().read().getFirst().stream()
                    .map(org.dhatim.fastexcel.reader.Cell::getText))
            .containsExactlyElementsOf(sheet.columns().stream().map(Column::header).toList());
      }
    }
  }

  @Test
  void templateOffersTheWordsOfClosedLists() throws Exception {
    Path file = temp.resolve("mau.xlsx");
    RegistryFile.template(file);

    try (java.util.zip.ZipFile zip = new java.util.zip.ZipFile(file.toFile())) {
      String portals =
          new String(
              zip.getInputStream(zip.getEntry("xl/worksheets/sheet5.xml")).readAllBytes(),
              StandardCharsets.UTF_8);
      assertThat(portals).containsPattern("<dataValidation sqref=\"C2:C\\d+\" type=\"list\"");
    }
  }

  @Test
  void templateItselfHasNothingToImport() throws IOException {
    Path file = temp.resolve("mau.xlsx");
    RegistryFile.template(file);

    assertThat(RegistryFile.read(file, Registry.EMPTY, false).problems())
        .singleElement()
        .satisfies(problem -> assertThat(problem.says()).contains("không có dòng dữ liệu nào"));
  }

  @Test
  void guideExplainsEveryColumn() {
    long columns =
        java.util.Arrays.stream(Sheet.values()).mapToLong(sheet -> sheet.columns().size()).sum();

    assertThat(Guide.rows()).hasSize((int) columns + Sheet.values().length + 2);
    assertThat(Guide.rows()).allSatisfy(row -> assertThat(row.get(3)).isNotBlank());
  }

  @Test
  void oneCsvFileCannotHoldARegistry() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RegistryFile.write(Registry.EMPTY, temp.resolve("x.csv")))
        .withMessageContaining(".xlsx");
  }
}
