package vn.portalaudit.net.browser;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import vn.portalaudit.domain.Header;

/** The first line and the fields of an HTTP/1 message (RFC 9112), read in bounds. */
record Head(String first, List<Header> fields) {
  /** Fields that speak of one connection only (RFC 9110 §7.6.1), or of proxies. */
  private static final Set<String> HOP_BY_HOP =
      Set.of(
          "connection",
          "keep-alive",
          "proxy-connection",
          "proxy-authenticate",
          "proxy-authorization",
          "proxy-authentication-info",
          "te",
          "trailer",
          "upgrade");

  Head {
    fields = List.copyOf(fields);
  }

  /** The message breaks the grammar or the bounds. */
  static final class BadHeadException extends IOException {
    BadHeadException(String what) {
      super(what);
    }
  }

  /**
   * Reads up to the empty line and no byte more.
   *
   * @param in buffered, since it is read byte by byte
   * @param limit bytes
   */
  static Head read(InputStream in, int limit) throws IOException {
    List<String> lines = new ArrayList<>();
    int left = limit;
    while (true) {
      String line = line(in, left);
      left -= line.length() + 1;
      if (!line.isEmpty()) {
        lines.add(line);
      } else if (!lines.isEmpty()) {
        return parse(lines);
      }
    }
  }

  private static String line(InputStream in, int limit) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream(128);
    for (int b = in.read(); b != '\n'; b = in.read()) {
      if (b < 0) {
        throw new EOFException();
      }
      if (line.size() >= limit) {
        throw new BadHeadException("too large");
      }
      line.write(b);
    }
    String text = line.toString(StandardCharsets.ISO_8859_1);
    return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
  }

  private static Head parse(List<String> lines) throws BadHeadException {
    List<Header> fields = new ArrayList<>();
    for (String line : lines.subList(1, lines.size())) {
      int colon = line.indexOf(':');
      if (colon < 1 || line.charAt(0) <= ' ' || line.indexOf('\r') >= 0 || line.indexOf(0) >= 0) {
        throw new BadHeadException("field");
      }
      fields.add(new Header(line.substring(0, colon), line.substring(colon + 1).strip()));
    }
    return new Head(lines.getFirst(), fields);
  }

  /** The values of a field, in order. */
  List<String> values(String name) {
    return fields.stream().filter(f -> f.name().equalsIgnoreCase(name)).map(Header::value).toList();
  }

  /** This head on the next connection, which closes after one message. */
  Head forwarded(String firstLine, List<Header> more, Set<String> without) {
    List<Header> kept = new ArrayList<>(more);
    for (Header field : fields) {
      String name = field.name().toLowerCase(Locale.ROOT);
      if (!HOP_BY_HOP.contains(name) && !without.contains(name)) {
        kept.add(field);
      }
    }
    kept.add(new Header("Connection", "close"));
    return new Head(firstLine, kept);
  }

  /** As sent. */
  byte[] bytes() {
    StringBuilder text = new StringBuilder(first).append("\r\n");
    for (Header field : fields) {
      text.append(field.name()).append(": ").append(field.value()).append("\r\n");
    }
    return text.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
  }
}
