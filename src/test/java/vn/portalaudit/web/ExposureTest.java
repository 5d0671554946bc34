package vn.portalaudit.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import okhttp3.RequestBody;
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

  @Test
  void thePortOfFiguresHasFiguresAndNothingElse() {
    TestClient figures = new TestClient("http://127.0.0.1:" + APP.server().managementPort());
    figures.cookie("phien", String.valueOf(APP.as("quantri").cookie("phien")));

    assertThat(figures.get("/actuator/prometheus").body()).contains("portalaudit_work_queued");
    List<String> open = new ArrayList<>();
    List<String> paths = new ArrayList<>(INSIDE);
    paths.remove("/actuator/prometheus");
    paths.addAll(
        List.of(
            "/",
            "/error",
            "/healthz",
            "/dang-nhap",
            "/nguoi-dung",
            "/suc-khoe",
            "/api/v1/portals",
            "/actuator/health",
            "/actuator/beans",
            "/actuator/mappings",
            "/actuator/loggers",
            "/actuator/threaddump",
            "/actuator/sessions",
            "/actuator/prometheus/",
            "/actuator/prometheus/x"));
    for (String path : paths) {
      Answer answer = figures.get(path);
      if (answer.status() != 404 && answer.status() != 400) {
        open.add(path + " " + answer.status());
      }
      if (answer.body().matches("(?s).*(Exception|org[.]apache|at vn[.]portalaudit|_links).*")) {
        open.add(path + " tells of the inside");
      }
    }
    assertThat(open).isEmpty();
    Answer traced = figures.send("TRACE", "/actuator/prometheus", null, "X-Bi-Mat", "rieng");
    assertThat(traced.status()).isBetween(400, 499);
    assertThat(traced.body()).doesNotContain("rieng");
    assertThat(figures.send("POST", "/actuator/prometheus", RequestBody.create("", null)).status())
        .isBetween(400, 499);
  }

  @Test
  void thePortOfFiguresIsForThisMachineAndItsNames() throws Exception {
    int port = APP.server().managementPort();
    TestClient figures = new TestClient("http://127.0.0.1:" + port);
    for (String name : List.of("evil.example", "evil.example:" + port, "127.0.0.1.evil.example")) {
      Answer answer = figures.send("GET", "/actuator/prometheus", null, "Host", name);
      assertThat(answer.status()).as(name).isEqualTo(404);
      assertThat(answer.body()).as(name).isEmpty();
    }
    for (String name : List.of("localhost:" + port, "127.0.0.1", "[::1]:" + port)) {
      assertThat(figures.send("GET", "/actuator/prometheus", null, "Host", name).status())
          .as(name)
          .isEqualTo(200);
    }
    List<InetAddress> others =
        NetworkInterface.networkInterfaces()
            .flatMap(NetworkInterface::inetAddresses)
            .filter(address -> !address.isLoopbackAddress() && !address.isLinkLocalAddress())
            .toList();
    for (InetAddress other : others) {
      assertThatThrownBy(
              () -> {
                try (Socket socket = new Socket()) {
                  socket.connect(new InetSocketAddress(other, port), 2_000);
                }
              })
          .as(other.toString())
          .isInstanceOf(IOException.class);
    }
  }

  @Test
  void anErrorTellsNothingOfTheInside() {
    try (TestApplication broken = TestApplication.start()) {
      TestClient operator = broken.as("vanhanh");
      ApiClient system = ApiClient.of(broken, "vanhanh", "read");
      broken.database().jdbc().sql("alter table incident rename to bang_rieng").update();
      for (Answer answer : List.of(operator.get("/su-co"), system.get("/api/v1/incidents"))) {
        assertThat(answer.status()).isEqualTo(500);
        assertThat(answer.body())
            .doesNotContainPattern(
                "(?i)exception|org[.]|at vn[.]|select |relation|postgres|incident\\b.*exist|jdbc");
      }
    }
  }
}
