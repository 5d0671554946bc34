package vn.portalaudit.registry.sheets;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.portalaudit.registry.Agency;
import vn.portalaudit.registry.Contact;
import vn.portalaudit.registry.Registry;
import vn.portalaudit.registry.Validity;
import vn.portalaudit.sheet.Limits;
import vn.portalaudit.sheet.Problem;

class CsvImportTest {
  private static final String AGENCIES =
      "Mã cơ quan,Tên cơ quan,Cấp,Mã cơ quan cấp trên,Hiệu lực từ,Hết hiệu lực từ,Ghi chú\n";
  private static final String GOOD = "so-y-te,Sở Y tế,Sở,,,,\n";

  @TempDir Path temp;
  private Path folder;

  @BeforeEach
  void folder() throws IOException {
    folder = Files.createDirectory(temp.resolve("danh-ba"));
  }

  private Imported agencies(String rows) throws IOException {
    return agencies((AGENCIES + rows).getBytes(StandardCharsets.UTF_8));
  }

  private Imported agencies(byte[] content) throws IOException {
    Files.write(folder.resolve("co-quan.csv"), content);
    return read(folder);
  }

  private static Imported read(Path file) {
    return RegistryFile.read(file, Registry.EMPTY, false);
  }

  private static void only(Imported imported, String line) {
    assertThat(imported.problems()).extracting(Problem::line).containsExactly(line);
    assertThat(imported.registry()).isEqualTo(Registry.EMPTY);
  }

  @Test
  void utf8WithoutMarkIsRead() throws IOException {
    assertName(agencies(GOOD));
  }

  @Test
  void utf8WithMarkIsRead() throws IOException {
    assertName(agencies(("\ufeff" + AGENCIES + GOOD).getBytes(StandardCharsets.UTF_8)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-16LE", "UTF-16BE", "UTF-16", "x-UTF-16LE-BOM"})
  void utf16IsRead(String charset) throws IOException {
    assertName(agencies((AGENCIES + GOOD).getBytes(Charset.forName(charset))));
  }

  @Test
  void windows1258IsReadAndComposed() throws IOException {
    assertName(agencies(windows1258(AGENCIES + GOOD)));
  }

  /** As Vietnamese Windows saves: vowel with its hat or horn first, then the tone. */
  private static byte[] windows1258(String text) {
    StringBuilder spread = new StringBuilder();
    for (char c : text.toCharArray()) {
      String parts = Normalizer.normalize(String.valueOf(c), Normalizer.Form.NFD);
      String tones = "\u0300\u0301\u0303\u0309\u0323";
      StringBuilder base = new StringBuilder();
      StringBuilder tone = new StringBuilder();
      for (char part : parts.toCharArray()) {
        (tones.indexOf(part) >= 0 ? tone : base).append(part);
      }
      spread.append(Normalizer.normalize(base, Normalizer.Form.NFC)).append(tone);
    }
    byte[] bytes = spread.toString().getBytes(Charset.forName("windows-1258"));
    assertThat(new String(bytes, Charset.forName("windows-1258"))).isEqualTo(spread.toString());
    return bytes;
  }

  private static void assertName(Imported imported) {
    assertThat(imported.problems()).isEmpty();
    assertThat(imported.registry().versions())
        .singleElement()
        .satisfies(version -> assertThat(version.name()).isEqualTo("Sở Y tế"));
  }

  @Test
  void twoCharacterSetsInOneFileAreRefusedWithTheLine() throws IOException {
    ByteArrayOutputStream mixed = new ByteArrayOutputStream();
    mixed.write((AGENCIES + GOOD).getBytes(StandardCharsets.UTF_8));
    mixed.write(windows1258("so-noi-vu,Sở Nội vụ,Sở,,,,\n"));

    only(
        agencies(mixed.toByteArray()),
        "co-quan.csv:3: chữ không theo bảng mã của phần còn lại (nhiều bảng mã trong một tệp, hoặc"
            + " bảng mã cũ); lưu lại cả tệp bằng UTF-8 (CSV UTF-8)");
  }

  @ParameterizedTest
  @ValueSource(strings = {";", "\t"})
  void otherSeparatorsAreRead(String separator) throws IOException {
    assertName(
        agencies((AGENCIES + GOOD).replace(",", separator).getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void decomposedInvisibleAndDoubledIsCleaned() throws IOException {
    String name =
        Normalizer.normalize("Sở Y tế", Normalizer.Form.NFD).replace(" ", "\u00a0\u200b ");

    assertName(agencies("\u200b so-y-te ,\u202a" + name + "\u2060\t,so,,,,\n"));
  }

  @Test
  void damagedCharacterIsRefused() throws IOException {
    only(
        agencies("so-y-te,S\ufffd Y tế,Sở,,,,\n"),
        "co-quan.csv:2: cột B «Tên cơ quan»: «S\ufffd Y tế»: có ký tự hỏng; gõ lại");
  }

  @Test
  void everyBadCellIsNamedAtOnce() throws IOException {
    Imported imported =
        agencies(
            GOOD
                + "Sở Nội vụ,Sở Nội vụ,Sở,,,,\n"
                + "so-b,,Sở,,,,\n"
                + "so-c,Sở C,Sởi,,31/02/2025,,\n"
                + "so-d,Sở D,Sở,,01/07/2025,2025-06-30,\n"
                + "so-e,=HYPERLINK(\"x\"),Sở,,,,\n");

    assertThat(imported.problems())
        .extracting(Problem::line)
        .containsExactly(
            "co-quan.csv:3: cột A «Mã cơ quan»: «Sở Nội vụ»: mã chỉ gồm chữ thường không dấu, số và"
                + " gạch nối, tối đa 80 ký tự, ví dụ «so-noi-vu»",
            "co-quan.csv:4: cột B «Tên cơ quan»: để trống mà có cấp hoặc cấp trên; điền tên, hoặc"
                + " để trống cả bốn cột và ghi ở trang «Lịch sử cơ quan»",
            "co-quan.csv:5: cột E «Hiệu lực từ»: «31/02/2025»: không phải ngày; viết"
                + " ngày/tháng/năm như 01/07/2025, hoặc 2025-07-01",
            "co-quan.csv:5: cột C «Cấp»: «Sởi»: không có trong danh mục; có phải «Sở»?",
            "co-quan.csv:6: cột F «Hết hiệu lực từ»: «2025-06-30»: phải sau ngày bắt đầu"
                + " 01/07/2025",
            "co-quan.csv:7: cột B «Tên cơ quan»: «=HYPERLINK(\"x\")»: ô là công thức; dán lại thành"
                + " giá trị (Paste Values)");
    assertThat(imported.registry()).isEqualTo(Registry.EMPTY);
  }

  @ParameterizedTest
  @ValueSource(strings = {"=1+1", "+cmd|' /C calc'!A0", "-1+1", "@SUM(A1)", "＝1+1"})
  void formulaIsTakenNowhere(String formula) throws IOException {
    assertThat(agencies("so-y-te,Sở Y tế,Sở,,,,\"" + formula + "\"\n").problems())
        .singleElement()
        .satisfies(problem -> assertThat(problem.says()).contains("công thức"));
  }

  @Test
  void escapedTextIsReadWithoutItsMark() throws IOException {
    Imported imported = agencies("so-y-te,Sở Y tế,Sở,,,,'- gạch đầu dòng\n");

    assertThat(imported.problems()).isEmpty();
    assertThat(imported.registry().agencies().getFirst().note()).isEqualTo("- gạch đầu dòng");
  }

  @Test
  void phoneNumbersMayBeginWithAPlus() throws IOException {
    agencies(GOOD);
    Files.writeString(
        folder.resolve("lien-he.csv"),
        "Mã cơ quan,Họ tên,Điện thoại,Telegram\n"
            + "so-y-te,Nguyễn Văn An,+84 222 3822 000,@nhom_soyt\n");

    assertThat(read(folder).registry().contacts())
        .extracting(Contact::reach)
        .containsExactly(new Contact.Reach(null, "+84 222 3822 000", "@nhom_soyt"));
  }

  @Test
  void daysAreReadInOurOrderAndInIso() throws IOException {
    Imported imported =
        agencies(
            "so-a,Sở A,Sở,,1/7/2025,,\nso-b,Sở B,Sở,,2025-07-01,,\nso-c,Sở C,Sở,,01.07.2025,,\n");

    assertThat(imported.problems()).isEmpty();
    assertThat(imported.registry().agencies())
        .extracting(Agency::validity)
        .containsOnly(Validity.since(LocalDate.of(2025, 7, 1)));
  }

  @Test
  void sameCodeTwiceIsToldWithBothPlaces() throws IOException {
    Imported imported = agencies(GOOD + GOOD);

    assertThat(imported.problems().getFirst().line())
        .isEqualTo(
            "co-quan.csv:3: cột A «Mã cơ quan»: «so-y-te»: cơ quan «so-y-te» đã có ở co-quan.csv:2;"
                + " bỏ một");
  }

  @Test
  void unknownParentIsToldInItsCell() throws IOException {
    only(
        agencies("so-y-te,Sở Y tế,Sở,tinh-x,,,\n"),
        "co-quan.csv:2: cột D «Mã cơ quan cấp trên»: «tinh-x»: không có cơ quan mã «tinh-x»; thêm"
            + " vào trang «Cơ quan» hoặc sửa mã");
  }

  @Test
  void parentMayBeThereAlready() throws IOException {
    Registry current = agencies("tinh-x,Tỉnh X,Tỉnh,,,,\n").registry();
    Files.writeString(folder.resolve("co-quan.csv"), AGENCIES + "so-y-te,Sở Y tế,Sở,tinh-x,,,\n");

    assertThat(RegistryFile.read(folder, current, false).problems()).isEmpty();
  }

  @Test
  void columnThatIsMissingLeavesWhatWasThere() throws IOException {
    Registry current = agencies("so-y-te,Sở Y tế,Sở,,,,Ghi nhớ\n").registry();
    Files.writeString(folder.resolve("co-quan.csv"), "Mã cơ quan,Hết hiệu lực từ\nso-y-te,\n");

    Imported imported = RegistryFile.read(folder, current, false);

    assertThat(imported.problems()).isEmpty();
    assertThat(current.changes(imported.registry())).isEmpty();
  }

  @Test
  void misspeltHeadingIsToldWithTheNearest() throws IOException {
    only(
        agencies(
            "Mã cơ quan,Tên cơ quam,Cấp\nso-y-te,Sở Y tế,Sở\n".getBytes(StandardCharsets.UTF_8)),
        "co-quan.csv:1: cột B: «Tên cơ quam»: không phải tên cột của trang «Cơ quan»; có phải «Tên"
            + " cơ quan»?");
  }

  @Test
  void missingColumnIsTold() throws IOException {
    only(
        agencies("Tên cơ quan,Cấp\nSở Y tế,Sở\n".getBytes(StandardCharsets.UTF_8)),
        "co-quan.csv:1: cột «Mã cơ quan»: thiếu cột này ở dòng tiêu đề; thêm cột, hoặc dùng tệp mẫu"
            + " (registry template)");
  }

  @Test
  void headingsMayBeWrittenWithoutMarks() throws IOException {
    assertName(
        agencies(
            "MA CO QUAN,ten co quan,cap\nso-y-te,Sở Y tế,so\n".getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void cellBesideTheColumnsIsTold() throws IOException {
    assertThat(agencies("so-y-te,Sở Y tế,Sở,,,,,lạc\n").problems())
        .extracting(Problem::line)
        .containsExactly(
            "co-quan.csv:2: cột H: «lạc»: ô nằm ngoài các cột; xóa ô, hoặc đặt tên cột");
  }

  @Test
  void quoteThatIsNotClosedIsTold() throws IOException {
    assertThat(agencies(GOOD + "so-b,\"Sở B,Sở,,,,\n").problems())
        .singleElement()
        .satisfies(problem -> {
          assertThat(problem.row()).isEqualTo(3);
          assertThat(problem.says()).contains("dấu nháy kép");
        });
  }

  @Test
  void fileOfAnotherNameIsTold() throws IOException {
    Path file = temp.resolve("so-lieu.csv");
    Files.writeString(file, AGENCIES + GOOD);

    assertThat(read(file).problems())
        .singleElement()
        .satisfies(problem ->
            assertThat(problem.line()).startsWith("so-lieu.csv: ").contains("co-quan.csv"));
  }

  @Test
  void emptyFolderAndMissingFileAreTold() {
    assertThat(read(folder).problems()).hasSize(1);
    assertThat(read(temp.resolve("khong-co.xlsx")).problems())
        .singleElement()
        .satisfies(problem -> assertThat(problem.says()).contains("không đọc được"));
  }

  @Test
  void fileWithoutAByteIsTold() throws IOException {
    for (String name : List.of("rong.xlsx", "rong.zip", "co-quan.csv")) {
      Path empty = Files.createFile(temp.resolve(name));
      assertThat(read(empty).problems())
          .singleElement()
          .satisfies(problem -> assertThat(problem.line()).contains(name, "tệp trống"));
    }
  }

  @Test
  void zipOfFilesIsRead() throws IOException {
    Path zip = temp.resolve("danh-ba.zip");
    Files.write(
        zip, zip("thu-muc/co-quan.csv", (AGENCIES + GOOD).getBytes(StandardCharsets.UTF_8)));

    assertName(read(zip));
  }

  private static byte[] zip(String name, byte[] content) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry(name));
      zip.write(content);
      zip.closeEntry();
    }
    return bytes.toByteArray();
  }

  @Test
  void zipThatUnpacksToTooMuchIsRefused() throws IOException {
    Path zip = temp.resolve("bom.zip");
    Files.write(zip, zip("co-quan.csv", new byte[3_000_000]));
    Limits limits = new Limits(100_000, 2_000_000, 10, 100, 20, 100);

    Imported imported = RegistryFile.read(zip, Registry.EMPTY, false, limits);

    assertThat(imported.problems())
        .singleElement()
        .satisfies(problem -> assertThat(problem.says()).contains("bung ra lớn hơn 2 MB"));
  }

  @Test
  void tooManyRowsAndTooLongCellsAreRefused() throws IOException {
    Limits limits = new Limits(1_000_000, 2_000_000, 10, 3, 20, 100);
    Files.writeString(folder.resolve("co-quan.csv"), AGENCIES + GOOD.repeat(4));
    assertThat(RegistryFile.read(folder, Registry.EMPTY, false, limits).problems())
        .singleElement()
        .satisfies(problem -> assertThat(problem.says()).contains("quá 3 dòng"));

    Files.writeString(
        folder.resolve("co-quan.csv"), AGENCIES + "so-a," + "x".repeat(101) + ",Sở,,,,\n");
    assertThat(RegistryFile.read(folder, Registry.EMPTY, false, limits).problems())
        .singleElement()
        .satisfies(problem -> {
          assertThat(problem.says()).contains("dài quá 100 ký tự");
          assertThat(problem.found()).hasSizeLessThan(80);
        });
  }

  @Test
  void thousandsOfProblemsAreCountedNotAllTold() throws IOException {
    StringBuilder rows = new StringBuilder();
    for (int i = 0; i < 2_000; i++) {
      rows.append(String.format(Locale.ROOT, "Mã %d,Sở,Sở,,,,\n", i));
    }

    List<Problem> problems = agencies(rows.toString()).problems();

    assertThat(problems).hasSize(501);
    assertThat(problems.getLast().says()).contains("còn 1500 lỗi nữa");
  }
}
