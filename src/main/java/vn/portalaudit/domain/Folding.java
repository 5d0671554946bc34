package vn.portalaudit.domain;

import java.text.Normalizer;
import java.util.Locale;

/**
 * Folds Vietnamese words for comparing: composed or decomposed, upper or lower case, with or
 * without marks, đ or d, whatever stands between the words. «Hỏi – Đáp», «HỎI ĐÁP» and «hoi dap»
 * all become {@code hoi dap}. Idempotent. Pure, and safe for several threads.
 */
public final class Folding {
  private static final char DROP = '\0';
  private static final char[] TABLE = table();

  private Folding() {}

  /**
   * Folds a text.
   *
   * @param text any text
   * @return its words in lower case without marks, one space between them, none at the ends
   */
  public static String fold(String text) {
    char[] folded = new char[text.length()];
    int length = 0;
    boolean space = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      char f = c < TABLE.length ? TABLE[c] : other(c);
      if (f == DROP) {
        continue;
      }
      if (f == ' ') {
        space = length > 0;
        continue;
      }
      if (space) {
        // never longer than the text: a space stands for at least one character that was left out
        folded[length++] = ' ';
        space = false;
      }
      folded[length++] = f;
    }
    return new String(folded, 0, length);
  }

  /** The text in NFC with single spaces and without control characters. */
  public static String tidy(String text) {
    boolean plain = true;
    boolean before = true;
    for (int i = 0; i < text.length() && plain; i++) {
      char c = text.charAt(i);
      plain = simple(c) && !(c == ' ' && before);
      before = c == ' ';
    }
    if (plain && !before) {
      return text;
    }
    String composed =
        Normalizer.isNormalized(text, Normalizer.Form.NFC)
            ? text
            : Normalizer.normalize(text, Normalizer.Form.NFC);
    StringBuilder tidy = new StringBuilder(composed.length());
    boolean space = false;
    for (int i = 0; i < composed.length(); i++) {
      char c = composed.charAt(i);
      if (c != ' ' && simple(c)) {
        if (space) {
          tidy.append(' ');
          space = false;
        }
        tidy.append(c);
      } else if (blank(c)) {
        space = tidy.length() > 0;
      } else {
        if (space) {
          tidy.append(' ');
          space = false;
        }
        tidy.append(c);
      }
    }
    return tidy.toString();
  }

  /** Whether a character is composed and no space but the plain one: most of what pages hold. */
  private static boolean simple(char c) {
    return (c >= ' ' && c < 0x7f)
        || (c > 0xa0 && c < 0x300 && c != 0xad)
        || (c >= 0x1ea0 && c <= 0x1ef9);
  }

  private static boolean blank(char c) {
    return c <= ' '
        || c == '\u00a0'
        || c == '\u200b'
        || c == '\ufeff'
        || Character.isWhitespace(c)
        || Character.isISOControl(c);
  }

  private static char other(char c) {
    if (Character.isSurrogate(c) || Character.isLetterOrDigit(c)) {
      return c;
    }
    return Character.getType(c) == Character.NON_SPACING_MARK ? DROP : ' ';
  }

  private static char[] table() {
    char[] table = new char[0x2000];
    for (char c = 0; c < table.length; c++) {
      table[c] = folded(c);
    }
    return table;
  }

  private static char folded(char c) {
    if (c == 'đ' || c == 'Đ') {
      return 'd';
    }
    if (c == '\u00ad' || Character.getType(c) == Character.NON_SPACING_MARK) {
      return DROP;
    }
    String base =
        Normalizer.normalize(String.valueOf(c), Normalizer.Form.NFD).toLowerCase(Locale.ROOT);
    char first = base.isEmpty() ? ' ' : base.charAt(0);
    return Character.isLetterOrDigit(first) ? first : ' ';
  }
}
