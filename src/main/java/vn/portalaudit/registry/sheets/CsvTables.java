package vn.portalaudit.registry.sheets;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.CsvRecordHandler;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Reads CSV files as sheets: comma, semicolon or tab between cells, whatever character set. */
final class CsvTables {
  private static final String EXPLAINING = "huong-dan.csv";

  private final Limits limits;
  private final ProblemList problems;
  private final Set<Sheet> seen = EnumSet.noneOf(Sheet.class);

  CsvTables(Limits limits, ProblemList problems) {
    this.limits = limits;
    this.problems = problems;
  }

  /** The sheets of a folder. */
  List<Table> folder(Path folder) throws IOException {
    List<Path> files = new ArrayList<>();
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder)) {
      for (Path file : stream) {
        if (Files.isRegularFile(file) && isCsv(String.valueOf(file.getFileName()))) {
          files.add(file);
        }
        if (files.size() > limits.parts()) {
          break;
        }
      }
    }
    files.sort(Comparator.comparing(Path::toString));
    List<Table> tables = new ArrayList<>();
    for (Path file : files) {
      String name = String.valueOf(file.getFileName());
      if (Files.size(file) > limits.fileBytes()) {
        problems.file(name, "tệp lớn hơn " + limits.fileBytes() / 1_000_000 + " MB; hãy tách nhỏ");
      } else {
        tables.addAll(file(name, Files.readAllBytes(file)));
      }
    }
    return some(tables, folder.toString());
  }

  /** The sheets of a ZIP. */
  List<Table> zip(Packed packed) throws IOException {
    List<Table> tables = new ArrayList<>();
    for (String part : packed.parts()) {
      String name = part.substring(part.lastIndexOf('/') + 1);
      if (isCsv(name) && !part.startsWith("__MACOSX/") && !name.startsWith(".")) {
        Optional<byte[]> bytes =
            packed.read(part, in -> in.readNBytes((int) limits.fileBytes() + 1));
        if (bytes.isPresent() && bytes.get().length > limits.fileBytes()) {
          problems.file(
              name, "tệp lớn hơn " + limits.fileBytes() / 1_000_000 + " MB; hãy tách nhỏ");
        } else {
          bytes.ifPresent(content -> tables.addAll(file(name, content)));
        }
      }
    }
    return some(tables, packed.name());
  }

  private List<Table> some(List<Table> tables, String place) {
    if (tables.isEmpty() && problems.none()) {
      problems.file(place, "không có tệp CSV nào của danh bạ; các tệp: " + Sheet.fileNames());
    }
    return tables;
  }

  private static boolean isCsv(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return lower.endsWith(".csv") && !lower.equals(EXPLAINING);
  }

  /** The sheet of one file, told by its name. */
  List<Table> file(String name, byte[] bytes) {
    String bare = isCsv(name) ? name.substring(0, name.length() - 4) : name;
    Optional<Sheet> sheet = Sheet.named(bare);
    if (sheet.isEmpty()) {
      problems.file(name, "tên tệp không cho biết là trang nào; đặt tên: " + Sheet.fileNames());
      return List.of();
    }
    if (!seen.add(sheet.get())) {
      problems.file(name, "trang «" + sheet.get().title() + "» có ở hai tệp; gộp làm một");
      return List.of();
    }
    return CsvText.decode(name, bytes, problems)
        .flatMap(text -> rows(name, text))
        .map(rows -> List.of(new Table(sheet.get(), name, rows)))
        .orElse(List.of());
  }

  private Optional<List<Table.Row>> rows(String name, String text) {
    List<Table.Row> rows = new ArrayList<>();
    CsvRecordHandler cells =
        CsvRecordHandler.of(handler ->
            handler
                .maxFields(limits.columns())
                .maxFieldSize(limits.cellLength() * 4)
                .maxRecordSize(limits.cellLength() * 40));
    try (CsvReader<CsvRecord> reader =
        CsvReader.builder()
            .fieldSeparator(separator(text))
            .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
            .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
            .allowUnclosedQuote(false)
            .maxBufferSize(limits.cellLength() * 40)
            .build(cells, text)) {
      for (CsvRecord csv : reader) {
        Table.Row row =
            new Table.Row(
                (int) csv.getStartingLineNumber(),
                csv.getFields().stream().map(CsvTables::cell).toList());
        if (!row.blank()) {
          rows.add(row);
        }
        if (rows.size() > limits.rows()) {
          problems.file(name, "quá " + limits.rows() + " dòng; hãy tách nhỏ");
          return Optional.empty();
        }
      }
      return Optional.of(rows);
    } catch (CsvParseException | IOException | UncheckedIOException e) {
      int last = rows.isEmpty() ? 1 : rows.getLast().number() + 1;
      problems.add(
          new Problem(
              true,
              name,
              last,
              "",
              "",
              "từ dòng này không đọc được (dấu nháy kép không đóng, hoặc ô quá dài); sửa rồi nhập"
                  + " lại"));
      return Optional.empty();
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
