package vn.portalaudit.net.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.portalaudit.domain.Reason;
import vn.portalaudit.net.Dialer;
import vn.portalaudit.net.Guard;
import vn.portalaudit.net.tls.TlsFacts.Acceptance;
import vn.portalaudit.net.tls.TlsFacts.Offer;
import vn.portalaudit.net.tls.TlsFacts.Trial;
import vn.portalaudit.net.tls.TlsFacts.Version;

class TlsScanTest {
  private static final String HOST = "cong.tinh.gov.vn";
  private static final int IDEA = 0x0007;
  private static final Duration LONG = Duration.ofSeconds(20);
  private static final Duration SHORT = Duration.ofMillis(60);
  private static final TestCertificate ROOT = TestCertificate.authority("Gốc").make();
  private static final TestCertificate OWN = TestCertificate.of("cổng").dns(HOST).by(ROOT).make();
  private static final TestCertificate RSA =
      TestCertificate.of("cổng").dns(HOST).keys(TestCertificate.key("RSA", 2_048)).make();

  private static Dialer to(int port) {
    return (host, ignored, timeout) -> new Socket(InetAddress.getLoopbackAddress(), port);
  }

  private static TlsFacts scan(Dialer dialer, Duration timeout) {
    try {
      Handshakes handshakes =
          Handshakes.live(
              dialer, new Handshakes.Settings(timeout, () -> {}, () -> TestCertificate.NOW, null));
      return TlsFacts.read(handshakes.scan(HOST, 443));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static TlsFacts scan(int port) {
    return scan(to(port), LONG);
  }

  private static List<String> accepted(TlsFacts facts) {
    return facts.accepted().stream().map(Version::id).toList();
  }

  private static Stream<Trial> trials(TlsFacts facts) {
    return Stream.of(Version.values()).map(facts::trial);
  }

  @ParameterizedTest
  @ValueSource(strings = {"SSLv3", "TLSv1", "TLSv1.1", "TLSv1.2", "TLSv1.3"})
  void versionAcceptedAloneIsFoundAloneAndItsCertificateRead(String version) {
    TestCertificate own = version.equals("SSLv3") ? RSA : OWN;
    try (TlsServer server = TlsServer.speaking(List.of(version), own)) {
      TlsFacts facts = scan(server.port());
      assertThat(accepted(facts)).containsExactly(version);
      assertThat(trials(facts).map(Trial::acceptance)).doesNotContain(Acceptance.UNKNOWN);
      assertThat(facts.chain()).isEqualTo(Certificates.encode(List.of(own.certificate())));
      assertThat(facts.negotiated()).isEqualTo(version);
      assertThat(facts.failure()).isNull();
    }
  }

  @Test
  void versionsAcceptedTogetherAreAllFound() {
    try (TlsServer server = TlsServer.speaking(List.of("TLSv1", "TLSv1.2", "TLSv1.3"), OWN, ROOT)) {
      TlsFacts facts = scan(server.port());
      assertThat(accepted(facts)).containsExactly("TLSv1", "TLSv1.2", "TLSv1.3");
      assertThat(facts.negotiated()).isEqualTo("TLSv1.3");
      assertThat(facts.chain()).hasSize(2);
      assertThat(facts.at()).isEqualTo(TestCertificate.NOW);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SSL_RSA_WITH_RC4_128_SHA",
        "SSL_RSA_WITH_3DES_EDE_CBC_SHA",
        "TLS_RSA_WITH_AES_128_CBC_SHA",
        "TLS_DHE_RSA_WITH_AES_128_CBC_SHA",
        "SSL_RSA_WITH_NULL_SHA"
      })
  void weakSuiteAloneIsAcceptedAsLegacy(String suite) {
    try (TlsServer server = TlsServer.only(List.of(suite), RSA)) {
      TlsFacts facts = scan(server.port());
      assertThat(facts.trial(Version.TLS_1_2))
          .isEqualTo(new Trial(Acceptance.ACCEPTED, null, Offer.LEGACY));
      assertThat(facts.suite()).isEqualTo(suite);
    }
  }

  @Test
  void forwardSecretSuiteIsCurrent() {
    try (TlsServer server =
        TlsServer.only(
            List.of("TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256", "SSL_RSA_WITH_RC4_128_SHA"), RSA)) {
      assertThat(scan(server.port()).trial(Version.TLS_1_2).offer()).isEqualTo(Offer.CURRENT);
    }
  }

  @Test
  void protocolOfTheApplicationIsTheServersChoice() {
    try (TlsServer server = TlsServer.choosing("h2", OWN)) {
      assertThat(scan(server.port()).alpn()).isEqualTo("h2");
    }
    try (TlsServer server = TlsServer.choosing("http/1.1", OWN)) {
      assertThat(scan(server.port()).alpn()).isEqualTo("http/1.1");
    }
    try (TlsServer server = TlsServer.speaking(List.of("TLSv1.2"), OWN)) {
      assertThat(scan(server.port()).alpn()).isNull();
    }
  }

  @Test
  void chainIsReadInClearWhenThePlatformCannotShakeHands() {
    try (ScriptedServer server =
        new ScriptedServer((n, hello, socket) -> {
          if (ScriptedServer.version(hello) == 0x303 && offers(hello, IDEA)) {
            socket.getOutputStream().write(ScriptedServer.hello(0x303));
            socket.getOutputStream().write(certificateMessage(OWN.der(), ROOT.der()));
            ScriptedServer.stall(socket);
          } else {
            ScriptedServer.say(socket, 21, 3, 3, 0, 2, 2, 40);
          }
        })) {
      TlsFacts facts = scan(server.port());
      assertThat(accepted(facts)).containsExactly("TLSv1.2");
      assertThat(facts.trial(Version.TLS_1_2).offer()).isEqualTo(Offer.LEGACY);
      assertThat(facts.failure()).isEqualTo(Reason.TLS_HANDSHAKE);
      assertThat(facts.chain())
          .isEqualTo(Certificates.encode(List.of(OWN.certificate(), ROOT.certificate())));
    }
  }

  private static boolean offers(byte[] hello, int suite) {
    int at = 44 + hello[43];
    int length = (hello[at] & 0xff) << 8 | (hello[at + 1] & 0xff);
    for (int i = at + 2; i < at + 2 + length; i += 2) {
      if (((hello[i] & 0xff) << 8 | (hello[i + 1] & 0xff)) == suite) {
        return true;
      }
    }
    return false;
  }

  private static byte[] certificateMessage(byte[]... chain) {
    byte[] list = new byte[0];
    for (byte[] one : chain) {
      list = Der.join(list, three(one.length), one);
    }
    byte[] body = Der.join(three(list.length), list);
    byte[] message = Der.join(new byte[] {11}, three(body.length), body);
    return Der.join(
        new byte[] {22, 3, 3, (byte) (message.length >> 8), (byte) message.length}, message);
  }

  private static byte[] three(int value) {
    return new byte[] {(byte) (value >> 16), (byte) (value >> 8), (byte) value};
  }

  @Test
  void chainIsReadThoughTheServerWantsACertificateOfOurs() {
    try (TlsServer server =
        new TlsServer(
            s -> {
              s.setEnabledProtocols(new String[] {"TLSv1.2"});
              s.setNeedClientAuth(true);
            },
            OWN)) {
      TlsFacts facts = scan(server.port());
      assertThat(accepted(facts)).containsExactly("TLSv1.2");
      assertThat(facts.failure()).isNotNull();
      assertThat(facts.chain()).isEqualTo(Certificates.encode(List.of(OWN.certificate())));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
  void stapleIsRecorded(String version) throws IOException {
    AtomicReference<byte[]> status = new AtomicReference<>(new byte[0]);
    HttpServer responder =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    responder.createContext(
        "/",
        exchange -> {
          exchange.getRequestBody().readAllBytes();
          byte[] body = Objects.requireNonNull(status.get());
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    responder.start();
    TestCertificate own =
        TestCertificate.of("x")
            .dns(HOST)
            .by(ROOT)
            .statusAt("http://127.0.0.1:" + responder.getAddress().getPort() + "/")
            .make();
    status.set(ROOT.status(own, true, TestCertificate.NOW));
    try (TlsServer server = TlsServer.speaking(List.of(version), own, ROOT)) {
      assertThat(scan(server.port()).staple())
          .isEqualTo(Base64.getEncoder().encodeToString(status.get()));
    } finally {
      responder.stop(0);
    }
  }

  @Test
  void underscoreInAHostDoesNotHinderThePlatform() throws IOException {
    try (TlsServer server = TlsServer.speaking(List.of("TLSv1.3"), OWN)) {
      Handshakes handshakes =
          Handshakes.live(
              to(server.port()),
              new Handshakes.Settings(LONG, () -> {}, () -> TestCertificate.NOW, null));
      TlsFacts facts = TlsFacts.read(handshakes.scan("so_khcn.tinh.gov.vn", 443));
      assertThat(facts.failure()).isNull();
      assertThat(facts.chain()).hasSize(1);
    }
  }

  @Test
  void serverOfSsl2IsFound() {
    try (ScriptedServer server =
        new ScriptedServer((n, hello, socket) -> {
          if (ScriptedServer.version(hello) == 2) {
            ScriptedServer.say(socket, 0x80, 11, 4, 0, 1, 0, 2, 0, 0, 0, 3, 0, 16);
          }
        })) {
      TlsFacts facts = scan(server.port());
      assertThat(accepted(facts)).containsExactly("SSLv2");
      assertThat(facts.failure()).isNotNull();
    }
  }

  @Test
  void answerOfAnotherVersionIsNoAcceptance() {
    try (ScriptedServer server =
        new ScriptedServer(
            (n, hello, socket) -> socket.getOutputStream().write(ScriptedServer.hello(0x302)))) {
      TlsFacts facts = scan(server.port());
      assertThat(accepted(facts)).containsExactly("TLSv1.1");
      assertThat(trials(facts).map(Trial::acceptance)).doesNotContain(Acceptance.UNKNOWN);
    }
  }

  @Test
  void warningBeforeTheHelloIsPassedOver() {
    try (ScriptedServer server =
        new ScriptedServer((n, hello, socket) -> {
          ScriptedServer.say(socket, 21, 3, 3, 0, 2, 1, 112);
          socket.getOutputStream().write(ScriptedServer.hello(0x303));
        })) {
      assertThat(accepted(scan(server.port()))).containsExactly("TLSv1.2");
    }
  }

  @Test
  void alertIsRefusal() {
    AtomicInteger hellos = new AtomicInteger();
    try (ScriptedServer server =
        new ScriptedServer((n, hello, socket) -> {
          hellos.incrementAndGet();
          ScriptedServer.say(socket, 21, 3, 1, 0, 2, 2, 70);
        })) {
      TlsFacts facts = scan(server.port());
      assertThat(trials(facts).map(Trial::acceptance)).containsOnly(Acceptance.REFUSED);
      assertThat(facts.failure()).isEqualTo(Reason.TLS_HANDSHAKE);
      assertThat(hellos.get()).as("politeness").isLessThanOrEqualTo(12);
    }
  }

  @Test
  void closingTwiceWithoutAWordIsRefusal() {
    try (ScriptedServer server = new ScriptedServer((n, hello, socket) -> {})) {
      assertThat(trials(scan(server.port())).map(Trial::acceptance))
          .containsOnly(Acceptance.REFUSED);
      assertThat(server.connections()).as("politeness").isLessThanOrEqualTo(60);
    }
  }

  @Test
  void closingOnceIsAskedAgain() {
    try (ScriptedServer server =
        new ScriptedServer((n, hello, socket) -> {
          if (n % 2 == 0) {
            socket.getOutputStream().write(ScriptedServer.hello(0x303));
          }
        })) {
      assertThat(accepted(scan(server.port()))).containsExactly("TLSv1.2");
    }
  }

  @Test
  void silenceIsUnknownAndGivenUpSoon() {
    try (ScriptedServer server =
        new ScriptedServer((n, hello, socket) -> ScriptedServer.stall(socket))) {
      TlsFacts facts = scan(to(server.port()), SHORT);
      assertThat(trials(facts))
          .containsOnly(new Trial(Acceptance.UNKNOWN, Reason.READ_TIMEOUT, null));
      assertThat(facts.failure()).isEqualTo(Reason.READ_TIMEOUT);
      assertThat(server.connections()).isEqualTo(9);
    }
  }

  @Test
  void silenceTwiceIsTriedAThirdTime() {
    AtomicInteger asked = new AtomicInteger();
    try (ScriptedServer server =
        new ScriptedServer((n, hello, socket) -> {
          if (ScriptedServer.version(hello) == 0x302 && asked.incrementAndGet() % 3 != 0) {
            ScriptedServer.stall(socket);
          } else {
            socket.getOutputStream().write(ScriptedServer.hello(0x302));
          }
        })) {
      assertThat(accepted(scan(to(server.port()), Duration.ofSeconds(1))))
          .containsExactly("TLSv1.1");
    }
  }

  @Test
  void resetIsUnknownNeverRefusal() {
    try (ScriptedServer server =
        new ScriptedServer((n, hello, socket) -> {
          if (ScriptedServer.version(hello) == 0x303) {
            socket.getOutputStream().write(ScriptedServer.hello(0x303));
          } else {
            socket.setSoLinger(true, 0);
          }
        })) {
      TlsFacts facts = scan(server.port());
      assertThat(accepted(facts)).containsExactly("TLSv1.2");
      assertThat(facts.trial(Version.TLS_1_0))
          .isEqualTo(new Trial(Acceptance.UNKNOWN, Reason.CONNECTION_RESET, null));
    }
  }

  @Test
  void plainHttpServerRefusesEveryVersion() {
    byte[] answer = "HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    try (ScriptedServer server =
        new ScriptedServer((n, hello, socket) -> socket.getOutputStream().write(answer))) {
      TlsFacts facts = scan(server.port());
      assertThat(trials(facts).map(Trial::acceptance)).containsOnly(Acceptance.REFUSED);
      assertThat(facts.failure()).isEqualTo(Reason.TLS_HANDSHAKE);
    }
  }

  @Test
  void endlessRecordsAreCutAndUnknown() {
    byte[] warning = {21, 3, 3, 0, 2, 1, 112};
    try (ScriptedServer server =
        new ScriptedServer((n, hello, socket) -> {
          while (!socket.isClosed()) {
            socket.getOutputStream().write(warning);
          }
        })) {
      TlsFacts facts = scan(server.port());
      assertThat(facts.trial(Version.TLS_1_2))
          .isEqualTo(new Trial(Acceptance.UNKNOWN, Reason.TOO_LARGE, null));
      assertThat(accepted(facts)).isEmpty();
    }
  }

  @Test
  void helloInPiecesAndTooLongLengthsAreHarmless() {
    try (ScriptedServer server =
        new ScriptedServer((n, hello, socket) -> {
          if (ScriptedServer.version(hello) == 0x303) {
            for (byte one : ScriptedServer.hello(0x303)) {
              ScriptedServer.say(socket, one);
            }
          } else if (ScriptedServer.version(hello) == 0x302) {
            ScriptedServer.say(socket, 22, 3, 2, 0, 8, 2, 0xff, 0xff, 0xff, 3, 2, 0, 0);
          } else {
            ScriptedServer.say(socket, 22, 3, 1, 0, 6, 2, 0, 0, 2, 3, 1);
          }
        })) {
      TlsFacts facts = scan(server.port());
      assertThat(accepted(facts)).containsExactly("TLSv1.2");
      assertThat(trials(facts).map(Trial::acceptance)).doesNotContain(Acceptance.UNKNOWN);
    }
  }

  @Test
  void nobodyListeningIsRefusalOfEveryVersion() throws IOException {
    int port;
    try (ServerSocket unused = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = unused.getLocalPort();
    }
    AtomicInteger dialled = new AtomicInteger();
    TlsFacts facts =
        scan(
            (host, ignored, timeout) -> {
              dialled.incrementAndGet();
              return new Socket(InetAddress.getLoopbackAddress(), port);
            },
            LONG);
    assertThat(trials(facts))
        .containsOnly(new Trial(Acceptance.REFUSED, Reason.CONNECT_REFUSED, null));
    assertThat(facts.failure()).isEqualTo(Reason.CONNECT_REFUSED);
    assertThat(dialled).hasValue(3);
  }

  @Test
  void whyThereIsNoConnectionIsKept() {
    assertThat(scan(failing(new UnknownHostException(HOST)), LONG).failure())
        .isEqualTo(Reason.DNS_NOT_FOUND);
    assertThat(scan(failing(new SocketTimeoutException()), LONG).failure())
        .isEqualTo(Reason.CONNECT_TIMEOUT);
    TlsFacts refused = scan(failing(new Guard.Refused(Reason.ADDRESS_REFUSED, HOST)), LONG);
    assertThat(trials(refused))
        .containsOnly(new Trial(Acceptance.UNKNOWN, Reason.ADDRESS_REFUSED, null));
  }

  private static Dialer failing(IOException failure) {
    return (host, port, timeout) -> {
      throw failure;
    };
  }

  @Test
  void neverMoreThanOneConnectionAtOnceAndAPauseBeforeEach() throws IOException {
    AtomicInteger pauses = new AtomicInteger();
    AtomicInteger dialled = new AtomicInteger();
    List<Socket> open = new CopyOnWriteArrayList<>();
    try (TlsServer server = TlsServer.speaking(List.of("TLSv1.2"), OWN)) {
      Handshakes handshakes =
          Handshakes.live(
              (host, port, timeout) -> {
                assertThat(open).allMatch(Socket::isClosed);
                dialled.incrementAndGet();
                Socket socket = to(server.port()).dial(host, port, timeout);
                open.add(socket);
                return socket;
              },
              new Handshakes.Settings(
                  LONG, pauses::incrementAndGet, () -> TestCertificate.NOW, null));
      assertThat(accepted(TlsFacts.read(handshakes.scan(HOST, 443)))).containsExactly("TLSv1.2");
      assertThat(pauses.get()).isEqualTo(dialled.get()).isPositive();
      assertThat(open).allMatch(Socket::isClosed);
    }
  }

  @Test
  void extraAuthorityIsRecordedWhereItMatters(@TempDir Path folder) throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("ca.pem"),
            ROOT.pem() + TestCertificate.authority("Gốc khác").make().pem());
    try (TlsServer server = TlsServer.speaking(List.of("TLSv1.3"), OWN)) {
      Handshakes handshakes =
          Handshakes.live(
              to(server.port()),
              new Handshakes.Settings(LONG, () -> {}, () -> TestCertificate.NOW, file));
      TlsFacts facts = TlsFacts.read(handshakes.scan(HOST, 443));
      assertThat(facts.anchors()).isEqualTo(Certificates.encode(List.of(ROOT.certificate())));
      assertThat(
              new CertificateJudgement(30, List.of())
                  .judge(facts, TestCertificate.NOW)
                  .map(CertificateJudgement.Judged::situations))
          .hasValueSatisfying(found -> assertThat(found).isEmpty());
    }
  }

  @Test
  void fileWithoutAuthoritiesIsRefusedByName(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("ca.pem"), "không phải PEM");
    assertThatThrownBy(() ->
            Handshakes.live(
                to(1), new Handshakes.Settings(LONG, () -> {}, () -> TestCertificate.NOW, file)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("ca.pem");
  }

  @Test
  void helloCarriesTheNameOnlyWhenItIsOne() {
    assertThat(HostNames.serverName("cong.gov.vn.")).isEqualTo("cong.gov.vn");
    assertThat(HostNames.serverName("CỔNG.vn")).startsWith("xn--");
    assertThat(HostNames.serverName("localhost")).isEqualTo("localhost");
    assertThat(HostNames.serverName("127.0.0.1")).isNull();
    assertThat(HostNames.serverName("::1")).isNull();
  }

  @Test
  void helloIsNeverOfTheSizeOnWhichOldBalancersHang() {
    for (Version version : Version.values()) {
      if (version == Version.SSL_2) {
        continue;
      }
      for (Suites.Hand hand : Suites.hands(version)) {
        for (String name : new String[] {"a.vn", "x".repeat(60) + ".gov.vn", ""}) {
          byte[] hello =
              ClientHello.of(version, name.isEmpty() ? null : name, hand.codes(), new Random(1));
          assertThat(hello.length - 5 >= 256 && hello.length - 5 < 512).isFalse();
          assertThat(hand.codes()).doesNotHaveDuplicates().hasSizeLessThanOrEqualTo(128);
        }
      }
    }
    assertThat(Suites.hands(Version.TLS_1_2).stream().flatMap(h -> h.codes().stream()).distinct())
        .contains(0x0003, 0x0004, 0x000A, 0x0062, 0x0096, 0xC009, 0xC030, 0xCCAA)
        .hasSizeGreaterThan(150);
  }
}
