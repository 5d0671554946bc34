package vn.portalaudit.index;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Objects;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.portalaudit.sheet.Problem;

/** Rows of an annex come in whole, held against what the text states. */
final class AnnexTableTest {
  private static final IndexSets SETS =
      IndexSets.load(Path.of(System.getProperty("portalaudit.home", "."), "checklists", "chi-so"));

  private static Scheme scheme(String id) {
    return SetScheme.of(SETS.find(id).orElseThrow());
  }

  private static AnnexTable read(String id, String csv) {
    return AnnexTable.read("rows.csv", csv.getBytes(StandardCharsets.UTF_8), scheme(id));
  }

  /** A table with so many rows in each group, which add up to the group's points. */
  private static String rows(int[] counts, int[] points) {
    StringBuilder csv = new StringBuilder("code,parent,title,maxPoints\n");
    for (int g = 0; g < counts.length; g++) {
      csv.append("%d,,Nhóm %d,%d\n".formatted(g + 1, g + 1, points[g]));
      for (int i = 0; i < counts[g]; i++) {
        int most = i == 0 ? points[g] - counts[g] + 1 : 1;
        csv.append("%d.%d,%d,Chỉ số,%d\n".formatted(g + 1, i + 1, g + 1, most));
      }
    }
    return csv.toString();
  }

  @ParameterizedTest
  @CsvSource({"tuyen-quang-742-so, 50, 450", "tuyen-quang-742-xa, 34, 350"})
  void theWholeMustHaveAsManyRowsAsTheTextStates(String id, int count, int points) {
    int last = points - 250;
    int[] most = {50, 50, 50, 50, 50, last};
    AnnexTable right = read(id, rows(new int[] {5, 5, 5, 5, 5, count - 25}, most));
    AnnexTable short1 = read(id, rows(new int[] {5, 5, 5, 5, 5, count - 26}, most));

    assertThat(right.problems()).isEmpty();
    assertThat(Objects.requireNonNull(right.scheme()).items()).hasSize(count);
    assertThat(short1.scheme()).isNull();
    assertThat(short1.problems())
        .extracting(Problem::line)
        .anySatisfy(line ->
            assertThat(line).contains("cả bộ: có " + (count - 1) + " dòng, văn bản nêu " + count));
  }

  @Test
  void thePillarsOfTheDistrictsAreCountedWithTheFoundationThatTheyShare() {
    StringBuilder csv = new StringBuilder("code,parent,title,maxPoints\n");
    for (int i = 1; i <= 6; i++) {
      for (int j = 1; j <= 5; j++) {
        csv.append("%d.%d,%d,Nền tảng,%s\n".formatted(i, j, i, i == 1 ? "10" : "8"));
      }
    }
    String foundation = csv.toString();
    String activity =
        activity("cqs.7", 32, 250) + activity("kts.7", 22, 200) + activity("xhs.7", 21, 150);
    AnnexTable right = read("tuyen-quang-742-huyen", foundation + activity);
    AnnexTable wrong =
        read(
            "tuyen-quang-742-huyen",
            foundation
                + activity("cqs.7", 31, 250)
                + activity("kts.7", 23, 200)
                + activity("xhs.7", 21, 150));

    assertThat(right.problems()).isEmpty();
    assertThat(wrong.problems())
        .extracting(Problem::line)
        .anySatisfy(line -> assertThat(line).contains("cqs: có 61 dòng, văn bản nêu 62"))
        .anySatisfy(line -> assertThat(line).contains("kts: có 53 dòng, văn bản nêu 52"));
  }

  private static String activity(String parent, int rows, int points) {
    StringBuilder csv = new StringBuilder();
    for (int i = 1; i <= rows; i++) {
      int most = i == 1 ? points - rows + 1 : 1;
      csv.append("%s.%d,%s,Hoạt động,%d\n".formatted(parent, i, parent, most));
    }
    return csv.toString();
  }

  @Test
  void rowsOfOneGroupMayComeBeforeTheOthers() {
    AnnexTable table =
        read(
            "noi-vu-988-thuoc-bo",
            "code,parent,title,maxPoints\n1.1,1,A,10\n1.2,1,B,10\n1.3,1,C,10\n");

    assertThat(table.problems()).isEmpty();
    assertThat(Objects.requireNonNull(table.scheme()).items()).hasSize(8);
  }

  @Test
  void whatIsFrozenReadsAsTheFileDid() {
    AnnexTable table =
        read(
            "noi-vu-988-thuoc-bo",
            "code,parent,title,maxPoints\n1.1,1,\"Một, hai\",10.5\n1.2,1,=B,9.5\n1.3,1,C,10\n");

    // a title that would calculate is refused
    assertThat(table.problems())
        .extracting(Problem::line)
        .anySatisfy(l -> assertThat(l).contains("rows.csv:3"));
    AnnexTable plain =
        read(
            "noi-vu-988-thuoc-bo",
            "code,parent,title,maxPoints\n1.1,1,\"Một, hai\",10.5\n1.2,1,B,9.5\n1.3,1,C,10\n");
    assertThat(read("noi-vu-988-thuoc-bo", plain.csv()).lines()).isEqualTo(plain.lines());
  }

  @Test
  void theTemplateOfAWorkbookComesBackWithTheGroupsAndNoRows() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    vn.portalaudit.campaign.sheets.AnnexTemplate.xlsx(scheme("noi-vu-988-thuoc-bo"), out);
    AnnexTable table =
        AnnexTable.read("mau.xlsx", out.toByteArray(), scheme("noi-vu-988-thuoc-bo"));

    assertThat(table.problems()).isEmpty();
    assertThat(table.lines())
        .extracting(AnnexTable.Line::code)
        .containsExactly("1", "2", "3", "4", "5", "6");
  }

  @Test
  void everyBadCellOfAWorkbookIsNamed() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Workbook workbook = new Workbook(out, "test", "1.0");
    Worksheet page = workbook.newWorksheet("rows");
    Object[][] cells = {
      {"code", "parent", "title", "maxPoints"},
      {"1.1", "1", "A", "1.234"},
      {"1.2", "9", "B", 10},
      {"1.1", "1", "C", -4},
      {"1.3", "1", "D", "12abc"}
    };
    for (int r = 0; r < cells.length; r++) {
      for (int c = 0; c < 4; c++) {
        if (cells[r][c] instanceof Integer number) {
          page.value(r, c, number);
        } else {
          page.value(r, c, String.valueOf(cells[r][c]));
        }
      }
    }
    workbook.finish();
    AnnexTable table =
        AnnexTable.read("phu-luc.xlsx", out.toByteArray(), scheme("noi-vu-988-thuoc-bo"));

    assertThat(table.lines()).isEmpty();
    assertThat(table.problems())
        .extracting(Problem::line)
        .anySatisfy(line -> assertThat(line).contains("2").contains("1.234"))
        .anySatisfy(line -> assertThat(line).contains("4").contains("-4"))
        .anySatisfy(line -> assertThat(line).contains("5").contains("12abc"));
  }
}
