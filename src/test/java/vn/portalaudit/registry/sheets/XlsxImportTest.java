package vn.portalaudit.registry.sheets;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Collections;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.portalaudit.registry.Registry;
import vn.portalaudit.registry.Validity;
import vn.portalaudit.sheet.Limits;
import vn.portalaudit.sheet.Problem;

class XlsxImportTest {
  @TempDir Path temp;

  private Path workbook(String title, Consumer<Worksheet> content) throws IOException {
    Path file = temp.resolve("danh-ba.xlsx");
    try (OutputStream out = Files.newOutputStream(file)) {
      Workbook workbook = new Workbook(out, "test", "1.0");
      content.accept(workbook.newWorksheet(title));
      workbook.finish();
    }
    return file;
  }

  private static void row(Worksheet sheet, int row, String... cells) {
    for (int i = 0; i < cells.length; i++) {
      if (!cells[i].isEmpty()) {
        sheet.value(row, i, cells[i]);
      }
    }
  }

  private static void agencies(Worksheet sheet) {
    row(sheet, 0, "Mã cơ quan", "Tên cơ quan", "Cấp", "Hiệu lực từ", "Ghi chú");
    row(sheet, 1, "so-y-te", "Sở Y tế", "Sở");
  }

  private static Imported read(Path file) {
    return RegistryFile.read(file, Registry.EMPTY, false);
  }

  private static void only(Imported imported, String line) {
    assertThat(imported.problems()).extracting(Problem::line).containsExactly(line);
    assertThat(imported.registry()).isEqualTo(Registry.EMPTY);
  }

  @Test
  void excelDayIsRead() throws IOException {
    Path file =
        workbook(
            "Cơ quan",
            sheet -> {
              agencies(sheet);
              sheet.value(1, 3, LocalDate.of(2025, 7, 1));
              sheet.style(1, 3).format("dd/mm/yyyy").set();
            });

    Imported imported = read(file);

    assertThat(imported.problems()).isEmpty();
    assertThat(imported.registry().agencies().getFirst().validity())
        .isEqualTo(Validity.since(LocalDate.of(2025, 7, 1)));
  }

  @Test
  void numberInADayCellIsToldWithTheDayItMayMean() throws IOException {
    Path file =
        workbook(
            "Cơ quan",
            sheet -> {
              agencies(sheet);
              sheet.value(1, 3, 45_839);
            });

    only(
        read(file),
        "danh-ba.xlsx [Cơ quan]:2: cột D «Hiệu lực từ»: «45839»: là số, không phải ngày; viết như"
            + " 01/07/2025 (số ấy có thể là ngày 01/07/2025)");
  }

  @Test
  void dayInATextCellIsTold() throws IOException {
    Path file =
        workbook(
            "Cơ quan",
            sheet -> {
              agencies(sheet);
              sheet.value(1, 1, LocalDate.of(2025, 7, 1));
              sheet.style(1, 1).format("dd/mm/yyyy").set();
            });

    only(
        read(file),
        "danh-ba.xlsx [Cơ quan]:2: cột B «Tên cơ quan»: «2025-07-01»: ô là ngày; định dạng ô là Văn"
            + " bản (Text) rồi viết lại");
  }

  @Test
  void phoneThatLostItsZeroIsTold() throws IOException {
    Path file = temp.resolve("danh-ba.xlsx");
    try (OutputStream out = Files.newOutputStream(file)) {
      Workbook workbook = new Workbook(out, "test", "1.0");
      agencies(workbook.newWorksheet("Cơ quan"));
      Worksheet contacts = workbook.newWorksheet("Liên hệ");
      row(contacts, 0, "Mã cơ quan", "Họ tên", "Điện thoại");
      row(contacts, 1, "so-y-te", "Nguyễn Văn An");
      contacts.value(1, 2, 912_345_678);
      workbook.finish();
    }

    only(
        read(file),
        "danh-ba.xlsx [Liên hệ]:2: cột C «Điện thoại»: «912345678»: ô là số nên mất số 0 ở đầu;"
            + " định dạng ô là Văn bản (Text) rồi viết lại");
  }

  @Test
  void formulaIsRefused() throws IOException {
    Path file =
        workbook(
            "Cơ quan",
            sheet -> {
              agencies(sheet);
              sheet.formula(1, 1, "UPPER(A2)");
            });

    only(
        read(file),
        "danh-ba.xlsx [Cơ quan]:2: cột B «Tên cơ quan»: «=UPPER(A2)»: ô là công thức; dán lại"
            + " thành giá trị (Paste Values)");
  }

  @Test
  void formulaWhoseResultIsStoredAsSharedTextIsRefused() throws IOException {
    Path file = workbook("Cơ quan", XlsxImportTest::agencies);
    rewrite(file, "sheet1.xml", xml -> xml.replaceFirst("(<c r=\"B2\"[^>]*>)", "$1<f>A1</f>"));

    assertThat(read(file).problems())
        .singleElement()
        .satisfies(problem -> assertThat(problem.says()).contains("công thức"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"1e999999999", "1E2147483647", "-1e2147483647", "1e-2147483647", "0e999999999"})
  void aNumberThatNoSpreadsheetHoldsIsNotWrittenOut(String number) throws IOException {
    Path file =
        workbook(
            "Cơ quan",
            sheet -> {
              agencies(sheet);
              sheet.value(1, 3, 7);
              sheet.value(1, 4, 7);
            });
    rewrite(file, "sheet1.xml", xml -> xml.replace("<v>7</v>", "<v>" + number + "</v>"));

    assertThat(read(file).problems())
        .singleElement()
        .satisfies(problem -> assertThat(problem.line()).hasSizeLessThan(200));
  }

  @Test
  void textThatBeginsLikeAFormulaIsText() throws IOException {
    Path file =
        workbook(
            "Cơ quan",
            sheet -> {
              agencies(sheet);
              sheet.value(1, 4, "=không phải công thức");
            });

    assertThat(read(file).registry().agencies().getFirst().note())
        .isEqualTo("=không phải công thức");
  }

  @Test
  void mergedCellsAreRefused() throws IOException {
    Path file =
        workbook(
            "Cơ quan",
            sheet -> {
              agencies(sheet);
              row(sheet, 2, "so-noi-vu", "Sở Nội vụ", "Sở");
              sheet.range(1, 2, 2, 2).merge();
            });

    assertThat(read(file).problems())
        .extracting(Problem::line)
        .containsExactly(
            "danh-ba.xlsx [Cơ quan]:2: cột C «Cấp»: «C2:C3»: ô gộp C2:C3; bỏ gộp rồi điền từng ô",
            "danh-ba.xlsx [Cơ quan]:3: cột C «Cấp»: «C2:C3»: ô gộp C2:C3; bỏ gộp rồi điền từng ô");
  }

  @Test
  void yesAndNoMayBeTypedAsSuch() throws IOException {
    Path file = temp.resolve("danh-ba.xlsx");
    try (OutputStream out = Files.newOutputStream(file)) {
      Workbook workbook = new Workbook(out, "test", "1.0");
      agencies(workbook.newWorksheet("CO QUAN"));
      Worksheet portals = workbook.newWorksheet("Cổng");
      row(portals, 0, "Mã cổng", "Tên cổng", "Loại", "Địa chỉ", "Mã cơ quan chủ quản", "Theo dõi");
      row(portals, 1, "cong-y-te", "Cổng Sở Y tế", "Sở", "https://soyt.gov.vn/", "so-y-te");
      portals.value(1, 5, Boolean.FALSE);
      workbook.finish();
    }

    Imported imported = read(file);

    assertThat(imported.problems()).isEmpty();
    assertThat(imported.registry().portals().getFirst().watched()).isFalse();
  }

  @Test
  void sheetOfAnotherNameIsToldAndLeftOut() throws IOException {
    Path file = temp.resolve("danh-ba.xlsx");
    try (OutputStream out = Files.newOutputStream(file)) {
      Workbook workbook = new Workbook(out, "test", "1.0");
      agencies(workbook.newWorksheet("Cơ quan"));
      row(workbook.newWorksheet("Nháp"), 0, "gì đó");
      workbook.finish();
    }

    Imported imported = read(file);

    assertThat(imported.problems()).isEmpty();
    assertThat(imported.warnings())
        .singleElement()
        .satisfies(warning -> assertThat(warning.place()).isEqualTo("danh-ba.xlsx [Nháp]"));
  }

  @Test
  void workbookWithoutOurSheetsIsTold() throws IOException {
    Path file = workbook("Sheet1", XlsxImportTest::agencies);

    assertThat(read(file).problems())
        .singleElement()
        .satisfies(problem -> assertThat(problem.says()).contains("«Cơ quan»"));
  }

  @Test
  void cellFarOutIsRefusedBeforeItCostsMemory() throws IOException {
    Path file = workbook("Cơ quan", XlsxImportTest::agencies);
    rewrite(file, "sheet1.xml", xml -> xml.replace("r=\"C2\"", "r=\"XFD2\""));

    only(read(file), "danh-ba.xlsx [Cơ quan]: có ô ở cột XFD; xóa các cột thừa bên phải");
  }

  @Test
  void addressThatIsNoneIsRefused() throws IOException {
    Path file = workbook("Cơ quan", XlsxImportTest::agencies);
    rewrite(file, "sheet1.xml", xml -> xml.replace("r=\"C2\"", "r=\"ZZZZZZ2\""));

    only(
        read(file), "danh-ba.xlsx [Cơ quan]: tệp hỏng; mở bằng Excel hoặc LibreOffice rồi lưu lại");
  }

  @Test
  void outsideEntityIsNotFetched() throws IOException {
    Path secret = Files.writeString(temp.resolve("mat.txt"), "BI-MAT");
    Path file = workbook("Cơ quan", XlsxImportTest::agencies);
    rewrite(
        file,
        "sharedStrings.xml",
        xml ->
            xml.replaceFirst(
                    "<sst", "<!DOCTYPE sst [<!ENTITY x SYSTEM \"" + secret.toUri() + "\">]><sst")
                .replace("so-y-te", "&x;"));

    Imported imported = read(file);

    assertThat(imported.problems()).isNotEmpty();
    assertThat(imported.toString()).doesNotContain("BI-MAT");
  }

  @Test
  void brokenFileIsTold() throws IOException {
    Path file = workbook("Cơ quan", XlsxImportTest::agencies);
    byte[] whole = Files.readAllBytes(file);
    Files.write(file, java.util.Arrays.copyOf(whole, whole.length / 2));

    only(read(file), "danh-ba.xlsx: tệp hỏng; mở bằng Excel hoặc LibreOffice rồi lưu lại");
  }

  @Test
  void oldExcelFileIsTold() throws IOException {
    Path file = temp.resolve("danh-ba.xls");
    Files.write(file, new byte[] {(byte) 0xd0, (byte) 0xcf, 0x11, (byte) 0xe0, 0, 0});

    assertThat(read(file).problems())
        .singleElement()
        .satisfies(problem -> assertThat(problem.says()).contains(".xlsx không mật khẩu"));
  }

  @Test
  void workbookThatUnpacksToTooMuchIsRefused() throws IOException {
    Path file = workbook("Cơ quan", XlsxImportTest::agencies);
    rewrite(
        file,
        "sheet1.xml",
        xml -> xml.replace("<sheetData>", "<sheetData>" + " ".repeat(3_000_000)));
    Limits limits = new Limits(1_000_000, 2_000_000, 100, 100, 20, 100);

    assertThat(RegistryFile.read(file, Registry.EMPTY, false, limits).problems())
        .singleElement()
        .satisfies(problem -> assertThat(problem.says()).contains("bung ra lớn hơn 2 MB"));
  }

  @Test
  void tooManyRowsAreRefused() throws IOException {
    Path file =
        workbook(
            "Cơ quan",
            sheet -> {
              agencies(sheet);
              row(sheet, 2, "so-a", "Sở A", "Sở");
              row(sheet, 3, "so-b", "Sở B", "Sở");
            });
    Limits limits = new Limits(1_000_000, 2_000_000, 100, 2, 20, 100);

    only(
        RegistryFile.read(file, Registry.EMPTY, false, limits),
        "danh-ba.xlsx [Cơ quan]: quá 2 dòng; hãy tách nhỏ");
  }

  /** Changes one part of a workbook. */
  private static void rewrite(Path file, String part, UnaryOperator<String> change)
      throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    boolean changed = false;
    try (ZipFile in = new ZipFile(file.toFile());
        ZipOutputStream out = new ZipOutputStream(bytes)) {
      for (ZipEntry entry : Collections.list(in.entries())) {
        out.putNextEntry(new ZipEntry(entry.getName()));
        byte[] content = in.getInputStream(entry).readAllBytes();
        if (entry.getName().endsWith(part)) {
          String before = new String(content, StandardCharsets.UTF_8);
          String after = change.apply(before);
          changed = !after.equals(before);
          content = after.getBytes(StandardCharsets.UTF_8);
        }
        out.write(content);
        out.closeEntry();
      }
    }
    assertThat(changed).as("part %s was changed", part).isTrue();
    Files.write(file, bytes.toByteArray());
  }
}
