package vn.portalaudit.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.ServerSocketFactory;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import vn.portalaudit.domain.Reason;

@Timeout(60)
class TlsTest {
  private static final HeldCertificate AUTHORITY =
      new HeldCertificate.Builder().certificateAuthority(0).commonName("Test CA").build();

  @TempDir Path folder;

  @Test
  void certificateOfAnExtraAuthorityIsTrusted() throws Exception {
    assertThat(read(certificate().addSubjectAlternativeName("so.test"), pem()).certificateTrusted())
        .isTrue();
  }

  @Test
  void certificateOfAnUnknownAuthorityIsReadAndNotTrusted() throws Exception {
    Web.Fetched fetched = read(certificate().addSubjectAlternativeName("so.test"), null);

    assertThat(fetched.certificateTrusted()).isFalse();
    assertThat(fetched.reason()).isNull();
    assertThat(fetched.body().body()).isNotEmpty();
    assertThat(fetched.timing().tlsMs()).isNotNegative();
  }

  @Test
  void certificateOfAnotherHostIsNotTrusted() throws Exception {
    Web.Fetched fetched = read(certificate().addSubjectAlternativeName("other.test"), pem());

    assertThat(fetched.certificateTrusted()).isFalse();
    assertThat(fetched.reason()).isNull();
  }

  @Test
  void expiredCertificateIsNotTrusted() throws Exception {
    Instant past = Instant.parse("2020-01-01T00:00:00Z");
    Web.Fetched fetched =
        read(
            certificate()
                .addSubjectAlternativeName("so.test")
                .validityInterval(
                    past.toEpochMilli(), past.plus(Duration.ofDays(90)).toEpochMilli()),
            pem());

    assertThat(fetched.certificateTrusted()).isFalse();
    assertThat(fetched.reason()).isNull();
  }

  @Test
  void aSlowConnectionDoesNotBringTwoRequestsCloser() throws Exception {
    FakePace pace = new FakePace();
    try (ServerSocket listener = listener(certificate().build());
        Portal portal = slowToAccept(listener, () -> pace.pass(Duration.ofMillis(400)));
        Web web =
            new Web(
                Web.Options.standard().rate(BigDecimal.ONE),
                new Guard(true, List.of("so.test:443:127.0.0.1:" + listener.getLocalPort())),
                pace)) {
      web.get("https://so.test/1", Web.Rules.GET);
      web.get("https://so.test/2", Web.Rules.GET);

      assertThat(portal.connections).hasValue(1);
      assertThat(pace.waits).containsExactly(Duration.ofSeconds(1));
    }
  }

  @Test
  void whatIsNoLongerPermittedOnceTheConnectionStandsIsNotSent() throws Exception {
    AtomicBoolean permitted = new AtomicBoolean(true);
    try (ServerSocket listener = listener(certificate().build());
        Portal portal = slowToAccept(listener, () -> permitted.set(false));
        Web web = web(listener.getLocalPort(), null, Web.Limits.STANDARD)) {
      Web.Fetched fetched = web.get("https://so.test/", Web.Rules.GET.asLongAs(permitted::get));

      assertThat(fetched.reason()).isEqualTo(Reason.INTERRUPTED);
      assertThat(portal.connections).hasValue(1);
      assertThat(portal.heads).isEmpty();
    }
  }

  @Test
  void everyHandshakeOfOneConnectionIsJudgedOnce() throws Exception {
    HeldCertificate held = certificate().addSubjectAlternativeName("so.test").build();
    try (Portal portal = portal(held);
        Web web = web(portal.port(), pem(), Web.Limits.STANDARD)) {
      Web.Fetched first = web.get("https://so.test/1", Web.Rules.GET);
      Web.Fetched second = web.get("https://so.test/2", Web.Rules.GET);

      assertThat(first.certificateTrusted()).isTrue();
      assertThat(second.certificateTrusted()).isTrue();
      assertThat(portal.connections).hasValue(1);
      assertThat(second.timing().tlsMs()).isEqualTo(-1);
    }
  }

  @Test
  void serverWithoutTlsFailsTheHandshake() throws Exception {
    try (ServerSocket listener = new ServerSocket(0, 5, InetAddress.ofLiteral("127.0.0.1"));
        Web web = web(listener.getLocalPort(), null, Web.Limits.STANDARD)) {
      Thread.ofPlatform().daemon().start(() -> answerInPlainText(listener));

      assertThat(web.get("https://so.test/", Web.Rules.GET).reason())
          .isEqualTo(Reason.TLS_HANDSHAKE);
    }
  }

  private static void answerInPlainText(ServerSocket listener) {
    try (Socket socket = listener.accept()) {
      InputStream in = socket.getInputStream();
      in.read();
      Portal.write(socket.getOutputStream(), "HTTP/1.1 400 Bad Request\r\n\r\n");
      in.readAllBytes();
    } catch (IOException e) {
      // the client went away
    }
  }

  @Test
  void serverThatNeverShakesHandsTimesOut() {
    Web.Limits standard = Web.Limits.STANDARD;
    Web.Limits shortTls =
        new Web.Limits(
            standard.connect(),
            Duration.ofMillis(300),
            standard.firstByte(),
            standard.whole(),
            standard.slowest(),
            standard.slowestOver(),
            standard.redirects(),
            standard.hosts(),
            standard.page(),
            standard.document(),
            standard.head(),
            standard.fields(),
            standard.url());
    try (Portal portal = new Portal((head, out) -> Portal.stall(out));
        Web web = web(portal.port(), null, shortTls)) {
      assertThat(web.get("https://so.test/", Web.Rules.GET).reason())
          .isEqualTo(Reason.READ_TIMEOUT);
    }
  }

  @Test
  void fileWithoutACertificateIsAMistake() throws Exception {
    Path empty = Files.writeString(folder.resolve("empty.pem"), "không có gì");

    assertThatIllegalArgumentException()
        .isThrownBy(() -> web(443, empty, Web.Limits.STANDARD))
        .withMessageContaining("empty.pem");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> web(443, folder.resolve("absent.pem"), Web.Limits.STANDARD))
        .withMessageContaining("absent.pem");
  }

  private Web.Fetched read(HeldCertificate.Builder builder, @Nullable Path authority) {
    try (Portal portal = portal(builder.build());
        Web web = web(portal.port(), authority, Web.Limits.STANDARD)) {
      return web.get("https://so.test/", Web.Rules.GET);
    }
  }

  private static HeldCertificate.Builder certificate() {
    return new HeldCertificate.Builder().commonName("so.test").signedBy(AUTHORITY);
  }

  private Path pem() throws IOException {
    return Files.writeString(folder.resolve("ca.pem"), AUTHORITY.certificatePem());
  }

  private static Portal portal(HeldCertificate held) {
    return new Portal("127.0.0.1", sockets(held), (head, out) -> Portal.html(out, "<p>"));
  }

  private static ServerSocketFactory sockets(HeldCertificate held) {
    return new HandshakeCertificates.Builder()
        .heldCertificate(held)
        .build()
        .sslContext()
        .getServerSocketFactory();
  }

  private static ServerSocket listener(HeldCertificate held) throws IOException {
    return sockets(held).createServerSocket(0, 50, InetAddress.ofLiteral("127.0.0.1"));
  }

  /** A portal where something happens after each connection, before its handshake. */
  private static Portal slowToAccept(ServerSocket listener, Runnable meanwhile) {
    return new Portal(listener, meanwhile, (head, out) -> Portal.html(out, "<p>"));
  }

  private static Web web(int port, @Nullable Path authority, Web.Limits limits) {
    return new Web(
        Web.Options.standard()
            .allowPrivate(true)
            .rate(null)
            .limits(limits)
            .authority(authority)
            .connectTo(List.of("so.test:443:127.0.0.1:" + port)));
  }
}
