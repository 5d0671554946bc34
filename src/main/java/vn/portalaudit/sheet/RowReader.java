package vn.portalaudit.sheet;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vn.portalaudit.config.Problems;
import vn.portalaudit.domain.Folding;

/**
 * Reads the cells of one row, by column. After a problem it returns a harmless value, so that the
 * next cell is read too; {@link #sound} tells whether the row may be used.
 */
public final class RowReader {
  private static final Pattern CODE = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");
  private static final int CODE_LENGTH = 80;
  private static final MathContext SPREADSHEET = new MathContext(15);
  private static final LocalDate HARMLESS = LocalDate.EPOCH;

  private final Sight sight;
  private final Row row;
  private boolean sound = true;

  /**
   * What the rows of a sheet share.
   *
   * @param layout what the sheet must look like
   * @param place file and sheet, for messages
   * @param columns where each field stands, from 0; a field that has no column is missing
   * @param notation how numbers are written in text
   * @param longest most characters of any cell
   * @param problems takes what is wrong
   */
  record Sight(
      Layout layout,
      String place,
      Map<String, Integer> columns,
      Notation notation,
      int longest,
      ProblemList problems) {}

  RowReader(Sight sight, Row row) {
    this.sight = sight;
    this.row = row;
  }

  /** Whether all cells read so far can be used. */
  public boolean sound() {
    return sound;
  }

  /** Whether the sheet has the column; what has no column stays as it is. */
  public boolean has(String field) {
    return sight.columns().containsKey(field);
  }

  /** Whether nothing stands in the cell. */
  public boolean blank(String field) {
    return Words.clean(cell(field).shown()).isEmpty();
  }

  /** Reports a problem with a cell. */
  public void problem(String field, String says) {
    sound = false;
    sight
        .problems()
        .add(
            new Problem(
                true, sight.place(), row.number(), heading(field), cell(field).shown(), says));
  }

  /** Reports something to look at. */
  public void warning(String field, String says) {
    sight
        .problems()
        .add(
            new Problem(
                false, sight.place(), row.number(), heading(field), cell(field).shown(), says));
  }

  /** The row's place, for a message. */
  public String where() {
    return sight.place() + ":" + row.number();
  }

  /** The row's number in the file. */
  public int line() {
    return row.number();
  }

  /** The field of the sheet's first column. */
  public String firstField() {
    return sight.layout().columns().getFirst().field();
  }

  /** The field itself if the sheet has it, or that of its first column. */
  public String nearest(String field) {
    return sight.layout().column(field).isPresent() ? field : firstField();
  }

  /** Letter and heading of a column. */
  String heading(String field) {
    String header = sight.layout().column(field).map(Column::header).orElse("");
    Integer at = sight.columns().get(field);
    return at == null ? "«" + header + "»" : letter(at) + " «" + header + "»";
  }

  static String letter(int column) {
    String letters = String.valueOf((char) ('A' + column % 26));
    return column < 26 ? letters : letter(column / 26 - 1) + letters;
  }

  private Cell cell(String field) {
    Integer at = sight.columns().get(field);
    return at == null ? Cell.BLANK : row.cell(at);
  }

  /** A text, or null when the cell is blank. */
  public @Nullable String text(String field, int most) {
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
    if (written.length() > sight.longest()) {
      return refuse(field, "dài quá " + sight.longest() + " ký tự; viết ngắn lại");
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
  public String needed(String field, int most) {
    boolean before = sound;
    String text = text(field, most);
    if (text == null && before == sound) {
      problem(field, "để trống; phải điền");
    }
    return text == null ? "" : text;
  }

  /** A code that must be there. */
  public String code(String field) {
    return code(field, needed(field, 200));
  }

  /** A code, or null when the cell is blank. */
  public @Nullable String optionalCode(String field) {
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
  public @Nullable LocalDate day(String field) {
    return switch (cell(field)) {
      case Cell.Number(BigDecimal _, @Nullable LocalDateTime day, @Nullable LocalDateTime asDay) ->
          day(field, day, asDay);
      default -> {
        String text = text(field, sight.longest());
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

  /**
   * A number from 0 on, exact; null when the cell is blank or, after a problem, when it is none. A
   * cell typed as a number has the 15 digits that spreadsheets calculate with.
   */
  public @Nullable BigDecimal number(String field) {
    return switch (cell(field)) {
      case Cell.Number number -> typed(field, number);
      case Cell.Flag _ -> {
        problem(field, "không phải số; " + sight.notation().how());
        yield null;
      }
      default -> {
        String text = text(field, sight.longest());
        if (text == null) {
          yield null;
        }
        Optional<String> digits = sight.notation().digits(text);
        if (digits.isEmpty()) {
          problem(field, sight.notation().wrong(text));
        }
        yield digits.map(BigDecimal::new).orElse(null);
      }
    };
  }

  private @Nullable BigDecimal typed(String field, Cell.Number number) {
    if (number.day() != null) {
      problem(field, "ô là ngày, không phải số; định dạng ô là Số (Number) rồi viết lại");
      return null;
    }
    BigDecimal value = number.value().round(SPREADSHEET);
    if (value.signum() < 0) {
      problem(field, "số âm; viết số từ 0 trở lên");
      return null;
    }
    if (value.scale() > 15 || value.precision() - value.scale() > 15) {
      problem(field, "số quá dài; viết tối đa 15 chữ số");
      return null;
    }
    return value;
  }

  /** A whole number from 0 on, or null as {@link #number}. */
  public @Nullable Integer whole(String field) {
    BigDecimal number = number(field);
    if (number == null) {
      return null;
    }
    try {
      return number.intValueExact();
    } catch (ArithmeticException e) {
      problem(field, "phải là số nguyên dưới 2 tỷ");
      return null;
    }
  }

  /** Whether the cell is typed as a number, which keeps no zero at the end of 6.10. */
  public boolean typedAsNumber(String field) {
    return cell(field) instanceof Cell.Number;
  }

  /** Yes or no. */
  public boolean flag(String field, boolean blank) {
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
  public <E> E choice(String field, E[] values, Function<E, String> id, Function<E, String> label) {
    String text = needed(field, 100);
    Optional<E> found = find(text, values, id, label);
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

  private static <E> Optional<E> find(
      String word, E[] values, Function<E, String> id, Function<E, String> label) {
    String folded = Folding.fold(word);
    return Arrays.stream(values)
        .filter(value ->
            Folding.fold(id.apply(value)).equals(folded)
                || Folding.fold(label.apply(value)).equals(folded))
        .findFirst();
  }

  /** Free words, separated by semicolons or commas. */
  public List<String> tags(String field) {
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
