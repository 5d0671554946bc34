package vn.portalaudit.campaign.sheets;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import vn.portalaudit.sheet.Words;

/**
 * A table that leaves the program: one sheet, or one CSV file. No text is taken for a formula.
 *
 * @param title of the sheet
 * @param says what stands above the headings in a workbook
 * @param headings of the columns
 * @param rows of texts and numbers; an empty one is blank
 */
public record FlatTable(
    String title, String says, List<String> headings, List<List<Optional<Object>>> rows) {
  private static final String MARK = "\ufeff";
  private static final int WIDE = 44;
  private static final int LONG_HEADING = 12;

  public FlatTable {
    headings = List.copyOf(headings);
    rows = rows.stream().map(List::copyOf).toList();
  }

  /** As CSV in UTF-8 with a mark, numbers unrounded with a decimal point. */
  public byte[] csv() {
    StringWriter text = new StringWriter();
    text.write(MARK);
    try (CsvWriter writer = CsvWriter.builder().build(text)) {
      writer.writeRecord(headings);
      for (List<Optional<Object>> row : rows) {
        writer.writeRecord(row.stream().map(FlatTable::text).toList());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static String text(Optional<Object> cell) {
    return switch (cell.orElse("")) {
      case BigDecimal number -> number.stripTrailingZeros().toPlainString();
      case Integer number -> number.toString();
      case Object other -> Words.escape(other.toString());
    };
  }

  /** As a workbook; numbers are numbers, text is text. */
  public void xlsx(OutputStream out) throws IOException {
    Workbook workbook = new Workbook(out, "portal-audit", "1.0");
    Worksheet page = workbook.newWorksheet(title);
    page.value(0, 0, says);
    for (int i = 0; i < headings.size(); i++) {
      page.value(2, i, headings.get(i));
      page.style(2, i).bold().fillColor("DDE8F5").wrapText(true).set();
      if (headings.get(i).length() >= LONG_HEADING) {
        page.width(i, WIDE);
      }
    }
    int at = 3;
    for (List<Optional<Object>> row : rows) {
      for (int i = 0; i < row.size(); i++) {
        cell(page, at, i, row.get(i));
      }
      at++;
    }
    page.freezePane(0, 3);
    workbook.finish();
  }

  private static void cell(Worksheet page, int row, int column, Optional<Object> cell) {
    switch (cell.orElse("")) {
      case BigDecimal number -> {
        page.value(row, column, number);
        page.style(row, column).format("#,##0.00").set();
      }
      case Integer number -> page.value(row, column, number);
      case Object other -> {
        if (cell.isPresent()) {
          page.value(row, column, other.toString());
        }
      }
    }
  }
}
