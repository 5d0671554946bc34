package vn.portalaudit.sheet;

import java.util.regex.Pattern;
import vn.portalaudit.domain.Folding;

/** Cleans what people type, and keeps text from being taken for a formula. Pure. */
public final class Words {
  /** What spreadsheets begin to calculate at, and what they skip before it. */
  private static final Pattern CALCULATES =
      Pattern.compile("'*[=+\\-@\\t\\r\\n＝＋－＠].*", Pattern.DOTALL);

  private static final Pattern ESCAPED =
      Pattern.compile("'+[=+\\-@\\t\\r\\n＝＋－＠].*", Pattern.DOTALL);
  private static final Pattern PHONE = Pattern.compile("[+-][0-9 .()-]*");
  private static final Pattern HANDLE = Pattern.compile("@[A-Za-z0-9_]{1,64}");

  private Words() {}

  /** The text composed (NFC), trimmed, with single spaces and nothing invisible. */
  public static String clean(String text) {
    return Folding.tidy(allVisible(text) ? text : visible(text));
  }

  private static boolean allVisible(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      // below are letters, signs and the soft hyphen
      if (c >= 0xad && (Character.isSurrogate(c) || Character.getType(c) == Character.FORMAT)) {
        return false;
      }
    }
    return true;
  }

  private static String visible(String text) {
    StringBuilder visible = new StringBuilder(text.length());
    text.codePoints()
        .filter(c -> Character.getType(c) != Character.FORMAT)
        .forEach(visible::appendCodePoint);
    return visible.toString();
  }

  /** Whether the text holds characters that were lost before it came here. */
  static boolean damaged(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) >= 0xd800) {
        return text.codePoints().anyMatch(c -> c == 0xfffd || (c >= 0xd800 && c <= 0xdfff));
      }
    }
    return false;
  }

  /** The text for CSV: no spreadsheet takes it for a formula. */
  public static String escape(String text) {
    return CALCULATES.matcher(text).matches() ? "'" + text : text;
  }

  /** The text that was escaped, or the text itself. */
  static String unescape(String text) {
    return text.startsWith("'") && ESCAPED.matcher(text).matches() ? text.substring(1) : text;
  }

  /** Whether a text in CSV is a formula for spreadsheets. */
  static boolean formula(String text) {
    return !text.isEmpty()
        && !Character.isLetterOrDigit(text.charAt(0))
        && text.charAt(0) != '\''
        && CALCULATES.matcher(text).matches()
        && !PHONE.matcher(text).matches()
        && !HANDLE.matcher(text).matches();
  }
}
