package vn.portalaudit;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import vn.portalaudit.evidence.Sha256;

/** Stands before another server and gives its documents validators, as a web server does. */
final class ValidatingServer implements AutoCloseable {
  private static final String CHANGED = "Fri, 20 Nov 2026 00:00:00 GMT";

  final Queue<Visit> visits = new ConcurrentLinkedQueue<>();
  volatile Manner manner = Manner.HONEST;
  private final int behind;
  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  /** How it answers. */
  enum Manner {
    /** 304 where the condition holds, with a field that the document did not have. */
    HONEST,
    /** 304 to every condition, as if it was about something else. */
    OTHER_TAG,
    /** 304 to whoever asks for a page for the first time and without a condition. */
    UNASKED,
    /** As if somebody had set a security field for the whole server. */
    NEW_FIELD
  }

  /** A request: what was asked for, whether on a condition, what was sent. */
  record Visit(String target, boolean conditional, int status, int bytes) {}

  private record Content(int status, List<String> fields, byte[] body) {}

  ValidatingServer(int behind) throws IOException {
    this.behind = behind;
    this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.start();
  }

  int port() {
    return server.getAddress().getPort();
  }

  long bytes() {
    return visits.stream().mapToLong(Visit::bytes).sum();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      exchange.getRequestBody().readAllBytes();
      String target = exchange.getRequestURI().toString();
      Content content = content(target, exchange.getRequestHeaders().getFirst("Host"));
      for (String field : content.fields()) {
        int colon = field.indexOf(':');
        if (!field.toLowerCase(Locale.ROOT).matches("(date|content-length|connection):.*")) {
          exchange
              .getResponseHeaders()
              .add(field.substring(0, colon), field.substring(colon + 1).strip());
        }
      }
      boolean conditional =
          exchange.getRequestHeaders().containsKey("If-None-Match")
              || exchange.getRequestHeaders().containsKey("If-Modified-Since");
      boolean same = content.status() == 200 && validate(exchange, content, target);
      same |= manner == Manner.UNASKED && target.contains("tin-tuc") && first(target);
      if (manner == Manner.OTHER_TAG && conditional) {
        exchange.getResponseHeaders().set("ETag", "\"khac\"");
        same = true;
      }
      int status = same ? 304 : content.status();
      byte[] body = same ? new byte[0] : content.body();
      visits.add(new Visit(target, conditional, status, body.length));
      if (same) {
        exchange.getResponseHeaders().set("X-Phien-Ban", "2");
        exchange.getResponseHeaders().set("Content-Type", "application/octet-stream");
      }
      exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
      exchange.getResponseBody().write(body);
    }
  }

  private boolean first(String target) {
    return visits.stream().noneMatch(v -> v.target().equals(target));
  }

  /** Sets validators, of one sort or another; says whether the request's condition holds. */
  private boolean validate(HttpExchange exchange, Content content, String target) {
    if (manner == Manner.NEW_FIELD) {
      exchange.getResponseHeaders().set("X-Frame-Options", "DENY");
    }
    if (Math.floorMod(target.hashCode(), 3) == 0) {
      exchange.getResponseHeaders().set("Last-Modified", CHANGED);
      return CHANGED.equals(exchange.getRequestHeaders().getFirst("If-Modified-Since"));
    }
    String weak = Math.floorMod(target.hashCode(), 3) == 1 ? "W/" : "";
    String tag = weak + '"' + Sha256.of(content.body()).substring(0, 20) + '"';
    exchange.getResponseHeaders().set("ETag", tag);
    return tag.equals(exchange.getRequestHeaders().getFirst("If-None-Match"));
  }

  private Content content(String target, String host) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), behind)) {
      String request = "GET " + target + " HTTP/1.0\r\nHost: " + host + "\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      byte[] all = socket.getInputStream().readAllBytes();
      String text = new String(all, StandardCharsets.ISO_8859_1);
      int end = text.indexOf("\r\n\r\n");
      List<String> head = text.substring(0, end).lines().toList();
      int status = Integer.parseInt(head.getFirst().split(" ", -1)[1]);
      return new Content(
          status, head.subList(1, head.size()), Arrays.copyOfRange(all, end + 4, all.length));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The last request for something, if there was one. */
  Optional<Visit> last(String target) {
    return visits.stream().filter(v -> v.target().equals(target)).reduce((a, b) -> b);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
