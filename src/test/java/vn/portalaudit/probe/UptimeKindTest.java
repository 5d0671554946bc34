package vn.portalaudit.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import vn.portalaudit.domain.Reason;
import vn.portalaudit.domain.Timing;
import vn.portalaudit.net.tls.Handshakes;
import vn.portalaudit.net.tls.ScriptedServer;
import vn.portalaudit.net.tls.TestCertificate;
import vn.portalaudit.net.tls.TlsServer;

class UptimeKindTest {
  private static final String HOST = "cong.tinh.gov.vn";
  private static final String ROOT_URL = "https://" + HOST + "/";
  private static final Handshakes NEVER =
      (host, port) -> {
        throw new AssertionError("asked over the network");
      };
  private static final TestCertificate ROOT = TestCertificate.authority("Gốc").make();
  private static final TestCertificate OWN = TestCertificate.of("x").dns(HOST).by(ROOT).make();
  private static final TestCertificate RSA =
      TestCertificate.of("x").dns(HOST).by(ROOT).keys(TestCertificate.key("RSA", 2_048)).make();

  @TempDir Path folder;

  private Handshakes to(int port) {
    try {
      Path authority = Files.writeString(folder.resolve("ca.pem"), ROOT.pem());
      return Handshakes.live(
          (host, ignored, timeout) -> new Socket(InetAddress.getLoopbackAddress(), port),
          new Handshakes.Settings(
              Duration.ofSeconds(20), () -> {}, () -> MeasuredPortal.NOW, authority));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static Map<String, Object> measured(MeasuredPortal portal, Handshakes handshakes) {
    return MeasuredPortal.fields(
        MeasuredPortal.compiled(UptimeKind.kind(handshakes), "uptime")
            .measure(portal.subject(MeasuredPortal.NOW)));
  }

  private static void assertState(
      MeasuredPortal portal, Handshakes handshakes, String state, @Nullable Reason reason) {
    assertThat(measured(portal, handshakes))
        .containsEntry("state", state)
        .containsEntry("reason", reason == null ? "" : reason.name());
  }

  private static MeasuredPortal readable() {
    return new MeasuredPortal(ROOT_URL).home(200, null);
  }

  @Test
  void readableHomeWithSoundTlsIsUp() {
    try (TlsServer server = TlsServer.speaking(List.of("TLSv1.2", "TLSv1.3"), OWN)) {
      assertState(readable(), to(server.port()), "UP", null);
    }
  }

  @Test
  void outdatedVersionsBesideSoundOnesDoNotWeaken() {
    try (TlsServer server = TlsServer.speaking(List.of("TLSv1", "TLSv1.2"), OWN)) {
      assertState(readable(), to(server.port()), "UP", null);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"SSLv3", "TLSv1", "TLSv1.1"})
  void outdatedVersionAloneIsDegraded(String version) {
    try (TlsServer server = TlsServer.speaking(List.of(version), RSA)) {
      assertState(readable(), to(server.port()), "DEGRADED", Reason.TLS_HANDSHAKE);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SSL_RSA_WITH_RC4_128_SHA",
        "SSL_RSA_WITH_3DES_EDE_CBC_SHA",
        "TLS_RSA_WITH_AES_128_CBC_SHA",
        "TLS_DHE_RSA_WITH_AES_128_GCM_SHA256"
      })
  void weakSuiteAloneIsDegradedWhetherOrNotTheClientCouldConnect(String suite) {
    try (TlsServer server = TlsServer.only(List.of(suite), RSA)) {
      assertState(readable(), to(server.port()), "DEGRADED", Reason.TLS_HANDSHAKE);
      assertState(
          new MeasuredPortal(ROOT_URL).home(0, Reason.TLS_HANDSHAKE),
          to(server.port()),
          "DEGRADED",
          Reason.TLS_HANDSHAKE);
    }
  }

  @Test
  void handshakeThatFailsEvenForOurOwnHelloIsDown() {
    try (ScriptedServer server =
        new ScriptedServer((n, hello, socket) ->
            socket.getOutputStream().write(new byte[] {21, 3, 1, 0, 2, 2, 40}))) {
      assertState(
          new MeasuredPortal(ROOT_URL).home(0, Reason.TLS_HANDSHAKE),
          to(server.port()),
          "DOWN",
          Reason.TLS_HANDSHAKE);
    }
  }

  @Test
  void badCertificateIsDegraded() {
    TestCertificate expired = TestCertificate.of("x").dns(HOST).by(ROOT).days(-90, -1).make();
    try (TlsServer server = TlsServer.speaking(List.of("TLSv1.3"), expired)) {
      assertState(readable(), to(server.port()), "DEGRADED", Reason.TLS_CERTIFICATE);
    }
    assertState(
        new MeasuredPortal(ROOT_URL).home(0, Reason.TLS_CERTIFICATE),
        NEVER,
        "DEGRADED",
        Reason.TLS_CERTIFICATE);
  }

  @Test
  void certificateThatExpiresSoonDoesNotWeaken() {
    TestCertificate soon = TestCertificate.of("x").dns(HOST).by(ROOT).days(-90, 3).make();
    try (TlsServer server = TlsServer.speaking(List.of("TLSv1.3"), soon)) {
      assertState(readable(), to(server.port()), "UP", null);
    }
  }

  @Test
  void plainHttpIsUpWithoutAskingForTls() {
    assertState(new MeasuredPortal("http://" + HOST + "/").home(200, null), NEVER, "UP", null);
  }

  @Test
  void redirectToHttpsIsLookedAt() {
    TestCertificate other = TestCertificate.of("x").dns("khac.vn").by(ROOT).make();
    try (TlsServer server = TlsServer.speaking(List.of("TLSv1.3"), other)) {
      assertState(
          new MeasuredPortal("http://" + HOST + "/").home(ROOT_URL, 200, null, Timing.NONE),
          to(server.port()),
          "DEGRADED",
          Reason.TLS_CERTIFICATE);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"DNS_NOT_FOUND", "CONNECT_REFUSED", "CONNECT_TIMEOUT", "READ_TIMEOUT"})
  void failuresOfThePortalAreDown(Reason reason) {
    assertState(new MeasuredPortal(ROOT_URL).home(0, reason), NEVER, "DOWN", reason);
  }

  @ParameterizedTest
  @EnumSource(
      names = {"DNS_FAILURE", "OWN_FAULT", "BLOCKED", "CONNECTION_RESET", "ADDRESS_REFUSED"})
  void failuresThatMayLieElsewhereAreUnknown(Reason reason) {
    assertState(new MeasuredPortal(ROOT_URL).home(0, reason), NEVER, "UNKNOWN", reason);
  }

  @ParameterizedTest
  @CsvSource({
    "500, DOWN, HTTP_STATUS",
    "503, DOWN, HTTP_STATUS",
    "403, UNKNOWN, BLOCKED",
    "429, UNKNOWN, BLOCKED",
    "404, UNKNOWN, HTTP_STATUS"
  })
  void statusDecides(int status, String state, Reason reason) {
    assertState(
        new MeasuredPortal(ROOT_URL).home(status, Reason.HTTP_STATUS), NEVER, state, reason);
  }

  @Test
  void challengeWithAServerErrorIsStillABlock() {
    assertState(
        new MeasuredPortal(ROOT_URL).home(503, Reason.BLOCKED), NEVER, "UNKNOWN", Reason.BLOCKED);
  }

  @Test
  void homeNeverAskedForIsUnknown() {
    assertState(new MeasuredPortal(ROOT_URL), NEVER, "UNKNOWN", Reason.OWN_FAULT);
  }

  @Test
  void interruptedMeasurementIsUnknown() {
    assertState(readable().stopped(Reason.INTERRUPTED), NEVER, "UNKNOWN", Reason.INTERRUPTED);
  }

  @Test
  void phasesAreObservedWhereTheyHappened() {
    MeasuredPortal portal =
        new MeasuredPortal("http://" + HOST + "/")
            .home("http://" + HOST + "/", 200, null, new Timing(3, 5, -1, 40, 90));
    assertThat(measured(portal, NEVER))
        .containsEntry("dnsMs", 3)
        .containsEntry("connectMs", 5)
        .containsEntry("tlsMs", Reason.OWN_FAULT)
        .containsEntry("firstByteMs", 40)
        .containsEntry("totalMs", 90);
    assertThat(measured(new MeasuredPortal(ROOT_URL).home(0, Reason.CONNECT_REFUSED), NEVER))
        .containsEntry("totalMs", Reason.CONNECT_REFUSED);
  }

  @Test
  void unknownWordsAreProblemsOfTheFile() {
    assertThat(
            MeasuredPortal.problems(
                UptimeKind.kind(NEVER), "sound_versions: [TLS9]\ncertificate_faults: [OLD]\n"))
        .hasSize(2);
    assertThat(MeasuredPortal.problems(UptimeKind.kind(NEVER), "kind: uptime\n")).isNotEmpty();
  }
}
