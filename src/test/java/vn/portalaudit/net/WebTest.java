package vn.portalaudit.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.zip.GZIPOutputStream;
import javax.net.ServerSocketFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vn.portalaudit.domain.Exchange;
import vn.portalaudit.domain.Header;
import vn.portalaudit.domain.Reason;
import vn.portalaudit.domain.Validators;

@Timeout(60)
class WebTest {
  private static final Instant NOON = Instant.parse("2026-11-20T05:00:00Z");

  /** Short times, so that slow servers are found slow at once. */
  private static final Web.Limits SHORT =
      new Web.Limits(
          Duration.ofSeconds(5),
          Duration.ofMillis(300),
          Duration.ofMillis(300),
          Duration.ofSeconds(20),
          1_024,
          Duration.ofMillis(300),
          10,
          3,
          100_000,
          200_000,
          8_192,
          50,
          2_048);

  private static final Validators ONE = new Validators("\"1\"", null);

  private final Web web = web(Web.Limits.STANDARD);
  private final Web hurried = web(SHORT);

  @AfterEach
  void close() {
    web.close();
    hurried.close();
  }

  @Test
  void pageIsReadWithEverythingThatWentOverTheWire() {
    try (Portal portal =
        new Portal((head, out) ->
            Portal.page(
                out, "200 OK", "content-TYPE: text/html\r\nX-A: 1\r\nX-A: 2\r\n", "<p>Tin tức"))) {
      Web.Fetched fetched = web.get(portal.url("/tin?a=b c#d"), Web.Rules.GET);

      assertThat(fetched.reason()).isNull();
      assertThat(fetched.url()).isEqualTo(portal.url("/tin?a=b%20c"));
      assertThat(fetched.at()).isEqualTo(NOON);
      assertThat(fetched.certificateTrusted()).isNull();
      assertThat(fetched.body().body()).asString(StandardCharsets.UTF_8).isEqualTo("<p>Tin tức");
      Exchange exchange = fetched.last().orElseThrow();
      assertThat(fetched.exchanges()).containsExactly(exchange);
      assertThat(exchange.url()).isEqualTo(fetched.url());
      assertThat(exchange.at()).isEqualTo(NOON);
      assertThat(exchange.ip()).isEqualTo("127.0.0.1");
      assertThat(exchange.requestHead()).isEqualTo(portal.heads.peek());
      assertThat(exchange.requestHead())
          .startsWith("GET /tin?a=b%20c HTTP/1.1\r\n")
          .contains("Accept-Encoding: gzip, deflate\r\n", "User-Agent: portal-audit/1.0 (")
          .doesNotContainIgnoringCase("Referer")
          .endsWith("\r\n\r\n");
      assertThat(exchange.responseHead())
          .isEqualTo(
              "HTTP/1.1 200 OK\r\ncontent-TYPE: text/html\r\nX-A: 1\r\nX-A: 2\r\n"
                  + "Content-Length: 12\r\n\r\n");
      assertThat(exchange.headers()).contains(new Header("X-A", "1"), new Header("X-A", "2"));
      assertThat(exchange.status()).isEqualTo(200);
      assertThat(exchange.wire()).asString(StandardCharsets.UTF_8).isEqualTo("<p>Tin tức");
      assertThat(exchange.truncated()).isFalse();
      assertThat(exchange.timing().connectMs()).isNotNegative();
      assertThat(exchange.timing().tlsMs()).isEqualTo(-1);
      assertThat(exchange.timing().firstByteMs()).isNotNegative();
      assertThat(exchange.timing().totalMs())
          .isGreaterThanOrEqualTo(exchange.timing().firstByteMs());
    }
  }

  @Test
  void whatIsNoLongerPermittedOnceItsTurnHasComeIsNotSent() {
    try (Portal portal = new Portal((head, out) -> Portal.html(out, "<p>"))) {
      Web.Rules once = Web.Rules.GET.asLongAs(portal.heads::isEmpty);
      assertThat(web.get(portal.url("/1"), once).reason()).isNull();

      Web.Fetched refused = web.get(portal.url("/2"), once);

      assertThat(refused.reason()).isEqualTo(Reason.INTERRUPTED);
      assertThat(refused.exchanges()).isEmpty();
      assertThat(portal.heads).hasSize(1);
    }
  }

  @Test
  void keptConnectionIsUsedAgain() {
    try (Portal portal = new Portal((head, out) -> Portal.html(out, "<p>"))) {
      web.get(portal.url("/1"), Web.Rules.GET);
      Web.Fetched second = web.get(portal.url("/2"), Web.Rules.GET);

      assertThat(portal.connections).hasValue(1);
      assertThat(second.timing().connectMs()).isEqualTo(-1);
      assertThat(second.timing().dnsMs()).isEqualTo(-1);
    }
  }

  @Test
  void keptConnectionThatTheServerClosedIsOpenedAgain() {
    try (Portal portal =
        new Portal((head, out) -> {
          Portal.html(out, "<p>");
          Portal.hangUp(out);
        })) {
      web.get(portal.url("/1"), Web.Rules.GET);

      assertThat(web.get(portal.url("/2"), Web.Rules.GET).reason()).isNull();
    }
  }

  @Test
  void bodyIsKeptAsSentAndDecoded() {
    byte[] packed = gzip("<p>Hỏi đáp".repeat(100).getBytes(StandardCharsets.UTF_8));
    try (Portal portal = new Portal((head, out) -> packed(out, packed, ""))) {
      Web.Fetched fetched = web.get(portal.url("/"), Web.Rules.GET);

      assertThat(fetched.last().orElseThrow().wire()).isEqualTo(packed);
      assertThat(fetched.body().body())
          .asString(StandardCharsets.UTF_8)
          .isEqualTo("<p>Hỏi đáp".repeat(100));
    }
  }

  @Test
  void chunksAreJoined() {
    try (Portal portal =
        new Portal((head, out) ->
            Portal.write(
                out,
                "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n"
                    + "\r\n3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n"))) {
      Web.Fetched fetched = web.get(portal.url("/"), Web.Rules.GET);

      assertThat(fetched.reason()).isNull();
      assertThat(fetched.last().orElseThrow().wire())
          .asString(StandardCharsets.US_ASCII)
          .isEqualTo("abcde");
    }
  }

  @Test
  void headAsksForTheHeadAlone() {
    try (Portal portal =
        new Portal((head, out) ->
            Portal.write(
                out, "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 99\r\n\r\n"))) {
      Web.Fetched fetched = web.get(portal.url("/a.pdf"), Web.Rules.HEAD);

      assertThat(fetched.reason()).isNull();
      assertThat(portal.requestLines()).containsExactly("HEAD /a.pdf HTTP/1.1");
      assertThat(fetched.last().orElseThrow().wire()).isEmpty();
    }
  }

  @Test
  void validatorsAndOriginAreSentAndHostileOnesAreNot() {
    try (Portal portal =
        new Portal((head, out) -> Portal.write(out, "HTTP/1.1 304 Not Modified\r\n\r\n"))) {
      Web.Fetched fetched =
          web.get(
              portal.url("/"),
              Web.Rules.GET
                  .unless(hop ->
                      new Validators("\"abc\"", "Fri, 20 Nov 2026 00:00:00 GMT\r\nX-Evil: 1"))
                  .from("https://example.org"));

      assertThat(fetched.reason()).isNull();
      assertThat(portal.heads.peek())
          .contains("If-None-Match: \"abc\"\r\n", "Origin: https://example.org\r\n")
          .doesNotContain("X-Evil", "If-Modified-Since");
    }
  }

  @Test
  void a304AboutWhatIsKnownIsTheAnswer() {
    try (Portal portal =
        new Portal((head, out) ->
            Portal.write(out, "HTTP/1.1 304 Not Modified\r\nETag: W/\"1\"\r\n\r\n"))) {
      Web.Fetched fetched = web.get(portal.url("/a"), Web.Rules.GET.unless(hop -> ONE));

      assertThat(fetched.unchanged()).isTrue();
      assertThat(portal.heads).singleElement().asString().contains("If-None-Match: \"1\"\r\n");
    }
  }

  @Test
  void a304AboutSomethingElseIsAskedAgainWithoutCondition() {
    try (Portal portal =
        new Portal((head, out) -> {
          if (head.contains("If-None-Match")) {
            Portal.write(out, "HTTP/1.1 304 Not Modified\r\nETag: \"2\"\r\n\r\n");
          } else {
            Portal.page(out, "200 OK", "Content-Type: text/html\r\n", "<p>mới");
          }
        })) {
      Web.Fetched fetched = web.get(portal.url("/a"), Web.Rules.GET.unless(hop -> ONE));

      assertThat(fetched.unchanged()).isFalse();
      assertThat(new String(fetched.body().body(), StandardCharsets.UTF_8)).isEqualTo("<p>mới");
      assertThat(fetched.exchanges()).extracting(Exchange::status).containsExactly(304, 200);
    }
  }

  @Test
  void whoever304sWithoutAnyConditionIsAskedTwiceAndNoMore() {
    try (Portal portal =
        new Portal((head, out) -> Portal.write(out, "HTTP/1.1 304 Not Modified\r\n\r\n"))) {
      Web.Fetched fetched = web.get(portal.url("/a"), Web.Rules.GET);

      assertThat(fetched.unchanged()).isFalse();
      assertThat(portal.heads).hasSize(2).noneMatch(head -> head.contains("If-"));
    }
  }

  @Test
  void aConditionIsSentToTheAddressThatItIsAbout() {
    try (Portal portal =
        new Portal((head, out) -> {
          if (head.startsWith("GET /a ")) {
            Portal.page(out, "302 Found", "Location: /b\r\n", "");
          } else {
            Portal.write(out, "HTTP/1.1 304 Not Modified\r\n\r\n");
          }
        })) {
      Web.Fetched fetched =
          web.get(
              portal.url("/a"),
              Web.Rules.GET.unless(hop -> hop.endsWith("/b") ? ONE : Validators.NONE));

      assertThat(fetched.unchanged()).isTrue();
      assertThat(portal.heads.poll()).doesNotContain("If-None-Match");
      assertThat(portal.heads.poll()).contains("If-None-Match");
    }
  }

  @Test
  void lineBreaksInAnAddressNeverReachTheWire() {
    try (Portal portal = new Portal((head, out) -> Portal.html(out, "<p>"))) {
      web.get(portal.url("/a\r\nX-Evil: 1%0d%0aX-Evil: 2"), Web.Rules.GET);

      assertThat(portal.heads.peek()).doesNotContain("\nX-Evil");
    }
  }

  @Test
  void userAgentIsAscii() {
    try (Portal portal = new Portal((head, out) -> Portal.html(out, "<p>"));
        Web named =
            new Web(
                Web.Options.standard().allowPrivate(true).rate(null).userAgent("giám sát\r\nA"))) {
      named.get(portal.url("/"), Web.Rules.GET);

      assertThat(portal.heads.peek()).contains("User-Agent: gi?m s?t??A\r\n");
    }
  }

  // ---- statuses ----

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "200 OK | <p>Trang tin | ",
        "206 Partial | <p> | ",
        "300 Multiple Choices | <p> | ",
        "401 Unauthorized | <p> | LOGIN_WALL",
        "403 Forbidden | <p>Directory listing denied | HTTP_STATUS",
        "403 Forbidden | <h1>Access Denied</h1> | BLOCKED",
        "403 Forbidden | <p>Truy cập bị từ chối bởi tường lửa | BLOCKED",
        "404 Not Found | <p>Access denied | HTTP_STATUS",
        "406 Not Acceptable | <p>An appropriate representation... by Mod_Security | BLOCKED",
        "410 Gone | <p> | HTTP_STATUS",
        "418 Teapot | <p> | HTTP_STATUS",
        "429 Too Many Requests | <p> | RATE_LIMITED",
        "451 Unavailable | <p> | HTTP_STATUS",
        "500 Error | <p> | HTTP_STATUS",
        "503 Unavailable | <p>Bảo trì | HTTP_STATUS",
        "503 Unavailable | <title>Just a moment...</title> | BLOCKED",
        "200 OK | <title>Just a moment...</title> | BLOCKED",
        "200 OK | <title>Request Rejected</title>The requested URL was rejected. | BLOCKED",
        "200 OK | <script>document.cookie=\"D1N=abc\";</script> | BLOCKED",
        "200 OK | <p>Access denied, captcha, tường lửa: tin tức | "
      })
  void statusAndMarkersDecideTheReason(String status, String body, Reason reason) {
    try (Portal portal =
        new Portal((head, out) -> Portal.page(out, status, "Content-Type: text/html\r\n", body))) {
      Web.Fetched fetched = web.get(portal.url("/"), Web.Rules.GET);

      assertThat(fetched.reason()).isEqualTo(reason);
      assertThat(fetched.exchanges()).hasSize(1);
    }
  }

  @Test
  void longPageThatQuotesAChallengeIsNoChallenge() {
    String article = "<p>x</p>".repeat(10_000) + "_cf_chl_opt";
    try (Portal portal = new Portal((head, out) -> Portal.html(out, article))) {
      assertThat(web.get(portal.url("/"), Web.Rules.GET).reason()).isNull();
    }
  }

  @Test
  void challengeIsKnownByItsField() {
    try (Portal portal =
        new Portal((head, out) -> Portal.page(out, "202 OK", "CF-Mitigated: challenge\r\n", ""))) {
      assertThat(web.get(portal.url("/"), Web.Rules.GET).reason()).isEqualTo(Reason.BLOCKED);
    }
  }

  // ---- redirects ----

  @Test
  void everyHopIsAnExchange() {
    try (Portal portal =
        new Portal((head, out) -> {
          switch (head.split(" ", -1)[1]) {
            case "/a" -> Portal.page(out, "301 Moved", "Location: /b?c#d\r\n", "");
            case "/b?c" -> Portal.page(out, "308 Moved", "location: e/../f\r\n", "");
            default -> Portal.html(out, "<p>");
          }
        })) {
      Web.Fetched fetched = web.get(portal.url("/a"), Web.Rules.GET);

      assertThat(fetched.reason()).isNull();
      assertThat(fetched.exchanges()).extracting(Exchange::status).containsExactly(301, 308, 200);
      assertThat(fetched.exchanges())
          .extracting(Exchange::url)
          .containsExactly(portal.url("/a"), portal.url("/b?c"), portal.url("/f"));
      assertThat(fetched.finalUrl()).isEqualTo(portal.url("/f"));
    }
  }

  @Test
  void redirectIsNotFollowedWhereNotWanted() {
    try (Portal portal = new Portal((head, out) -> Portal.redirect(out, "/b"))) {
      Web.Fetched fetched = web.get(portal.url("/a"), Web.Rules.STAY);

      assertThat(fetched.reason()).isNull();
      assertThat(fetched.exchanges()).hasSize(1);
    }
  }

  @Test
  void redirectWithoutAPlaceIsAnAnswer() {
    try (Portal portal =
        new Portal(
            (head, out) -> Portal.page(out, "302 Found", "Content-Type: text/html\r\n", "<p>a"))) {
      Web.Fetched fetched = web.get(portal.url("/"), Web.Rules.GET);

      assertThat(fetched.reason()).isNull();
      assertThat(fetched.body().body()).isNotEmpty();
    }
  }

  @Test
  void circleIsALoop() {
    try (Portal portal =
        new Portal((head, out) -> Portal.redirect(out, head.startsWith("GET /a ") ? "/b" : "/a"))) {
      Web.Fetched fetched = web.get(portal.url("/a"), Web.Rules.GET);

      assertThat(fetched.reason()).isEqualTo(Reason.REDIRECT_LOOP);
      assertThat(fetched.exchanges()).hasSize(2);
    }
  }

  @Test
  void endlessChainIsALoop() {
    try (Portal portal =
        new Portal((head, out) -> Portal.redirect(out, head.split(" ", -1)[1] + "x"))) {
      Web.Fetched fetched = web.get(portal.url("/"), Web.Rules.GET);

      assertThat(fetched.reason()).isEqualTo(Reason.REDIRECT_LOOP);
      assertThat(fetched.exchanges()).hasSize(11);
    }
  }

  @Test
  void growingAddressIsALoop() {
    try (Portal portal = new Portal((head, out) -> Portal.redirect(out, "/" + "x".repeat(3_000)))) {
      Web.Fetched fetched = web.get(portal.url("/"), Web.Rules.GET);

      assertThat(fetched.reason()).isEqualTo(Reason.REDIRECT_LOOP);
      assertThat(fetched.exchanges()).hasSize(1);
    }
  }

  @Test
  void cookieIsKeptAlongARedirectAndNoLonger() {
    try (Portal portal =
        new Portal((head, out) -> {
          if (head.contains("Cookie: pass=1; seen=2")) {
            Portal.html(out, "<p>");
          } else {
            Portal.page(
                out,
                "302 Found",
                "Location: /\r\nSet-Cookie: pass=1; Path=/\r\nSet-Cookie: seen=2\r\n",
                "");
          }
        })) {
      assertThat(web.get(portal.url("/"), Web.Rules.GET).reason()).isNull();
      assertThat(web.get(portal.url("/"), Web.Rules.GET).exchanges()).hasSize(2);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ftp://a.gov.vn/",
        "file:///etc/passwd",
        "javascript:alert(1)",
        "mailto:a@gov.vn",
        "data:text/html,x",
        "gopher://127.0.0.1:70/"
      })
  void redirectToAnotherSchemeLeadsAway(String place) {
    try (Portal portal = new Portal((head, out) -> Portal.redirect(out, place))) {
      Web.Fetched fetched = web.get(portal.url("/"), Web.Rules.GET);

      assertThat(fetched.reason()).isEqualTo(Reason.REDIRECTED_AWAY);
      assertThat(fetched.exchanges()).hasSize(1);
    }
  }

  @Test
  void redirectOverTooManyHostsLeadsAway() {
    try (Portal portal =
        new Portal((head, out) -> {
          int host = Integer.parseInt(head.replaceAll("(?s).*Host: h(\\d).*", "$1"));
          Portal.redirect(out, "http://h" + (host + 1) + ".test/");
        })) {
      try (Web detoured =
          new Web(
              Web.Options.standard()
                  .allowPrivate(true)
                  .rate(null)
                  .connectTo(List.of("::127.0.0.1:" + portal.port())))) {
        Web.Fetched fetched = detoured.get("http://h1.test/", Web.Rules.GET);

        assertThat(fetched.reason()).isEqualTo(Reason.REDIRECTED_AWAY);
        assertThat(fetched.exchanges())
            .extracting(Exchange::url)
            .containsExactly("http://h1.test/", "http://h2.test/", "http://h3.test/");
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://127.0.0.1:%d/",
        "http://localhost:%d/",
        "http://0x7f.1:%d/",
        "//2130706433:%d/",
        "http://[::ffff:127.0.0.1]:%d/",
        "http://①②⑦.0.0.1:%d/",
        "http://inner.test:%d/"
      })
  void redirectIntoTheOwnNetworkNeverArrives(String place) {
    // 127.0.0.2 stands for a public address here, 127.0.0.1 for the own network
    try (Portal canary = new Portal((head, out) -> Portal.html(out, "<p>inside"));
        Portal portal =
            new Portal(
                "127.0.0.2",
                ServerSocketFactory.getDefault(),
                (head, out) -> Portal.redirect(out, place.formatted(canary.port())))) {
      Guard guard =
          new Guard(
              false,
              // the last permits every port, so that only the address can be refused
              List.of("so.test:80:127.0.0.2:" + portal.port(), ":::"),
              host -> new InetAddress[] {InetAddress.ofLiteral("127.0.0.1")},
              address ->
                  address.getHostAddress().equals("127.0.0.2")
                      ? AddressRanges.Kind.PUBLIC
                      : AddressRanges.of(address),
              System::nanoTime);
      try (Web outside = new Web(Web.Options.standard().rate(null), guard, Pace.REAL)) {
        Web.Fetched fetched = outside.get("http://so.test/", Web.Rules.GET);

        assertThat(fetched.reason()).isEqualTo(Reason.ADDRESS_REFUSED);
        assertThat(fetched.exchanges()).hasSize(1);
        assertThat(canary.connections).hasValue(0);
      }
    }
  }

  @Test
  void socketJudgesAgainWhatTheLookUpLetThrough() {
    AtomicInteger judged = new AtomicInteger();
    try (Portal canary = new Portal((head, out) -> Portal.html(out, "<p>inside"))) {
      Guard changing =
          new Guard(
              false,
              List.of("so.test:80:127.0.0.1:" + canary.port()),
              Resolver.SYSTEM,
              address ->
                  judged.getAndIncrement() == 0
                      ? AddressRanges.Kind.PUBLIC
                      : AddressRanges.of(address),
              System::nanoTime);
      try (Web outside = new Web(Web.Options.standard().rate(null), changing, Pace.REAL)) {
        assertThat(outside.get("http://so.test/", Web.Rules.GET).reason())
            .isEqualTo(Reason.ADDRESS_REFUSED);
        assertThat(canary.connections).hasValue(0);
      }
    }
  }

  // ---- servers that misbehave ----

  @Test
  void closedPortRefuses() {
    Portal portal = new Portal((head, out) -> Portal.html(out, "<p>"));
    portal.close();

    Web.Fetched fetched = web.get(portal.url("/"), Web.Rules.GET);

    assertThat(fetched.reason()).isEqualTo(Reason.CONNECT_REFUSED);
    assertThat(fetched.exchanges()).isEmpty();
    assertThat(fetched.finalUrl()).isEqualTo(portal.url("/"));
  }

  @Test
  void emptyAnswerIsABrokenConnection() {
    try (Portal portal = new Portal((head, out) -> Portal.hangUp(out))) {
      assertThat(web.get(portal.url("/"), Web.Rules.GET).reason())
          .isEqualTo(Reason.CONNECTION_RESET);
    }
  }

  @Test
  void resetIsABrokenConnection() {
    try (Portal portal = new Portal((head, out) -> Portal.reset(out))) {
      assertThat(web.get(portal.url("/"), Web.Rules.GET).reason())
          .isEqualTo(Reason.CONNECTION_RESET);
    }
  }

  @Test
  void whatIsNoHttpCannotBeRead() {
    try (Portal portal =
        new Portal((head, out) -> {
          Portal.write(out, "SSH-2.0-OpenSSH_9.2\r\n\r\n");
          Portal.hangUp(out);
        })) {
      assertThat(web.get(portal.url("/"), Web.Rules.GET).reason()).isEqualTo(Reason.PARSE);
    }
  }

  @Test
  void negativeLengthIsNoHttp() {
    try (Portal portal =
        new Portal(
            (head, out) -> Portal.write(out, "HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\n"))) {
      assertThat(web.get(portal.url("/"), Web.Rules.GET).reason()).isEqualTo(Reason.PARSE);
    }
  }

  @Test
  void bodyThatBreaksOffIsKeptAndNotTrusted() {
    try (Portal portal =
        new Portal((head, out) -> {
          Portal.write(
              out, "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 999\r\n\r\n<p>a");
          Portal.hangUp(out);
        })) {
      Web.Fetched fetched = web.get(portal.url("/"), Web.Rules.GET);

      assertThat(fetched.reason()).isEqualTo(Reason.CONNECTION_RESET);
      assertThat(fetched.last().orElseThrow().truncated()).isTrue();
      assertThat(fetched.last().orElseThrow().wire())
          .asString(StandardCharsets.US_ASCII)
          .isEqualTo("<p>a");
    }
  }

  @Test
  void wholePageWithAWrongLengthIsRead() {
    try (Portal portal =
        new Portal((head, out) -> {
          Portal.write(
              out,
              "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 999\r\n\r\n"
                  + "<html><p>a</html>\n");
          Portal.hangUp(out);
        })) {
      Web.Fetched fetched = web.get(portal.url("/"), Web.Rules.GET);

      assertThat(fetched.reason()).isNull();
      assertThat(fetched.last().orElseThrow().truncated()).isFalse();
    }
  }

  @Test
  void silentServerTimesOut() {
    try (Portal portal = new Portal((head, out) -> Portal.stall(out))) {
      assertThat(hurried.get(portal.url("/"), Web.Rules.GET).reason())
          .isEqualTo(Reason.READ_TIMEOUT);
    }
  }

  @Test
  void drippingHeadTimesOut() {
    try (Portal portal = new Portal((head, out) -> drip(out, "HTTP/1.1 200 OK\r\nX-A: "))) {
      assertThat(hurried.get(portal.url("/"), Web.Rules.GET).reason())
          .isEqualTo(Reason.READ_TIMEOUT);
    }
  }

  @Test
  void drippingBodyIsTooSlow() {
    try (Portal portal =
        new Portal(
            (head, out) -> drip(out, "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<p>"))) {
      Web.Fetched fetched = hurried.get(portal.url("/"), Web.Rules.GET);

      assertThat(fetched.reason()).isEqualTo(Reason.TOO_SLOW);
      assertThat(fetched.last().orElseThrow().truncated()).isTrue();
      assertThat(fetched.body().body()).isNotEmpty();
    }
  }

  @Test
  void oneAnswerHasATimeAsAWhole() {
    Web.Limits whole =
        new Web.Limits(
            Duration.ofSeconds(5),
            Duration.ofSeconds(5),
            Duration.ofSeconds(5),
            Duration.ofMillis(400),
            0,
            Duration.ofSeconds(10),
            10,
            3,
            100_000,
            200_000,
            8_192,
            50,
            2_048);
    try (Web patient = web(whole);
        Portal portal = new Portal((head, out) -> drip(out, "HTTP/1.1 200 OK\r\n\r\n<p>"))) {
      assertThat(patient.get(portal.url("/"), Web.Rules.GET).reason()).isEqualTo(Reason.TOO_SLOW);
    }
  }

  @Test
  void endlessPageIsCutAndRead() {
    try (Portal portal = new Portal((head, out) -> pour(out, "text/html"))) {
      Web.Fetched fetched = hurried.get(portal.url("/"), Web.Rules.GET);

      assertThat(fetched.reason()).isNull();
      assertThat(fetched.last().orElseThrow().truncated()).isTrue();
      assertThat(fetched.last().orElseThrow().wire()).hasSize(100_000);
    }
  }

  @Test
  void endlessDocumentIsTooLarge() {
    try (Portal portal = new Portal((head, out) -> pour(out, "application/pdf"))) {
      Web.Fetched fetched = hurried.get(portal.url("/"), Web.Rules.GET);

      assertThat(fetched.reason()).isEqualTo(Reason.TOO_LARGE);
      assertThat(fetched.last().orElseThrow().truncated()).isTrue();
      assertThat(fetched.last().orElseThrow().wire()).hasSize(200_000);
    }
  }

  @Test
  void bodyAtTheLimitIsWhole() {
    try (Portal portal = new Portal((head, out) -> Portal.html(out, "x".repeat(100_000)))) {
      Web.Fetched fetched = hurried.get(portal.url("/"), Web.Rules.GET);

      assertThat(fetched.reason()).isNull();
      assertThat(fetched.last().orElseThrow().truncated()).isFalse();
    }
  }

  @Test
  void bombIsNotUnpacked() {
    byte[] bomb = gzip(new byte[10_000_000]);
    try (Portal portal = new Portal((head, out) -> packed(out, bomb, ""))) {
      Web.Fetched fetched = web.get(portal.url("/"), Web.Rules.GET);

      assertThat(fetched.reason()).isEqualTo(Reason.DECOMPRESSION);
      assertThat(fetched.body().body()).isEmpty();
      assertThat(fetched.last().orElseThrow().wire()).isEqualTo(bomb);
    }
  }

  @Test
  void hugeHeadIsTooLarge() {
    try (Portal portal =
        new Portal((head, out) -> {
          Portal.write(out, "HTTP/1.1 200 OK\r\n");
          for (int i = 0; i < 1_000_000; i++) {
            Portal.write(out, "X-" + i + ": " + "y".repeat(200) + "\r\n");
          }
        })) {
      assertThat(hurried.get(portal.url("/"), Web.Rules.GET).reason()).isEqualTo(Reason.TOO_LARGE);
    }
  }

  @ParameterizedTest
  @CsvSource({"10, 1000", "51, 1"})
  void headOverItsLimitsIsTooLarge(int fields, int length) {
    String field = "X-A: " + "y".repeat(length) + "\r\n";
    try (Portal portal =
        new Portal((head, out) -> Portal.page(out, "200 OK", field.repeat(fields), "<p>"))) {
      assertThat(hurried.get(portal.url("/"), Web.Rules.GET).reason()).isEqualTo(Reason.TOO_LARGE);
    }
  }

  @Test
  void nothingThatAServerSendsIsThrown() {
    Random random = new Random(11);
    String[] pieces = {
      "HTTP/1.1 200 OK\r\n",
      "HTTP/1.0 302 \r\n",
      "HTTP/9.9 abc\r\n",
      "HTTP/1.1 204 No\r\n",
      "Location: http://[::1\r\n",
      "Location: \u0000\u0007\r\n",
      "Content-Length: -5\r\n",
      "Content-Length: 5\r\nContent-Length: 7\r\n",
      "Content-Length: 99999999999999999999\r\n",
      "Transfer-Encoding: chunked\r\n",
      "Content-Encoding: gzip, gzip, gzip\r\n",
      ": x\r\n",
      "Set-Cookie: =;=;\r\n",
      "Set-Cookie: a=b; Domain=com; Max-Age=x\r\n",
      "X: \u00e9\u1ec7\r\n",
      " folded\r\n",
      "\r\n",
      "zz\r\n",
      "-1\r\n",
      "<html>",
      "\u001f\u008b\b",
      "\n\n",
      "Retry-After: x\r\n"
    };
    try (Portal portal =
        new Portal((head, out) -> {
          StringBuilder answer = new StringBuilder();
          for (int i = random.nextInt(12); i >= 0; i--) {
            answer.append(pieces[random.nextInt(pieces.length)]);
          }
          Portal.write(out, answer.toString());
          Portal.hangUp(out);
        })) {
      for (int i = 0; i < 500; i++) {
        Web.Fetched fetched = hurried.get(portal.url("/" + i), Web.Rules.GET);
        assertThat(fetched.reason()).isNotEqualTo(Reason.OWN_FAULT);
      }
    }
  }

  @Test
  void nothingThatAnAddressHoldsIsThrown() {
    Random random = new Random(12);
    String[] pieces = {
      "http:", "//", "[", "]", "::", "1.2", "0x", ".", "%", "%2e", "@", "\\", "#", "?", "xn--", "ß",
      "\u200d", "\ud800", "。", ":", "99999", "a_b", "-", " ", "\t", "gov.vn", "\u0000"
    };
    for (int i = 0; i < 5_000; i++) {
      StringBuilder address = new StringBuilder(random.nextBoolean() ? "http://" : "");
      for (int n = random.nextInt(8); n >= 0; n--) {
        address.append(pieces[random.nextInt(pieces.length)]);
      }
      try {
        assertThat(Addresses.url(address.toString(), 2_048).host()).isNotEmpty();
        assertThat(Addresses.host(address.toString())).isNotEmpty();
      } catch (Guard.Refused refused) {
        assertThat(refused.reason()).isEqualTo(Reason.ADDRESS_REFUSED);
      }
    }
  }

  @Test
  void interruptEndsAnExchangeAtOnce() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    CompletableFuture<Web.Fetched> fetched = new CompletableFuture<>();
    try (Portal portal =
        new Portal((head, out) -> {
          asked.countDown();
          Portal.stall(out);
        })) {
      Thread asking =
          Thread.ofPlatform()
              .start(() -> fetched.complete(web.get(portal.url("/"), Web.Rules.GET)));
      asked.await();
      asking.interrupt();

      assertThat(fetched.get(5, TimeUnit.SECONDS).reason()).isEqualTo(Reason.INTERRUPTED);
    }
  }

  @Test
  void interruptedThreadAsksForNothing() {
    try (Portal portal = new Portal((head, out) -> Portal.html(out, "<p>"))) {
      Thread.currentThread().interrupt();

      Web.Fetched fetched = web.get(portal.url("/"), Web.Rules.GET);

      assertThat(Thread.interrupted()).isTrue();
      assertThat(fetched.reason()).isEqualTo(Reason.INTERRUPTED);
    }
  }

  private static Web web(Web.Limits limits) {
    return new Web(
        Web.Options.standard()
            .allowPrivate(true)
            .rate(null)
            .limits(limits)
            .clock(InstantSource.fixed(NOON)));
  }

  private static void drip(OutputStream out, String start) throws IOException {
    Portal.write(out, start);
    while (true) {
      Portal.write(out, "x");
      LockSupport.parkNanos(50_000_000);
    }
  }

  private static void pour(OutputStream out, String type) throws IOException {
    Portal.write(out, "HTTP/1.1 200 OK\r\nContent-Type: " + type + "\r\n\r\n");
    byte[] water = "<p>".repeat(10_000).getBytes(StandardCharsets.US_ASCII);
    while (true) {
      out.write(water);
    }
  }

  private static void packed(OutputStream out, byte[] body, String fields) throws IOException {
    Portal.write(
        out,
        "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\n"
            + fields
            + "Content-Length: "
            + body.length
            + "\r\n\r\n");
    out.write(body);
    out.flush();
  }

  static byte[] gzip(byte[] plain) {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(plain);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return packed.toByteArray();
  }
}
