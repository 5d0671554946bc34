package vn.portalaudit.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What belongs to the inside of the program is not on the port where people come. */
class ExposureTest {
  private static final TestApplication APP = TestApplication.shared();

  private static final List<String> INSIDE =
      List.of(
          "/actuator",
          "/actuator/env",
          "/actuator/heapdump",
          "/actuator/prometheus",
          "/prometheus",
          "/metrics",
          "/heapdump",
          "/h2-console",
          "/jolokia",
          "/swagger-ui.html",
          "/swagger-ui/index.html",
          "/v3/api-docs",
          "/.git/config",
          "/.env",
          "/.well-known/",
          "/portal-audit.yml",
          "/logback.xml",
          "/application.properties",
          "/WEB-INF/web.xml",
          "/META-INF/MANIFEST.MF",
          "/web/assets/app.js",
          "/web/layout.html.vm",
          "/tai-san/",
          "/tai-san/x/",
          "/tai-san/x/app.js.map",
          "/tai-san/x/..%2F..%2Flogback.xml",
          "/tai-san/x/%2e%2e%2flayout.html.vm",
          "/tai-san/x/layout.html.vm",
          "/tai-khoan/app.css",
          "/tai-khoan.css",
          "/tai-khoan%2Fapp.css",
          "/khoa-ung-dung",
          "/data/khoa-ung-dung",
          "/;/nguoi-dung",
          "/nguoi-dung;x=1",
          "//nguoi-dung",
          "/%c0%ae%c0%ae/etc/passwd");

  @Test
  void nothingOfTheInsideIsGivenOut() {
    List<String> open = new ArrayList<>();
    for (TestClient client : List.of(APP.anybody(), APP.as("quantri"))) {
      for (String path : INSIDE) {
        Answer answer = client.get(path);
        if (answer.status() != 404 && answer.status() != 400) {
          open.add(path + " " + answer.status());
        }
        if (answer
            .body()
            .matches("(?s).*(Exception|org[.]apache|at vn[.]portalaudit|Index of).*")) {
          open.add(path + " tells of the inside");
        }
      }
    }
    assertThat(open).isEmpty();
  }

  @Test
  void nobodyGetsBackTheirHeadersOrAnotherOriginsLeave() {
    TestClient person = APP.as("quantri");
    Answer traced = person.send("TRACE", "/tai-khoan", null, "X-Bi-Mat", "rieng");
    assertThat(traced.status()).isBetween(400, 499);
    assertThat(traced.body()).doesNotContain("rieng");

    for (String path : List.of("/tai-khoan", "/du-lieu-mo/cong.json", "/api/v1/portals")) {
      for (String method : List.of("GET", "OPTIONS")) {
        Answer answer =
            person.send(
                method,
                path + "?callback=alert",
                null,
                "Origin",
                "https://evil.example",
                "Access-Control-Request-Method",
                "POST");
        assertThat(answer.headers().names())
            .as(method + " " + path)
            .noneMatch(
                name -> name.toLowerCase(java.util.Locale.ROOT).startsWith("access-control"));
        assertThat(answer.body()).doesNotStartWith("alert");
      }
    }
  }
}
