package vn.portalaudit.sheet;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How numbers stand in text. Never guessed: a text that Vietnamese and English readers would read
 * as different numbers is refused.
 */
public enum Notation {
  /** Files for machines (CSV): decimal point, nothing between thousands. */
  POINT("\\d{1,15}(\\.\\d{1,15})?", "viết số với dấu chấm thập phân, ví dụ 12.5"),

  /** Text in a spreadsheet: decimal comma. */
  COMMA("\\d{1,15}(,\\d{1,15})?", "viết vào ô kiểu Số (Number), hoặc chữ với dấu phẩy, ví dụ 12,5");

  private static final Pattern THOUSANDS = Pattern.compile("\\d{1,3}([.,]\\d{3})+");
  private static final Pattern OTHER_MARK = Pattern.compile("\\d+[.,]\\d+");

  private final Pattern pattern;
  private final String how;

  Notation(String pattern, String how) {
    this.pattern = Pattern.compile(pattern);
    this.how = how;
  }

  /** How to write a number, as part of a Vietnamese sentence. */
  String how() {
    return how;
  }

  /** The digits of a text with a decimal point, or empty when it is no number without doubt. */
  public Optional<String> digits(String text) {
    return pattern.matcher(text).matches() && !doubtful(text)
        ? Optional.of(text.replace(',', '.'))
        : Optional.empty();
  }

  /** What is wrong with a text that has no {@link #digits}, as a Vietnamese sentence. */
  public String wrong(String text) {
    Matcher negative = Pattern.compile("[-−]\\s*[\\d.,]+").matcher(text);
    if (negative.matches()) {
      return "số âm; viết số từ 0 trở lên";
    }
    if (doubtful(text)) {
      return "đọc được hai cách (hàng nghìn hay phần thập phân); " + how;
    }
    if (OTHER_MARK.matcher(text).matches()) {
      return this == POINT
          ? "dấu phẩy không phải dấu thập phân ở đây; viết " + text.replace(',', '.')
          : "đọc được hai cách (dấu chấm là hàng nghìn hay thập phân); " + how;
    }
    return "không phải số; " + how;
  }

  /** In files for machines the point is agreed upon; in text that people type nothing is. */
  private boolean doubtful(String text) {
    return THOUSANDS.matcher(text).matches()
        && (this == POINT
            ? text.indexOf(',') >= 0 || text.indexOf('.') != text.lastIndexOf('.')
            : !text.startsWith("0,"));
  }
}
