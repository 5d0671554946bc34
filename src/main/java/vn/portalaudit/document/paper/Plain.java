package vn.portalaudit.document.paper;

import java.text.Normalizer;

/**
 * Text made fit for every format: composed, without controls, marks of direction, other invisible
 * characters and halves of pairs, and bounded. Pure.
 */
final class Plain {
  /** Longest text of a cell or paragraph, in code points. */
  static final int MOST = 4_000;

  private Plain() {}

  /** The text on one or more lines; only the line feed remains of all controls. */
  static String text(String text) {
    String bounded = text.length() <= 4 * MOST ? text : text.substring(0, 4 * MOST);
    StringBuilder clean = new StringBuilder(bounded.length());
    Normalizer.normalize(bounded.replace("\r\n", "\n").replace('\t', ' '), Normalizer.Form.NFC)
        .codePoints()
        .filter(Plain::shown)
        .forEach(clean::appendCodePoint);
    String whole = clean.toString().strip();
    return whole.codePointCount(0, whole.length()) <= MOST
        ? whole
        : whole.substring(0, whole.offsetByCodePoints(0, MOST - 1)) + "…";
  }

  /** The text on a single line. */
  static String line(String text) {
    return text(text.replaceAll("\\s+", " "));
  }

  private static boolean shown(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL -> c == '\n';
      case Character.FORMAT,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> (c & 0xFFFE) != 0xFFFE && (c < 0xFDD0 || c > 0xFDEF);
    };
  }
}
