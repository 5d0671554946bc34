package vn.portalaudit.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocket;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vn.portalaudit.domain.Reason;
import vn.portalaudit.monitor.ProbeResult.State;
import vn.portalaudit.net.Guard;
import vn.portalaudit.net.Ping;
import vn.portalaudit.net.tls.ChainWatch;
import vn.portalaudit.net.tls.Handshakes;
import vn.portalaudit.net.tls.TlsFacts;

@Timeout(60)
class LookTest {
  private static final String PAGE =
      "<html><title>Sở Xây dựng</title><body><h1>CỔNG THÔNG TIN SỞ XÂY DỰNG</h1><p>Tin tức, sự"
          + " kiện</p></body></html>";
  private static final HeldCertificate AUTHORITY =
      new HeldCertificate.Builder()
          .rsa2048()
          .certificateAuthority(0)
          .commonName("Test CA")
          .build();
  private static final HeldCertificate GOOD = certificate("so.test").build();

  @TempDir static Path folder;
  private static Path pem;

  @BeforeAll
  static void authority() throws IOException {
    pem = Files.writeString(folder.resolve("ca.pem"), AUTHORITY.certificatePem());
  }

  private static HeldCertificate.Builder certificate(String host) {
    return new HeldCertificate.Builder()
        .rsa2048()
        .commonName(host)
        .addSubjectAlternativeName(host)
        .signedBy(AUTHORITY);
  }

  private static Ping.Limits limits(Duration whole) {
    return new Ping.Limits(whole, whole, whole, whole, 10, 3, 65_536, 16_384, 2_048);
  }

  private static Look look(Guard guard, Duration whole, Handshakes handshakes) throws IOException {
    return new Look(
        new Ping(guard, limits(whole), "test", 8),
        new ChainWatch(pem, List.of()),
        handshakes,
        Duration.ofSeconds(10),
        InstantSource.system());
  }

  private static Look look(List<String> detours, Duration whole) throws IOException {
    return look(new Guard(true, detours), whole, (host, port) -> facts(Map.of()));
  }

  private static String facts(Map<String, TlsFacts.Trial> versions) {
    return new TlsFacts(
            "so.test", 443, Instant.EPOCH, versions, List.of(), List.of(), null, null, null, null,
            null)
        .json();
  }

  private static Watched watched(String url, Watched.Expected expected) {
    return new Watched(7, url, Duration.ofMinutes(1), expected, List.of());
  }

  private static Sight see(ScriptedPortal portal) throws IOException {
    return see(portal, Watched.Expected.ANYTHING);
  }

  private static Sight see(ScriptedPortal portal, Watched.Expected expected) throws IOException {
    return look(List.of(), Duration.ofSeconds(20))
        .look(watched(portal.url(), expected), ProbeResult.Path.FIRST);
  }

  private static Sight seeHastily(ScriptedPortal portal) throws IOException {
    return look(List.of(), Duration.ofMillis(700))
        .look(watched(portal.url(), Watched.Expected.ANYTHING), ProbeResult.Path.FIRST);
  }

  private static Sight seeTls(ScriptedPortal portal) throws IOException {
    return tlsLook(portal).look(secure(), ProbeResult.Path.FIRST);
  }

  private static Look tlsLook(ScriptedPortal portal) throws IOException {
    return look(List.of("so.test:443:127.0.0.1:" + portal.port()), Duration.ofSeconds(20));
  }

  private static Watched secure() {
    return watched("https://so.test/", Watched.Expected.ANYTHING);
  }

  // ---- a sound portal ----

  @Test
  void soundPortalIsUpWithAllItsPhases() throws IOException {
    try (ScriptedPortal portal =
        ScriptedPortal.tls(GOOD, all -> {}, ScriptedPortal.html(PAGE))) {
      Sight sight = seeTls(portal);

      assertThat(sight.state()).isEqualTo(State.UP);
      assertThat(sight.reason()).isNull();
      assertThat(sight.status()).isEqualTo(200);
      assertThat(sight.contentHash()).hasSize(32);
      assertThat(sight.address()).isEqualTo("127.0.0.1:" + portal.port());
      ProbeResult result = sight.in(7, Instant.EPOCH, 0);
      assertThat(result.dnsMs()).isNotNull();
      assertThat(result.connectMs()).isNotNull();
      assertThat(result.tlsMs()).isNotNull();
      assertThat(result.firstByteMs()).isNotNull();
      assertThat(result.totalMs()).isNotNull();
    }
  }

  @Test
  void everyLookIsAGetOnAConnectionAndASessionOfItsOwn() throws IOException {
    try (ScriptedPortal portal =
        ScriptedPortal.tls(
            GOOD,
            socket -> socket.setEnabledProtocols(new String[] {"TLSv1.2"}),
            ScriptedPortal.html(PAGE))) {
      Look look = tlsLook(portal);
      for (int i = 0; i < 3; i++) {
        assertThat(look.look(secure(), ProbeResult.Path.FIRST).state()).isEqualTo(State.UP);
      }

      assertThat(portal.heads).hasSize(3).allMatch(head -> head.startsWith("GET / HTTP/1.1\r\n"));
      assertThat(portal.heads).allMatch(head -> head.contains("\r\nHost: so.test\r\n"));
      assertThat(portal.connections).hasValue(3);
      assertThat(new HashSet<>(portal.sessions)).hasSize(3);
    }
  }

  @Test
  void serverOfAnotherCurveIsUpAndAskedForItAtOnceTheNextTime() throws IOException {
    Consumer<SSLServerSocket> otherCurve =
        socket -> {
          SSLParameters parameters = socket.getSSLParameters();
          parameters.setNamedGroups(new String[] {"secp384r1"});
          socket.setSSLParameters(parameters);
        };
    try (ScriptedPortal portal =
        ScriptedPortal.tls(GOOD, otherCurve, ScriptedPortal.html(PAGE))) {
      Look look = tlsLook(portal);

      assertThat(look.look(secure(), ProbeResult.Path.FIRST).state()).isEqualTo(State.UP);
      assertThat(portal.connections).hasValue(2);
      assertThat(look.look(secure(), ProbeResult.Path.FIRST).state()).isEqualTo(State.UP);
      assertThat(portal.connections).hasValue(3);
    }
  }

  // ---- TLS ----

  @ParameterizedTest
  @CsvSource({
    "TLSv1, TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA",
    "TLSv1.1, TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA",
    "TLSv1.2, TLS_RSA_WITH_AES_128_CBC_SHA",
    "TLSv1.2, TLS_RSA_WITH_AES_128_GCM_SHA256",
    "TLSv1.2, SSL_RSA_WITH_3DES_EDE_CBC_SHA",
    "TLSv1.2, SSL_RSA_WITH_RC4_128_SHA",
    "TLSv1.2, TLS_DHE_RSA_WITH_AES_128_CBC_SHA"
  })
  void weakTlsDegradesAndIsNotDown(String version, String suite) throws IOException {
    Consumer<SSLServerSocket> weak =
        socket -> {
          socket.setEnabledProtocols(new String[] {version});
          socket.setEnabledCipherSuites(new String[] {suite});
        };
    try (ScriptedPortal portal = ScriptedPortal.tls(GOOD, weak, ScriptedPortal.html(PAGE))) {
      Sight sight = seeTls(portal);

      assertThat(sight.state()).isEqualTo(State.DEGRADED);
      assertThat(sight.reason()).isEqualTo(Reason.TLS_HANDSHAKE);
      assertThat(sight.contentHash()).isNotNull();
    }
  }

  @Test
  void handshakeThatOnlyRawHellosMakeIsWeakOnceTheyWereTried() throws IOException {
    ScriptedPortal.Script never = (head, socket) -> {};
    try (ServerSocket alerts = new ServerSocket(0, 50, InetAddress.ofLiteral("127.0.0.1"));
        ScriptedPortal unused = ScriptedPortal.plain(never)) {
      Thread.ofVirtual().start(() -> refuseHandshakes(alerts));
      TlsFacts.Trial accepted =
          new TlsFacts.Trial(TlsFacts.Acceptance.ACCEPTED, null, TlsFacts.Offer.LEGACY);
      Look look =
          look(
              new Guard(true, List.of("so.test:443:127.0.0.1:" + alerts.getLocalPort())),
              Duration.ofSeconds(20),
              (host, port) -> facts(Map.of("SSLv3", accepted)));

      assertThat(look.look(secure(), ProbeResult.Path.FIRST).state()).isEqualTo(State.DOWN);
      assertThat(look.look(secure(), ProbeResult.Path.RAW).state()).isEqualTo(State.DEGRADED);
      Sight after = look.look(secure(), ProbeResult.Path.FIRST);
      assertThat(after.state()).isEqualTo(State.DEGRADED);
      assertThat(after.reason()).isEqualTo(Reason.TLS_HANDSHAKE);
      assertThat(unused.connections).hasValue(0);
    }
  }

  private static void refuseHandshakes(ServerSocket listener) {
    while (!listener.isClosed()) {
      try (Socket socket = listener.accept()) {
        socket.getInputStream().read(new byte[4_096]);
        socket.getOutputStream().write(new byte[] {21, 3, 3, 0, 2, 2, 40});
        socket.shutdownOutput();
        socket.getInputStream().readAllBytes();
      } catch (IOException e) {
        // the client went away
      }
    }
  }

  @Test
  void badCertificatesDegradeWithTheReason() throws IOException {
    Instant past = Instant.parse("2020-01-01T00:00:00Z");
    HeldCertificate expired =
        certificate("so.test")
            .validityInterval(past.toEpochMilli(), past.plus(Duration.ofDays(90)).toEpochMilli())
            .build();
    HeldCertificate selfSigned =
        new HeldCertificate.Builder()
            .rsa2048()
            .commonName("so.test")
            .addSubjectAlternativeName("so.test")
            .build();
    for (HeldCertificate bad :
        List.of(expired, selfSigned, certificate("another.test").build())) {
      try (ScriptedPortal portal =
          ScriptedPortal.tls(bad, all -> {}, ScriptedPortal.html(PAGE))) {
        Sight sight = seeTls(portal);

        assertThat(sight.state()).isEqualTo(State.DEGRADED);
        assertThat(sight.reason()).isEqualTo(Reason.TLS_CERTIFICATE);
      }
    }
  }

  // ---- what is down, and what is not ----

  @Test
  void slowHeadFreesItsPlaceAtTheDeadline() throws IOException {
    try (ScriptedPortal portal =
        ScriptedPortal.plain(
            (head, socket) -> {
              ScriptedPortal.write(socket, "HTTP/1.1 200 OK\r\n");
              ScriptedPortal.drip(socket, "X");
            })) {
      Sight sight = seeHastily(portal);

      assertThat(sight.state()).isEqualTo(State.DOWN);
      assertThat(sight.reason()).isEqualTo(Reason.READ_TIMEOUT);
      assertThat(sight.timing().totalMs()).isBetween(600L, 20_000L);
    }
  }

  @Test
  void silenceFreesItsPlaceAtTheDeadline() throws IOException {
    try (ScriptedPortal portal =
        ScriptedPortal.plain((head, socket) -> socket.getInputStream().readAllBytes())) {
      assertThat(seeHastily(portal).reason()).isEqualTo(Reason.READ_TIMEOUT);
    }
  }

  @Test
  void slowBodyDegrades() throws IOException {
    try (ScriptedPortal portal =
        ScriptedPortal.plain(
            (head, socket) -> {
              ScriptedPortal.write(socket, "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n");
              ScriptedPortal.drip(socket, "x");
            })) {
      Sight sight = seeHastily(portal);

      assertThat(sight.state()).isEqualTo(State.DEGRADED);
      assertThat(sight.reason()).isEqualTo(Reason.TOO_SLOW);
    }
  }

  @Test
  void endlessBodyIsReadAsFarAsNeeded() throws IOException {
    String chunk = "1000\r\n" + "x".repeat(4_096) + "\r\n";
    try (ScriptedPortal portal =
        ScriptedPortal.plain(
            (head, socket) -> {
              ScriptedPortal.write(
                  socket,
                  "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n");
              while (true) {
                ScriptedPortal.write(socket, chunk);
              }
            })) {
      assertThat(see(portal).state()).isEqualTo(State.UP);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/b", "grow"})
  void endlessRedirectsAreDown(String kind) throws IOException {
    try (ScriptedPortal portal =
        ScriptedPortal.plain(
            (head, socket) -> {
              String path = head.split(" ", 3)[1];
              String to =
                  kind.equals("grow") ? "/?" + path.length() : path.equals(kind) ? "/" : kind;
              if (kind.equals("grow")) {
                to = path.startsWith("/?") ? path + "x" : "/?x";
              }
              ScriptedPortal.page(socket, "302 Found", "Location: " + to + "\r\n", "");
            })) {
      Sight sight = see(portal);

      assertThat(sight.state()).isEqualTo(State.DOWN);
      assertThat(sight.reason()).isEqualTo(Reason.REDIRECT_LOOP);
      assertThat(portal.connections.get()).isLessThanOrEqualTo(11);
    }
  }

  @Test
  void cookieThatAFirewallSetsIsBroughtBack() throws IOException {
    try (ScriptedPortal portal =
        ScriptedPortal.plain(
            (head, socket) -> {
              if (head.contains("Cookie: D1N=abc\r\n")) {
                ScriptedPortal.html(socket, PAGE);
              } else {
                ScriptedPortal.page(
                    socket, "302 Found", "Set-Cookie: D1N=abc; path=/\r\nLocation: /\r\n", "");
              }
            })) {
      assertThat(see(portal).state()).isEqualTo(State.UP);
    }
  }

  @Test
  void resetIsDown() throws IOException {
    try (ScriptedPortal portal =
        ScriptedPortal.plain(
            (head, socket) -> {
              socket.setSoLinger(true, 0);
              socket.close();
            })) {
      Sight sight = see(portal);

      assertThat(sight.state()).isEqualTo(State.DOWN);
      assertThat(sight.reason()).isEqualTo(Reason.CONNECTION_RESET);
    }
  }

  @Test
  void nobodyListeningIsDown() throws IOException {
    ScriptedPortal portal = ScriptedPortal.plain(ScriptedPortal.html(PAGE));
    portal.close();

    Sight sight = see(portal);

    assertThat(sight.state()).isEqualTo(State.DOWN);
    assertThat(sight.reason()).isEqualTo(Reason.CONNECT_REFUSED);
    assertThat(sight.address()).isEqualTo("127.0.0.1:" + portal.port());
  }

  @ParameterizedTest
  @CsvSource({
    "500 Internal Server Error, DOWN, HTTP_STATUS",
    "503 Service Unavailable, DOWN, HTTP_STATUS",
    "404 Not Found, DOWN, HTTP_STATUS",
    "403 Forbidden, UNKNOWN, BLOCKED",
    "401 Unauthorized, UNKNOWN, LOGIN_WALL",
    "429 Too Many Requests, UNKNOWN, RATE_LIMITED",
    "418 Teapot, UNKNOWN, HTTP_STATUS"
  })
  void statusSaysWhatItIs(String status, State state, Reason reason) throws IOException {
    try (ScriptedPortal portal =
        ScriptedPortal.plain(ScriptedPortal.status(status, "<p>Xin lỗi</p>"))) {
      Sight sight = see(portal);

      assertThat(sight.state()).isEqualTo(state);
      assertThat(sight.reason()).isEqualTo(reason);
      assertThat(sight.contentHash()).isNull();
    }
  }

  @Test
  void firewallWithAnyStatusIsNotDown() throws IOException {
    String challenge = "<html><title>Just a moment...</title></html>";
    for (String status : List.of("503 Service Unavailable", "200 OK")) {
      try (ScriptedPortal portal =
          ScriptedPortal.plain(ScriptedPortal.status(status, challenge))) {
        Sight sight = see(portal);

        assertThat(sight.state()).isEqualTo(State.UNKNOWN);
        assertThat(sight.reason()).isEqualTo(Reason.BLOCKED);
      }
    }
  }

  @Test
  void whatIsNotHttpIsDown() throws IOException {
    try (ScriptedPortal portal =
        ScriptedPortal.plain((head, socket) -> ScriptedPortal.write(socket, "SSH-2.0-x\r\n\r\n"))) {
      Sight sight = see(portal);

      assertThat(sight.state()).isEqualTo(State.DOWN);
      assertThat(sight.reason()).isEqualTo(Reason.PARSE);
    }
  }

  @Test
  void headWithoutEndIsCutOff() throws IOException {
    try (ScriptedPortal portal =
        ScriptedPortal.plain(
            (head, socket) -> {
              ScriptedPortal.write(socket, "HTTP/1.1 200 OK\r\n");
              while (true) {
                ScriptedPortal.write(socket, "X: " + "y".repeat(1_000) + "\r\n");
              }
            })) {
      assertThat(see(portal).reason()).isEqualTo(Reason.TOO_LARGE);
    }
  }

  @Test
  void privateAddressIsRefusedUnlessPermitted() throws IOException {
    try (ScriptedPortal portal = ScriptedPortal.plain(ScriptedPortal.html(PAGE))) {
      Look look =
          look(
              new Guard(false, List.of()),
              Duration.ofSeconds(20),
              (host, port) -> facts(Map.of()));

      Sight sight =
          look.look(
              watched("http://127.0.0.1/", Watched.Expected.ANYTHING), ProbeResult.Path.FIRST);

      assertThat(sight.state()).isEqualTo(State.UNKNOWN);
      assertThat(sight.reason()).isEqualTo(Reason.ADDRESS_REFUSED);
      assertThat(portal.connections).hasValue(0);
    }
  }

  // ---- content ----

  @Test
  void wordsAreFoundWhateverTheirCaseAndMarks() throws IOException {
    try (ScriptedPortal portal = ScriptedPortal.plain(ScriptedPortal.html(PAGE))) {
      Sight sight = see(portal, new Watched.Expected(List.of("tin tuc"), "Sở Xây dựng"));

      assertThat(sight.state()).isEqualTo(State.UP);
    }
  }

  @Test
  void wrongContentIsDownAndAMissingNameDegrades() throws IOException {
    String wrong =
        "<html><body><p>" + "Cá cược bóng đá trực tuyến ".repeat(20) + "</p></body></html>";
    try (ScriptedPortal portal = ScriptedPortal.plain(ScriptedPortal.html(wrong))) {
      Sight word = see(portal, new Watched.Expected(List.of("tin tức"), null));
      Sight name = see(portal, new Watched.Expected(List.of("bóng đá"), "Sở Xây dựng"));

      assertThat(word.state()).isEqualTo(State.DOWN);
      assertThat(word.reason()).isEqualTo(Reason.EMPTY_SITE);
      assertThat(name.state()).isEqualTo(State.DEGRADED);
      assertThat(name.reason()).isEqualTo(Reason.EMPTY_SITE);
    }
  }

  @Test
  void samePageIsJudgedAnewWhenSomethingElseIsExpected() throws IOException {
    try (ScriptedPortal portal = ScriptedPortal.plain(ScriptedPortal.html(PAGE))) {
      Look look = look(List.of(), Duration.ofSeconds(20));

      Sight first =
          look.look(watched(portal.url(), Watched.Expected.ANYTHING), ProbeResult.Path.FIRST);
      Sight second =
          look.look(
              watched(portal.url(), new Watched.Expected(List.of("không có"), null)),
              ProbeResult.Path.FIRST);

      assertThat(first.state()).isEqualTo(State.UP);
      assertThat(second.state()).isEqualTo(State.DOWN);
    }
  }

  @Test
  void pageThatAsksForAPasswordIsALoginWall() throws IOException {
    String login =
        "<html><body><h1>Đăng nhập hệ thống</h1><form><input type=\"password\"></form></body></html>";
    try (ScriptedPortal portal = ScriptedPortal.plain(ScriptedPortal.html(login))) {
      assertThat(see(portal).reason()).isEqualTo(Reason.LOGIN_WALL);
    }
  }
}
