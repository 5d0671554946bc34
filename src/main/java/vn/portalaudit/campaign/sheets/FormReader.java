package vn.portalaudit.campaign.sheets;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import vn.portalaudit.campaign.ReportRules;
import vn.portalaudit.campaign.Ruling;
import vn.portalaudit.campaign.SelfReport;
import vn.portalaudit.sheet.Limits;
import vn.portalaudit.sheet.Notation;
import vn.portalaudit.sheet.Packed;
import vn.portalaudit.sheet.Problem;
import vn.portalaudit.sheet.ProblemList;
import vn.portalaudit.sheet.RowReader;
import vn.portalaudit.sheet.TableReader;
import vn.portalaudit.sheet.Words;
import vn.portalaudit.sheet.XlsxRows;

/** Reads a survey form back. Every bad cell is named; with one, nothing is taken. */
public final class FormReader {
  private final SurveyForm form;
  private final ProblemList problems = new ProblemList();
  private final Map<String, SurveyForm.Row> rows = new HashMap<>();
  private final Set<String> seen = new HashSet<>();
  private final List<SurveyForm.Filled> filled = new ArrayList<>();

  private FormReader(SurveyForm form) {
    this.form = form;
    form.rows().forEach(row -> rows.put(form.key(row), row));
  }

  /**
   * What a file gives.
   *
   * @param filled the rows; none when there is a problem
   * @param problems file, row, column and what to write
   */
  public record Read(List<SurveyForm.Filled> filled, List<Problem> problems) {}

  /**
   * Reads a file.
   *
   * @param name of the file, for messages
   * @param content all of it
   * @param form the agency's form as it would be made now
   */
  public static Read read(String name, byte[] content, SurveyForm form) {
    FormReader reader = new FormReader(form);
    reader.read(name, content);
    return new Read(
        reader.problems.none() ? List.copyOf(reader.filled) : List.of(), reader.problems.errors());
  }

  private void read(String name, byte[] content) {
    Limits limits = Limits.STANDARD;
    if (content.length > limits.fileBytes()) {
      problems.file(name, "tệp lớn hơn " + limits.fileBytes() / 1_000_000 + " MB");
      return;
    }
    if (!Packed.isZip(content)) {
      problems.file(name, "không phải tệp .xlsx, hoặc có mật khẩu; lưu lại thành .xlsx");
      return;
    }
    Optional<Packed> packed = Packed.open(name, content, limits, problems);
    if (packed.isEmpty()) {
      return;
    }
    boolean[] found = {false};
    new XlsxRows(limits, problems)
        .read(
            packed.get(),
            (title, place) -> {
              if (!title.equals(FormColumns.SHEET)) {
                return Optional.empty();
              }
              found[0] = true;
              return Optional.of(
                  new TableReader(
                      FormColumns.LAYOUT, place, Notation.COMMA, limits, problems, this::row));
            });
    if (!found[0]) {
      problems.file(name, "không có trang «" + FormColumns.SHEET + "»; hãy tải lại phiếu");
    }
  }

  private void row(RowReader line) {
    String key = line.needed(FormColumns.KEY, 300);
    SurveyForm.Row row = rows.get(key);
    if (key.isEmpty()) {
      return;
    }
    if (row == null) {
      line.problem(
          FormColumns.KEY,
          key.startsWith(form.campaign() + "|")
              ? "dòng của cơ quan khác hoặc không có trong phiếu; hãy tải lại phiếu của cơ quan"
              : "phiếu của kỳ khác; hãy tải lại phiếu của kỳ này");
      return;
    }
    if (!seen.add(key)) {
      line.problem(FormColumns.KEY, "dòng này đã có ở trên; bỏ một dòng");
      return;
    }
    String version = line.needed(FormColumns.VERSION, 10);
    if (!version.matches("\\d{1,9}")) {
      line.problem(FormColumns.VERSION, "cột ẩn đã bị sửa; hãy tải lại phiếu");
      return;
    }
    SelfReport typed =
        new SelfReport(
            text(line, FormColumns.VALUE, 1_000),
            text(line, FormColumns.UNIT, 100),
            text(line, FormColumns.FORMULA, 1_000),
            row.general() ? "" : points(line, row),
            text(line, FormColumns.NOTE, 8_000),
            line.flag(FormColumns.NOTHING, false));
    int from = Integer.parseInt(version);
    boolean changed = !typed.equals(cleaned(row.now()));
    if (changed && from != row.version()) {
      line.problem(
          FormColumns.VALUE,
          "dòng này đã được sửa ở nơi khác sau khi tải phiếu (nay là «"
              + row.now().value()
              + "», điểm «"
              + row.now().points()
              + "»); hãy tải phiếu mới rồi điền lại dòng này");
    }
    if (line.sound() && changed) {
      filled.add(new SurveyForm.Filled(row, line.line(), typed, from));
    }
  }

  /** What stands there as it would come back, so that a line nobody touched is none. */
  private static SelfReport cleaned(SelfReport now) {
    return new SelfReport(
        Words.clean(now.value()),
        Words.clean(now.unit()),
        Words.clean(now.formula()),
        Words.clean(now.points()),
        Words.clean(now.note()),
        now.nothingArose());
  }

  private static String text(RowReader line, String field, int most) {
    String text = line.text(field, most);
    return text == null ? "" : text;
  }

  /** Points as people type them; a number of the spreadsheet is taken as it is stored. */
  private static String points(RowReader line, SurveyForm.Row row) {
    if (!line.typedAsNumber(FormColumns.POINTS)) {
      String typed = text(line, FormColumns.POINTS, 100);
      Ruling<BigDecimal> ruling =
          typed.isEmpty() ? Ruling.allowed(BigDecimal.ZERO) : ReportRules.points(typed, row.most());
      refuse(line, ruling);
      return typed;
    }
    BigDecimal stored = line.number(FormColumns.POINTS);
    if (stored == null) {
      return "";
    }
    refuse(line, ReportRules.exact(stored, row.most()));
    return stored.stripTrailingZeros().toPlainString().replace('.', ',');
  }

  private static void refuse(RowReader line, Ruling<BigDecimal> ruling) {
    if (!ruling.granted()) {
      line.problem(FormColumns.POINTS, ruling.says());
    }
  }
}
