package vn.portalaudit.net.dns;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A name server on loopback that answers as a test says. */
final class NameServer implements AutoCloseable {
  private final DatagramSocket socket;
  private final Function<Question, @Nullable Reply> script;
  private final AtomicInteger questions = new AtomicInteger();

  NameServer(Function<Question, @Nullable Reply> script) {
    this.script = script;
    try {
      socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    Thread.ofVirtual().start(this::serve);
  }

  /** What is asked. */
  record Question(int id, String name, int type) {
    Reply answer() {
      return new Reply(this);
    }
  }

  /** What is answered. */
  static final class Reply {
    private final ByteArrayOutputStream records = new ByteArrayOutputStream();
    private final List<Reply> before = new ArrayList<>();
    private final int type;
    private int id;
    private String name;
    private int flags = 0x8180;
    private int count;
    private byte @Nullable [] raw;

    Reply(Question question) {
      id = question.id();
      name = question.name();
      type = question.type();
    }

    Reply record(int of, int length) {
      return record(of, new byte[length]);
    }

    Reply signature(int covered) {
      return record(46, new byte[] {0, (byte) covered, 8, 3, 0, 0});
    }

    private Reply record(int of, byte[] data) {
      records.writeBytes(new byte[] {(byte) 0xc0, 12, 0, (byte) of, 0, 1, 0, 0, 0, 60, 0});
      records.write(data.length);
      records.writeBytes(data);
      count++;
      return this;
    }

    Reply code(int code) {
      flags |= code;
      return this;
    }

    Reply authentic() {
      flags |= 0x20;
      return this;
    }

    Reply truncated() {
      flags |= 0x200;
      return this;
    }

    Reply id(int other) {
      id = other;
      return this;
    }

    Reply asked(String other) {
      name = other;
      return this;
    }

    Reply claims(int records) {
      count = records;
      return this;
    }

    Reply raw(byte[] bytes) {
      raw = bytes;
      return this;
    }

    Reply before(Reply other) {
      before.add(other);
      return this;
    }

    private byte[] bytes() {
      if (raw != null) {
        return raw;
      }
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      for (int value : new int[] {id, flags, 1, count, 0, 0}) {
        out.write(value >> 8);
        out.write(value);
      }
      for (String label : name.split("\\.")) {
        out.write(label.length());
        out.writeBytes(label.getBytes(StandardCharsets.US_ASCII));
      }
      out.writeBytes(new byte[] {0, 0, (byte) type, 0, 1});
      out.writeBytes(records.toByteArray());
      return out.toByteArray();
    }
  }

  InetSocketAddress address() {
    return (InetSocketAddress) socket.getLocalSocketAddress();
  }

  int questions() {
    return questions.get();
  }

  private void serve() {
    while (!socket.isClosed()) {
      try {
        DatagramPacket packet = new DatagramPacket(new byte[4_096], 4_096);
        socket.receive(packet);
        questions.incrementAndGet();
        Reply reply = script.apply(question(Arrays.copyOf(packet.getData(), packet.getLength())));
        if (reply != null) {
          for (Reply early : reply.before) {
            send(early, packet);
          }
          send(reply, packet);
        }
      } catch (IOException e) {
        // closed
      }
    }
  }

  private void send(Reply reply, DatagramPacket to) throws IOException {
    byte[] bytes = reply.bytes();
    socket.send(new DatagramPacket(bytes, bytes.length, to.getSocketAddress()));
  }

  private static Question question(byte[] query) {
    StringBuilder name = new StringBuilder();
    int at = 12;
    while (query[at] != 0) {
      name.append(name.isEmpty() ? "" : ".")
          .append(new String(query, at + 1, query[at], StandardCharsets.US_ASCII));
      at += query[at] + 1;
    }
    int id = (query[0] & 0xff) << 8 | (query[1] & 0xff);
    return new Question(id, name.toString(), query[at + 2] & 0xff);
  }

  @Override
  public void close() {
    socket.close();
  }
}
