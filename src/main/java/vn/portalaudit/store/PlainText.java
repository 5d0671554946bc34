package vn.portalaudit.store;

import java.text.Normalizer;

/** Words of portals as PostgreSQL can keep them: it knows no NUL and no half surrogate pair. */
public final class PlainText {
  private static final char REPLACEMENT = '\uFFFD';

  private PlainText() {}

  /** The text in NFC, with U+FFFD for what cannot be kept. */
  public static String of(String text) {
    return Normalizer.normalize(kept(text), Normalizer.Form.NFC);
  }

  /** A JSON text with U+FFFD for characters, escaped or not, that {@code jsonb} refuses. */
  static String json(String json) {
    String text = kept(json);
    if (!text.contains("\\u")) {
      return text;
    }
    StringBuilder clean = new StringBuilder(text.length());
    int from = 0;
    while (from < text.length()) {
      char c = text.charAt(from);
      if (c != '\\' || from + 1 >= text.length()) {
        clean.append(c);
        from++;
      } else if (text.charAt(from + 1) == 'u' && from + 6 <= text.length()) {
        from = escape(text, from, clean);
      } else {
        clean.append(c).append(text.charAt(from + 1));
        from += 2;
      }
    }
    return clean.toString();
  }

  /** Copies an escape, a pair of them where they make one character; returns what follows. */
  private static int escape(String text, int from, StringBuilder clean) {
    int unit = unit(text, from);
    if (unit >= Character.MIN_HIGH_SURROGATE && unit <= Character.MAX_HIGH_SURROGATE) {
      int low = text.startsWith("\\u", from + 6) ? unit(text, from + 6) : -1;
      if (low >= Character.MIN_LOW_SURROGATE && low <= Character.MAX_LOW_SURROGATE) {
        clean.append(text, from, from + 12);
        return from + 12;
      }
    }
    boolean refused =
        unit == 0 || unit >= Character.MIN_SURROGATE && unit <= Character.MAX_SURROGATE;
    clean.append(refused ? "\\ufffd" : text.substring(from, from + 6));
    return from + 6;
  }

  private static int unit(String text, int from) {
    if (from + 6 > text.length()) {
      return -1;
    }
    int unit = 0;
    for (int i = from + 2; i < from + 6; i++) {
      int digit = Character.digit(text.charAt(i), 16);
      if (digit < 0) {
        return -1;
      }
      unit = unit * 16 + digit;
    }
    return unit;
  }

  private static String kept(String text) {
    StringBuilder kept = new StringBuilder(text.length());
    text.codePoints()
        .map(c ->
            c == 0 || c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE
                ? REPLACEMENT
                : c)
        .forEach(kept::appendCodePoint);
    return kept.toString();
  }
}
