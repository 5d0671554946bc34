package vn.portalaudit.crawl;

import java.nio.charset.StandardCharsets;

/** Percent-encoding of paths and queries (RFC 3986 §2). Pure. */
final class Escapes {
  private static final String HEX = "0123456789ABCDEF";

  private Escapes() {}

  /** Escapes what must be escaped, and nothing that need not (RFC 3986 §2.3). */
  static String encoded(String written) {
    boolean plain = true;
    for (int i = 0; i < written.length() && plain; i++) {
      plain = isPlain(written.charAt(i));
    }
    if (plain) {
      return written;
    }
    StringBuilder out = new StringBuilder(written.length() + 16);
    byte[] bytes = written.getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < bytes.length; i++) {
      char c = (char) (bytes[i] & 0xff);
      int escaped = c == '%' ? escaped(bytes, i) : -1;
      if (escaped >= 0) {
        i += 2;
        append(out, (char) escaped, isUnreserved((char) escaped));
      } else {
        append(out, c, isPlain(c));
      }
    }
    return out.toString();
  }

  private static void append(StringBuilder out, char c, boolean asIs) {
    if (asIs) {
      out.append(c);
    } else {
      out.append('%').append(HEX.charAt(c >> 4)).append(HEX.charAt(c & 15));
    }
  }

  private static int escaped(byte[] bytes, int at) {
    if (at + 2 >= bytes.length) {
      return -1;
    }
    int high = Character.digit(bytes[at + 1], 16);
    int low = Character.digit(bytes[at + 2], 16);
    return high < 0 || low < 0 ? -1 : high * 16 + low;
  }

  private static boolean isUnreserved(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '-'
        || c == '.'
        || c == '_'
        || c == '~';
  }

  private static boolean isPlain(char c) {
    return isUnreserved(c) || "/?:@!$&'()*+,;=".indexOf(c) >= 0;
  }
}
