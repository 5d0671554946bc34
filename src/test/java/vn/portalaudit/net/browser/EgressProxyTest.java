package vn.portalaudit.net.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.portalaudit.domain.Reason;

class EgressProxyTest {
  private static final EgressProxy.Limits SMALL =
      new EgressProxy.Limits(8 * 1024, 2, 100_000, Duration.ofSeconds(5), Duration.ofSeconds(5));

  private Loopback net;
  private EgressProxy proxy;
  private Traffic traffic;

  @BeforeEach
  void start() throws IOException {
    net = new Loopback();
    net.page("/", "<p>Xin chào");
    proxy = new EgressProxy(net, SMALL, Door.local());
    traffic = proxy.open();
  }

  @AfterEach
  void stop() throws IOException {
    proxy.close();
    net.close();
  }

  private Socket connect() throws IOException {
    Socket socket = new Socket(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), proxy.port());
    socket.setSoTimeout(10_000);
    return socket;
  }

  private static void write(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  private String ask(String request) throws IOException {
    try (Socket socket = connect()) {
      write(socket, request);
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private String get(String url, String fields) throws IOException {
    return ask("GET " + url + " HTTP/1.1\r\nHost: x\r\n" + fields + "\r\n");
  }

  /** A server that answers every connection with the same bytes and stays open. */
  private ServerSocket scripted(String answer, CompletableFuture<String> request)
      throws IOException {
    ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    net.permitted.add(server.getLocalPort());
    Thread.ofVirtual()
        .start(() -> {
          try (Socket socket = server.accept()) {
            byte[] buffer = new byte[8192];
            int n = Math.max(0, socket.getInputStream().read(buffer));
            request.complete(new String(buffer, 0, n, StandardCharsets.ISO_8859_1));
            socket.getOutputStream().write(answer.getBytes(StandardCharsets.ISO_8859_1));
            socket.getInputStream().read();
          } catch (IOException e) {
            request.completeExceptionally(e);
          }
        });
    return server;
  }

  @Test
  void getPasses() throws IOException {
    assertThat(get(net.url("/"), "")).startsWith("HTTP/1.1 200").endsWith("<p>Xin chào");
  }

  @ParameterizedTest
  @ValueSource(strings = {"POST", "PUT", "DELETE", "PATCH", "TRACE", "post"})
  void methodsThatChangeSomethingAreRefused(String method) throws IOException {
    String answer =
        ask(method + " " + net.url("/") + " HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\na=b");

    assertThat(answer).startsWith("HTTP/1.1 405 ").contains("Allow: GET, HEAD, OPTIONS");
    assertThat(net.dialled).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"Content-Length: 3\r\n", "Transfer-Encoding: chunked\r\n"})
  void getWithBodyIsRefused(String field) throws IOException {
    assertThat(get(net.url("/"), field)).startsWith("HTTP/1.1 400 ");
    assertThat(net.dialled).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ftp://a.vn/",
        "file:///etc/passwd",
        "/",
        "https://a.vn/",
        "http://u:p@a.vn/",
        "http://a.vn\\@127.0.0.1/",
        "http://a.vn:99999/",
        "http://a%2evn/",
        "http:///x"
      })
  void otherSchemesAndOddFormsAreRefused(String target) throws IOException {
    assertThat(get(target, "")).startsWith("HTTP/1.1 403 ");
    assertThat(net.dialled).isEmpty();
  }

  @Test
  void refusedAddressIsCountedAndNeverReached() throws IOException {
    assertThat(get(net.canaryUrl("/"), "")).startsWith("HTTP/1.1 403 ");
    assertThat(ask("CONNECT 127.0.0.1:" + net.canaryPort() + " HTTP/1.1\r\n\r\n"))
        .startsWith("HTTP/1.1 403 ");

    assertThat(net.canaryHits).hasValue(0);
    assertThat(traffic.refused()).isEqualTo(2);
    assertThat(traffic.failure("127.0.0.1", net.canaryPort())).isEqualTo(Reason.ADDRESS_REFUSED);
  }

  @Test
  void proxyNeverDialsItself() throws IOException {
    net.permitted.add(proxy.port());

    assertThat(get("http://127.0.0.1:" + proxy.port() + "/", "")).startsWith("HTTP/1.1 403 ");
    assertThat(net.dialled).isEmpty();
  }

  @Test
  void closedPortIsAFailureOfThePortal() throws IOException {
    int port;
    try (ServerSocket gone = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = gone.getLocalPort();
    }
    net.permitted.add(port);

    assertThat(get("http://127.0.0.1:" + port + "/", "")).startsWith("HTTP/1.1 502 ");
    assertThat(traffic.failure("127.0.0.1", port)).isEqualTo(Reason.CONNECT_REFUSED);
  }

  @Test
  void headPastItsBoundIsRefused() throws IOException {
    assertThat(get(net.url("/"), "X: " + "y".repeat(9_000) + "\r\n")).startsWith("HTTP/1.1 431 ");
    assertThat(net.dialled).isEmpty();
  }

  @Test
  void requestIsRewrittenForItsTarget() throws Exception {
    CompletableFuture<String> seen = new CompletableFuture<>();
    try (ServerSocket server = scripted("HTTP/1.1 204 No Content\r\n\r\n", seen)) {
      String url = "http://127.0.0.1:" + server.getLocalPort();
      get(url + "?a=b", "Proxy-Authorization: x\r\nUpgrade: websocket\r\nAccept: text/html\r\n");

      assertThat(seen.get().lines())
          .startsWith("GET /?a=b HTTP/1.1")
          .contains("Host: 127.0.0.1:" + server.getLocalPort(), "Accept: text/html")
          .contains("Connection: close")
          .doesNotContain("Host: x", "Proxy-Authorization: x", "Upgrade: websocket");
    }
  }

  @Test
  void serverThatStaysOpenIsNotWaitedFor() throws IOException {
    String answer =
        "HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n"
            + "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: keep-alive\r\n\r\nok<left over>";
    try (ServerSocket server = scripted(answer, new CompletableFuture<>())) {
      assertThat(get("http://127.0.0.1:" + server.getLocalPort() + "/", ""))
          .startsWith("HTTP/1.1 200 OK")
          .contains("Connection: close")
          .doesNotContain("keep-alive", "103")
          .endsWith("\r\n\r\nok");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic\r\n\r\n",
        "HTTP/1.1 101 Switching Protocols\r\n\r\nGET / HTTP/1.1\r\n\r\n",
        "<html>no head\r\n\r\n",
        "HTTP/1.1 200 OK\r\nno colon\r\n\r\n"
      })
  void answersThatAreNoneBecomeBadGateway(String answer) throws IOException {
    try (ServerSocket server = scripted(answer, new CompletableFuture<>())) {
      assertThat(get("http://127.0.0.1:" + server.getLocalPort() + "/", ""))
          .startsWith("HTTP/1.1 502 ");
    }
  }

  @Test
  void pageBeyondItsBudgetIsCut() throws IOException {
    net.page("/lon", "x".repeat(250_000));

    assertThat(get(net.url("/lon"), "").length()).isBetween(50_000, 110_000);
    assertThat(traffic.overspent()).isTrue();
    assertThat(get(net.url("/"), "")).startsWith("HTTP/1.1 503 ");
  }

  @Test
  void nextPageHasItsBudgetWhole() throws IOException {
    net.page("/lon", "x".repeat(250_000));
    get(net.url("/lon"), "");
    proxy.open();

    assertThat(get(net.url("/"), "")).startsWith("HTTP/1.1 200 ");
  }

  @Test
  void tunnelCarriesTlsOnly() throws Exception {
    CompletableFuture<String> seen = new CompletableFuture<>();
    try (ServerSocket server = scripted("pong", new CompletableFuture<>());
        Socket plain = connect();
        Socket tls = connect()) {
      String connect = "CONNECT 127.0.0.1:" + server.getLocalPort() + " HTTP/1.1\r\n\r\n";
      write(plain, connect + "POST / HTTP/1.1\r\n\r\n");
      assertThat(new String(plain.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
          .isEqualTo("HTTP/1.1 200 OK\r\n\r\n");
      try (ServerSocket again = scripted("pong", seen)) {
        write(tls, "CONNECT 127.0.0.1:" + again.getLocalPort() + " HTTP/1.1\r\n\r\n");
        write(tls, "\u0016\u0003\u0001hello");
        InputStream in = tls.getInputStream();
        assertThat(new String(in.readNBytes(23), StandardCharsets.UTF_8)).endsWith("\r\n\r\npong");
      }
    }
    assertThat(seen.get()).isEqualTo("\u0016\u0003\u0001hello");
  }

  @Test
  void connectionsPastTheBoundAreClosed() throws Exception {
    try (Socket first = connect();
        Socket second = connect();
        Socket third = connect()) {
      Object closed =
          CompletableFuture.anyOf(firstByte(first), firstByte(second), firstByte(third))
              .get(10, TimeUnit.SECONDS);

      assertThat(closed).isEqualTo(-1);
    }
  }

  private static CompletableFuture<Integer> firstByte(Socket socket) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return socket.getInputStream().read();
          } catch (IOException e) {
            return -2;
          }
        },
        Thread::startVirtualThread);
  }

  @Test
  void nothingPassesBetweenPages() throws IOException {
    try (Socket open = connect()) {
      write(open, "GET " + net.url("/"));
      proxy.shut();

      assertThat(open.getInputStream().read()).isEqualTo(-1);
    }
    try (Socket late = connect()) {
      assertThat(late.getInputStream().read()).isEqualTo(-1);
    }
    assertThat(net.dialled).isEmpty();
  }
}
