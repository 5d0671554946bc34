package vn.portalaudit;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import javax.net.ServerSocketFactory;

/** A server on loopback that answers byte for byte what a test writes, one request a connection. */
final class WildServer implements AutoCloseable {
  static final String HTML = "Content-Type: text/html; charset=utf-8\r\n";

  private final ServerSocket listener;
  private final Script script;
  private final boolean blunt;
  private final Queue<String> targets = new ConcurrentLinkedQueue<>();

  /** Answers one request. */
  interface Script {
    void answer(String target, Wire wire) throws IOException;
  }

  WildServer(Script script) {
    this(ServerSocketFactory.getDefault(), script);
  }

  WildServer(ServerSocketFactory factory, Script script) {
    this(factory, script, false);
  }

  private WildServer(ServerSocketFactory factory, Script script, boolean blunt) {
    this.script = script;
    this.blunt = blunt;
    try {
      listener = factory.createServerSocket(0, 50, InetAddress.ofLiteral("127.0.0.1"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.ofPlatform().daemon().start(this::accept);
  }

  /** One that answers the first byte, whatever it is, by a script that is told no target. */
  static WildServer blunt(Script script) {
    return new WildServer(ServerSocketFactory.getDefault(), script, true);
  }

  /** A port of loopback on which nobody listens. */
  static int closedPort() {
    try (ServerSocket unused = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
      return unused.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  int port() {
    return listener.getLocalPort();
  }

  String url(String path) {
    return "http://127.0.0.1:" + port() + path;
  }

  /** Paths and queries asked for so far, in order. */
  List<String> targets() {
    return List.copyOf(targets);
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        Socket socket = listener.accept();
        Thread.ofPlatform().daemon().start(() -> serve(socket));
      } catch (IOException e) {
        return;
      }
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      if (blunt) {
        socket.getInputStream().read();
        script.answer("", new Wire(socket));
        return;
      }
      String[] line = head(socket.getInputStream()).split(" ", 3);
      if (line.length == 3) {
        targets.add(line[1]);
        script.answer(line[1], new Wire(socket));
      }
    } catch (IOException e) {
      // the client went away, as several tests want it to
    }
  }

  private static String head(InputStream socket) throws IOException {
    InputStream in = new BufferedInputStream(socket);
    StringBuilder head = new StringBuilder();
    int next;
    while ((next = in.read()) >= 0) {
      head.append((char) next);
      if (head.length() > 3 && head.substring(head.length() - 4).equals("\r\n\r\n")) {
        return head.toString();
      }
    }
    return "";
  }

  @Override
  public void close() {
    try {
      listener.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The way back to the client. */
  static final class Wire {
    private final Socket socket;
    private final OutputStream out;

    private Wire(Socket socket) throws IOException {
      this.socket = socket;
      this.out = socket.getOutputStream();
    }

    /** A whole page in UTF-8. */
    void html(String body) throws IOException {
      send("200 OK", HTML, body.getBytes(StandardCharsets.UTF_8));
    }

    void missing() throws IOException {
      send("404 Not Found", HTML, "<title>Không tìm thấy</title>".getBytes(StandardCharsets.UTF_8));
    }

    void redirect(String location) throws IOException {
      send("302 Found", "Location: " + location + "\r\n", new byte[0]);
    }

    /** A whole answer. */
    void send(String status, String fields, byte[] body) throws IOException {
      begin(status, fields + "Content-Length: " + body.length + "\r\n");
      write(body);
    }

    /** The head of an answer whose body ends with the connection. */
    void begin(String status, String fields) throws IOException {
      write(
          ("HTTP/1.1 " + status + "\r\n" + fields + "Connection: close\r\n\r\n")
              .getBytes(StandardCharsets.UTF_8));
    }

    void write(byte[] bytes) throws IOException {
      out.write(bytes);
      out.flush();
    }

    /** Ends the connection with a reset. */
    void reset() throws IOException {
      socket.setSoLinger(true, 0);
      socket.close();
    }

    /** Says nothing more until the client goes away. */
    void stall() throws IOException {
      while (socket.getInputStream().read() >= 0) {
        // a client that waits sends nothing more
      }
    }
  }
}
