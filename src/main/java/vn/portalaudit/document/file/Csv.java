package vn.portalaudit.document.file;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import vn.portalaudit.document.paper.Cell;
import vn.portalaudit.document.paper.Table;
import vn.portalaudit.sheet.Words;

/**
 * A table as CSV for other programs: UTF-8 with a mark, comma, decimal point, days as in ISO 8601;
 * no text is a formula.
 */
public final class Csv {
  private static final String MARK = "\ufeff";

  private Csv() {}

  /** The file. */
  public static byte[] write(Table table) {
    StringWriter text = new StringWriter();
    text.write(MARK);
    try (CsvWriter writer = CsvWriter.builder().build(text)) {
      writer.writeRecord(
          table.columns().stream().map(column -> Words.escape(column.title())).toList());
      table.rows().forEach(row -> writer.writeRecord(row.cells().stream().map(Csv::text).toList()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static String text(Cell cell) {
    return switch (cell) {
      case Cell.Words text -> Words.escape(text.shown());
      case Cell.Figure figure -> Figures.exact(figure.value()).toPlainString();
      case Cell.Day day -> day.value().toString();
      case Cell.Nothing nothing -> "";
    };
  }
}
