package vn.portalaudit.net.tls;

import java.io.IOException;
import java.io.InputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.portalaudit.net.tls.ServerAnswer.Alert;
import vn.portalaudit.net.tls.ServerAnswer.Closed;
import vn.portalaudit.net.tls.ServerAnswer.Endless;
import vn.portalaudit.net.tls.ServerAnswer.Foreign;
import vn.portalaudit.net.tls.ServerAnswer.Hello;
import vn.portalaudit.net.tls.TlsFacts.Version;

/**
 * Reads a server's first answer: at most 40 records and 64 KiB of handshake, whatever it sends. Not
 * safe for several threads; one for each connection.
 */
final class AnswerReader {
  private static final int MOST_RECORDS = 40;
  private static final int LONGEST_RECORD = 16_384 + 2_048;
  private static final int MOST_HANDSHAKE = 65_536;
  private static final int MOST_CERTIFICATES = 10;

  private final InputStream in;
  private byte[] pending = new byte[0];
  private int records;

  AnswerReader(InputStream in) {
    this.in = in;
  }

  private sealed interface Part {
    record Message(int type, ByteBuffer body) implements Part {}

    record End(ServerAnswer answer) implements Part {}
  }

  /** Reads the answer to a hello of SSLv3 or later. */
  ServerAnswer read() throws IOException {
    return switch (next()) {
      case Part.End end -> end.answer();
      case Part.Message message -> message.type() == 2 ? hello(message.body()) : new Foreign();
    };
  }

  /** Reads the answer to a hello of SSLv2. */
  ServerAnswer readSsl2() throws IOException {
    int first = in.read();
    int second = in.read();
    if (first < 0 || second < 0) {
      return new Closed();
    }
    if (first == 21 && second == 3) {
      return new Alert(-1);
    }
    if ((first & 0x80) == 0) {
      return new Foreign();
    }
    byte[] body = in.readNBytes(Math.min((first & 0x7f) << 8 | second, 11));
    if (body.length > 0 && body[0] == 0) {
      return new Alert(-1);
    }
    boolean hello = body.length == 11 && body[0] == 4 && body[3] == 0 && body[4] == 2;
    return hello ? new Hello(Version.SSL_2.code(), 0, List.of()) : new Foreign();
  }

  private Part next() throws IOException {
    while (true) {
      if (pending.length >= 4) {
        int length = (pending[1] & 0xff) << 16 | (pending[2] & 0xff) << 8 | (pending[3] & 0xff);
        if (length > MOST_HANDSHAKE) {
          return new Part.End(new Foreign());
        }
        if (pending.length >= 4 + length) {
          Part.Message message =
              new Part.Message(pending[0], ByteBuffer.wrap(pending, 4, length).slice());
          pending = Arrays.copyOfRange(pending, 4 + length, pending.length);
          return message;
        }
      }
      if (++records > MOST_RECORDS || pending.length > MOST_HANDSHAKE) {
        return new Part.End(new Endless());
      }
      ServerAnswer end = record();
      if (end != null) {
        return new Part.End(end);
      }
    }
  }

  /** Reads a record into {@code pending}; null while it goes on. */
  private @Nullable ServerAnswer record() throws IOException {
    byte[] head = in.readNBytes(5);
    if (head.length > 0 && (head[0] < 20 || head[0] > 23)) {
      return new Foreign();
    }
    if (head.length < 5) {
      return new Closed();
    }
    int length = (head[3] & 0xff) << 8 | (head[4] & 0xff);
    if (head[1] != 3 || length > LONGEST_RECORD) {
      return new Foreign();
    }
    byte[] body = in.readNBytes(length);
    if (body.length < length) {
      return new Closed();
    }
    return switch (head[0]) {
      case 21 -> alert(body);
      case 22 -> {
        byte[] joined = Arrays.copyOf(pending, pending.length + length);
        System.arraycopy(body, 0, joined, pending.length, length);
        pending = joined;
        yield null;
      }
      default -> new Foreign();
    };
  }

  private static @Nullable ServerAnswer alert(byte[] body) {
    if (body.length != 2) {
      return new Foreign();
    }
    boolean warning = body[0] == 1;
    if (body[1] == 0) {
      return new Closed();
    }
    return warning ? null : new Alert(body[1] & 0xff);
  }

  private ServerAnswer hello(ByteBuffer buffer) {
    try {
      int version = buffer.getShort() & 0xffff;
      buffer.position(buffer.position() + 32);
      skip(buffer, buffer.get() & 0xff);
      int suite = buffer.getShort() & 0xffff;
      buffer.get();
      if (buffer.hasRemaining()) {
        version = supported(buffer, version);
      }
      boolean clear = version < Version.TLS_1_3.code();
      return new Hello(version, suite, clear ? certificates() : List.of());
    } catch (BufferUnderflowException | IllegalArgumentException e) {
      return new Foreign();
    }
  }

  /** The version of {@code supported_versions}, which overrules the field (RFC 8446, 4.2.1). */
  private static int supported(ByteBuffer buffer, int version) {
    int end = buffer.position() + 2 + (buffer.getShort() & 0xffff);
    int found = version;
    while (buffer.position() < end) {
      int type = buffer.getShort() & 0xffff;
      int length = buffer.getShort() & 0xffff;
      if (type == 43 && length == 2) {
        found = buffer.getShort() & 0xffff;
      } else {
        skip(buffer, length);
      }
    }
    return found;
  }

  private List<byte[]> certificates() {
    try {
      return next() instanceof Part.Message message && message.type() == 11
          ? certificates(message.body())
          : List.of();
    } catch (IOException | BufferUnderflowException | IllegalArgumentException e) {
      // the version was told, and that was the question
      return List.of();
    }
  }

  private static List<byte[]> certificates(ByteBuffer buffer) {
    List<byte[]> chain = new ArrayList<>();
    three(buffer);
    while (buffer.hasRemaining() && chain.size() < MOST_CERTIFICATES) {
      byte[] der = new byte[Math.min(three(buffer), MOST_HANDSHAKE)];
      buffer.get(der);
      chain.add(der);
    }
    return chain;
  }

  private static int three(ByteBuffer buffer) {
    return (buffer.get() & 0xff) << 16 | (buffer.getShort() & 0xffff);
  }

  private static void skip(ByteBuffer buffer, int length) {
    buffer.position(buffer.position() + length);
  }
}
