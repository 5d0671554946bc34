package vn.portalaudit.faults;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Executors;

/**
 * Portals on loopback addresses, each a home page and some pages that it names; it remembers what
 * was asked for when. Safe for threads.
 */
final class Town implements AutoCloseable {
  private final List<HttpServer> servers = new ArrayList<>();
  private final List<Visit> visits = Collections.synchronizedList(new ArrayList<>());
  private final int pages;

  /**
   * A request.
   *
   * @param address the portal's
   * @param nanos when it came, by the clock that never jumps
   */
  record Visit(String address, int port, String path, long nanos) {
    String portal() {
      return address + ":" + port;
    }
  }

  /** Servers on so many ports, each the portals of another agency at the same address. */
  Town(int pages, int ports) throws IOException {
    this.pages = pages;
    for (int i = 0; i < ports; i++) {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getByName("0.0.0.0"), 0), 1_000);
      server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
      server.createContext("/", this::answer);
      server.start();
      servers.add(server);
    }
  }

  int port(int i) {
    return servers.get(i).getAddress().getPort();
  }

  List<Visit> visits() {
    synchronized (visits) {
      return List.copyOf(visits);
    }
  }

  private void answer(HttpExchange exchange) throws IOException {
    InetSocketAddress at = exchange.getLocalAddress();
    String path = exchange.getRequestURI().getPath();
    visits.add(new Visit(at.getAddress().getHostAddress(), at.getPort(), path, System.nanoTime()));
    try (exchange) {
      boolean known = path.equals("/") || path.matches("/trang/[0-9]+");
      byte[] body = (known ? page(path) : "<p>Không có").getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
      exchange.sendResponseHeaders(known ? 200 : 404, body.length);
      exchange.getResponseBody().write(body);
    }
  }

  private String page(String path) {
    StringBuilder html =
        new StringBuilder("<!doctype html><html lang=vi><title>Xã Thử ")
            .append(path)
            .append("</title><h1>Xã Thử</h1><p>Nội dung của trang ")
            .append(path)
            .append(" có đủ chữ để đọc.</p>");
    if (path.equals("/")) {
      for (int i = 1; i <= pages; i++) {
        html.append("<a href=/trang/").append(i).append(">Tin số ").append(i).append("</a> ");
      }
    }
    return html.append("</html>").toString();
  }

  @Override
  public void close() {
    servers.forEach(server -> server.stop(0));
  }
}
