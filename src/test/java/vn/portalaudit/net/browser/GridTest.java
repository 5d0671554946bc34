package vn.portalaudit.net.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import vn.portalaudit.domain.Reason;

/**
 * Browsers of another machine. Here that machine is this one under another address, and its server
 * of WebDriver is the driver alone behind a hub that passes everything on to it as a Grid does;
 * {@code src/bench/grid.sh} runs the same with a true Selenium Grid.
 */
@Timeout(120)
class GridTest {
  private static final Browsers.Settings QUICK = Browsers.Settings.standard("PortalAudit-Test/1.0");

  @TempDir private static Path home;

  private static Loopback net;
  private static final JsonMapper JSON = JsonMapper.shared();
  private static @Nullable Process driver;
  private static @Nullable HttpServer hub;
  private static URI grid;
  private static Browsers browsers;

  @BeforeAll
  static void start() throws Exception {
    assumeTrue(Browsers.available(), Browsers::unavailableReason);
    net = new Loopback();
    net.page("/yen", "<title>Yên</title><p>Trang yên tĩnh");
    String real = System.getProperty("portalaudit.grid");
    grid = real == null ? driver(Installation.find().orElseThrow()) : URI.create(real);
    browsers = Browsers.on(new Browsers.Grid(grid, other()), net, QUICK);
  }

  private static InetAddress other() throws IOException {
    return InetAddress.getByAddress(new byte[] {127, 0, 0, 2});
  }

  private static URI driver(Installation installation) throws Exception {
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    ProcessBuilder builder =
        new ProcessBuilder(installation.driver().toString(), "--port=" + port)
            .redirectErrorStream(true)
            .redirectOutput(home.resolve("driver.log").toFile());
    builder.environment().putAll(Map.of("HOME", home.toString(), "TMPDIR", home.toString()));
    driver = builder.start();
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (true) {
      try (Socket answers = new Socket(InetAddress.getLoopbackAddress(), port)) {
        return hub(URI.create("http://127.0.0.1:" + answers.getPort()));
      } catch (IOException e) {
        assertThat(System.nanoTime()).isLessThan(end);
        Thread.onSpinWait();
      }
    }
  }

  /** Passes on what comes, with switches that this machine needs, and says who runs what. */
  private static URI hub(URI node) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    HttpClient client = HttpClient.newHttpClient();
    AtomicReference<String> last = new AtomicReference<>("");
    server.createContext(
        "/",
        exchange -> {
          try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            String path = exchange.getRequestURI().getPath();
            if (path.equals("/session")) {
              body = suited(body);
            }
            HttpResponse<byte[]> answer =
                client.send(
                    HttpRequest.newBuilder(node.resolve(path))
                        .method(
                            exchange.getRequestMethod(),
                            HttpRequest.BodyPublishers.ofByteArray(body))
                        .build(),
                    HttpResponse.BodyHandlers.ofByteArray());
            byte[] said = answer.body();
            if (path.equals("/session")) {
              last.set(JSON.readTree(said).path("value").path("sessionId").asString(""));
            } else if (path.equals("/status")) {
              said =
                  ("{\"value\":{\"ready\":true,\"nodes\":[{\"uri\":\"http://127.0.0.3:5555\",\"slots\":"
                          + "[{\"session\":null},{\"session\":{\"sessionId\":\""
                          + last.get()
                          + "\"}}]}]}}")
                      .getBytes(StandardCharsets.UTF_8);
            }
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(answer.statusCode(), said.length);
            exchange.getResponseBody().write(said);
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
    server.start();
    hub = server;
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  private static byte[] suited(byte[] asked) {
    ObjectNode root = (ObjectNode) JSON.readTree(asked);
    for (JsonNode match : root.path("capabilities").path("firstMatch")) {
      if (LocalUser.isRoot()) {
        ((ArrayNode) match.path("goog:chromeOptions").path("args")).add("--no-sandbox");
      }
    }
    return JSON.writeValueAsBytes(root);
  }

  @AfterAll
  static void stop() throws IOException {
    if (net != null) {
      browsers.close();
      net.close();
    }
    if (hub != null) {
      hub.stop(0);
    }
    Process running = driver;
    if (running != null) {
      running.descendants().forEach(ProcessHandle::destroyForcibly);
      running.destroyForcibly();
    }
  }

  @Test
  void aPageOfScriptsIsRenderedElsewhereThroughOurProxyAlone() {
    net.page(
        "/xa",
        """
        <!doctype html><div id=app></div><img src="%s"><script>
        setTimeout(() => { document.getElementById('app').innerText = navigator.userAgent; }, 100);
        </script>\
        """
            .formatted(net.canaryUrl("/anh.png")));

    Rendering seen = browsers.render(net.url("/xa"));

    assertThat(seen.reason()).isNull();
    assertThat(seen.html()).contains("PortalAudit-Test/1.0").doesNotContain(".invalid");
    assertThat(net.requests).contains("GET /xa");
    assertThat(net.refused).contains("127.0.0.1:" + net.canaryPort());
    assertThat(net.canaryHits).hasValue(0);
    assertThat(net.dialled).allMatch(to -> to.startsWith("127.0.0.1:"));
  }

  @Test
  void whatAPortalDoesNotDoIsThePortals() throws IOException {
    int nobody;
    try (ServerSocket gone = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      nobody = gone.getLocalPort();
    }
    net.permitted.add(nobody);

    assertThat(browsers.render("http://127.0.0.1:" + nobody + "/").reason())
        .isEqualTo(Reason.CONNECT_REFUSED);
    assertThat(browsers.render(net.url("/yen")).html()).contains("Trang yên tĩnh");
  }

  @Test
  void whatTheGridDoesNotDoIsOurs() throws Exception {
    URI nobody;
    try (ServerSocket gone = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      nobody = URI.create("http://127.0.0.1:" + gone.getLocalPort());
    }
    HttpServer broken =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    broken.createContext("/", exchange -> exchange.sendResponseHeaders(503, -1));
    broken.start();
    URI full = URI.create("http://127.0.0.1:" + broken.getAddress().getPort());
    try {
      for (URI bad : List.of(nobody, full)) {
        try (Browsers none = Browsers.on(new Browsers.Grid(bad, other()), net, QUICK)) {
          assertThat(none.render(net.url("/yen")).reason()).isEqualTo(Reason.BROWSER_FAILED);
        }
      }
      // the Grid runs browsers, and they do not reach our proxy
      try (EgressProxy shut = new EgressProxy(net, EgressProxy.Limits.STANDARD, Door.local());
          GridSession lost = GridSession.start(grid, QUICK, new GridDoor(other()), shut.port())) {
        shut.open();
        assertThat(NetError.reason(new Tab(lost).open(net.url("/yen"))))
            .isEqualTo(Reason.BROWSER_FAILED);
      }
    } finally {
      broken.stop(0);
    }
  }

  @Test
  void aGridThatDiesInTheMiddleOfAPageIsOursAndTheNextPageIsShownWhenItIsBack() throws Exception {
    try (Relay relay = new Relay(grid);
        Browsers there = Browsers.on(new Browsers.Grid(relay.url(), other()), net, QUICK)) {
      whileShown("/giua-chung", relay::die);

      Rendering seen = there.render(net.url("/giua-chung"));

      assertThat(net.requests).contains("GET /giua-chung");
      assertThat(seen.reason()).isEqualTo(Reason.BROWSER_FAILED);
      assertThat(seen.finalUrl()).isEqualTo(net.url("/giua-chung"));
      assertThat(there.trouble()).contains("Selenium Grid");
      relay.live();
      assertThat(there.render(net.url("/yen")).html()).contains("Trang yên tĩnh");
      assertThat(there.trouble()).isEmpty();
    }
  }

  @Test
  @Timeout(300)
  void aGridThatFallsSilentInTheMiddleOfAPageIsOursToo() throws Exception {
    Browsers.Settings hasty =
        new Browsers.Settings(1, "PortalAudit-Test/1.0", Duration.ofSeconds(5));
    try (Relay relay = new Relay(grid);
        Browsers there = Browsers.on(new Browsers.Grid(relay.url(), other()), net, hasty)) {
      whileShown("/im-lang", relay::fallSilent);

      assertThat(there.render(net.url("/im-lang")).reason()).isEqualTo(Reason.BROWSER_FAILED);
      assertThat(net.requests).contains("GET /im-lang");
    }
  }

  /** A page that does something once it is asked for. */
  private static void whileShown(String path, Runnable then) {
    net.portal.createContext(
        path,
        exchange -> {
          try (exchange) {
            net.requests.add("GET " + path);
            then.run();
            byte[] page = "<p>Một trang".getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
            exchange.sendResponseHeaders(200, page.length);
            exchange.getResponseBody().write(page);
          }
        });
  }

  /** The way to a Grid, that can break. */
  private static final class Relay implements AutoCloseable {
    private enum State {
      LIVES,
      SILENT,
      DEAD
    }

    private final ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final Queue<Socket> sockets = new ConcurrentLinkedQueue<>();
    private final URI target;
    private volatile State state = State.LIVES;

    Relay(URI target) throws IOException {
      this.target = target;
      Thread.ofPlatform().daemon().start(this::take);
    }

    URI url() {
      return URI.create("http://127.0.0.1:" + listener.getLocalPort());
    }

    void live() {
      state = State.LIVES;
    }

    void fallSilent() {
      state = State.SILENT;
    }

    void die() {
      state = State.DEAD;
      hangUp();
    }

    private void hangUp() {
      for (Socket socket = sockets.poll(); socket != null; socket = sockets.poll()) {
        try {
          socket.close();
        } catch (IOException e) {
          // it is gone all the same
        }
      }
    }

    private void take() {
      while (!listener.isClosed()) {
        try {
          Socket near = listener.accept();
          sockets.add(near);
          if (state == State.DEAD) {
            hangUp();
          } else {
            Socket far = new Socket(target.getHost(), target.getPort());
            sockets.add(far);
            Thread.ofPlatform().daemon().start(() -> pass(near, far));
            Thread.ofPlatform().daemon().start(() -> pass(far, near));
          }
        } catch (IOException e) {
          return;
        }
      }
    }

    private void pass(Socket from, Socket to) {
      byte[] some = new byte[8_192];
      try (from;
          to) {
        for (int n = from.getInputStream().read(some);
            n >= 0;
            n = from.getInputStream().read(some)) {
          if (state == State.LIVES) {
            to.getOutputStream().write(some, 0, n);
          }
        }
      } catch (IOException e) {
        // one side went away
      }
    }

    @Override
    public void close() throws IOException {
      listener.close();
      hangUp();
    }
  }

  @Test
  void theProxyLetsInNobodyElse() throws Exception {
    GridDoor door = new GridDoor(other());
    try (EgressProxy proxy = new EgressProxy(net, EgressProxy.Limits.STANDARD, door)) {
      String name = door.renew();
      proxy.open();
      door.open(Set.of(InetAddress.getByAddress(new byte[] {127, 0, 0, 9})));
      assertThatThrownBy(() -> ask(proxy, name)).as("elsewhere").isInstanceOf(IOException.class);
      door.open(Set.of(InetAddress.getLoopbackAddress()));
      assertThat(ask(proxy, name)).contains("Trang yên tĩnh");
      assertThat(ask(proxy, "khac.invalid")).as("another name").isEmpty();
      assertThat(ask(proxy, null)).as("no name").isEmpty();
      try (Socket plain = new Socket(other(), proxy.port())) {
        plain.getOutputStream().write(request());
        assertThat(new String(plain.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
            .doesNotContain("Trang yên tĩnh");
      } catch (IOException e) {
        assertThat(e).as("cut off").isNotNull();
      }
      String next = door.renew();
      assertThat(next).isNotEqualTo(name);
      door.open(Set.of(InetAddress.getLoopbackAddress()));
      assertThat(ask(proxy, name)).as("the name of the browser before").isEmpty();
    }
  }

  private static byte[] request() {
    return ("GET " + net.url("/yen") + " HTTP/1.1\r\nHost: x\r\n\r\n")
        .getBytes(StandardCharsets.US_ASCII);
  }

  /** What the proxy says to one who comes from 127.0.0.1 and names a host. */
  private static String ask(EgressProxy proxy, @Nullable String name) throws Exception {
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, new TrustManager[] {new Anybody()}, new SecureRandom());
    try (Socket raw = new Socket()) {
      raw.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      raw.connect(new InetSocketAddress(other(), proxy.port()));
      raw.setSoTimeout(20_000);
      try (SSLSocket socket =
          (SSLSocket) context.getSocketFactory().createSocket(raw, null, proxy.port(), true)) {
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setServerNames(name == null ? List.of() : List.of(new SNIHostName(name)));
        socket.setSSLParameters(parameters);
        socket.startHandshake();
        socket.getOutputStream().write(request());
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      }
    }
  }

  private static final class Anybody implements X509TrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String kind) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String kind) {
      Objects.requireNonNull(chain);
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
