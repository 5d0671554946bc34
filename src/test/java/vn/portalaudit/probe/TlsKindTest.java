package vn.portalaudit.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import vn.portalaudit.domain.Observation;
import vn.portalaudit.domain.Reason;
import vn.portalaudit.net.tls.Handshakes;
import vn.portalaudit.net.tls.ScriptedServer;
import vn.portalaudit.net.tls.TestCertificate;
import vn.portalaudit.net.tls.TlsServer;

class TlsKindTest {
  private static final String HOST = "cong.tinh.gov.vn";
  private static final Handshakes NEVER =
      (host, port) -> {
        throw new AssertionError("asked over the network");
      };
  private static final TestCertificate ROOT = TestCertificate.authority("Gốc").make();

  private static Handshakes to(int port, Duration timeout) {
    try {
      return Handshakes.live(
          (host, ignored, t) -> new Socket(InetAddress.getLoopbackAddress(), port),
          new Handshakes.Settings(timeout, () -> {}, () -> MeasuredPortal.NOW, null));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static Map<String, Object> measured(MeasuredPortal portal, Handshakes handshakes) {
    return MeasuredPortal.fields(
        MeasuredPortal.compiled(TlsKind.kind(handshakes), "tls")
            .measure(portal.subject(MeasuredPortal.NOW)));
  }

  @Test
  void versionsAndCertificateAreObserved() {
    TestCertificate own = TestCertificate.of("x").dns(HOST).by(ROOT).days(-100, 20).make();
    try (TlsServer server = TlsServer.speaking(List.of("TLSv1", "TLSv1.2"), own, ROOT)) {
      Map<String, Object> seen =
          measured(
              new MeasuredPortal("https://" + HOST + "/"),
              to(server.port(), Duration.ofSeconds(20)));
      assertThat(seen)
          .containsEntry("versions", List.of("TLSv1", "TLSv1.2"))
          .containsEntry("certificate", List.of("EXPIRES_SOON", "UNTRUSTED_ROOT"))
          .containsEntry("notAfter", LocalDate.of(2026, 12, 12))
          .containsEntry("daysLeft", 20)
          .containsEntry("alpn", List.of())
          .containsEntry("keyBits", 256)
          .containsEntry("acceptsSsl2", false)
          .containsEntry("acceptsTls10", true)
          .containsEntry("acceptsTls11", false)
          .containsEntry("acceptsTls13", false);
      assertThat(seen.keySet()).isEqualTo(TlsKind.kind(NEVER).fields().keySet());
    }
  }

  @Test
  void recordAloneGivesTheSameAsTheNetwork() {
    TestCertificate own = TestCertificate.of("x").dns(HOST).by(ROOT).make();
    try (TlsServer server = TlsServer.speaking(List.of("TLSv1.3"), own)) {
      MeasuredPortal portal = new MeasuredPortal("https://" + HOST + "/");
      Subject subject = portal.subject(MeasuredPortal.NOW);
      List<Observation> first =
          MeasuredPortal.compiled(TlsKind.kind(to(server.port(), Duration.ofSeconds(20))), "tls")
              .measure(subject);
      List<Observation> again =
          MeasuredPortal.compiled(TlsKind.kind(NEVER), "tls").measure(subject);
      assertThat(again).isEqualTo(first);
      assertThat(portal.live()).isEqualTo(1);
    }
  }

  @Test
  void expiryIsJudgedAsOfTheMomentAsked() {
    TestCertificate own = TestCertificate.of("x").dns(HOST).days(-100, 20).make();
    try (TlsServer server = TlsServer.speaking(List.of("TLSv1.3"), own)) {
      Subject later =
          new MeasuredPortal("https://" + HOST + "/")
              .subject(MeasuredPortal.NOW.plus(Duration.ofDays(20)).plusSeconds(60));
      Map<String, Object> seen =
          MeasuredPortal.fields(
              MeasuredPortal.compiled(
                      TlsKind.kind(to(server.port(), Duration.ofSeconds(20))), "tls")
                  .measure(later));
      assertThat(seen)
          .containsEntry("certificate", List.of("EXPIRED", "SELF_SIGNED"))
          .containsEntry("daysLeft", -1);
    }
  }

  @Test
  void portalWithoutHttpsAcceptsNothing() throws IOException {
    int port;
    try (ServerSocket unused = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = unused.getLocalPort();
    }
    assertThat(
            measured(new MeasuredPortal("http://" + HOST + "/"), to(port, Duration.ofSeconds(20))))
        .containsEntry("versions", List.of())
        .containsEntry("acceptsTls12", false)
        .containsEntry("certificate", Reason.CONNECT_REFUSED)
        .containsEntry("notAfter", Reason.CONNECT_REFUSED)
        .containsEntry("alpn", Reason.CONNECT_REFUSED);
  }

  @Test
  void silenceIsUnobserved() {
    try (ScriptedServer server =
        new ScriptedServer((n, hello, socket) -> socket.getInputStream().readAllBytes())) {
      assertThat(
              measured(
                      new MeasuredPortal("https://" + HOST + "/"),
                      to(server.port(), Duration.ofMillis(50)))
                  .values())
          .containsOnly(Reason.READ_TIMEOUT);
    }
  }

  @Test
  void portOfTheRootCountsOnlyUnderHttps() {
    String silent =
        "{\"host\":\"h\",\"port\":1,\"at\":\"2026-11-22T03:00:00Z\",\"versions\":{},"
            + "\"chain\":[],\"anchors\":[],\"failure\":\"CONNECT_TIMEOUT\"}";
    for (Map.Entry<String, String> expected :
        Map.of(
                "https://Cong.gov.vn:8443/", "cong.gov.vn:8443",
                "http://cong.gov.vn:8080/", "cong.gov.vn:443",
                "https://[::1]/", "::1:443")
            .entrySet()) {
      MeasuredPortal portal =
          new MeasuredPortal(expected.getKey()).recorded("tls", expected.getValue(), silent);
      assertThat(measured(portal, NEVER)).containsEntry("certificate", Reason.CONNECT_TIMEOUT);
    }
  }

  @Test
  void damagedRecordIsOurFaultAndAnInterruptionIsItself() {
    MeasuredPortal damaged =
        new MeasuredPortal("https://" + HOST + "/").recorded("tls", HOST + ":443", "{\"host\":1");
    assertThat(measured(damaged, NEVER).values()).containsOnly(Reason.OWN_FAULT);
    MeasuredPortal stopped =
        new MeasuredPortal("https://" + HOST + "/").stopped(Reason.INTERRUPTED);
    assertThat(measured(stopped, NEVER).values()).containsOnly(Reason.INTERRUPTED);
    for (String root : List.of("không phải địa chỉ", "https://cong.gov.vn:99999/", "mailto:a@b")) {
      assertThat(measured(new MeasuredPortal(root), NEVER).values()).containsOnly(Reason.OWN_FAULT);
    }
  }

  @Test
  void wrongDaysAreAProblemOfTheFile() {
    assertThat(MeasuredPortal.problems(TlsKind.kind(NEVER), "expires_soon_days: -3\n"))
        .singleElement()
        .asString()
        .contains("x.yml:1", "0 đến 3650");
    assertThat(MeasuredPortal.problems(TlsKind.kind(NEVER), "expires_soon_days: 14\n")).isEmpty();
  }
}
