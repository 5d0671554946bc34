package vn.portalaudit.probe.observatory;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Whether one source of a policy covers another (CSP3 «path-part match», as the reference applies
 * it to whole sources).
 */
final class PathMatch {

  private PathMatch() {}

  /** A source has a percent sign that does not begin an encoded UTF-8 character. */
  static final class Malformed extends Exception {
    private static final long serialVersionUID = 1;

    Malformed() {
      super("malformed percent-encoding", null, false, false);
    }
  }

  /**
   * Whether {@code covering} is {@code covered}, or ends in a slash and is a prefix of it by path
   * segments.
   */
  static boolean covers(String covering, String covered) throws Malformed {
    if (covering.isEmpty() || (covering.equals("/") && covered.isEmpty())) {
      return true;
    }
    boolean exact = !covering.endsWith("/");
    List<String> one = FieldText.split(covering, '/');
    List<String> other = FieldText.split(covered, '/');
    if (one.size() > other.size() || (exact && one.size() != other.size())) {
      return false;
    }
    int segments = exact ? one.size() : one.size() - 1;
    for (int i = 0; i < segments; i++) {
      if (!decoded(one.get(i)).equals(decoded(other.get(i)))) {
        return false;
      }
    }
    return true;
  }

  private static String decoded(String segment) throws Malformed {
    if (segment.indexOf('%') < 0) {
      return segment;
    }
    StringBuilder text = new StringBuilder(segment.length());
    int i = 0;
    while (i < segment.length()) {
      if (segment.charAt(i) != '%') {
        text.append(segment.charAt(i++));
        continue;
      }
      ByteBuffer bytes = ByteBuffer.allocate(segment.length());
      while (i < segment.length() && segment.charAt(i) == '%') {
        bytes.put(encodedByte(segment, i));
        i += 3;
      }
      text.append(utf8(bytes.flip()));
    }
    return text.toString();
  }

  private static byte encodedByte(String segment, int at) throws Malformed {
    int high = at + 2 < segment.length() ? Character.digit(segment.charAt(at + 1), 16) : -1;
    int low = high < 0 ? -1 : Character.digit(segment.charAt(at + 2), 16);
    if (low < 0) {
      throw new Malformed();
    }
    return (byte) (high * 16 + low);
  }

  private static String utf8(ByteBuffer bytes) throws Malformed {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
    } catch (CharacterCodingException e) {
      throw new Malformed();
    }
  }
}
