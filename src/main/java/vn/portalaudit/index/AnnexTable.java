package vn.portalaudit.index;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import vn.portalaudit.sheet.CsvRows;
import vn.portalaudit.sheet.Limits;
import vn.portalaudit.sheet.Notation;
import vn.portalaudit.sheet.Packed;
import vn.portalaudit.sheet.Problem;
import vn.portalaudit.sheet.ProblemList;
import vn.portalaudit.sheet.Row;
import vn.portalaudit.sheet.TableReader;
import vn.portalaudit.sheet.Words;
import vn.portalaudit.sheet.XlsxRows;

/**
 * The table of rows that a text leaves to its annex, as the department imports it: CSV, or the
 * sheet {@code rows} of a workbook. Sums and numbers are held against what the text states; every
 * bad cell is named, and with one nothing is taken.
 *
 * @param lines in the file's order; none after a problem
 * @param scheme the set with the rows in their places; null after a problem
 * @param problems everything that is wrong
 */
public record AnnexTable(List<Line> lines, @Nullable Scheme scheme, List<Problem> problems) {
  /** The sheet of a workbook that holds the rows. */
  public static final String SHEET = DataTable.ROWS.title();

  /** The columns. */
  public static final List<String> HEADINGS = List.of("code", "parent", "title", "maxPoints");

  public AnnexTable {
    lines = List.copyOf(lines);
    problems = List.copyOf(problems);
  }

  /**
   * A row.
   *
   * @param code its number in the annex
   * @param parent the group or row that it belongs to; empty for a group itself
   * @param title as in the annex
   * @param maxPoints points that can be had; null where its own rows give them
   */
  public record Line(String code, String parent, String title, @Nullable BigDecimal maxPoints) {}

  /**
   * Reads a table.
   *
   * @param name of the file, for messages
   * @param content the file
   * @param scheme the set as its text has it
   */
  public static AnnexTable read(String name, byte[] content, Scheme scheme) {
    ProblemList problems = new ProblemList();
    AnnexRows rows = new AnnexRows(scheme, problems);
    if (content.length > Limits.FIGURES.fileBytes()) {
      problems.file(name, "tệp lớn quá; bảng phụ lục chỉ có vài trăm dòng");
    } else if (Packed.isZip(content)) {
      workbook(name, content, rows, problems);
    } else if (Packed.isOldExcel(content)) {
      problems.file(name, "là .xls cũ hoặc có mật khẩu; lưu lại thành .xlsx");
    } else {
      CsvRows.readUtf8(
          name, content, Limits.FIGURES, problems, reader(name, Notation.POINT, rows, problems));
    }
    if (problems.none() && rows.lines().isEmpty()) {
      problems.file(name, "không có dòng nào; mỗi chỉ số của phụ lục một dòng");
    }
    Optional<Scheme> whole = problems.none() ? rows.scheme() : Optional.empty();
    return problems.none() && whole.isPresent()
        ? new AnnexTable(rows.lines(), whole.get(), problems.warnings())
        : new AnnexTable(List.of(), null, problems.errors());
  }

  private static TableReader reader(
      String place, Notation notation, AnnexRows rows, ProblemList problems) {
    return new TableReader(
        DataTable.ROWS.layout(), place, notation, Limits.FIGURES, problems, rows::read);
  }

  private static void workbook(String name, byte[] content, AnnexRows rows, ProblemList problems) {
    boolean[] found = new boolean[1];
    Packed.open(name, content, Limits.FIGURES, problems)
        .ifPresent(packed ->
            new XlsxRows(Limits.FIGURES, problems)
                .read(
                    packed,
                    (title, place) -> {
                      if (!title.strip().equals(SHEET) || found[0]) {
                        return Optional.<Consumer<Row>>empty();
                      }
                      found[0] = true;
                      return Optional.of(reader(place, Notation.COMMA, rows, problems));
                    }));
    if (problems.none() && !found[0]) {
      problems.file(name, "không có trang «" + SHEET + "»; đặt tên trang như trong tệp mẫu");
    }
  }

  /** The rows as text that {@link #read} takes: what a campaign freezes. */
  public String csv() {
    StringWriter text = new StringWriter();
    try (CsvWriter writer = CsvWriter.builder().build(text)) {
      writer.writeRecord(HEADINGS);
      for (Line line : lines) {
        writer.writeRecord(
            Words.escape(line.code()),
            Words.escape(line.parent()),
            Words.escape(line.title()),
            points(line));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  private static String points(Line line) {
    BigDecimal most = line.maxPoints();
    return most == null ? "" : most.stripTrailingZeros().toPlainString();
  }

  /** The groups whose rows are to be imported: the head of a table to fill. */
  public static AnnexTable head(Scheme scheme) {
    List<Line> lines = new ArrayList<>();
    for (Scheme.Part group : scheme.groups()) {
      if (scheme.annex().awaiting().contains(group.code())) {
        lines.add(new Line(group.code(), "", group.title(), group.maxPoints()));
      }
    }
    return new AnnexTable(lines, null, List.of());
  }
}
