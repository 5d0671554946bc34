package vn.portalaudit.crawl;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.portalaudit.domain.Capture;

class TrapsTest {
  private static final String ROOT = "https://so.tinh.gov.vn/";

  @TempDir Path temp;

  /** 150 real pages; each kind of trap is linked from the home page, and runs on without end. */
  private static Site portal(List<String> traps) {
    Site site = new Site();
    int[] counter = {0};
    StringBuilder home =
        new StringBuilder(
            "<title>Cổng</title><p>Cổng thông tin điện tử của Sở, kính chào quý vị và các bạn");
    for (int s = 1; s <= 15; s++) {
      home.append("<a href='/muc-").append(s).append("'>Chuyên mục ").append(s).append("</a>");
      StringBuilder list = new StringBuilder("<title>Chuyên mục " + s + "</title>");
      for (int i = 1; i <= 9; i++) {
        String path = "muc-" + s + "/bai-" + i;
        list.append("<a class=tin href='/").append(path).append("'>Bài ").append(i).append("</a>");
        site.page(ROOT + path, "<title>Bài " + i + "</title><p>Nội dung riêng " + s + "." + i);
      }
      list.append("<a href='/da-mat-").append(s).append("'>Mục đã mất</a>");
      site.page(ROOT + "muc-" + s, list.toString());
    }
    for (String trap : traps) {
      home.append("<a href='/").append(trap).append("'>Xem ").append(trap).append("</a>");
    }
    site.page(ROOT, home.toString());
    return site.otherwise(url -> trap(url, counter[0]++, traps.contains("khong-co")));
  }

  private static Site.Response trap(String url, int n, boolean softNotFound) {
    String path = Urls.pathOf(url);
    String query = Urls.queryOf(url);
    if (path.endsWith("/robots.txt") || path.endsWith(".xml")) {
      return Site.NOT_FOUND;
    }
    if (path.equals("/lich")) {
      int month =
          query.isEmpty() ? 24_322 : Integer.parseInt(query.replaceAll("\\D", "")) % 100_000;
      return page(
          "Lịch " + month,
          "/lich?thang=" + (month + 1) % 12 + "&nam=" + (month + 1) / 12,
          "/lich?thang=" + month % 12 + "&nam=" + (2020 - n));
    }
    if (path.startsWith("/su-kien")) {
      return page(
          "Ngày " + n,
          String.format(Locale.ROOT, "/su-kien/2026/%02d/%02d", n / 28 % 12 + 1, n % 28 + 1),
          "/su-kien/2026-11-" + (n % 28 + 1));
    }
    if (path.startsWith("/phien")) {
      return page(
          "Phiên",
          "/phien;jsessionid=" + Integer.toHexString(n + 7_777) + "?x=1",
          "/phien?PHPSESSID=" + n);
    }
    if (path.equals("/dem")) {
      return page("Đếm", "/dem?ma=" + Integer.toHexString(n * 7_919) + "af09", "/dem?ma=" + n);
    }
    if (path.startsWith("/a")) {
      return page("Lặp " + path, path + (path.endsWith("/") ? "" : "/") + "a/");
    }
    if (path.startsWith("/xoan")) {
      return page("Xoắn " + path, path + "/tin-" + n + ".html");
    }
    if (path.startsWith("/sau")) {
      return page("Sâu " + path, path + "/cap-" + n);
    }
    if (path.equals("/loc")) {
      return page("Kết quả " + query, facets(query));
    }
    return softNotFound
        ? page("Không tìm thấy " + path, "/khong-co/" + n, "/nua-" + n)
        : Site.NOT_FOUND;
  }

  private static String[] facets(String query) {
    return IntStream.range(0, 36)
        .mapToObj(i -> {
          String pair = "f" + i / 6 + "=" + i % 6;
          return "/loc?"
              + (query.isEmpty()
                  ? pair
                  : query.replaceAll("&?f" + i / 6 + "=\\d", "") + "&" + pair);
        })
        .toArray(String[]::new);
  }

  private static Site.Response page(String text, String... links) {
    StringBuilder html = new StringBuilder("<title>Cổng</title><p>" + text);
    for (String link : links) {
      html.append("<a href='").append(link).append("'>tiếp</a>");
    }
    return Site.html(html.toString());
  }

  @Test
  void realPagesAreFoundBesideAllTrapsTogether() {
    Site site =
        portal(List.of("lich", "su-kien", "phien", "dem", "a", "xoan", "sau", "loc", "khong-co"));
    Survey survey = Audit.crawl(site, ROOT, temp.resolve("a"));

    long real = survey.pages().stream().filter(p -> p.url().contains("/muc-")).count();
    assertThat(real).isGreaterThanOrEqualTo(143);
    assertThat(survey.captures()).hasSizeLessThan(400);
    assertThat(survey.traps())
        .extracting(Survey.Trap::kind)
        .contains(
            Traps.CALENDAR,
            Traps.SESSION,
            Traps.SAME,
            Traps.REPEATED,
            Traps.SPIRAL,
            Traps.DEEP,
            Traps.FACETS,
            Traps.SOFT_404);
    assertThat(survey.pages()).noneMatch(p -> p.url().contains("/da-mat"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"lich", "su-kien", "phien", "dem", "a", "xoan", "sau", "loc", "khong-co"})
  void eachTrapAloneIsLeftWithinTwoHundredPages(String trap) {
    Survey survey = Audit.crawl(portal(List.of(trap)), ROOT, temp.resolve("a"), 200);

    assertThat(survey.pages().stream().filter(p -> p.url().contains("/muc-")).count())
        .isGreaterThanOrEqualTo(143);
    assertThat(survey.traps()).isNotEmpty();
  }

  @Test
  void portalThatAddressesEverythingByNumbersIsNoTrap() {
    StringBuilder home =
        new StringBuilder("<p>Cổng thông tin điện tử của Sở, kính chào quý vị và các bạn");
    IntStream.rangeClosed(1, 120)
        .forEach(i ->
            home.append("<a href='/default.aspx?sid=")
                .append(1_000 + i % 7)
                .append("&pageid=")
                .append(20_000 + i)
                .append("'>Mục ")
                .append(i)
                .append("</a>"));
    Site site =
        new Site()
            .page(ROOT, home.toString())
            .otherwise(url ->
                url.contains("pageid")
                    ? Site.html("<title>" + url + "</title><p>" + url)
                    : Site.NOT_FOUND);
    Survey survey = Audit.crawl(site, ROOT, temp.resolve("a"));

    assertThat(survey.pages()).hasSize(121);
    assertThat(survey.traps()).isEmpty();
  }

  @Test
  void weeksOfAScheduleThatIsNeededAreRead() {
    Traps traps = new Traps(2026);
    long open =
        IntStream.rangeClosed(1, 52)
            .filter(week -> open(traps, "lich-tuan?nam=2026&tuan=" + week))
            .count();
    assertThat(open).isEqualTo(52);
    assertThat(open(traps, "lich-tuan?nam=1057&tuan=3")).isFalse();
    assertThat(open(traps, "lich-tuan?nam=2031&tuan=3")).isFalse();
  }

  private static boolean open(Traps traps, String path) {
    return traps.judge(ROOT + path, true) != Traps.Verdict.CLOSED;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "tin-tuc/2024/05/12/hoi-nghi.html",
        "van-ban/2294-qd-ubnd",
        "tin?id=2031&page=3",
        "bai-viet/5021-15",
        "a/b/a/c"
      })
  void ordinaryAddressesAreNoTraps(String path) {
    assertThat(new Traps(2026).judge(ROOT + path, false)).isEqualTo(Traps.Verdict.OPEN);
  }

  @Test
  void pagesBehindTheLastOneAreNotReadForEver() {
    Traps traps = new Traps(2026);
    long open =
        IntStream.rangeClosed(1, 1_000)
            .filter(page -> open(traps, "tin-tuc?trang=" + page))
            .count();
    assertThat(open).isEqualTo(40);
    assertThat(traps.seen()).describedAs("a long list is no trap").isEmpty();
  }

  @Test
  void cutIsShownOnceForAPlace() {
    Traps traps = new Traps(2026);
    IntStream.range(0, 100).forEach(i -> open(traps, "x/x/x/" + i));
    assertThat(traps.seen()).containsExactly(new Survey.Trap(Traps.REPEATED, ROOT + "x/x/x/0"));
  }

  @Test
  void realEmptySectionsAreNoSoftErrors() {
    Site site =
        portal(List.of("khong-co"))
            .page(ROOT + "muc-1", "<title>Chuyên mục 1</title><p>Đang cập nhật");
    Survey survey = Audit.crawl(site, ROOT, temp.resolve("a"));
    assertThat(survey.page(ROOT + "muc-1")).isPresent();
    assertThat(survey.capture(ROOT + "da-mat-2").map(Capture::ok)).hasValue(false);
  }
}
