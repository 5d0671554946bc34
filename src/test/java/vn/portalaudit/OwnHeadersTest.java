package vn.portalaudit;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vn.portalaudit.agent.Settings;
import vn.portalaudit.web.TestApplication;

/** What our own probe of headers says of our own application. */
class OwnHeadersTest {
  private static final String HOST = "giamsat.example.gov.vn";
  private static final OkHttpClient CLIENT =
      new OkHttpClient.Builder().followRedirects(false).build();

  @TempDir private Path folder;

  private static Map<String, String> seen(String address, String... options) {
    List<String> words =
        new ArrayList<>(
            List.of("probe", "run", "http-observatory", address + "/dang-nhap", "--allow-private"));
    words.addAll(List.of("--json", "-"));
    words.addAll(List.of(options));
    Cli cli = Cli.run(words.toArray(String[]::new));
    JsonNode document = JsonMapper.builder().build().readTree(cli.out());
    Map<String, String> seen = new TreeMap<>();
    document
        .path("observations")
        .forEach(o -> seen.put(o.path("field").asString(), o.path("value").asString("")));
    assertThat(seen).as(cli.out() + cli.err()).isNotEmpty();
    return seen;
  }

  @Test
  void behindAProxyThatSpeaksTlsItGetsTheBestGrade() throws Exception {
    Settings.Access access =
        new Settings.Access(
            false, Duration.ofMinutes(30), Duration.ofHours(12), "https://" + HOST, true, null);
    HeldCertificate authority =
        new HeldCertificate.Builder().certificateAuthority(0).commonName("CA thử").build();
    HeldCertificate own =
        new HeldCertificate.Builder().addSubjectAlternativeName(HOST).signedBy(authority).build();
    Path trusted = Files.writeString(folder.resolve("ca.pem"), authority.certificatePem());
    HttpServer plain = HttpServer.create(anywhere(), 100);
    HttpsServer proxy = HttpsServer.create(anywhere(), 100);
    try (TestApplication app = TestApplication.start(access, InstantSource.system())) {
      plain.createContext(
          "/",
          exchange -> {
            try (exchange) {
              exchange
                  .getResponseHeaders()
                  .set("Location", "https://" + HOST + exchange.getRequestURI());
              exchange.sendResponseHeaders(301, -1);
            }
          });
      proxy.setHttpsConfigurator(
          new HttpsConfigurator(
              new HandshakeCertificates.Builder().heldCertificate(own).build().sslContext()));
      proxy.createContext("/", exchange -> pass(exchange, app.address()));
      plain.start();
      proxy.start();

      assertThat(
              seen(
                  "https://" + HOST,
                  "--ca",
                  trusted.toString(),
                  "--connect-to",
                  HOST + ":443:127.0.0.1:" + proxy.getAddress().getPort(),
                  "--connect-to",
                  HOST + ":80:127.0.0.1:" + plain.getAddress().getPort()))
          .containsEntry("cookies", "cookies-secure-with-httponly-sessions-and-samesite")
          .containsEntry("redirection", "redirection-to-https")
          .containsEntry(
              "strict-transport-security", "hsts-implemented-max-age-at-least-six-months")
          .containsEntry("grade", "A+")
          .containsEntry("score", "155");
    } finally {
      plain.stop(0);
      proxy.stop(0);
    }
  }

  private static InetSocketAddress anywhere() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
  }

  /** As a proxy of ours does: what is asked and answered, and that it came encrypted. */
  private static void pass(HttpExchange exchange, String to) throws IOException {
    try (exchange) {
      Request request =
          new Request.Builder()
              .url(to + exchange.getRequestURI())
              .header("Host", HOST)
              .header("X-Forwarded-For", "203.0.113.9")
              .header("X-Forwarded-Proto", "https")
              .build();
      try (Response answer = CLIENT.newCall(request).execute()) {
        for (String name : answer.headers().names()) {
          if (!name.toLowerCase(Locale.ROOT).matches("content-length|transfer-encoding|date")) {
            exchange.getResponseHeaders().put(name, answer.headers(name));
          }
        }
        byte[] body = answer.body().bytes();
        exchange.sendResponseHeaders(answer.code(), body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
      }
    }
  }

  @Test
  void onlyWhatPlainHttpCannotHaveIsMissing() {
    assertThat(seen(TestApplication.shared().address()))
        .containsEntry("content-security-policy", "csp-implemented-with-no-unsafe-default-src-none")
        .containsEntry("cross-origin-embedder-policy", "coep-implemented-with-require-corp")
        .containsEntry("cross-origin-opener-policy", "coop-implemented-with-same-origin")
        .containsEntry("cross-origin-resource-policy", "corp-implemented-with-same-origin")
        .containsEntry(
            "cross-origin-resource-sharing", "cross-origin-resource-sharing-not-implemented")
        .containsEntry("referrer-policy", "referrer-policy-private")
        .containsEntry("x-content-type-options", "x-content-type-options-nosniff")
        .containsEntry("x-frame-options", "x-frame-options-implemented-via-csp")
        .containsEntry(
            "subresource-integrity",
            "sri-not-implemented-but-all-scripts-loaded-from-secure-origin")
        // these three need HTTPS, and are all that keeps it from the best grade
        .containsEntry("redirection", "redirection-not-to-https")
        .containsEntry("strict-transport-security", "hsts-not-implemented-no-https")
        .containsEntry("cookies", "cookies-without-secure-flag")
        .containsEntry("score", "40");
  }
}
