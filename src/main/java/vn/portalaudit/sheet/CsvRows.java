package vn.portalaudit.sheet;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.CsvRecordHandler;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.function.Consumer;

/** Reads the rows of a CSV file: comma, semicolon or tab between cells, whatever character set. */
public final class CsvRows {
  private CsvRows() {}

  /**
   * Reads a file.
   *
   * @param place its name, for messages
   * @param bytes what it holds
   * @param limits how much is read
   * @param problems takes what cannot be read
   * @param rows takes every row with content, the heading first
   * @return whether the file could be read to its end
   */
  public static boolean read(
      String place, byte[] bytes, Limits limits, ProblemList problems, Consumer<Row> rows) {
    Optional<String> text = CsvText.decode(place, bytes, problems);
    return text.isPresent() && read(place, text.get(), limits, problems, rows);
  }

  /** As {@link #read}, from a file that must be UTF-8. */
  public static boolean readUtf8(
      String place, byte[] bytes, Limits limits, ProblemList problems, Consumer<Row> rows) {
    Optional<String> text = CsvText.utf8(place, bytes, problems);
    return text.isPresent() && read(place, text.get(), limits, problems, rows);
  }

  private static boolean read(
      String place, String text, Limits limits, ProblemList problems, Consumer<Row> rows) {
    CsvRecordHandler cells =
        CsvRecordHandler.of(handler ->
            handler
                .maxFields(limits.columns())
                .maxFieldSize(limits.cellLength() * 4)
                .maxRecordSize(limits.cellLength() * 40));
    int count = 0;
    int last = 0;
    try (CsvReader<CsvRecord> reader =
        CsvReader.builder()
            .fieldSeparator(separator(text))
            .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
            .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
            .allowUnclosedQuote(false)
            .maxBufferSize(limits.cellLength() * 40)
            .build(cells, text)) {
      for (CsvRecord csv : reader) {
        Row row =
            new Row(
                (int) csv.getStartingLineNumber(),
                csv.getFields().stream().map(CsvRows::cell).toList());
        if (row.blank()) {
          continue;
        }
        if (++count > limits.rows()) {
          problems.file(place, "quá " + limits.rows() + " dòng; hãy tách nhỏ");
          return false;
        }
        last = row.number();
        rows.accept(row);
      }
      return true;
    } catch (CsvParseException | IOException | UncheckedIOException e) {
      problems.add(
          new Problem(
              true,
              place,
              last + 1,
              "",
              "",
              "từ dòng này không đọc được (dấu nháy kép không đóng, hoặc ô quá dài); sửa rồi nhập"
                  + " lại"));
      return false;
    }
  }

  private static Cell cell(String field) {
    String text = field.strip();
    if (text.isEmpty()) {
      return Cell.BLANK;
    }
    return Words.formula(text) ? new Cell.Formula(text) : new Cell.Text(Words.unescape(text));
  }

  /** What stands between the headings. */
  private static char separator(String text) {
    int end = text.indexOf('\n');
    String heading = end < 0 ? text : text.substring(0, end);
    int commas = count(heading, ',');
    int semicolons = count(heading, ';');
    int tabs = count(heading, '\t');
    if (semicolons > commas && semicolons >= tabs) {
      return ';';
    }
    return tabs > commas ? '\t' : ',';
  }

  private static int count(String text, char c) {
    return (int) text.chars().filter(x -> x == c).count();
  }
}
