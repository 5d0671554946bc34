package vn.portalaudit.monitor;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import javax.net.ServerSocketFactory;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;

/** A server on loopback that answers byte for byte what a test writes. */
final class ScriptedPortal implements AutoCloseable {
  /** Answers one request. */
  interface Script {
    void answer(String head, Socket socket) throws IOException;
  }

  final AtomicInteger connections = new AtomicInteger();
  final Queue<String> heads = new ConcurrentLinkedQueue<>();
  final Queue<List<Byte>> sessions = new ConcurrentLinkedQueue<>();
  private final ServerSocket listener;
  private final Script script;

  private final Thread accepting;

  private ScriptedPortal(ServerSocket listener, Script script) {
    this.listener = listener;
    this.script = script;
    this.accepting = Thread.ofVirtual().start(this::accept);
  }

  static ScriptedPortal plain(Script script) {
    try {
      return new ScriptedPortal(
          ServerSocketFactory.getDefault()
              .createServerSocket(0, 50, InetAddress.ofLiteral("127.0.0.1")),
          script);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  static ScriptedPortal tls(HeldCertificate held, Consumer<SSLServerSocket> set, Script script) {
    HandshakeCertificates certificates =
        new HandshakeCertificates.Builder().heldCertificate(held).build();
    try {
      SSLServerSocket socket =
          (SSLServerSocket)
              certificates
                  .sslContext()
                  .getServerSocketFactory()
                  .createServerSocket(0, 50, InetAddress.ofLiteral("127.0.0.1"));
      set.accept(socket);
      return new ScriptedPortal(socket, script);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  int port() {
    return listener.getLocalPort();
  }

  String url() {
    return "http://127.0.0.1:" + port() + "/";
  }

  static void write(Socket socket, String text) throws IOException {
    OutputStream out = socket.getOutputStream();
    out.write(text.getBytes(StandardCharsets.UTF_8));
    out.flush();
  }

  static void page(Socket socket, String status, String fields, String body) throws IOException {
    int length = body.getBytes(StandardCharsets.UTF_8).length;
    write(
        socket,
        "HTTP/1.1 " + status + "\r\n" + fields + "Content-Length: " + length + "\r\n\r\n" + body);
  }

  static void html(Socket socket, String body) throws IOException {
    page(socket, "200 OK", "Content-Type: text/html; charset=utf-8\r\n", body);
  }

  static Script html(String body) {
    return (head, socket) -> html(socket, body);
  }

  static Script status(String status, String body) {
    return (head, socket) -> page(socket, status, "Content-Type: text/html\r\n", body);
  }

  /** Writes a byte now and then until the client goes away. */
  static void drip(Socket socket, String each) throws IOException {
    socket.setSoTimeout(20);
    while (true) {
      write(socket, each);
      try {
        if (socket.getInputStream().read() < 0) {
          return;
        }
      } catch (SocketTimeoutException e) {
        // the client still waits
      }
    }
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        Socket socket = listener.accept();
        connections.incrementAndGet();
        Thread.ofVirtual().start(() -> serve(socket));
      } catch (IOException e) {
        // closed
      }
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      InputStream in = new BufferedInputStream(socket.getInputStream());
      StringBuilder head = new StringBuilder();
      for (int next = in.read(); next >= 0; next = in.read()) {
        head.append((char) next);
        if (head.length() > 3 && head.substring(head.length() - 4).equals("\r\n\r\n")) {
          heads.add(head.toString());
          if (socket instanceof SSLSocket tls) {
            byte[] id = tls.getSession().getId();
            sessions.add(
                java.util.stream.IntStream.range(0, id.length).mapToObj(i -> id[i]).toList());
          }
          script.answer(head.toString(), socket);
          return;
        }
      }
    } catch (IOException e) {
      // the client went away, as several tests want it to
    }
  }

  @Override
  public void close() {
    try {
      listener.close();
      accepting.join();
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
