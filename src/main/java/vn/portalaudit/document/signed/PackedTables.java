package vn.portalaudit.document.signed;

import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * What a parser of PDF unpacks whole into memory as soon as it opens a file: tables of references
 * and streams of objects. A file of 3 MB can hold 3 GB of them. Pure.
 */
final class PackedTables {
  /** Most bytes of all of them together; those of a large document take some MB. */
  private static final long MOST = 64L << 20;

  private static final int LONGEST_HEAD = 64 << 10;

  /** Most letters of dictionaries, so that a file of nothing else takes no time. */
  private static final long MOST_READ = 256L << 20;

  private static final Pattern TABLE = Pattern.compile("/XRef|/ObjStm|/W\\s*\\[|/First\\b");
  private static final Pattern PACKED = Pattern.compile("/F(ilter)?\\b");
  private static final Pattern ESCAPED = Pattern.compile("#([0-9a-fA-F]{2})");
  private static final Pattern PLAIN =
      Pattern.compile("/Filter\\s*(/FlateDecode\\b(?!\\s*/\\w+Decode)|\\[\\s*/FlateDecode\\s*])");

  private PackedTables() {}

  /** Whether a file holds no more of them than it may, packed as programs do. */
  static boolean small(byte[] file) {
    String text = new String(file, StandardCharsets.ISO_8859_1);
    byte[] buffer = new byte[64 << 10];
    long left = MOST;
    long read = 0;
    int object = 0;
    for (int at = text.indexOf("stream"); at >= 0; at = text.indexOf("stream", at + 6)) {
      for (int next = object; next >= 0 && next < at; next = text.indexOf("obj", next + 1)) {
        object = next;
      }
      int begin = Math.max(object, at - LONGEST_HEAD);
      read += at - begin;
      if (read > MOST_READ) {
        return false;
      }
      String head = text.substring(begin, at);
      if (head.endsWith("end") || !TABLE.matcher(plain(head)).find()) {
        continue;
      }
      if (PACKED.matcher(plain(head)).find()) {
        left = PLAIN.matcher(head).find() ? left - unpacked(file, at + 6, left, buffer) : -1;
      }
      if (left < 0) {
        return false;
      }
    }
    return true;
  }

  /** The dictionary before a stream, with names as they are meant. */
  private static String plain(String head) {
    return head.indexOf('#') < 0
        ? head
        : ESCAPED
            .matcher(head)
            .replaceAll(m ->
                Matcher.quoteReplacement(String.valueOf((char) Integer.parseInt(m.group(1), 16))));
  }

  /** Bytes of a stream unpacked, as far as they are of interest; one more than that at most. */
  private static long unpacked(byte[] file, int from, long most, byte[] buffer) {
    int begin = from;
    while (begin < file.length && (file[begin] == '\r' || file[begin] == '\n')) {
      begin++;
    }
    try (Inflater inflater = new Inflater()) {
      inflater.setInput(file, begin, file.length - begin);
      long all = 0;
      while (all <= most) {
        int some = inflater.inflate(buffer);
        if (some == 0) {
          return all;
        }
        all += some;
      }
      return all;
    } catch (DataFormatException e) {
      return 0; // the parser stumbles there too
    }
  }
}
