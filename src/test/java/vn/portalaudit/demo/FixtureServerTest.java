package vn.portalaudit.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.portalaudit.config.ConfigException;
import vn.portalaudit.domain.PortalKind;

final class FixtureServerTest {
  private static final Path PORTALS = Path.of("src/test/resources/portals");
  private static final LocalDate DAY = LocalDate.of(2026, 11, 20);

  private final HttpClient client = HttpClient.newHttpClient();

  private static FixtureServer portal(String name) throws IOException {
    return FixtureServer.start(PORTALS.resolve(name), DAY);
  }

  private HttpResponse<String> get(FixtureServer server, String target) throws Exception {
    return client.send(
        HttpRequest.newBuilder(server.url().resolve(target)).build(),
        HttpResponse.BodyHandlers.ofString());
  }

  @Test
  void datesFollowTheReferenceDay() throws Exception {
    try (FixtureServer server = portal("so-mau")) {
      assertThat(get(server, "/tin-tuc").body()).contains("(19/11/2026)", "(16/11/2026)");
      assertThat(get(server, "/lich-lam-viec").body())
          .contains("Tuần 47 (từ ngày 16/11/2026 đến ngày 22/11/2026)");
    }
    try (FixtureServer later =
        FixtureServer.start(PORTALS.resolve("so-mau"), LocalDate.of(2027, 1, 2))) {
      assertThat(get(later, "/quy-hoach-ke-hoach").body()).contains("Kế hoạch công tác năm 2027");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"so-mau", "so-thieu-muc", "so-bay", "xa-mau"})
  void everyPageIsFilledAndServed(String name) throws Exception {
    try (FixtureServer server = portal(name)) {
      assertThat(server.pagePaths()).hasSizeGreaterThan(10);
      for (String path : server.pagePaths()) {
        HttpResponse<String> page = get(server, path);
        assertThat(page.statusCode()).as(path + ": " + page.body()).isEqualTo(200);
        assertThat(page.body()).as(path).doesNotContain("{{").doesNotContain("}}");
        assertThat(Jsoup.parse(page.body()).title()).as(path).isNotBlank();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"so-mau", "so-bay", "xa-mau"})
  void everyLinkOfAHealthyPortalLeadsSomewhere(String name) throws Exception {
    try (FixtureServer server = portal(name)) {
      Set<String> targets = new HashSet<>();
      for (String path : server.pagePaths()) {
        Document page =
            Jsoup.parse(get(server, path).body(), server.url().resolve(path).toString());
        page.select("a[href], img[src], link[href]")
            .forEach(e -> targets.add(e.absUrl(e.hasAttr("href") ? "href" : "src")));
        page.select("option[value^=/]")
            .forEach(e -> targets.add(server.url().resolve(e.attr("value")).toString()));
      }
      for (String target : targets) {
        if (target.startsWith(server.url().toString())) {
          assertThat(get(server, URI.create(target).getPath()).statusCode())
              .as(target)
              .isEqualTo(200);
        }
      }
    }
  }

  @Test
  void poorPortalHasDeadLinks() throws Exception {
    try (FixtureServer server = portal("so-thieu-muc")) {
      assertThat(get(server, "/lanh-dao").statusCode()).isEqualTo(404);
      assertThat(get(server, "/tai-ve/vb1.pdf").statusCode()).isEqualTo(404);
    }
  }

  @Test
  void blockedPortalRefusesEverything() throws Exception {
    try (FixtureServer server = portal("so-bi-chan")) {
      for (String path : List.of("/", "/robots.txt", "/khong-co")) {
        assertThat(get(server, path).statusCode()).isEqualTo(403);
      }
    }
  }

  @Test
  void trapsNeverEndButRepeatThemselves() throws Exception {
    try (FixtureServer server = portal("so-bay")) {
      Set<String> seen = new HashSet<>();
      for (String start : List.of("/lich/2026-11", "/phien", "/xoan/")) {
        String at = start;
        for (int step = 0; step < 30; step++) {
          HttpResponse<String> page = get(server, at);
          assertThat(page.statusCode()).isEqualTo(200);
          assertThat(get(server, at).body()).isEqualTo(page.body());
          assertThat(seen.add(at)).as(at).isTrue();
          String base = server.url().resolve(at).toString();
          String next =
              Jsoup.parse(page.body(), base).select("main a[href]").stream()
                  .map(a -> a.absUrl("href"))
                  .filter(url -> !url.contains("?"))
                  .toList()
                  .getLast();
          if (at.startsWith("/lich/")) {
            next = Jsoup.parse(page.body(), base).select("main a").get(1).absUrl("href");
          }
          at = URI.create(next).getPath();
        }
      }
    }
  }

  @Test
  void searchFindsAnArticleByItsTitleWithAndWithoutDiacritics() throws Exception {
    try (FixtureServer server = portal("so-mau")) {
      for (String words : List.of("kiểm tra công vụ tại xã Phú Lâm", "kiem tra cong vu phu lam")) {
        String query = URLEncoder.encode(words, StandardCharsets.UTF_8);
        assertThat(get(server, "/tim-kiem?q=" + query).body())
            .contains("Sở Nội vụ kiểm tra công vụ tại xã Phú Lâm");
      }
      assertThat(Jsoup.parse(get(server, "/tim-kiem?q=khongcotunao").body()).select("main li"))
          .isEmpty();
    }
  }

  @Test
  void listsArePaged() throws Exception {
    try (FixtureServer server = portal("so-mau")) {
      List<String> first =
          Jsoup.parse(get(server, "/tin-tuc").body()).select(".danh-sach a").eachAttr("href");
      List<String> last =
          Jsoup.parse(get(server, "/tin-tuc?page=5").body())
              .select(".danh-sach a")
              .eachAttr("href");
      assertThat(first).hasSize(25).doesNotContainAnyElementsOf(last);
      assertThat(last).hasSize(24);
    }
  }

  @Test
  void sitemapNamesEveryPageUnderTheHostThatWasAsked() throws Exception {
    try (FixtureServer server = portal("so-mau")) {
      String map = get(server, "/sitemap.xml").body();
      assertThat(map).contains("<loc>" + server.url() + "tin-tuc</loc>");
      assertThat(map.split("<loc>", -1)).hasSize(server.pagePaths().size() + 1);
    }
  }

  @Test
  void documentsAreRealFiles() throws Exception {
    try (FixtureServer server = portal("so-mau")) {
      HttpResponse<String> file = get(server, "/tep/van-ban-1.pdf");
      assertThat(file.headers().firstValue("Content-Type")).contains("application/pdf");
      assertThat(file.body()).startsWith("%PDF-1.4").contains("startxref");
    }
  }

  @Test
  void workingFilesAndPlacesOutsideAreNotServed() throws Exception {
    try (FixtureServer server = portal("so-mau")) {
      for (String path :
          List.of("/_layout.html", "/portal.yml", "/..%2fso-bay%2findex.html", "/%2e%2e/x")) {
        assertThat(get(server, path).statusCode()).as(path).isEqualTo(404);
      }
    }
  }

  @Test
  void shellAnswersEveryAddressWithoutContent() throws Exception {
    try (FixtureServer server = portal("so-javascript")) {
      HttpResponse<String> page = get(server, "/tin-tuc/1");
      assertThat(page.statusCode()).isEqualTo(200);
      assertThat(Jsoup.parse(page.body()).select("a")).isEmpty();
      assertThat(get(server, "/app.js").body()).contains("Cơ cấu tổ chức");
      assertThat(get(server, "/sitemap.xml").statusCode()).isEqualTo(404);
    }
  }

  @Test
  void pageCanComeDecomposed() throws Exception {
    try (FixtureServer server = portal("xa-mau")) {
      String body = get(server, "/di-u-ki-n-t-nhien").body();
      assertThat(Normalizer.isNormalized(body, Normalizer.Form.NFC)).isFalse();
      assertThat(Normalizer.normalize(body, Normalizer.Form.NFC)).contains("Điều kiện tự nhiên");
    }
  }

  @Test
  void visitsAreLoggedInOrder() throws Exception {
    try (FixtureServer server = portal("so-mau")) {
      get(server, "/");
      get(server, "/tin-tuc?page=2");
      assertThat(server.visits())
          .extracting(FixtureServer.Visit::target)
          .containsExactly("/", "/tin-tuc?page=2");
      assertThat(server.kind()).isEqualTo(PortalKind.SO);
      assertThat(server.hosts()).startsWith("snv.truonggiang.gov.vn");
    }
  }

  @Test
  void anEarlierStateHasWhatIsGoneAndLacksWhatIsNew() throws Exception {
    Path poor = PORTALS.resolve("so-thieu-muc");
    try (FixtureServer now = FixtureServer.start(poor, DAY);
        FixtureServer then = FixtureServer.startPast(poor, DAY, 28)) {
      assertThat(get(now, "/lanh-dao").statusCode()).isEqualTo(404);
      assertThat(get(then, "/lanh-dao").body()).contains("Giám đốc Sở");
      assertThat(get(then, "/").body()).contains("KHEN THƯỞNG - XỬ PHẠT");
      assertThat(get(now, "/_truoc/lanh-dao").statusCode()).isEqualTo(404);
      assertThat(now.pagePaths()).noneMatch(path -> path.contains("_truoc"));
    }
    Path full = PORTALS.resolve("so-mau");
    try (FixtureServer then = FixtureServer.startPast(full, DAY, 28)) {
      assertThat(get(then, "/dau-thau-mua-sam-cong").statusCode()).isEqualTo(404);
      assertThat(get(then, "/tin-tuc").body()).contains("(22/10/2026)");
    }
  }

  @Test
  void mistakeInPortalFileIsNamedWithItsLine(@TempDir Path folder) throws Exception {
    Path portal = Files.createDirectory(folder.resolve("x"));
    Files.writeString(portal.resolve("portal.yml"), "portal: x\ntitle: X\nkind: so\nrulez: []\n");
    assertThatThrownBy(() -> FixtureServer.start(portal, DAY))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("portal.yml:4")
        .hasMessageContaining("rules");
  }
}
