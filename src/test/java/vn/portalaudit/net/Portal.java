package vn.portalaudit.net;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ServerSocketFactory;

/** A server on loopback that answers byte for byte what a test writes. */
final class Portal implements AutoCloseable {
  /** Writes the answer to one request. */
  interface Script {
    void answer(String head, OutputStream out) throws IOException;
  }

  final AtomicInteger connections = new AtomicInteger();
  final Queue<String> heads = new ConcurrentLinkedQueue<>();

  private final ServerSocket listener;
  private final Runnable accepted;
  private final Script script;

  Portal(Script script) {
    this("127.0.0.1", ServerSocketFactory.getDefault(), script);
  }

  Portal(String address, ServerSocketFactory factory, Script script) {
    this(listen(address, factory), () -> {}, script);
  }

  /** On a listener; {@code accepted} is run after each connection, before anything is read. */
  Portal(ServerSocket listener, Runnable accepted, Script script) {
    this.listener = listener;
    this.accepted = accepted;
    this.script = script;
    Thread.ofPlatform().daemon().start(this::accept);
  }

  private static ServerSocket listen(String address, ServerSocketFactory factory) {
    try {
      return factory.createServerSocket(0, 50, InetAddress.ofLiteral(address));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  int port() {
    return listener.getLocalPort();
  }

  String url(String path) {
    return "http://127.0.0.1:" + port() + path;
  }

  List<String> requestLines() {
    return heads.stream().map(head -> head.lines().findFirst().orElse("")).toList();
  }

  /** Holds the answer back until the client goes away. */
  static void stall(OutputStream out) throws IOException {
    Wire wire = (Wire) out;
    while (wire.socket.getInputStream().read() >= 0) {
      // a client that waits sends nothing more
    }
    wire.socket.close();
  }

  static void write(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.UTF_8));
    out.flush();
  }

  /** A whole answer with its length. */
  static void page(OutputStream out, String status, String fields, String body) throws IOException {
    write(
        out,
        "HTTP/1.1 "
            + status
            + "\r\n"
            + fields
            + "Content-Length: "
            + body.getBytes(StandardCharsets.UTF_8).length
            + "\r\n\r\n"
            + body);
  }

  static void redirect(OutputStream out, String location) throws IOException {
    page(out, "302 Found", "Location: " + location + "\r\n", "");
  }

  static void html(OutputStream out, String body) throws IOException {
    page(out, "200 OK", "Content-Type: text/html; charset=utf-8\r\n", body);
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        Socket socket = listener.accept();
        connections.incrementAndGet();
        accepted.run();
        socket.setTcpNoDelay(true);
        Thread.ofPlatform().daemon().start(() -> serve(socket));
      } catch (IOException e) {
        return;
      }
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      InputStream in = new BufferedInputStream(socket.getInputStream());
      for (String head = head(in); !head.isEmpty(); head = head(in)) {
        heads.add(head);
        script.answer(head, new Wire(socket));
        if (socket.isClosed()) {
          return;
        }
      }
    } catch (IOException e) {
      // the client went away, as several tests want it to
    }
  }

  private static String head(InputStream in) throws IOException {
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

  /** Ends the connection after what was written. */
  static void hangUp(OutputStream out) throws IOException {
    ((Wire) out).socket.close();
  }

  /** Ends the connection with a reset. */
  static void reset(OutputStream out) throws IOException {
    Socket socket = ((Wire) out).socket;
    socket.setSoLinger(true, 0);
    socket.close();
  }

  @Override
  public void close() {
    try {
      listener.close();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static final class Wire extends OutputStream {
    private final Socket socket;
    private final OutputStream out;

    Wire(Socket socket) throws IOException {
      this.socket = socket;
      this.out = socket.getOutputStream();
    }

    @Override
    public void write(int b) throws IOException {
      out.write(b);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
      out.write(bytes, from, length);
    }

    @Override
    public void flush() throws IOException {
      out.flush();
    }
  }
}
