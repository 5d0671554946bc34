package vn.portalaudit.demo;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.text.Normalizer;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import vn.portalaudit.config.Problems;
import vn.portalaudit.domain.PortalKind;

/**
 * Serves one sample portal on a free port of the loopback address until it is closed. Safe for
 * several threads. Reads its files at every request, so that a portal can be edited while it runs.
 */
public final class FixtureServer implements AutoCloseable {
  private static final Pattern HOST = Pattern.compile("[A-Za-z0-9.-]{1,253}(:\\d{1,5})?");
  private static final String FIREWALL =
      "<!DOCTYPE html><html><head><title>Request Rejected</title></head><body>The requested URL was rejected. Please consult with your administrator.</body></html>";

  private final Portal portal;
  private final Site site;
  private final HttpServer server;
  private @Nullable HttpsServer secure;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final ConcurrentLinkedQueue<Visit> visits = new ConcurrentLinkedQueue<>();

  /**
   * A request that came in.
   *
   * @param at when
   * @param method its method
   * @param target path and query as sent
   * @param userAgent the visitor's name, empty without one
   */
  public record Visit(Instant at, String method, String target, String userAgent) {}

  private FixtureServer(Portal portal, Site site) throws IOException {
    this.portal = portal;
    this.site = site;
    this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
  }

  /**
   * Starts serving.
   *
   * @param folder folder of the portal, with its {@code portal.yml}
   * @param day reference day of its dates; a fixed one freezes the portal
   * @return the running server
   * @throws IOException when no port can be opened
   * @throws vn.portalaudit.config.ConfigException when its files are wrong
   */
  public static FixtureServer start(Path folder, LocalDate day) throws IOException {
    return start(folder, read(folder), Portal.Past.NOW, day);
  }

  /**
   * How many days before the reference day the portal has an earlier state, the most first; empty
   * for one without a past.
   *
   * @param folder folder of the portal
   */
  public static List<Integer> past(Path folder) {
    return read(folder).past().stream().map(Portal.Past::days).toList();
  }

  /**
   * Starts serving a portal as it was.
   *
   * @param folder folder of the portal
   * @param day the reference day
   * @param before so many days before it, one of {@link #past}
   * @return the running server
   * @throws IOException when no port can be opened
   */
  public static FixtureServer startPast(Path folder, LocalDate day, int before) throws IOException {
    Portal portal = read(folder);
    Portal.Past past =
        portal.past().stream().filter(one -> one.days() == before).findFirst().orElseThrow();
    return start(folder, portal, past, day.minusDays(before));
  }

  private static Portal read(Path folder) {
    Problems problems = new Problems();
    Portal portal = Portal.read(folder, problems);
    problems.throwIfAny();
    return portal;
  }

  private static FixtureServer start(Path folder, Portal portal, Portal.Past past, LocalDate day)
      throws IOException {
    FixtureServer started =
        new FixtureServer(portal, new Site(folder, portal, past, day, new Problems()));
    started.server.setExecutor(started.threads);
    started.server.createContext("/", started::answer);
    started.server.start();
    return started;
  }

  /**
   * Serves the same over TLS too, on another free port.
   *
   * @param keys the key and certificate to show
   * @param password of the key
   * @return the port
   * @throws IOException when no port can be opened
   */
  public int startTls(KeyStore keys, char[] password) throws IOException, GeneralSecurityException {
    KeyManagerFactory managers =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(keys, password);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    HttpsServer started =
        HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    started.setHttpsConfigurator(new HttpsConfigurator(context));
    started.setExecutor(threads);
    started.createContext("/", this::answer);
    started.start();
    secure = started;
    return started.getAddress().getPort();
  }

  /** Address of the home page. */
  public URI url() {
    return URI.create("http://127.0.0.1:" + port() + "/");
  }

  /** The port on which it listens. */
  public int port() {
    return server.getAddress().getPort();
  }

  /** Vietnamese name of the portal. */
  public String title() {
    return portal.title();
  }

  /** What kind of agency owns the portal. */
  public PortalKind kind() {
    return portal.kind();
  }

  /**
   * Host names under which it may be asked when they are dialled to its port: its own first, then
   * those of the neighbours that it links to. May be empty.
   */
  public List<String> hosts() {
    return portal.hosts();
  }

  /** Paths of all its pages, endless parts left out. */
  public List<String> pagePaths() {
    return site.pagePaths();
  }

  /** The requests so far, in the order in which they came. */
  public List<Visit> visits() {
    return List.copyOf(visits);
  }

  @Override
  public void close() {
    server.stop(0);
    if (secure != null) {
      secure.stop(0);
    }
    threads.shutdownNow();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      URI target = exchange.getRequestURI();
      String agent =
          Optional.ofNullable(exchange.getRequestHeaders().getFirst("User-Agent")).orElse("");
      visits.add(
          new Visit(
              InstantSource.system().instant(),
              exchange.getRequestMethod(),
              target.toString(),
              agent));
      if (portal.blocked()) {
        send(exchange, 403, "text/html; charset=utf-8", FIREWALL.getBytes(StandardCharsets.UTF_8));
        return;
      }
      if (!List.of("GET", "HEAD").contains(exchange.getRequestMethod())) {
        send(exchange, 405, "text/plain", new byte[0]);
        return;
      }
      String path = Optional.ofNullable(target.getPath()).orElse("/");
      Portal.Rule rule = portal.rule(path);
      if (rule.delayMs() > 0) {
        Thread.sleep(rule.delayMs());
      }
      rule.headers().forEach(exchange.getResponseHeaders()::set);
      String query = Optional.ofNullable(target.getRawQuery()).orElse("");
      serve(
          exchange,
          rule,
          new Site.Address(
              origin(exchange), path, URLDecoder.decode(query, StandardCharsets.UTF_8)));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IllegalArgumentException e) {
      send(
          exchange,
          500,
          "text/plain; charset=utf-8",
          String.valueOf(e.getMessage()).getBytes(StandardCharsets.UTF_8));
    }
  }

  private void serve(HttpExchange exchange, Portal.Rule rule, Site.Address address)
      throws IOException {
    if (rule.redirect() != null) {
      exchange.getResponseHeaders().set("Location", rule.redirect());
      send(exchange, rule.status(), "text/html; charset=utf-8", new byte[0]);
      return;
    }
    Optional<Site.Content> found = site.find(address, rule);
    int status = found.isPresent() ? rule.status() : portal.missing().status();
    Site.Content content = found.orElseGet(() -> site.missing(address));
    String text = content.text();
    if (text == null) {
      send(exchange, status, type(content.name()), content.bytes());
      return;
    }
    String form = rule.decomposed() ? Normalizer.normalize(text, Normalizer.Form.NFD) : text;
    String type =
        type(content.name()) + "; charset=" + rule.charset().name().toLowerCase(Locale.ROOT);
    send(exchange, status, type, form.getBytes(rule.charset()));
  }

  private String origin(HttpExchange exchange) {
    String host = Optional.ofNullable(exchange.getRequestHeaders().getFirst("Host")).orElse("");
    return HOST.matcher(host).matches() ? "http://" + host : "http://127.0.0.1:" + port();
  }

  private static String type(String name) {
    return switch (name.substring(name.lastIndexOf('.') + 1)) {
      case "html" -> "text/html";
      case "xml" -> "application/xml";
      case "js" -> "text/javascript";
      case "css" -> "text/css";
      case "txt" -> "text/plain";
      case "pdf" -> "application/pdf";
      case "png" -> "image/png";
      case "docx" -> "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
      default -> "application/octet-stream";
    };
  }

  private static void send(HttpExchange exchange, int status, String type, byte[] body)
      throws IOException {
    exchange.getResponseHeaders().set("Content-Type", type);
    if (exchange.getRequestMethod().equals("HEAD")) {
      exchange.getResponseHeaders().set("Content-Length", String.valueOf(body.length));
      exchange.sendResponseHeaders(status, -1);
      return;
    }
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    if (body.length > 0) {
      try (OutputStream out = exchange.getResponseBody()) {
        out.write(body);
      }
    }
  }
}
