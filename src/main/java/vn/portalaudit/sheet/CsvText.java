package vn.portalaudit.sheet;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Finds the characters of a CSV file, which names no character set: by its mark, as UTF-8 when all
 * of it is, as UTF-16 when every other byte is zero, and else as windows-1258, in which Vietnamese
 * Windows saves.
 */
final class CsvText {
  private static final Charset WINDOWS_1258 = Charset.forName("windows-1258");
  private static final int LOOKED_AT = 4_096;

  private CsvText() {}

  /** The text, or empty after a problem. */
  static Optional<String> decode(String place, byte[] bytes, ProblemList problems) {
    Charset charset = charset(bytes);
    Optional<String> text = strictly(bytes, charset);
    if (text.isPresent() && !(charset.equals(WINDOWS_1258) && hasUtf8(bytes))) {
      String decoded = text.get();
      return Optional.of(decoded.startsWith("\ufeff") ? decoded.substring(1) : decoded);
    }
    int line = firstBadLine(bytes);
    problems.add(
        new Problem(
            true,
            place,
            line,
            "",
            "",
            "chữ không theo bảng mã của phần còn lại (nhiều bảng mã trong một tệp, hoặc bảng mã"
                + " cũ); lưu lại cả tệp bằng UTF-8 (CSV UTF-8)"));
    return Optional.empty();
  }

  /** The text of a file that must be UTF-8, or empty after a problem. */
  static Optional<String> utf8(String place, byte[] bytes, ProblemList problems) {
    Optional<String> text = strictly(bytes, StandardCharsets.UTF_8);
    if (text.isEmpty()) {
      problems.add(
          new Problem(
              true,
              place,
              firstBadLine(bytes),
              "",
              "",
              "chữ không theo UTF-8; lưu lại cả tệp bằng UTF-8 (CSV UTF-8)"));
    }
    return text.map(decoded -> decoded.startsWith("\ufeff") ? decoded.substring(1) : decoded);
  }

  private static Charset charset(byte[] bytes) {
    if (starts(bytes, 0xff, 0xfe)) {
      return StandardCharsets.UTF_16LE;
    }
    if (starts(bytes, 0xfe, 0xff)) {
      return StandardCharsets.UTF_16BE;
    }
    int even = 0;
    int odd = 0;
    int length = Math.min(bytes.length, LOOKED_AT) & ~1;
    for (int i = 0; i < length; i += 2) {
      even += bytes[i] == 0 ? 1 : 0;
      odd += bytes[i + 1] == 0 ? 1 : 0;
    }
    if (odd * 4 > length / 2 && even * 10 < length / 2) {
      return StandardCharsets.UTF_16LE;
    }
    if (even * 4 > length / 2 && odd * 10 < length / 2) {
      return StandardCharsets.UTF_16BE;
    }
    return starts(bytes, 0xef, 0xbb, 0xbf) || strictly(bytes, StandardCharsets.UTF_8).isPresent()
        ? StandardCharsets.UTF_8
        : WINDOWS_1258;
  }

  private static boolean starts(byte[] bytes, int... mark) {
    for (int i = 0; i < mark.length; i++) {
      if (i >= bytes.length || (bytes[i] & 0xff) != mark[i]) {
        return false;
      }
    }
    return true;
  }

  private static Optional<String> strictly(byte[] bytes, Charset charset) {
    try {
      return Optional.of(
          charset
              .newDecoder()
              .onMalformedInput(CodingErrorAction.REPORT)
              .onUnmappableCharacter(CodingErrorAction.REPORT)
              .decode(ByteBuffer.wrap(bytes))
              .toString());
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }

  /**
   * Whether Vietnamese in UTF-8 stands in it: ạ to ỹ are these three bytes, which spell nothing.
   */
  private static boolean hasUtf8(byte[] bytes) {
    for (int i = 0; i + 2 < bytes.length; i++) {
      int second = bytes[i + 1] & 0xff;
      if ((bytes[i] & 0xff) == 0xe1
          && (second == 0xba || second == 0xbb)
          && (bytes[i + 2] & 0xc0) == 0x80) {
        return true;
      }
    }
    return false;
  }

  private static int firstBadLine(byte[] bytes) {
    int line = 1;
    int start = 0;
    for (int i = 0; i <= bytes.length; i++) {
      if (i == bytes.length || bytes[i] == '\n') {
        byte[] one = java.util.Arrays.copyOfRange(bytes, start, i);
        if (strictly(one, StandardCharsets.UTF_8).isEmpty()) {
          return line;
        }
        start = i + 1;
        line++;
      }
    }
    return 0;
  }
}
