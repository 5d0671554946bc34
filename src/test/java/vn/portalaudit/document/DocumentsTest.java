package vn.portalaudit.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.interactive.form.PDField;
import org.apache.pdfbox.pdmodel.interactive.form.PDSignatureField;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import vn.portalaudit.document.form.AuditSheet;
import vn.portalaudit.document.form.Form;
import vn.portalaudit.document.paper.Cell;
import vn.portalaudit.document.paper.Paper;
import vn.portalaudit.document.paper.Table;
import vn.portalaudit.domain.AuditReport;
import vn.portalaudit.report.ResultDocument;

/** Documents written by a real browser and without one, and read back. */
class DocumentsTest {
  private static final Path HOME = Path.of(System.getProperty("portalaudit.home", "."));
  private static final Path REPORTS = HOME.resolve("reports");
  private static final Map<String, Form> FORMS = SampleForms.plain().all();

  private static Documents documents;
  private static Documents plain;

  @BeforeAll
  static void open() {
    documents = new Documents(REPORTS);
    plain = new Documents(REPORTS, null);
  }

  @AfterAll
  static void close() {
    documents.close();
    plain.close();
  }

  private static Form form(String name) {
    return Objects.requireNonNull(FORMS.get(name), name);
  }

  private static AuditReport audit() throws IOException {
    return ResultDocument.read(HOME.resolve("src/test/resources/golden/report/so-mau.json"));
  }

  @TestFactory
  Stream<DynamicTest> everyFormatHasTheSameFigures() throws IOException {
    Stream<Map.Entry<String, Form>> all =
        Stream.concat(
            FORMS.entrySet().stream(),
            Stream.of(Map.entry("phieu-ket-qua", (Form) new AuditSheet(audit()))));
    return all.map(
        entry -> DynamicTest.dynamicTest(entry.getKey(), () -> sameFigures(entry.getValue())));
  }

  private static void sameFigures(Form form) throws IOException {
    Paper paper = form.paper();
    String pdf = ReadBack.squeezed(ReadBack.pdfText(documents.pdf(form)));
    String docx = ReadBack.squeezed(ReadBack.docxText(documents.docx(form)));
    String withoutBrowser = ReadBack.squeezed(ReadBack.pdfText(plain.pdf(form)));
    List<List<List<String>>> sheets = ReadBack.xlsx(documents.xlsx(form));

    assertThat(paper.tables()).isNotEmpty();
    for (int t = 0; t < paper.tables().size(); t++) {
      Table table = paper.tables().get(t);
      List<List<String>> rows = shown(table);
      for (List<String> row : rows) {
        String line = ReadBack.squeezed(String.join("", row));
        assertThat(pdf).as("PDF").contains(line);
        assertThat(withoutBrowser).as("PDF without a browser").contains(line);
        assertThat(docx).as("DOCX").contains(line);
      }
      assertThat(sheets.get(t)).as("XLSX %s", table.id()).isEqualTo(rows);
      assertThat(ReadBack.csv(documents.csv(form, table.id()).orElseThrow(), table))
          .as("CSV %s", table.id())
          .isEqualTo(rows);
    }
  }

  private static List<List<String>> shown(Table table) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(table.columns().stream().map(Table.Column::title).toList());
    table.rows().forEach(row -> rows.add(row.cells().stream().map(Cell::shown).toList()));
    return rows;
  }

  @Test
  void pagesAreNumberedAtTheTopButTheFirst() throws IOException {
    for (Documents printer : List.of(documents, plain)) {
      try (PDDocument pdf = Loader.loadPDF(printer.pdf(form("quyet-dinh")))) {
        assertThat(ReadBack.page(pdf, 1)).startsWith("ỦY BAN NHÂN DÂN TỈNH MẪU");
        assertThat(ReadBack.page(pdf, 2)).startsWith("2\n");
        assertThat(ReadBack.page(pdf, 3)).startsWith("3\n").contains("Hạng");
      }
    }
  }

  @Test
  void aDecisionHasTheFormOfTheDecree() throws IOException {
    for (String text :
        List.of(
            ReadBack.pdfText(documents.pdf(form("quyet-dinh"))),
            ReadBack.docxText(documents.docx(form("quyet-dinh"))))) {
      assertThat(text.replaceAll("\\s+", " "))
          .containsSubsequence(
              "ỦY BAN NHÂN DÂN TỈNH MẪU",
              "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
              "Độc lập - Tự do - Hạnh phúc",
              "Số: ……/QĐ-UBND",
              "DỰ THẢO",
              "Mẫu, ngày …… tháng …… năm ………",
              "QUYẾT ĐỊNH",
              "Về việc công bố kết quả đánh giá, xếp hạng",
              "CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH MẪU",
              "Căn cứ Luật Tổ chức chính quyền địa phương",
              "Theo đề nghị của",
              "QUYẾT ĐỊNH:",
              "Điều 1.",
              "Điều 4.",
              "Nơi nhận:",
              "PHỤ LỤC");
    }
  }

  @Test
  void onlyADraftIsMarked() throws IOException {
    assertThat(ReadBack.pdfText(documents.pdf(form("hoi-dong")))).doesNotContain("DỰ THẢO");
    assertThat(ReadBack.docxText(documents.docx(form("hoi-dong")))).doesNotContain("DỰ THẢO");
  }

  @Test
  void everySignerHasAnEmptyFieldOnThePageOfTheName() throws IOException {
    for (Documents printer : List.of(documents, plain)) {
      try (PDDocument pdf = Loader.loadPDF(printer.pdf(form("bien-ban")))) {
        List<PDField> fields = pdf.getDocumentCatalog().getAcroForm().getFields();
        assertThat(fields).extracting(PDField::getPartialName).containsExactly("ThuKy", "ChuToa");
        for (PDField field : fields) {
          PDRectangle place = field.getWidgets().getFirst().getRectangle();
          assertThat(((PDSignatureField) field).getSignature()).isNull();
          assertThat(place.getWidth()).isBetween(150f, 190f);
          assertThat(place.getHeight()).isBetween(55f, 80f);
          int page = pdf.getPages().indexOf(field.getWidgets().getFirst().getPage());
          assertThat(ReadBack.page(pdf, page + 1)).contains("Phạm Thị Hồng Ứng", "Lò Văn Ếm");
        }
      }
    }
  }

  @Test
  void onlyTheShippedTypefaceIsUsed() throws IOException {
    for (Documents printer : List.of(documents, plain)) {
      assertThat(ReadBack.fonts(printer.pdf(form("cong-thang"))))
          .isNotEmpty()
          .allMatch(name -> name.matches("[A-Z]{6}\\+LiberationSerif.*"), "Liberation Serif");
    }
  }

  @Test
  void theSameFiguresGiveTheSameBytes() throws IOException {
    for (Form form : List.of(form("tu-danh-gia"), form("cong-thang"))) {
      assertThat(documents.pdf(form)).isEqualTo(documents.pdf(form));
      assertThat(plain.pdf(form)).isEqualTo(plain.pdf(form));
      assertThat(documents.docx(form)).isEqualTo(documents.docx(form));
      assertThat(documents.xlsx(form)).isEqualTo(documents.xlsx(form));
    }
  }

  @Test
  void theReportOfAnAuditIsThePageForPeople() throws IOException {
    String text = ReadBack.pdfText(documents.pdf(audit(), List.of()));

    assertThat(text).contains("Việc nên sửa trước", "Từng tiêu chí".toLowerCase(Locale.ROOT));
  }

  @Test
  void anUnknownTableIsNone() {
    assertThat(documents.csv(form("hoi-dong"), "khong-co")).isEmpty();
    assertThat(documents.tables(form("quyet-dinh"))).containsExactly("xep-hang-1", "xep-hang-2");
  }
}
