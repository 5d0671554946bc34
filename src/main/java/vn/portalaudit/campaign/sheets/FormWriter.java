package vn.portalaudit.campaign.sheets;

import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.dhatim.fastexcel.ProtectionOption;
import org.dhatim.fastexcel.SheetProtectionOption;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import vn.portalaudit.sheet.Column;

/**
 * Writes a survey form as a workbook of one sheet. Only the cells to be filled can be changed; the
 * protection keeps the structure from slips and is no secret. Cells are text, so that nothing typed
 * or stored is taken for a formula, a day or a number that a spreadsheet would round.
 */
public final class FormWriter {
  private static final String PROTECTION = "phieu-khao-sat";
  private static final Map<String, Integer> WIDTHS =
      Map.of("title", 60, "guidance", 40, "lastYear", 18, "value", 24, "formula", 24, "note", 36);
  private static final int WIDTH = 13;

  private FormWriter() {}

  /**
   * Writes a form.
   *
   * @param out takes the workbook; stays open
   * @throws IOException when it cannot be written
   */
  public static void write(SurveyForm form, OutputStream out) throws IOException {
    Workbook workbook = new Workbook(out, "portal-audit", "1.0");
    Worksheet page = workbook.newWorksheet(FormColumns.SHEET);
    heading(page);
    int line = 1;
    for (SurveyForm.Row row : form.rows()) {
      line(page, line++, form, row);
    }
    page.freezePane(FormColumns.at("most"), 1);
    page.fitToWidth((short) 1);
    page.pageOrientation("landscape");
    page.header(form.agencyName() + " – " + form.title(), org.dhatim.fastexcel.Position.CENTER);
    page.protect(
        PROTECTION, SheetProtectionOption.DEFAULT_OPTIONS.toArray(SheetProtectionOption[]::new));
    workbook.finish();
  }

  private static void heading(Worksheet page) {
    List<Column> columns = FormColumns.LAYOUT.columns();
    for (int i = 0; i < columns.size(); i++) {
      Column column = columns.get(i);
      page.value(0, i, column.header());
      page.width(i, WIDTHS.getOrDefault(column.field(), WIDTH));
      page.style(0, i)
          .bold()
          .wrapText(true)
          .fillColor(FormColumns.FILLED.contains(column.field()) ? "FBE3C0" : "DDE8F5")
          .set();
      if (FormColumns.HIDDEN.contains(column.field())) {
        page.hideColumn(i);
      }
    }
  }

  private static void line(Worksheet page, int line, SurveyForm form, SurveyForm.Row row) {
    text(page, line, FormColumns.KEY, form.key(row));
    text(page, line, FormColumns.VERSION, Integer.toString(row.version()));
    text(page, line, "code", row.code());
    text(page, line, "title", row.title());
    text(page, line, "most", row.most() == null ? "" : shown(row.most()));
    text(page, line, "guidance", row.guidance());
    text(page, line, "lastYear", row.lastYear());
    text(page, line, FormColumns.VALUE, row.now().value());
    text(page, line, FormColumns.UNIT, row.now().unit());
    text(page, line, FormColumns.FORMULA, row.now().formula());
    text(page, line, FormColumns.POINTS, row.now().points());
    text(page, line, FormColumns.NOTHING, row.now().nothingArose() ? "có" : "");
    text(page, line, FormColumns.NOTE, row.now().note());
    page.range(line, FormColumns.at(FormColumns.NOTHING), line, FormColumns.at(FormColumns.NOTHING))
        .style()
        .horizontalAlignment("center")
        .set();
  }

  private static void text(Worksheet page, int line, String field, String text) {
    int column = FormColumns.at(field);
    if (!text.isEmpty()) {
      page.value(line, column, text);
    }
    boolean filled = FormColumns.FILLED.contains(field);
    page.style(line, column)
        .format("@")
        .wrapText(true)
        .verticalAlignment("top")
        .protectionOption(ProtectionOption.LOCKED, !filled)
        .set();
  }

  private static String shown(BigDecimal points) {
    return points.stripTrailingZeros().toPlainString().replace('.', ',');
  }
}
