package vn.portalaudit.store.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.portalaudit.store.campaign.SmallSet.AN;
import static vn.portalaudit.store.campaign.SmallSet.SO;
import static vn.portalaudit.store.campaign.SmallSet.opening;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BiConsumer;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.portalaudit.campaign.CampaignLife.Step;
import vn.portalaudit.campaign.SelfReport;
import vn.portalaudit.campaign.sheets.FormWriter;
import vn.portalaudit.campaign.sheets.PublishedTable;
import vn.portalaudit.store.Database;
import vn.portalaudit.store.TestDatabase;

/** The survey form: downloaded, filled by a spreadsheet, sent back. */
class FormsTest {
  private static final int VALUE = 7;
  private static final int POINTS = 10;
  private static final int NOTHING = 11;
  private static final int NOTE = 12;

  @TempDir private Path data;

  private final Database database = TestDatabase.fresh();
  private final SmallSet set = new SmallSet();
  private AgencyDesk agency;
  private int id;

  @BeforeEach
  void open() {
    Campaigns all = set.on(database, data);
    agency = all.agency();
    id = all.department().create(opening("ky-2026", 2026, "bo-co-bang", 2), SO).value().id();
    all.department().step(id, Step.OPEN, SO, "");
    all.department().guide(id, "1.1", "Nêu số hiệu văn bản", SO);
    agency.save(
        id, "so-a", "1.1", new SelfReport("=1+1", "cuộc", "@SUM", "5", "-2+3", false), 0, AN);
  }

  private byte[] form() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    FormWriter.write(agency.form(id, "so-a"), out);
    return out.toByteArray();
  }

  private static List<Row> rows(byte[] workbook) throws IOException {
    try (ReadableWorkbook book = new ReadableWorkbook(new ByteArrayInputStream(workbook))) {
      return book.getFirstSheet().read();
    }
  }

  /** The form as a person would save it, with some cells changed. */
  private byte[] filled(BiConsumer<Worksheet, List<Row>> by) throws IOException {
    List<Row> rows = rows(form());
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Workbook workbook = new Workbook(out, "người", "1.0");
    Worksheet page = workbook.newWorksheet("Phiếu khảo sát");
    for (int r = 0; r < rows.size(); r++) {
      for (int c = 0; c < rows.get(r).getCellCount(); c++) {
        String text = rows.get(r).getCellText(c);
        if (!text.isEmpty()) {
          page.value(r, c, text);
        }
      }
    }
    by.accept(page, rows);
    workbook.finish();
    return out.toByteArray();
  }

  @Test
  void aFormThatNobodyTouchedChangesNothing() throws Exception {
    Forms.Taken taken = agency.takeForm(id, "so-a", "phieu.xlsx", form(), AN);

    assertThat(taken.problems()).isEmpty();
    assertThat(taken.rows()).isZero();
    List<Row> rows = rows(form());
    assertThat(rows).hasSize(5);
    assertThat(rows.get(2).getCell(VALUE).getFormula()).isNull();
    assertThat(rows.get(2).getCellText(VALUE)).isEqualTo("=1+1");
    assertThat(rows.get(2).getCellText(5)).isEqualTo("Nêu số hiệu văn bản");
    assertThat(rows.get(3).getCellText(5))
        .startsWith("Quy tắc chấm: ")
        .endsWith("giá trị tính bằng: %");
  }

  @Test
  void whatWasFilledComesBack() throws Exception {
    byte[] filled =
        filled((page, rows) -> {
          page.value(1, VALUE, "Nguyễn Văn A");
          page.value(2, POINTS, "7,5");
          page.value(3, POINTS, new BigDecimal("4.25"));
          page.value(3, NOTE, "số thật");
          page.value(4, NOTHING, "có");
        });

    Forms.Taken taken = agency.takeForm(id, "so-a", "phieu.xlsx", filled, AN);

    assertThat(taken.problems()).isEmpty();
    assertThat(taken.rows()).isEqualTo(4);
    assertThat(agency.general(id, "so-a").values())
        .extracting(GeneralInfo.Entry::content)
        .containsExactly("Nguyễn Văn A");
    assertThat(agency.drafts(id, "so-a"))
        .filteredOn(kept -> kept.points() != null)
        .extracting(kept -> kept.indicator() + " " + kept.points())
        .containsExactlyInAnyOrder("1.1 7.5000", "6.1 4.2500");
    assertThat(agency.drafts(id, "so-a"))
        .filteredOn(kept -> kept.report().nothingArose())
        .extracting(SelfReport.Kept::indicator)
        .containsExactly("7.1");
  }

  @Test
  void everyBadCellIsNamedAndNothingIsTaken() throws Exception {
    byte[] filled =
        filled((page, rows) -> {
          page.value(1, VALUE, "Nguyễn Văn A");
          page.value(2, POINTS, "85.25");
          page.value(3, POINTS, new BigDecimal("9"));
          page.value(4, POINTS, "1.234");
          page.formula(4, VALUE, "1+1");
        });

    Forms.Taken taken = agency.takeForm(id, "so-a", "phieu.xlsx", filled, AN);

    assertThat(taken.rows()).isZero();
    assertThat(taken.problems()).hasSize(4);
    assertThat(taken.problems())
        .anySatisfy(line ->
            assertThat(line).startsWith("phieu.xlsx [Phiếu khảo sát]:3: cột K").contains("85.25"))
        .anySatisfy(line -> assertThat(line).contains(":4: cột K").contains("tối đa 5"))
        .anySatisfy(line -> assertThat(line).contains(":5: cột K").contains("hai cách"))
        .anySatisfy(line -> assertThat(line).contains(":5: cột H").contains("công thức"));
    assertThat(agency.general(id, "so-a")).isEmpty();
  }

  @Test
  void aLineThatWasChangedElsewhereMeanwhileIsNotOverwritten() throws Exception {
    byte[] filled = filled((page, rows) -> page.value(2, POINTS, "7"));
    agency.save(id, "so-a", "1.1", SmallSet.points("8"), 1, AN);

    Forms.Taken taken = agency.takeForm(id, "so-a", "phieu.xlsx", filled, AN);

    assertThat(taken.problems()).singleElement().asString().contains("nay là «7», điểm «8»");
    assertThat(agency.drafts(id, "so-a").getFirst().report().points()).isEqualTo("8");
  }

  @Test
  void aFormOfAnotherAgencyOrWithATwiceCopiedLineIsRefused() throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    FormWriter.write(agency.form(id, "so-b"), out);
    assertThat(agency.takeForm(id, "so-a", "khac.xlsx", out.toByteArray(), AN).problems())
        .allSatisfy(line -> assertThat(line).contains("cơ quan khác"));
    byte[] twice =
        filled((page, rows) -> {
          for (int c = 0; c < 3; c++) {
            page.value(5, c, rows.get(2).getCellText(c));
          }
        });
    assertThat(agency.takeForm(id, "so-a", "hai.xlsx", twice, AN).problems())
        .singleElement()
        .asString()
        .contains(":6:")
        .contains("đã có ở trên");
    assertThat(agency.takeForm(id, "so-a", "rac.xlsx", new byte[] {1, 2}, AN).problems())
        .singleElement()
        .asString()
        .contains("không phải tệp .xlsx");
  }

  @Test
  void publishedTablesHoldNoFormula() throws Exception {
    String document =
        """
        {"number": 2, "corrects": 1, "decision": {"number": "1", "date": "2026-12-01", "signer": "A"},
         "agencies": {"so-a": "=HYPERLINK(1)"},
         "result": {"groups": [{"group": "so", "ranking": [
           {"agency": "so-a", "rank": 1, "points": 12.3456, "maxPoints": 45, "percent": 27.43466666, "grade": null}
         ]}]}}
        """;

    PublishedTable table = PublishedTable.of(document);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    table.xlsx(out);

    assertThat(new String(table.csv(), java.nio.charset.StandardCharsets.UTF_8))
        .contains("so,1,so-a,'=HYPERLINK(1),12.3456,45,27.43466666,");
    assertThat(table.decision()).contains("ngày 01/12/2026").contains("đính chính lần 1");
    Row row = rows(out.toByteArray()).get(2);
    assertThat(row.getCell(3).getFormula()).isNull();
    assertThat(row.getCellAsNumber(4).orElseThrow()).isEqualByComparingTo("12.3456");
  }
}
