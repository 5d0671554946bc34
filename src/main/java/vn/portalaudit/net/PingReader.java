package vn.portalaudit.net;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.portalaudit.domain.Header;

/**
 * Reads one answer of HTTP/1.x (RFC 9112) from a server that may do as it likes: line ends without
 * CR, a length that is a lie, no length at all. For one answer and one thread.
 */
final class PingReader {
  private static final int BUFFER = 8_192;
  private static final int MOST_FIELDS = 200;
  private static final int MOST_INTERIM = 5;
  private static final int MOST_LINE = 65_536;

  private final InputStream in;
  private final Ping.Limits limits;
  private final byte[] buffer = new byte[BUFFER];
  private int at;
  private int end;
  private int headBytes;

  private int status;
  private final List<Header> headers = new ArrayList<>(24);
  private byte[] body = new byte[0];
  private int length;
  private boolean cut;

  PingReader(InputStream in, Ping.Limits limits) {
    this.in = in;
    this.limits = limits;
  }

  /** A head over the limit. */
  static final class TooLarge extends IOException {
    TooLarge() {
      super("head too large");
    }
  }

  int status() {
    return status;
  }

  List<Header> headers() {
    return headers;
  }

  /** The body as sent, without transfer coding. */
  byte[] body() {
    return length == body.length ? body : Arrays.copyOf(body, length);
  }

  /** Whether the end of the body was left unread, at the limit. */
  boolean cut() {
    return cut;
  }

  @Nullable String field(String name) {
    return first(headers, name).orElse(null);
  }

  static Optional<String> first(List<Header> headers, String name) {
    for (Header header : headers) {
      if (header.name().equalsIgnoreCase(name)) {
        return Optional.of(header.value());
      }
    }
    return Optional.empty();
  }

  /** Reads status and fields; answers of the 100s are passed over. */
  void readHead(PingClock clock) throws IOException {
    for (int interim = 0; interim <= MOST_INTERIM; interim++) {
      String line = line(limits.head());
      if (interim == 0) {
        clock.answered();
      }
      status = status(line);
      headers.clear();
      for (line = line(limits.head()); !line.isEmpty(); line = line(limits.head())) {
        keep(line);
      }
      if (status >= 200) {
        return;
      }
    }
    throw new ProtocolException("no final answer");
  }

  private void keep(String line) throws IOException {
    headBytes += line.length();
    if (headBytes > limits.head() || headers.size() >= MOST_FIELDS) {
      throw new TooLarge();
    }
    int colon = line.indexOf(':');
    if (colon > 0) {
      headers.add(new Header(line.substring(0, colon).strip(), line.substring(colon + 1).strip()));
    }
  }

  private static int status(String line) throws IOException {
    if (line.length() < 12 || !line.startsWith("HTTP/1.") || line.charAt(8) != ' ') {
      throw new ProtocolException("not HTTP");
    }
    int status = 0;
    for (int i = 9; i < 12; i++) {
      int digit = line.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        throw new ProtocolException("not HTTP");
      }
      status = status * 10 + digit;
    }
    if (status < 100) {
      throw new ProtocolException("not HTTP");
    }
    return status;
  }

  /** Reads the body up to the limit. */
  void readBody() throws IOException {
    if (status == 204 || status == 304) {
      return;
    }
    String coding = field("Transfer-Encoding");
    if (coding != null && coding.toLowerCase(Locale.ROOT).contains("chunked")) {
      readChunks();
      return;
    }
    long announced = announced();
    if (announced >= 0) {
      int wanted = (int) Math.min(announced, limits.body());
      read(wanted, true);
      cut = announced > wanted;
    } else {
      read(limits.body(), false);
      cut = length >= limits.body();
    }
  }

  private long announced() throws IOException {
    String text = field("Content-Length");
    if (text == null) {
      return -1;
    }
    try {
      long announced = Long.parseLong(text);
      if (announced < 0) {
        throw new ProtocolException("negative Content-Length");
      }
      return announced;
    } catch (NumberFormatException e) {
      throw new ProtocolException("no number in Content-Length");
    }
  }

  private void readChunks() throws IOException {
    while (true) {
      String line = line(MOST_LINE);
      int semicolon = line.indexOf(';');
      String size = (semicolon < 0 ? line : line.substring(0, semicolon)).strip();
      long announced;
      try {
        announced = Long.parseLong(size, 16);
      } catch (NumberFormatException e) {
        throw new ProtocolException("no size of a chunk");
      }
      if (announced < 0) {
        throw new ProtocolException("no size of a chunk");
      }
      if (announced == 0) {
        return;
      }
      int room = limits.body() - length;
      read((int) Math.min(announced, room), true);
      if (announced >= room) {
        cut = true;
        return;
      }
      line(2);
    }
  }

  /** Reads so many more bytes; fewer when the answer ends sooner and may. */
  private void read(int wanted, boolean exactly) throws IOException {
    int target = length + wanted;
    while (length < target) {
      if (length == body.length) {
        body = Arrays.copyOf(body, Math.min(target, Math.max(BUFFER, body.length * 2)));
      }
      int most = Math.min(target, body.length) - length;
      int count;
      if (at < end) {
        count = Math.min(most, end - at);
        System.arraycopy(buffer, at, body, length, count);
        at += count;
      } else {
        count = in.read(body, length, most);
      }
      if (count < 0) {
        if (exactly) {
          throw new EOFException("unexpected end of stream");
        }
        return;
      }
      length += count;
    }
  }

  private String line(int most) throws IOException {
    StringBuilder pieces = null;
    while (true) {
      for (int i = at; i < end; i++) {
        if (buffer[i] == '\n') {
          String part = text(at, i);
          at = i + 1;
          String whole = pieces == null ? part : pieces.append(part).toString();
          return whole.endsWith("\r") ? whole.substring(0, whole.length() - 1) : whole;
        }
      }
      if (at < end) {
        pieces = pieces == null ? new StringBuilder() : pieces;
        pieces.append(text(at, end));
        if (pieces.length() > most) {
          throw new TooLarge();
        }
      }
      at = 0;
      end = 0;
      int count = in.read(buffer, 0, BUFFER);
      if (count < 0) {
        throw new EOFException("unexpected end of stream");
      }
      end = count;
    }
  }

  private String text(int from, int to) {
    return new String(buffer, from, to - from, StandardCharsets.ISO_8859_1);
  }
}
