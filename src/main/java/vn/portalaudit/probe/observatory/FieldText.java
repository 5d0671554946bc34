package vn.portalaudit.probe.observatory;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Words of header fields, with the reference implementation's idea of white space (ECMAScript's),
 * so that odd fields are read alike.
 */
final class FieldText {
  private static final String SPACE =
      "[\\s\\u00A0\\u1680\\u2000-\\u200A\\u2028\\u2029\\u202F\\u205F\\u3000\\uFEFF]";
  private static final Pattern SPACES = Pattern.compile(SPACE + "+");

  private FieldText() {}

  /** Without white space at both ends. */
  static String trim(String text) {
    int from = 0;
    int to = text.length();
    while (from < to && space(text.charAt(from))) {
      from++;
    }
    while (to > from && space(text.charAt(to - 1))) {
      to--;
    }
    return text.substring(from, to);
  }

  /** Trimmed and in lower case. */
  static String lower(String text) {
    return trim(text).toLowerCase(Locale.ROOT);
  }

  /** The first characters of a text. */
  static String cut(String text, int length) {
    return text.length() <= length ? text : text.substring(0, length);
  }

  /** The parts between separators, empty ones included. */
  static List<String> split(String text, char separator) {
    return List.of(text.split(Pattern.quote(String.valueOf(separator)), -1));
  }

  /** The words of a trimmed text; one empty word for an empty text. */
  static List<String> words(String text) {
    return List.of(SPACES.split(text, -1));
  }

  private static boolean space(char c) {
    return c == ' '
        || (c >= '\t' && c <= '\r')
        || c == '\u00A0'
        || c == '\uFEFF'
        || c == '\u1680'
        || (c >= '\u2000' && c <= '\u200A')
        || c == '\u2028'
        || c == '\u2029'
        || c == '\u202F'
        || c == '\u205F'
        || c == '\u3000';
  }
}
