package vn.portalaudit.registry.sheets;

import java.io.IOException;
import java.io.OutputStream;
import java.time.LocalDate;
import java.util.List;
import org.dhatim.fastexcel.DataValidationErrorStyle;
import org.dhatim.fastexcel.Range;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.jspecify.annotations.Nullable;
import vn.portalaudit.registry.Registry;
import vn.portalaudit.sheet.Column;

/** Writes a registry as an XLSX workbook with an explaining sheet and drop-down lists. */
final class XlsxWriter {
  /** The title of the explaining sheet. */
  static final String GUIDE = "Hướng dẫn";

  /** The title of the sheet that drop-down lists take their words from. */
  static final String LISTS = "Danh mục";

  private static final int HINTED_ROWS = 20_000;
  private static final double WIDTH = 22;
  private static final double WIDE = 70;

  private XlsxWriter() {}

  static void write(Registry registry, OutputStream out) throws IOException {
    Workbook workbook = new Workbook(out, "portal-audit", "1.0");
    guide(workbook.newWorksheet(GUIDE));
    SheetRows rows = new SheetRows(registry);
    Worksheet[] sheets = new Worksheet[Sheet.values().length];
    for (Sheet sheet : Sheet.values()) {
      sheets[sheet.ordinal()] = workbook.newWorksheet(sheet.title());
    }
    Worksheet lists = workbook.newWorksheet(LISTS);
    int list = 0;
    for (Sheet sheet : Sheet.values()) {
      Worksheet page = sheets[sheet.ordinal()];
      heading(page, sheet);
      for (int i = 0; i < sheet.columns().size(); i++) {
        Column column = sheet.columns().get(i);
        if (!column.choices().isEmpty()) {
          hint(page, i, list(lists, list++, sheet, column));
        }
      }
      content(page, rows.of(sheet));
    }
    workbook.finish();
  }

  private static void guide(Worksheet page) {
    List<List<String>> rows = Guide.rows();
    for (int r = 0; r < rows.size(); r++) {
      for (int c = 0; c < rows.get(r).size(); c++) {
        page.value(r, c, rows.get(r).get(c));
        if (c == 3) {
          page.style(r, c).wrapText(true).set();
        }
      }
    }
    page.range(0, 0, 0, 4).style().bold().fillColor("DDE8F5").set();
    page.width(0, WIDTH);
    page.width(1, WIDTH);
    page.width(3, WIDE);
    page.width(4, WIDTH);
    page.freezePane(0, 1);
  }

  private static void heading(Worksheet page, Sheet sheet) {
    for (int i = 0; i < sheet.columns().size(); i++) {
      Column column = sheet.columns().get(i);
      page.value(0, i, column.header());
      page.comment(0, i, column.how());
      page.width(i, WIDTH);
      // text, or a spreadsheet would eat the zero of 0912… and guess at days
      page.style(i).format(column.day() ? "dd/mm/yyyy" : "@").set();
      page.style(0, i)
          .bold()
          .fillColor(column.required() ? "FBE3C0" : "DDE8F5")
          .wrapText(true)
          .set();
    }
    page.freezePane(1, 1);
  }

  private static Range list(Worksheet lists, int at, Sheet sheet, Column column) {
    lists.value(0, at, sheet.title() + " – " + column.header());
    for (int i = 0; i < column.choices().size(); i++) {
      lists.value(i + 1, at, column.choices().get(i));
    }
    return lists.range(1, at, column.choices().size(), at);
  }

  private static void hint(Worksheet page, int column, Range words) {
    page.range(1, column, HINTED_ROWS, column)
        .validateWithList(words)
        .allowBlank(true)
        .errorStyle(DataValidationErrorStyle.WARNING)
        .errorTitle("Không có trong danh mục")
        .error("Chọn một giá trị trong danh sách.")
        .showErrorMessage(true);
  }

  private static void content(Worksheet page, List<List<@Nullable Object>> rows) {
    for (int r = 0; r < rows.size(); r++) {
      List<@Nullable Object> row = rows.get(r);
      for (int c = 0; c < row.size(); c++) {
        switch (row.get(c)) {
          case LocalDate day -> {
            page.value(r + 1, c, day);
            page.style(r + 1, c).format("dd/mm/yyyy").set();
          }
          case String text when !text.isEmpty() -> page.value(r + 1, c, text);
          case null, default -> {}
        }
      }
    }
  }
}
