package vn.portalaudit.index;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.portalaudit.domain.AuditReport;
import vn.portalaudit.sheet.Problem;

class FiguresReaderTest {
  private static final Scheme SCHEME =
      new Scheme(
          "mau",
          "2026.1",
          "Bộ mẫu",
          BigDecimal.valueOf(45),
          List.of(
              Scheme.Item.of("6.1", "Cổng", BigDecimal.valueOf(5), List.of(Column.MACHINE)),
              Scheme.Item.of("6.10", "Ký số", BigDecimal.TEN, List.of()),
              new Scheme.Item(
                  "7.1",
                  "Kinh tế số",
                  BigDecimal.valueOf(20),
                  List.of(),
                  Set.of("kinh-te-so"),
                  Set.of(),
                  Map.of(),
                  null),
              Scheme.Item.of("8", "Nhóm còn thiếu dòng", BigDecimal.TEN, List.of())),
          List.of(
              part("6", 15, null, List.of(0, 1)),
              part("7", 20, null, List.of(2)),
              part("8", 10, 2, List.of(3))),
          List.of(),
          List.of(),
          new Scheme.Conditions(true, false, Set.of("so")));

  @TempDir private Path folder;

  private static Scheme.Part part(
      String code, int max, @org.jspecify.annotations.Nullable Integer count, List<Integer> items) {
    return new Scheme.Part(code, code, "Nhóm " + code, BigDecimal.valueOf(max), count, items);
  }

  private void agencies() throws IOException {
    write("agencies.csv", "agency,name,group,flags\nso-a,Sở A,so,kinh-te-so\nso-b,Sở B,so,\n");
  }

  private void write(String file, String text) throws IOException {
    Files.writeString(folder.resolve(file), text);
  }

  private FiguresReader.Read read() {
    return FiguresReader.read(
        folder,
        new FiguresReader.Subject(SCHEME, on -> List.of(), null),
        FiguresReaderTest::noAudit);
  }

  private static AuditReport noAudit(Path file) throws IOException {
    throw new IOException("tệp hỏng");
  }

  private static List<String> lines(FiguresReader.Read read) {
    return read.problems().stream().map(Problem::line).toList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "so-a,6.1,12abc|C «points»: «12abc»: không phải số; viết số với dấu chấm thập phân, ví dụ"
            + " 12.5",
        "so-a,6.1,NaN|C «points»: «NaN»: không phải số; viết số với dấu chấm thập phân, ví dụ 12.5",
        "so-a,6.1,-1|C «points»: «-1»: số âm; viết số từ 0 trở lên",
        "so-a,6.1,5.01|C «points»: «5.01»: vượt điểm tối đa 5 của chỉ số «6.1»; viết từ 0 đến 5",
        "so-a,6.1,\"2,5\"|C «points»: «2,5»: dấu phẩy không phải dấu thập phân ở đây; viết 2.5",
        "so-a,6.1,=1+1|C «points»: «=1+1»: ô là công thức; dán lại thành giá trị (Paste Values)",
        "so-a,6.1,|C «points»: để trống; viết điểm, hoặc bỏ dòng khi chưa có số liệu",
        "so-a,6.1,1.234.567|C «points»: «1.234.567»: đọc được hai cách (hàng nghìn hay phần thập"
            + " phân); viết số với dấu chấm thập phân, ví dụ 12.5",
        "so-x,6.1,1|A «agency»: «so-x»: không có cơ quan này trong agencies; có phải «so-a»?",
        "so-a,9.9,1|B «indicator»: «9.9»: không có chỉ số này trong «mau»; có phải «6.1»?",
        "so-a,6,1|B «indicator»: «6»: là nhóm chỉ số, điểm ghi ở từng chỉ số trong nhóm; xem"
            + " ./portal-audit index show mau",
        "so-b,7.1,1|B «indicator»: «7.1»: chỉ số này không áp dụng cho «so-b»; bỏ dòng, hoặc sửa"
            + " cột flags của cơ quan trong agencies (cần: kinh-te-so)"
      })
  void aBadRowIsNamedWithWhatToWrite(String row, String says) throws IOException {
    agencies();
    write("self.csv", "agency,indicator,points\nso-b,6.1,1\n" + row + "\n");

    assertThat(lines(read())).containsExactly("self.csv:3: cột " + says);
    assertThat(read().figures()).isNull();
  }

  @Test
  void everyBadCellIsNamedAtOnce() throws IOException {
    write(
        "agencies.csv",
        "agency,name,group,flags\nso-a,Sở A,so,\nso-a,Sở A,so,\nhuyen-b,Huyện B,huyen,\n");
    write("self.csv", "agency,indicator,points\nso-a,6.1,x\nso-a,6.10,1\nso-a,6.10,2\n");
    write("bonus.csv", "agency,points,reason\nso-a,1,\n");
    write("exclusions.csv", "indicator,by,reason\n6.1,,x\n");
    write("appraised.csv", "agency,indicator,round,points\nso-a,6.1,0,1\n");

    assertThat(lines(read()))
        .containsExactly(
            "agencies.csv:3: cột A «agency»: «so-a»: cơ quan này đã có ở một dòng trước; bỏ một"
                + " dòng",
            "agencies.csv:4: cột C «group»: «huyen»: bộ chỉ số này không dành cho nhóm ấy; các"
                + " nhóm: so",
            "exclusions.csv:2: cột B «by»: để trống; phải điền",
            "self.csv:2: cột C «points»: «x»: không phải số; viết số với dấu chấm thập phân, ví dụ"
                + " 12.5",
            "self.csv:4: cột B «indicator»: «6.10»: cặp cơ quan và chỉ số này đã có ở dòng 3; bỏ"
                + " một dòng",
            "appraised.csv:2: cột C «round»: «0»: viết số vòng thẩm định từ 1 đến 60",
            "bonus.csv:2: cột C «reason»: để trống; phải điền");
  }

  @Test
  void theHighestRoundCountsWhateverTheOrderOfRows() throws IOException {
    agencies();
    write(
        "appraised.csv",
        "agency,indicator,round,points,reason\nso-a,6.1,2,3,Bổ sung minh chứng\nso-a,6.1,1,1,\n");

    Figures figures = Objects.requireNonNull(read().figures());

    assertThat(figures.points(Column.APPRAISED, 0, 0)).isEqualByComparingTo("3");
    assertThat(figures.words(Column.APPRAISED, 0, 0))
        .isEqualTo("vòng 1: 1 điểm\nvòng 2: 3 điểm, Bổ sung minh chứng");
  }

  @Test
  void textInASheetIsReadTheVietnameseWayOrNotAtAll() throws IOException {
    agencies();
    workbook(sheet -> {
      row(sheet, 1, "so-a", "6.1", "2,5");
      row(sheet, 2, "so-b", "6.1", "1.234");
      row(sheet, 3, "so-a", "6.10", "85.25");
      row(sheet, 4, "so-b", "6.10", "1,234");
    });

    assertThat(lines(read()))
        .containsExactly(
            "data.xlsx [self]:3: cột C «points»: «1.234»: đọc được hai cách (hàng nghìn hay phần"
                + " thập phân); viết vào ô kiểu Số (Number), hoặc chữ với dấu phẩy, ví dụ 12,5",
            "data.xlsx [self]:4: cột C «points»: «85.25»: đọc được hai cách (dấu chấm là hàng nghìn"
                + " hay thập phân); viết vào ô kiểu Số (Number), hoặc chữ với dấu phẩy, ví dụ 12,5",
            "data.xlsx [self]:5: cột C «points»: «1,234»: đọc được hai cách (hàng nghìn hay phần"
                + " thập phân); viết vào ô kiểu Số (Number), hoặc chữ với dấu phẩy, ví dụ 12,5");
  }

  @Test
  void sheetsOfOneWorkbookGiveWhatFilesGive() throws IOException {
    agencies();
    workbook(sheet -> {
      row(sheet, 1, "so-a", "6.1", "2,5");
      row(sheet, 2, "so-b", "6.1", "");
      sheet.value(2, 2, new BigDecimal("4.35"));
    });

    Figures figures = Objects.requireNonNull(read().figures());

    assertThat(figures.points(Column.SELF, 0, 0)).isEqualByComparingTo("2.5");
    assertThat(figures.points(Column.SELF, 1, 0)).isEqualByComparingTo("4.35");
  }

  @Test
  void formulasAndDoubtfulCodesInASheetAreRefused() throws IOException {
    agencies();
    workbook(sheet -> {
      row(sheet, 1, "so-a", "6.1", "");
      sheet.formula(1, 2, "1+1");
      row(sheet, 2, "so-b", "", "1");
      sheet.value(2, 1, 6.1);
    });

    assertThat(lines(read()))
        .containsExactly(
            "data.xlsx [self]:2: cột C «points»: «=1+1»: ô là công thức; dán lại thành giá trị"
                + " (Paste Values)",
            "data.xlsx [self]:3: cột B «indicator»: «6.1»: ô kiểu số nên không rõ là 6.1 hay 6.10;"
                + " định dạng ô là Văn bản (Text)");
  }

  @Test
  void aTableInTwoPlacesAndAStrangeCharacterSetAreRefused() throws IOException {
    Files.write(
        folder.resolve("agencies.csv"),
        "agency,name,group\nso-a,S\u00f4,so\n".getBytes(StandardCharsets.ISO_8859_1));
    write("self.csv", "agency,indicator,points\n");
    workbook(sheet -> row(sheet, 1, "so-a", "6.1", "1"));

    assertThat(lines(read()))
        .contains("agencies.csv:2: chữ không theo UTF-8; lưu lại cả tệp bằng UTF-8 (CSV UTF-8)");
    agencies();
    assertThat(lines(read()))
        .containsExactly(
            "data.xlsx [self]: bảng «self» có hai lần (trong data.xlsx hoặc tệp CSV); bỏ một");
  }

  @Test
  void rowsOfTheAnnexTakeThePlaceOfTheirGroup() throws IOException {
    agencies();
    write("rows.csv", "code,parent,title,maxPoints\n8.1,8,Một,4\n8.2,8,Hai,6\n");
    write("self.csv", "agency,indicator,points\nso-a,8.2,6\n");

    Figures figures = Objects.requireNonNull(read().figures());

    assertThat(figures.scheme().items().stream().map(Scheme.Item::id))
        .containsExactly("6.1", "6.10", "7.1", "8.1", "8.2");
    assertThat(Results.of(figures, Settings.PLAIN).standing(0).maxPoints())
        .isEqualByComparingTo("45");
  }

  @Test
  void rowsOfTheAnnexMustAddUpToWhatTheTextStates() throws IOException {
    agencies();
    write("rows.csv", "code,parent,title,maxPoints\n8.1,8,Một,4\n8.2,8,Hai,5\n8.3,8,Ba,2\n");

    assertThat(lines(read()))
        .containsExactly(
            "rows: nhóm 8: tổng điểm các dòng là 11, văn bản nêu 10; sửa cột maxPoints cho khớp",
            "rows: nhóm 8: có 3 dòng, văn bản nêu 2; thêm hoặc bỏ dòng cho đủ",
            "rows: cả bộ: tổng điểm các dòng là 46, văn bản nêu 45; sửa cột maxPoints cho khớp");
  }

  @Test
  void rowsWithoutAMaximumStillHaveThatOfTheirGroup() throws IOException {
    Scheme open =
        new Scheme(
            "mo",
            "1",
            "Bộ chưa đủ điểm",
            BigDecimal.valueOf(450),
            List.of(
                Scheme.Item.of("1", "Một", null, List.of()),
                Scheme.Item.of("2", "Hai", null, List.of())),
            List.of(part("n", 60, null, List.of(0, 1))),
            List.of(),
            List.of(),
            new Scheme.Conditions(false, false, Set.of()));
    agencies();
    write("self.csv", "agency,indicator,points\nso-a,1,40\nso-a,2,30\nso-b,1,60\n");
    FiguresReader.Read read =
        FiguresReader.read(
            folder,
            new FiguresReader.Subject(open, on -> List.of(), null),
            FiguresReaderTest::noAudit);

    assertThat(lines(read))
        .containsExactly(
            "self: cơ quan «so-a»: tổng điểm nhóm n là 70, vượt 60 của văn bản; sửa cột points,"
                + " hoặc nhập điểm tối đa từng dòng trong rows.csv");
  }

  @Test
  void auditsOfNobodyOrInPiecesAreRefused() throws IOException {
    agencies();
    Files.createDirectory(folder.resolve("audits"));
    write("audits/so-a.json", "{}");
    write("audits/so-x.json", "{}");

    assertThat(lines(read()))
        .containsExactly(
            "audits/so-a.json: không đọc được: tệp hỏng; chép lại result.json của cổng",
            "audits/so-x.json: không có cơ quan này trong agencies; đổi tên tệp thành"
                + " MÃ-CƠ-QUAN.json");
  }

  @Test
  void aFolderWithoutAgenciesIsRefusedAndAStrangeFileTold() throws IOException {
    write("selff.csv", "x");

    assertThat(lines(read()))
        .containsExactly(folder + ": thiếu agencies.csv (hoặc trang agencies trong data.xlsx)");
    assertThat(read().warnings().getFirst().line())
        .isEqualTo("selff.csv: không phải tệp số liệu nên bỏ qua; có phải «self.csv»?");
  }

  private interface Filling {
    void fill(Worksheet sheet);
  }

  private void workbook(Filling filling) throws IOException {
    try (OutputStream out = Files.newOutputStream(folder.resolve("data.xlsx"))) {
      Workbook workbook = new Workbook(out, "portal-audit", "1.0");
      Worksheet sheet = workbook.newWorksheet("self");
      row(sheet, 0, "agency", "indicator", "points");
      filling.fill(sheet);
      workbook.finish();
    }
  }

  private static void row(Worksheet sheet, int row, String... cells) {
    for (int i = 0; i < cells.length; i++) {
      if (!cells[i].isEmpty()) {
        sheet.value(row, i, cells[i]);
      }
    }
  }
}
