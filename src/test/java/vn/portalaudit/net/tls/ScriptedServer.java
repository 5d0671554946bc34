package vn.portalaudit.net.tls;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicInteger;

/** A server on loopback that does with a hello what a test says. */
public final class ScriptedServer implements AutoCloseable {
  /** What to do with one connection. */
  @FunctionalInterface
  public interface Script {
    /** Acts; the socket is closed afterwards. */
    void act(int connection, byte[] hello, Socket socket) throws IOException;
  }

  private final ServerSocket server;
  private final Script script;
  private final AtomicInteger connections = new AtomicInteger();

  /** Starts. */
  public ScriptedServer(Script script) {
    this.script = script;
    try {
      server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    Thread.ofVirtual().start(this::serve);
  }

  /** Waits until the other side closes. */
  static void stall(Socket socket) throws IOException {
    socket.getInputStream().readAllBytes();
  }

  static void say(Socket socket, int... bytes) throws IOException {
    for (int one : bytes) {
      socket.getOutputStream().write(one);
    }
    socket.getOutputStream().flush();
  }

  /** The version of a hello: 2 for SSLv2, 0x304 when TLS 1.3 is offered. */
  static int version(byte[] hello) {
    if ((hello[0] & 0x80) != 0) {
      return 2;
    }
    for (int i = 43; i + 6 < hello.length; i++) {
      boolean supported =
          hello[i] == 0 && hello[i + 1] == 43 && hello[i + 2] == 0 && hello[i + 3] == 3;
      if (supported && hello[i + 4] == 2 && hello[i + 5] == 3 && hello[i + 6] == 4) {
        return 0x304;
      }
    }
    return hello[9] << 8 | hello[10];
  }

  /** A hello of a server that chooses a version and AES128-SHA. */
  static byte[] hello(int version) {
    byte[] body = new byte[38];
    body[0] = (byte) (version >> 8);
    body[1] = (byte) version;
    body[36] = 0x2f;
    byte[] record = new byte[9 + body.length];
    record[0] = 22;
    record[1] = 3;
    record[4] = (byte) (4 + body.length);
    record[5] = 2;
    record[8] = (byte) body.length;
    System.arraycopy(body, 0, record, 9, body.length);
    return record;
  }

  /** Its port. */
  public int port() {
    return server.getLocalPort();
  }

  int connections() {
    return connections.get();
  }

  private void serve() {
    while (!server.isClosed()) {
      try {
        Socket socket = server.accept();
        int number = connections.incrementAndGet();
        Thread.ofVirtual().start(() -> act(number, socket));
      } catch (IOException e) {
        // closed
      }
    }
  }

  private void act(int number, Socket socket) {
    try (socket) {
      byte[] hello = new byte[4_096];
      int length = socket.getInputStream().read(hello);
      if (length > 0) {
        script.act(number, java.util.Arrays.copyOf(hello, length), socket);
      }
    } catch (IOException e) {
      // the client went its way
    }
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
