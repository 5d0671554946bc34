package vn.portalaudit.demo;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Takes the alerts of the demonstration on loopback and prints them. Safe for threads. */
public final class AlertReceiver implements AutoCloseable {
  private static final int LONGEST = 256 * 1024;

  private final HttpServer server;
  private final PrintStream out;

  private AlertReceiver(PrintStream out) throws IOException {
    this.out = out;
    this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::take);
  }

  /**
   * Starts on a free port.
   *
   * @param out takes a line for each alert
   * @throws IOException when no port can be opened
   */
  public static AlertReceiver start(PrintStream out) throws IOException {
    AlertReceiver receiver = new AlertReceiver(out);
    receiver.server.start();
    return receiver;
  }

  /** Where alerts are posted to. */
  public URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
  }

  private void take(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readNBytes(LONGEST);
      int status = 204;
      try {
        JsonNode message = JsonMapper.shared().readTree(body);
        out.println("  Tin cảnh báo: " + message.path("subject").asString(""));
      } catch (JacksonException e) {
        status = 400;
      }
      exchange.sendResponseHeaders(status, -1);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
