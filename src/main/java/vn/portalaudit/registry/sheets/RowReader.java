package vn.portalaudit.registry.sheets;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vn.portalaudit.config.Problems;
import vn.portalaudit.domain.Folding;
import vn.portalaudit.registry.Validity;

/**
 * Reads the cells of one row, by column. After a problem it returns a harmless value, so that the
 * next cell is read too; {@link #sound} tells whether the row may be used.
 */
final class RowReader {
  private static final Pattern CODE = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");
  private static final int CODE_LENGTH = 80;
  private static final LocalDate HARMLESS = Validity.BEGINNING;

  private final Table table;
  private final Table.Row row;
  private final Map<String, Integer> columns;
  private final ProblemList problems;
  private final int longest;
  private boolean sound = true;

  /**
   * A reader.
   *
   * @param columns where each field stands, from 0; a field that has no column is missing
   * @param longest most characters of any cell
   */
  RowReader(
      Table table, Table.Row row, Map<String, Integer> columns, ProblemList problems, int longest) {
    this.table = table;
    this.row = row;
    this.columns = columns;
    this.problems = problems;
    this.longest = longest;
  }

  /** Whether all cells read so far can be used. */
  boolean sound() {
    return sound;
  }

  /** Whether the sheet has the column; what has no column stays as it is. */
  boolean has(String field) {
    return columns.containsKey(field);
  }

  /** Whether nothing stands in the cell. */
  boolean blank(String field) {
    return Words.clean(cell(field).shown()).isEmpty();
  }

  /** Reports a problem with a cell. */
  void problem(String field, String says) {
    sound = false;
    problems.add(
        new Problem(true, table.place(), row.number(), heading(field), cell(field).shown(), says));
  }

  /** Reports something to look at. */
  void warning(String field, String says) {
    problems.add(
        new Problem(false, table.place(), row.number(), heading(field), cell(field).shown(), says));
  }

  /** The row's place, for a message. */
  String where() {
    return table.place() + ":" + row.number();
  }

  /** The field of the sheet's first column. */
  String firstField() {
    return table.sheet().columns().getFirst().field();
  }

  /** The field itself if the sheet has it, or that of its first column. */
  String nearest(String field) {
    return table.sheet().column(field).isPresent() ? field : firstField();
  }

  /** Letter and heading of a column. */
  String heading(String field) {
    String header = table.sheet().column(field).map(Column::header).orElse("");
    Integer at = columns.get(field);
    return at == null ? "«" + header + "»" : letter(at) + " «" + header + "»";
  }

  static String letter(int column) {
    String letters = String.valueOf((char) ('A' + column % 26));
    return column < 26 ? letters : letter(column / 26 - 1) + letters;
  }

  private Cell cell(String field) {
    Integer at = columns.get(field);
    return at == null ? Cell.BLANK : row.cell(at);
  }

  /** A text, or null when the cell is blank. */
  @Nullable String text(String field, int most) {
    String text =
        switch (cell(field)) {
          case Cell.Blank _ -> "";
          case Cell.Text(String written) -> written(field, written);
          case Cell.Number number -> digits(field, number);
          case Cell.Flag(boolean value) -> value ? "có" : "không";
          case Cell.Formula _ ->
              refuse(field, "ô là công thức; dán lại thành giá trị (Paste Values)");
          case Cell.Broken _ -> refuse(field, "ô báo lỗi của bảng tính; viết giá trị");
          case Cell.Merged(String range) ->
              refuse(field, "ô gộp " + range + "; bỏ gộp rồi điền từng ô");
        };
    if (text.codePointCount(0, text.length()) > most) {
      problem(field, "dài quá " + most + " ký tự; viết ngắn lại");
      return null;
    }
    return text.isEmpty() ? null : text;
  }

  private String written(String field, String written) {
    if (written.length() > longest) {
      return refuse(field, "dài quá " + longest + " ký tự; viết ngắn lại");
    }
    if (Words.damaged(written)) {
      return refuse(field, "có ký tự hỏng; gõ lại");
    }
    return Words.clean(written);
  }

  private String digits(String field, Cell.Number number) {
    if (number.day() != null) {
      return refuse(field, "ô là ngày; định dạng ô là Văn bản (Text) rồi viết lại");
    }
    if (field.equals("phone") || field.equals("telegram")) {
      return refuse(
          field, "ô là số nên mất số 0 ở đầu; định dạng ô là Văn bản (Text) rồi viết lại");
    }
    BigDecimal value = number.value();
    if (value.scale() > 15 || value.precision() - value.scale() > 15) {
      return refuse(field, "số quá dài; định dạng ô là Văn bản (Text) rồi viết lại");
    }
    return value.stripTrailingZeros().toPlainString();
  }

  private String refuse(String field, String says) {
    problem(field, says);
    return "";
  }

  /** A text that must be there. */
  String needed(String field, int most) {
    boolean before = sound;
    String text = text(field, most);
    if (text == null && before == sound) {
      problem(field, "để trống; phải điền");
    }
    return text == null ? "" : text;
  }

  /** A code that must be there. */
  String code(String field) {
    return code(field, needed(field, 200));
  }

  /** A code, or null when the cell is blank. */
  @Nullable String optionalCode(String field) {
    String text = text(field, 200);
    return text == null ? null : code(field, text);
  }

  private String code(String field, String text) {
    if (!text.isEmpty() && (!CODE.matcher(text).matches() || text.length() > CODE_LENGTH)) {
      String folded = Folding.fold(text).replace(' ', '-');
      String better = folded.length() > CODE_LENGTH ? folded.substring(0, CODE_LENGTH) : folded;
      String hint = CODE.matcher(better).matches() ? ", ví dụ «" + better + "»" : "";
      problem(field, "mã chỉ gồm chữ thường không dấu, số và gạch nối, tối đa 80 ký tự" + hint);
    }
    return text;
  }

  /** A day, or null when the cell is blank. */
  @Nullable LocalDate day(String field) {
    return switch (cell(field)) {
      case Cell.Number(BigDecimal _, @Nullable LocalDateTime day, @Nullable LocalDateTime asDay) ->
          day(field, day, asDay);
      default -> {
        String text = text(field, longest);
        if (text == null) {
          yield null;
        }
        Optional<LocalDate> day = Days.parse(text);
        if (day.isEmpty()) {
          problem(field, "không phải ngày; viết ngày/tháng/năm như 01/07/2025, hoặc 2025-07-01");
        }
        yield day.orElse(HARMLESS);
      }
    };
  }

  private LocalDate day(String field, @Nullable LocalDateTime day, @Nullable LocalDateTime asDay) {
    if (day == null) {
      problem(
          field,
          "là số, không phải ngày; viết như 01/07/2025"
              + (asDay == null
                  ? ""
                  : " (số ấy có thể là ngày " + Days.write(asDay.toLocalDate()) + ")"));
      return HARMLESS;
    }
    if (!day.toLocalTime().equals(LocalTime.MIDNIGHT) || !Days.plausible(day.toLocalDate())) {
      problem(field, "không phải một ngày trọn từ 1900 đến 2200; viết như 01/07/2025");
      return HARMLESS;
    }
    return day.toLocalDate();
  }

  /** The days from {@code from} to {@code to}. */
  Validity validity(@Nullable Validity before) {
    LocalDate from = has("from") || before == null ? day("from") : before.from();
    LocalDate to = has("to") || before == null ? day("to") : before.to();
    LocalDate first = from == null ? Validity.BEGINNING : from;
    if (to != null && !to.isAfter(first)) {
      if (sound) {
        problem("to", "phải sau ngày bắt đầu " + Days.write(first));
      }
      return Validity.since(first);
    }
    return new Validity(first, to);
  }

  /** Yes or no. */
  boolean flag(String field, boolean blank) {
    String text = text(field, 20);
    if (text == null) {
      return blank;
    }
    return switch (Folding.fold(text)) {
      case "co", "x", "1", "true", "yes", "dung" -> true;
      case "khong", "0", "false", "no", "sai" -> false;
      default -> {
        problem(field, "viết «có» hoặc «không»");
        yield blank;
      }
    };
  }

  /** One of a closed list, which must be there. */
  <E> E choice(String field, E[] values, Function<E, String> id, Function<E, String> label) {
    String text = needed(field, 100);
    Optional<E> found = Choices.find(text, values, id, label);
    if (found.isEmpty() && !text.isEmpty()) {
      Map<String, String> words =
          List.of(values).stream()
              .collect(Collectors.toMap(v -> Folding.fold(label.apply(v)), label, (a, b) -> a));
      String near = Problems.nearest(Folding.fold(text), words.keySet());
      problem(
          field,
          "không có trong danh mục; "
              + (near.isEmpty()
                  ? "viết một trong: "
                      + String.join(", ", List.of(values).stream().map(label).toList())
                  : "có phải «" + words.get(near) + "»?"));
    }
    return found.orElse(values[0]);
  }

  /** Free words, separated by semicolons or commas. */
  List<String> tags(String field) {
    String text = text(field, 1_000);
    List<String> tags = new ArrayList<>();
    if (text != null) {
      for (String part : text.split("[;,]", -1)) {
        String tag = part.strip();
        if (!tag.isEmpty() && !tags.contains(tag)) {
          tags.add(tag);
        }
      }
    }
    return tags;
  }
}
