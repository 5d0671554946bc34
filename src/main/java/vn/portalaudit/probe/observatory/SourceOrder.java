package vn.portalaudit.probe.observatory;

import java.util.Comparator;

/**
 * The order in which the reference sorts the sources of a directive before it looks at neighbours:
 * that of the Unicode collation for English. Sources are in lower case, so the order of the ASCII
 * characters is enough; others follow by their code, control characters do not count.
 */
final class SourceOrder implements Comparator<String> {
  private static final String ASCII =
      "_-,;:!?.'\"()[]{}@*/\\&#%`^+<=>|~$0123456789abcdefghijklmnopqrstuvwxyz";

  @Override
  public int compare(String one, String other) {
    int i = 0;
    int j = 0;
    while (true) {
      i = skipControls(one, i);
      j = skipControls(other, j);
      if (i == one.length() || j == other.length()) {
        return Integer.compare(one.length() - i, other.length() - j);
      }
      int difference = Integer.compare(weight(one.charAt(i++)), weight(other.charAt(j++)));
      if (difference != 0) {
        return difference;
      }
    }
  }

  private static int skipControls(String text, int from) {
    int i = from;
    while (i < text.length() && Character.isISOControl(text.charAt(i))) {
      i++;
    }
    return i;
  }

  private static int weight(char c) {
    int index = ASCII.indexOf(c);
    return index >= 0 ? index : 0x100 + c;
  }
}
