package vn.portalaudit.net.browser;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import vn.portalaudit.domain.Reason;
import vn.portalaudit.net.Dialer;
import vn.portalaudit.net.Guard;

/** A portal and a canary on loopback, and a dialer that permits the portal alone. */
final class Loopback implements Dialer, AutoCloseable {
  final HttpServer portal;
  final AtomicInteger canaryHits = new AtomicInteger();
  final List<String> refused = new CopyOnWriteArrayList<>();
  final List<String> dialled = new CopyOnWriteArrayList<>();
  final List<String> requests = new CopyOnWriteArrayList<>();
  final Set<Integer> permitted = ConcurrentHashMap.newKeySet();
  private final ServerSocket canary;

  Loopback() throws IOException {
    InetAddress loopback = InetAddress.getLoopbackAddress();
    portal = HttpServer.create(new InetSocketAddress(loopback, 0), 0);
    portal.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    portal.start();
    permitted.add(portal.getAddress().getPort());
    canary = new ServerSocket(0, 50, loopback);
    Thread.ofVirtual().start(this::countHits);
  }

  private void countHits() {
    while (!canary.isClosed()) {
      try (Socket hit = canary.accept()) {
        canaryHits.addAndGet(hit.isConnected() ? 1 : 0);
      } catch (IOException e) {
        return;
      }
    }
  }

  int canaryPort() {
    return canary.getLocalPort();
  }

  String url(String path) {
    return "http://127.0.0.1:" + portal.getAddress().getPort() + path;
  }

  String canaryUrl(String path) {
    return "http://127.0.0.1:" + canaryPort() + path;
  }

  /** Serves a text as HTML. */
  void page(String path, String html) {
    serve(path, "text/html; charset=utf-8", html);
  }

  void serve(String path, String type, String body) {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    portal.createContext(
        path,
        exchange -> {
          requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
          exchange.getResponseHeaders().set("Content-Type", type);
          exchange.sendResponseHeaders(200, bytes.length);
          try (exchange) {
            exchange.getResponseBody().write(bytes);
          }
        });
  }

  void redirect(String path, String target) {
    portal.createContext(
        path,
        exchange -> {
          exchange.getResponseHeaders().set("Location", target);
          exchange.sendResponseHeaders(302, -1);
          exchange.close();
        });
  }

  @Override
  public Socket dial(String host, int port, Duration timeout) throws IOException {
    dialled.add(host + ":" + port);
    if (!permitted.contains(port)) {
      refused.add(host + ":" + port);
      throw new Guard.Refused(Reason.ADDRESS_REFUSED, host + ":" + port);
    }
    Socket socket = new Socket();
    socket.connect(new InetSocketAddress(host, port), (int) timeout.toMillis());
    return socket;
  }

  @Override
  public void close() throws IOException {
    portal.stop(0);
    canary.close();
  }
}
