package vn.portalaudit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vn.portalaudit.domain.Datum;
import vn.portalaudit.domain.Result;
import vn.portalaudit.report.ResultDocument;

/** What the probe of HTTPS says of real servers: with and without it, with good and bad papers. */
final class HttpsProbeTest {
  private static final String HOST = "so.test";
  private static final HeldCertificate AUTHORITY =
      new HeldCertificate.Builder().certificateAuthority(0).commonName("CA thử").build();
  private static final String PAGE =
      "<!DOCTYPE html><html lang=\"vi\"><head><title>Sở</title></head><body><p>"
          + "Cổng thông tin điện tử của Sở. ".repeat(10)
          + "</p><a href=\"/lien-he\">Liên hệ</a>%s</body></html>";
  private static final String CLEAN = PAGE.formatted("<img src=\"https://so.test/anh.png\">");
  private static final WildServer.Script PORTAL = serving(CLEAN);
  private static final WildServer.Script TO_HTTPS =
      (target, wire) -> wire.redirect("https://" + HOST + target);

  @TempDir private Path temp;

  @Test
  void aPortalThatDoesAllOfItRight() throws IOException {
    try (WildServer plain = new WildServer(TO_HTTPS);
        WildServer secure = secure(good(), PORTAL)) {
      assertThat(seen(plain.port(), secure.port()))
          .containsEntry("available", "true")
          .containsEntry("valid", "true")
          .containsEntry("redirects", "true")
          .containsEntry("mixed", "false");
    }
  }

  @Test
  void aPortalWithoutHttps() throws IOException {
    try (WildServer plain = new WildServer(PORTAL)) {
      assertThat(seen(plain.port(), WildServer.closedPort()))
          .containsEntry("available", "false")
          .containsEntry("valid", "false")
          .containsEntry("redirects", "false")
          .containsEntry("mixed", "false");
    }
  }

  @Test
  void aServerThatSpeaksNoTlsOnItsPort() throws IOException {
    try (WildServer plain = new WildServer(PORTAL);
        WildServer secure =
            WildServer.blunt((target, wire) -> wire.send("400 Bad Request", "", new byte[0]))) {
      assertThat(seen(plain.port(), secure.port()))
          .containsEntry("available", "false")
          .containsEntry("valid", "false")
          .containsEntry("redirects", "false");
    }
  }

  @Test
  void anExpiredCertificateIsNotValid() throws IOException {
    Instant past = Instant.parse("2020-01-01T00:00:00Z");
    HeldCertificate expired =
        certificate(HOST)
            .validityInterval(past.toEpochMilli(), past.plus(Duration.ofDays(90)).toEpochMilli())
            .build();
    try (WildServer plain = new WildServer(TO_HTTPS);
        WildServer secure = secure(expired, PORTAL)) {
      assertThat(seen(plain.port(), secure.port()))
          .containsEntry("available", "true")
          .containsEntry("valid", "false")
          .containsEntry("redirects", "true");
    }
  }

  @Test
  void aCertificateOfAnotherHostIsNotValid() throws IOException {
    try (WildServer plain = new WildServer(TO_HTTPS);
        WildServer secure = secure(certificate("khac.test").build(), PORTAL)) {
      assertThat(seen(plain.port(), secure.port()))
          .containsEntry("available", "true")
          .containsEntry("valid", "false");
    }
  }

  @Test
  void aCertificateThatNobodyVouchesForIsNotValid() throws IOException {
    HeldCertificate own =
        new HeldCertificate.Builder().commonName(HOST).addSubjectAlternativeName(HOST).build();
    try (WildServer plain = new WildServer(TO_HTTPS);
        WildServer secure = secure(own, PORTAL)) {
      assertThat(seen(plain.port(), secure.port()))
          .containsEntry("available", "true")
          .containsEntry("valid", "false");
    }
  }

  @Test
  void anHttpThatAnswersItselfDoesNotRedirect() throws IOException {
    try (WildServer plain = new WildServer(PORTAL);
        WildServer secure = secure(good(), PORTAL)) {
      assertThat(seen(plain.port(), secure.port()))
          .containsEntry("available", "true")
          .containsEntry("valid", "true")
          .containsEntry("redirects", "false");
    }
  }

  @Test
  void whoAnswersByHttpsAloneLeavesNobodyInTheOpen() throws IOException {
    try (WildServer secure = secure(good(), PORTAL)) {
      assertThat(seen(WildServer.closedPort(), secure.port()))
          .containsEntry("available", "true")
          .containsEntry("redirects", "true");
    }
  }

  @Test
  void anHttpsThatSendsBackToHttpIsNone() throws IOException {
    WildServer.Script back = (target, wire) -> wire.redirect("http://" + HOST + target);
    try (WildServer plain = new WildServer(PORTAL);
        WildServer secure = secure(good(), back)) {
      assertThat(seen(plain.port(), secure.port()))
          .containsEntry("available", "false")
          .containsEntry("redirects", "false");
    }
  }

  @Test
  void aPictureByHttpOnAPageByHttpsIsMixed() throws IOException {
    String mixed = PAGE.formatted("<img src=\"http://anh.so.test/a.png\">");
    try (WildServer plain = new WildServer(TO_HTTPS);
        WildServer secure = secure(good(), serving(mixed))) {
      assertThat(seen(plain.port(), secure.port())).containsEntry("mixed", "true");
    }
  }

  @Test
  void aScriptByHttpOnAnInnerPageIsMixedAndALinkIsNot() throws IOException {
    String link = PAGE.formatted("<a href=\"http://khac.test/\">Cổng khác</a>");
    String script = PAGE.formatted("<script src=\"http://cdn.so.test/a.js\"></script>");
    try (WildServer plain = new WildServer(TO_HTTPS);
        WildServer links = secure(good(), serving(link));
        WildServer scripts =
            secure(
                good(),
                (target, wire) ->
                    serving(target.equals("/lien-he") ? script : link).answer(target, wire))) {
      assertThat(audited(plain.port(), links.port(), "cu")).isEqualTo(Datum.of(false));
      assertThat(audited(plain.port(), scripts.port(), "moi")).isEqualTo(Datum.of(true));
    }
  }

  @Test
  void anHttpsThatBreaksOffIsUnknownAndSaysWhy() throws IOException {
    try (WildServer plain = new WildServer(PORTAL);
        WildServer secure = WildServer.blunt((target, wire) -> wire.reset())) {
      assertThat(seen(plain.port(), secure.port()))
          .containsEntry("available", "CONNECTION_RESET")
          .containsEntry("valid", "CONNECTION_RESET")
          .containsEntry("redirects", "false")
          .containsEntry("mixed", "false");
    }
  }

  // ---- servers and runs ----

  private static WildServer.Script serving(String page) {
    return (target, wire) -> {
      if (target.equals("/") || target.equals("/lien-he")) {
        wire.html(page);
      } else {
        wire.missing();
      }
    };
  }

  private static HeldCertificate.Builder certificate(String host) {
    return new HeldCertificate.Builder()
        .commonName(host)
        .addSubjectAlternativeName(host)
        .signedBy(AUTHORITY);
  }

  private static HeldCertificate good() {
    return certificate(HOST).build();
  }

  private static WildServer secure(HeldCertificate held, WildServer.Script script) {
    HandshakeCertificates certificates =
        new HandshakeCertificates.Builder().heldCertificate(held).build();
    return new WildServer(certificates.sslContext().getServerSocketFactory(), script);
  }

  /** The fields of the probe: values as text, or the reason why there is none. */
  private Map<String, String> seen(int http, int https) throws IOException {
    List<String> args =
        new ArrayList<>(List.of("probe", "run", "https", "https://" + HOST + "/", "--json", "-"));
    args.addAll(dialled(http, https));

    Cli run = Cli.run(args.toArray(String[]::new));

    assertThat(run.status()).as(run.err()).isZero();
    Map<String, String> fields = new HashMap<>();
    for (JsonNode node : JsonMapper.shared().readTree(run.out()).required("observations")) {
      String value = node.path("value").asString("");
      fields.put(
          node.required("field").asString(),
          value.isEmpty() ? node.path("unobserved").asString("") : value);
    }
    assertThat(fields).containsOnlyKeys(List.of("available", "valid", "redirects", "mixed"));
    return fields;
  }

  /** What a whole audit says of mixed content. */
  private Datum audited(int http, int https, String name) throws IOException {
    Path out = temp.resolve(name);
    List<String> args =
        new ArrayList<>(List.of("audit", "https://" + HOST + "/", "--out", out.toString()));
    args.addAll(dialled(http, https));

    assertThat(Cli.run(args.toArray(String[]::new)).status()).isZero();

    return ResultDocument.read(out.resolve("result.json")).observations().stream()
        .filter(o -> o.key().equals("https.mixed"))
        .map(o -> ((Result.Value) o.result()).datum())
        .findFirst()
        .orElseThrow();
  }

  private List<String> dialled(int http, int https) throws IOException {
    Path pem = Files.writeString(temp.resolve("ca.pem"), AUTHORITY.certificatePem());
    List<String> args = new ArrayList<>();
    args.addAll(List.of("--allow-private", "--rate", "off", "--browser", "never"));
    args.addAll(List.of("--ca", pem.toString()));
    for (String host : List.of(HOST, "www." + HOST)) {
      args.addAll(List.of("--connect-to", host + ":80:127.0.0.1:" + http));
      args.addAll(List.of("--connect-to", host + ":443:127.0.0.1:" + https));
    }
    return args;
  }
}
