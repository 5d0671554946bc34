package vn.portalaudit.report;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Text in columns of a terminal, where a letter with its marks takes one column and some two. */
final class Columns {
  private static final String DECIDED = "█";
  private static final String OPEN = "▒";
  private static final String LOST = "░";

  private Columns() {}

  /** How many columns a text takes. */
  static int width(String text) {
    return text.codePoints().map(Columns::width).sum();
  }

  /** The text in exactly that many columns: filled with spaces, or cut with an ellipsis. */
  static String left(String text, int columns) {
    String fitting = clip(text, columns);
    return fitting + " ".repeat(columns - width(fitting));
  }

  /** As {@link #left}, with the spaces before the text. */
  static String right(String text, int columns) {
    String fitting = clip(text, columns);
    return " ".repeat(columns - width(fitting)) + fitting;
  }

  /** The text in at most that many columns, in NFC. */
  static String clip(String text, int columns) {
    String whole = Json.nfc(text);
    if (width(whole) <= columns) {
      return whole;
    }
    StringBuilder cut = new StringBuilder();
    int used = 0;
    int[] points = whole.codePoints().toArray();
    for (int c : points) {
      if (used + width(c) > columns - 1) {
        break;
      }
      cut.appendCodePoint(c);
      used += width(c);
    }
    return cut.toString().stripTrailing() + "…";
  }

  /** A bar of that many columns: given, undecided, lost. */
  static String bar(BigDecimal low, BigDecimal high, BigDecimal max, int columns) {
    int given = part(low, max, columns);
    int possible = Math.max(given, part(high, max, columns));
    return DECIDED.repeat(given) + OPEN.repeat(possible - given) + LOST.repeat(columns - possible);
  }

  private static int part(BigDecimal part, BigDecimal max, int columns) {
    return max.signum() == 0
        ? 0
        : part.multiply(BigDecimal.valueOf(columns))
            .divide(max, 0, RoundingMode.HALF_UP)
            .intValueExact();
  }

  private static int width(int c) {
    return switch (Character.getType(c)) {
      case Character.NON_SPACING_MARK,
              Character.ENCLOSING_MARK,
              Character.FORMAT,
              Character.CONTROL ->
          0;
      default -> wide(c) ? 2 : 1;
    };
  }

  /** The wide blocks of UAX #11: Hangul, CJK, full-width forms, emoji. */
  private static boolean wide(int c) {
    return (c >= 0x1100 && c <= 0x115F)
        || (c >= 0x2E80 && c <= 0xA4CF)
        || (c >= 0xAC00 && c <= 0xD7A3)
        || (c >= 0xF900 && c <= 0xFAFF)
        || (c >= 0xFE30 && c <= 0xFE6F)
        || (c >= 0xFF00 && c <= 0xFF60)
        || (c >= 0xFFE0 && c <= 0xFFE6)
        || (c >= 0x1F300 && c <= 0x1FAFF)
        || (c >= 0x20000 && c <= 0x3FFFD);
  }
}
