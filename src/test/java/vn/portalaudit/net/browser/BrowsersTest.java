package vn.portalaudit.net.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.imageio.ImageIO;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import vn.portalaudit.domain.Reason;

@Timeout(120)
class BrowsersTest {
  private static final Browsers.Settings QUICK = Browsers.Settings.standard("PortalAudit-Test/1.0");

  private static Loopback net;
  private static Browsers browsers;

  @BeforeAll
  static void start() throws IOException {
    assumeTrue(Browsers.available(), Browsers::unavailableReason);
    net = new Loopback();
    net.page("/yen", "<title>Yên</title><p>Trang yên tĩnh");
    browsers = new Browsers(net, QUICK);
  }

  @AfterAll
  static void stop() throws IOException {
    if (net != null) {
      browsers.close();
      net.close();
    }
  }

  private static void rendersAgain() {
    assertThat(browsers.render(net.url("/yen")))
        .returns(null, Rendering::reason)
        .extracting(Rendering::html)
        .asString()
        .contains("Trang yên tĩnh");
  }

  @Test
  void pageOfScriptsAloneIsRendered() {
    net.page(
        "/js",
        """
        <!doctype html><div id=app></div><script>
        setTimeout(() => fetch('/js-data').then(r => r.text()).then(t => {
          document.getElementById('app').innerHTML = '<h1>' + t + '</h1>' + navigator.userAgent;
        }), 200);
        </script>
        """);
    net.serve("/js-data", "text/plain; charset=utf-8", "Cổng thông tin điện tử");

    Rendering page = browsers.render(net.url("/js"));

    assertThat(page.reason()).isNull();
    assertThat(page.finalUrl()).isEqualTo(net.url("/js"));
    assertThat(page.html())
        .startsWith("<html")
        .contains("<h1>Cổng thông tin điện tử</h1>PortalAudit-Test/1.0");
  }

  @Test
  void redirectsOfEveryKindAreFollowed() {
    net.page("/chuyen", "<script>setTimeout(() => location = '/chuyen2', 100)</script>");
    net.page("/chuyen2", "<meta http-equiv=refresh content='0;url=/yen'>");

    Rendering page = browsers.render(net.url("/chuyen"));

    assertThat(page.reason()).isNull();
    assertThat(page.finalUrl()).isEqualTo(net.url("/yen"));
  }

  @Test
  void refusedAddressIsNeverReached() {
    String canary = net.canaryUrl("");
    int port = net.canaryPort();
    net.page(
        "/chim",
        """
        <link rel=prefetch href="CANARY/prefetch"><link rel=preconnect href="CANARY">
        <link rel=dns-prefetch href="//localhost:PORT"><link rel=icon href="CANARY/icon">
        <style>body { background: url(CANARY/css) }</style>
        <img src="CANARY/img"><iframe src="CANARY/frame"></iframe><object data="CANARY/o"></object>
        <img src="http://0177.0.0.1:PORT/"><img src="http://2130706433:PORT/">
        <img src="http://0x7f.1:PORT/"><img src="http://localhost:PORT/">
        <img src="http://[::1]:PORT/"><img src="http://127.0.0.1.:PORT/">
        <script>
        fetch('CANARY/fetch', {mode: 'no-cors'}).catch(() => {});
        fetch('https://127.0.0.1:PORT/fetch', {mode: 'no-cors'}).catch(() => {});
        try { new WebSocket('ws://127.0.0.1:PORT/ws'); } catch (e) {}
        try { new EventSource('CANARY/events'); } catch (e) {}
        try { new RTCPeerConnection({iceServers: [{urls: 'stun:127.0.0.1:PORT'}]})
            .createDataChannel('x'); } catch (e) {}
        </script>Có chữ
        """
            .replace("CANARY", canary)
            .replace("PORT", Integer.toString(port)));

    Rendering page = browsers.render(net.url("/chim"));

    assertThat(page.html()).contains("Có chữ");
    assertThat(net.refused).contains("127.0.0.1:" + port, "localhost:" + port, "::1:" + port);
    assertThat(net.canaryHits).hasValue(0);
  }

  @Test
  void redirectToRefusedAddressSaysSo() {
    net.redirect("/di", net.canaryUrl("/muc-luc"));
    net.page("/di-js", "<script>location = '" + net.canaryUrl("/") + "'</script>");

    Rendering byServer = browsers.render(net.url("/di"));
    Rendering byScript = browsers.render(net.url("/di-js"));

    assertThat(byServer.reason()).isEqualTo(Reason.ADDRESS_REFUSED);
    assertThat(byServer.finalUrl()).isEqualTo(net.canaryUrl("/muc-luc"));
    assertThat(byScript.reason()).isEqualTo(Reason.ADDRESS_REFUSED);
    assertThat(browsers.render("file:///etc/passwd").reason()).isEqualTo(Reason.ADDRESS_REFUSED);
    assertThat(net.canaryHits).hasValue(0);
  }

  @Test
  void nothingIsSubmittedDownloadedOrOpened() {
    net.page(
        "/gui",
        """
        <form id=f method=post action=/nhan><input name=a value=b></form>
        <form id=g method=post action=/nhan><button id=b>Gửi</button></form>
        <a id=d href=/tep download>Tệp</a><p id=out></p>
        <script>
        const tell = t => document.getElementById('out').append(t + ';');
        for (let i = 0; i < 500; i++) { window.open('/cua-so' + i); }
        alert(1); tell(confirm(2)); tell(prompt(3));
        document.getElementById('f').submit();
        HTMLFormElement.prototype.requestSubmit.call(document.getElementById('f'));
        document.getElementById('b').click();
        document.getElementById('d').click();
        navigator.sendBeacon('/nhan', 'x');
        fetch('/nhan', {method: 'POST'}).catch(() => tell('fetch refused'));
        const x = new XMLHttpRequest();
        x.onerror = () => tell('xhr refused');
        x.open('POST', '/nhan'); x.send();
        </script>
        """);
    net.serve("/nhan", "text/plain", "không được");
    net.serve("/tep", "application/zip", "PK");
    net.page("/cua-so", "không được");

    Rendering page = browsers.render(net.url("/gui"));

    assertThat(page.html())
        .contains("false;null;")
        .contains("fetch refused;")
        .contains("xhr refused;");
    assertThat(net.requests).noneMatch(r -> r.contains("/nhan") || r.contains("/cua-so"));
  }

  @Test
  void weakPortalIsRenderedThroughTheTunnel() throws Exception {
    HeldCertificate certificate = new HeldCertificate.Builder().commonName("khac.example").build();
    HttpsServer secure =
        HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    secure.setHttpsConfigurator(
        new HttpsConfigurator(
            new HandshakeCertificates.Builder().heldCertificate(certificate).build().sslContext()));
    List<String> methods = new CopyOnWriteArrayList<>();
    secure.createContext(
        "/",
        exchange -> {
          methods.add(exchange.getRequestMethod());
          exchange.getResponseHeaders().set("Content-Type", "text/html");
          exchange.sendResponseHeaders(200, 0);
          try (exchange) {
            exchange
                .getResponseBody()
                .write(
                    "<form method=post><button id=b>x</button></form><script>b.click()</script>"
                        .getBytes(StandardCharsets.UTF_8));
          }
        });
    secure.start();
    try {
      int port = secure.getAddress().getPort();
      net.permitted.add(port);

      Rendering page = browsers.render("https://127.0.0.1:" + port + "/");

      assertThat(page.reason()).isNull();
      assertThat(page.html()).contains("<button");
      assertThat(methods).isNotEmpty().containsOnly("GET");
    } finally {
      secure.stop(0);
    }
  }

  @Test
  void documentThatIsNoPageHasItsReason() {
    net.serve("/goi", "application/zip", "PK");
    net.portal.createContext(
        "/vong",
        exchange -> {
          exchange.getResponseHeaders().set("Location", "/vong");
          exchange.sendResponseHeaders(302, -1);
          exchange.close();
        });

    assertThat(browsers.render(net.url("/goi")).reason()).isEqualTo(Reason.UNSUPPORTED_TYPE);
    assertThat(browsers.render(net.url("/vong")).reason()).isEqualTo(Reason.REDIRECT_LOOP);
    rendersAgain();
  }

  @Test
  void endlessDialogsDoNotHoldThePage() {
    net.page(
        "/hop-thoai",
        """
        <iframe srcdoc="<script>parent.a = alert; parent.c = confirm</script>"></iframe>
        <script>
        onload = () => setInterval(() => { a('x'); while (c('y')) {} }, 1);
        onbeforeunload = () => 'ở lại';
        </script>Chữ
        """);

    assertThat(browsers.render(net.url("/hop-thoai")).html()).contains("Chữ");
    rendersAgain();
  }

  @Test
  void pageThatNeverEndsIsGivenUp() {
    net.page("/lap", "<p>x<script>while (1) {}</script>");

    Browsers.Settings hasty = new Browsers.Settings(1, "x", Duration.ofSeconds(6));
    try (Browsers others = new Browsers(net, hasty)) {
      assertThat(others.render(net.url("/lap")).reason()).isEqualTo(Reason.READ_TIMEOUT);
      assertThat(others.render(net.url("/yen")).html()).contains("Trang yên tĩnh");
    }
  }

  @Test
  void longDocumentIsCut() {
    net.page("/dai", "<p id=p><script>p.textContent = 'ế'.repeat(3e6)</script>");

    String html = browsers.render(net.url("/dai")).html();

    assertThat(html).startsWith("<html>").contains("ếếế").doesNotContain("\uFFFD");
    assertThat(html.getBytes(StandardCharsets.UTF_8).length)
        .isBetween(Tab.MOST_MARKUP - 3, Tab.MOST_MARKUP);
  }

  @Test
  void pictureIsAsHighAsThePageUpToABound() throws IOException {
    net.page("/anh", "<body style='margin:0'><div style='height:2000px;background:#0a0'>");
    net.page("/anh-cao", "<body style='margin:0'><div style='height:90000px'>");

    BufferedImage page = image("/anh");

    assertThat(page.getWidth()).isEqualTo(1280);
    assertThat(page.getHeight()).isEqualTo(2000);
    assertThat(page.getRGB(1279, 1999)).isEqualTo(0xFF00AA00);
    assertThat(image("/anh-cao").getHeight()).isEqualTo(4000);
    assertThat(browsers.picture(net.canaryUrl("/"))).isNull();
  }

  private static BufferedImage image(String path) throws IOException {
    byte[] png = Objects.requireNonNull(browsers.picture(net.url(path)));
    return ImageIO.read(new ByteArrayInputStream(png));
  }

  @Test
  void killedBrowserIsStartedAgain() {
    AtomicBoolean first = new AtomicBoolean(true);
    net.portal.createContext(
        "/chet",
        exchange -> {
          if (first.getAndSet(false)) {
            descendants("/chromium").forEach(ProcessHandle::destroyForcibly);
          }
          exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
          exchange.sendResponseHeaders(200, 0);
          try (exchange) {
            exchange.getResponseBody().write("<p>Sống".getBytes(StandardCharsets.UTF_8));
          }
        });

    assertThat(browsers.render(net.url("/chet")).html()).contains("Sống");
    descendants("chromedriver").forEach(ProcessHandle::destroyForcibly);
    rendersAgain();
  }

  @Test
  void browserThatDiesEveryTimeFails() {
    net.portal.createContext(
        "/chet-mai",
        exchange -> {
          descendants("/chromium").forEach(ProcessHandle::destroyForcibly);
          exchange.close();
        });

    assertThat(browsers.render(net.url("/chet-mai")).reason()).isEqualTo(Reason.BROWSER_FAILED);
    rendersAgain();
  }

  @Test
  void interruptionEndsThePage() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch over = new CountDownLatch(1);
    net.portal.createContext(
        "/cho",
        exchange -> {
          asked.countDown();
          try (exchange) {
            over.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
    CompletableFuture<Reason> reason = new CompletableFuture<>();
    Thread reader =
        Thread.ofPlatform()
            .start(() -> {
              Reason said = browsers.render(net.url("/cho")).reason();
              reason.complete(Thread.currentThread().isInterrupted() ? said : null);
            });
    asked.await();
    reader.interrupt();

    assertThat(reason.get(30, TimeUnit.SECONDS)).isEqualTo(Reason.INTERRUPTED);
    over.countDown();
    rendersAgain();
  }

  @Test
  void browserAsksForNothingOfItsOwn() {
    rendersAgain();

    assertThat(net.dialled)
        .allMatch(
            to -> to.startsWith("127.0.0.1") || to.startsWith("localhost") || to.startsWith("::1"));
  }

  @Test
  void newTabIsNoSearchEnginesPage() throws IOException, InterruptedException {
    try (Loopback none = new Loopback();
        EgressProxy proxy = new EgressProxy(none, EgressProxy.Limits.STANDARD, Door.local());
        Chromium chromium =
            Chromium.start(Installation.find().orElseThrow(), QUICK, proxy.port(), Map.of())) {
      chromium.send("Page.navigate", Map.of("url", "chrome://newtab/"));

      assertThat(chromium.send("Runtime.evaluate", Map.of("expression", "location.href")))
          .extracting("result")
          .extracting("value")
          .asString()
          .startsWith("chrome://");
      assertThat(none.dialled).isEmpty();
    }
  }

  static List<ProcessHandle> descendants(String program) {
    return ProcessHandle.current()
        .descendants()
        .filter(p -> p.info().command().orElse("").endsWith(program))
        .toList();
  }
}
