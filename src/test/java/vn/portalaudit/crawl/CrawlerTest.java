package vn.portalaudit.crawl;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import vn.portalaudit.domain.Capture;
import vn.portalaudit.domain.Reason;
import vn.portalaudit.evidence.EvidenceFolder;

class CrawlerTest {
  private static final String ROOT = "https://so.tinh.gov.vn/";

  @TempDir Path temp;

  /** A home page with a menu of three sections, 30 news in pages of ten, 12 documents. */
  static Site portal() {
    Site site = new Site();
    String menu =
        "<li><a href='/gioi-thieu'>Giới thiệu</a><li><a href='/tin-tuc'>Tin tức</a>"
            + "<li><a href='/van-ban'>Văn bản</a><li><a href='/ban-do'>Bản đồ</a>";
    site.page(
        ROOT,
        "<title>Cổng</title>"
            + menu
            + "<p>Cổng thông tin điện tử của Sở, kính chào quý vị và các bạn");
    site.page(ROOT + "gioi-thieu", "<title>Giới thiệu</title>" + menu + "<p>Chức năng của Sở");
    site.page(ROOT + "ban-do", "<title>Bản đồ</title>" + menu + "<p>Bản đồ của tỉnh");
    for (int page = 1; page <= 3; page++) {
      StringBuilder list = new StringBuilder("<title>Tin tức</title>" + menu);
      for (int i = page * 10 - 9; i <= page * 10; i++) {
        list.append("<a class=tin href='/tin-tuc/bai-")
            .append(i)
            .append("'>Bài ")
            .append(i)
            .append("</a>");
        site.page(
            ROOT + "tin-tuc/bai-" + i,
            "<title>Bài " + i + "</title>" + menu + "<p>Nội dung bài " + i);
      }
      for (int p = 1; p <= 3; p++) {
        list.append("<a href='/tin-tuc?page=").append(p).append("'>").append(p).append("</a>");
      }
      site.page(ROOT + "tin-tuc" + (page == 1 ? "" : "?page=" + page), list.toString());
    }
    StringBuilder list = new StringBuilder("<title>Văn bản</title>" + menu);
    for (int i = 1; i <= 12; i++) {
      list.append("<a class=tin href='/van-ban/vb-")
          .append(i)
          .append("'>Quyết định ")
          .append(i)
          .append("</a>");
      site.page(
          ROOT + "van-ban/vb-" + i,
          "<title>Số "
              + i
              + "</title>"
              + menu
              + "<p>Quyết định "
              + i
              + "<a href='/tep/"
              + i
              + ".pdf'>Tải</a>");
    }
    return site.page(ROOT + "van-ban", list.toString());
  }

  @Test
  void wholePortalIsReadOnce() {
    Site site = portal();
    Survey survey = Audit.crawl(site, ROOT, temp.resolve("a"));

    assertThat(survey.stopped()).isNull();
    assertThat(survey.pages()).hasSize(1 + 6 + 30 + 12);
    assertThat(site.asked).doesNotHaveDuplicates().noneMatch(url -> url.endsWith(".pdf"));
    assertThat(survey.page(ROOT + "tin-tuc/bai-7"))
        .hasValueSatisfying(page -> assertThat(page.type()).isEqualTo(Page.Type.ITEM));
    assertThat(survey.page(ROOT + "van-ban"))
        .hasValueSatisfying(page -> assertThat(page.type()).isEqualTo(Page.Type.SECTION));
  }

  @Test
  void neededSectionsComeFirstByImportanceThenTheirEntriesInTurn() {
    Survey survey = Audit.crawl(portal(), ROOT, temp.resolve("a"), 10);

    assertThat(survey.pages().stream().map(p -> p.url().substring(ROOT.length())))
        .startsWith("", "gioi-thieu", "van-ban", "tin-tuc")
        .contains("ban-do", "van-ban/vb-1", "tin-tuc/bai-1");
    assertThat(survey.stopped()).describedAs("all that names a section was read").isNull();
  }

  @Test
  void budgetTooSmallForTheMenuIsSaid() {
    Survey survey = Audit.crawl(portal(), ROOT, temp.resolve("a"), 3);
    assertThat(survey.pages()).hasSize(3);
    assertThat(survey.stopped()).isEqualTo(Reason.BUDGET_EXHAUSTED);
  }

  @Test
  void pagesThatWereTakenForFeedsCountAsPages() {
    Site site =
        portal()
            .page(ROOT + "rss", "<title>RSS</title><p>Danh sách")
            .page(ROOT + "tin.rss", "<title>Tin</title><p>Không phải nguồn tin")
            .page(
                ROOT + "gioi-thieu",
                "<title>Giới thiệu</title><p>x<a href='/rss'>RSS</a><a href='/tin.rss'>Tin</a>");
    for (int budget = 1; budget <= 12; budget++) {
      Survey survey = Audit.crawl(site, ROOT, temp.resolve("run" + budget), budget);
      assertThat(survey.pages()).hasSizeBetween(Math.min(budget, 5), budget);
    }
    Survey survey = Audit.crawl(site, ROOT, temp.resolve("all"));
    assertThat(survey.page(ROOT + "rss")).isPresent();
  }

  @Test
  void sameSiteAlwaysGivesTheSamePages() {
    List<String> first = List.of();
    for (int i = 0; i < 20; i++) {
      Survey survey = Audit.crawl(portal(), ROOT, temp.resolve("run" + i), 25);
      List<String> urls = survey.captures().stream().map(Capture::url).toList();
      assertThat(urls).isEqualTo(i == 0 ? urls : first);
      first = urls;
    }
    assertThat(first).hasSizeGreaterThan(25);
  }

  @Test
  void replayIsTheAuditAgain() {
    Survey live = Audit.crawl(portal(), ROOT, temp.resolve("a"));
    assertThat(Audit.replay(temp.resolve("a"), ROOT, 400)).isEqualTo(live);
  }

  @Test
  void replayOfAStoppedAuditStopsThere() {
    Survey live = Audit.crawl(portal(), ROOT, temp.resolve("a"), 10);
    Survey replay = Audit.replay(temp.resolve("a"), ROOT, 400);
    assertThat(replay.pages()).isEqualTo(live.pages());
    assertThat(replay.stopped()).isEqualTo(Reason.INTERRUPTED);
  }

  @Test
  void interruptedAuditGoesOnAndGivesTheSameAsAWholeOne() {
    Survey whole = Audit.crawl(portal(), ROOT, temp.resolve("whole"));
    Audit.crawl(portal(), ROOT, temp.resolve("part"), 10);
    Site again = portal();
    Survey resumed = Audit.crawl(again, ROOT, temp.resolve("part"));

    assertThat(resumed).isEqualTo(whole);
    assertThat(again.asked).doesNotContain(ROOT, ROOT + "van-ban");
  }

  @Test
  void robotsAreObeyedOnEveryWay() {
    Site site = portal();
    site.put(
        ROOT + "robots.txt",
        Site.typed(
            "text/plain", "User-agent: *\nDisallow: /van-ban/\nDisallow: /cam\nCrawl-delay: 2\n"));
    site.put(ROOT + "ban-do", Site.redirect("/cam/xem"));
    Survey survey = Audit.crawl(site, ROOT, temp.resolve("a"));

    assertThat(site.asked).noneMatch(url -> url.contains("/van-ban/") || url.contains("/cam"));
    assertThat(survey.capture(ROOT + "van-ban/vb-1").map(Capture::reason))
        .hasValue(Reason.ROBOTS_DENIED);
    assertThat(survey.capture(ROOT + "ban-do").map(Capture::reason)).hasValue(Reason.ROBOTS_DENIED);
    assertThat(site.delays).containsKey("so.tinh.gov.vn");
    assertThat(survey.robots()).isNotNull();
  }

  @Test
  void sisterHostIsVisitedForTheSectionThatLivesThere() {
    Site site = portal();
    site.page(
        ROOT + "ban-do",
        "<p>x<a href='https://hoidap.tinh.gov.vn/so'>Hỏi đáp</a><a href='https://khac.gov.vn/'>Hỏi"
            + " đáp quốc gia</a><a href='https://so2.tinh.gov.vn/'>Sở khác</a>");
    site.page("https://hoidap.tinh.gov.vn/so", "<p>Câu hỏi<a href='/so/2'>Câu hỏi 2</a>");
    Survey survey = Audit.crawl(site, ROOT, temp.resolve("a"));

    assertThat(survey.page("https://hoidap.tinh.gov.vn/so")).isPresent();
    assertThat(site.asked)
        .contains("https://hoidap.tinh.gov.vn/robots.txt")
        .noneMatch(
            url -> url.contains("khac.gov.vn") || url.contains("so2.") || url.endsWith("/so/2"));
    assertThat(survey.hosts()).containsExactly("so.tinh.gov.vn");
  }

  @Test
  void otherHostIsVisitedWhenTheHomePageSaysThatASectionIsThere() {
    Site site = portal();
    site.page(
        ROOT,
        "<p>Cổng thông tin điện tử của Sở, kính chào quý vị và các bạn<a"
            + " href='https://hoidap.khac.gov.vn/'>Hỏi đáp</a><a"
            + " href='https://www.facebook.com/so'>Hỏi đáp trên Facebook</a>");
    site.page("https://hoidap.khac.gov.vn/", "<p>Câu hỏi");
    Survey survey = Audit.crawl(site, ROOT, temp.resolve("a"));

    assertThat(survey.page("https://hoidap.khac.gov.vn/")).isPresent();
    assertThat(site.asked).noneMatch(url -> url.contains("facebook"));
  }

  @Test
  void twinsBySchemeAndWwwAreOnePortal() {
    Site site = portal();
    site.put("https://so.tinh.gov.vn/", Site.fails(Reason.CONNECT_REFUSED));
    site.put("http://so.tinh.gov.vn/", Site.redirect("http://www.so.tinh.gov.vn/"));
    site.page(
        "http://www.so.tinh.gov.vn/",
        "<p>Cổng thông tin điện tử của Sở, kính chào quý vị và các bạn<a href='/gioi-thieu'>Giới"
            + " thiệu</a><a href='http://so.tinh.gov.vn/gioi-thieu'>Giới thiệu</a>");
    site.page("http://www.so.tinh.gov.vn/gioi-thieu", "<p>Chức năng");
    Survey survey = Audit.crawl(site, ROOT, temp.resolve("a"));

    assertThat(survey.pages()).hasSize(2);
    assertThat(survey.hosts()).contains("www.so.tinh.gov.vn");
  }

  @Test
  void portalThatRedirectsAwayIsNotTakenForAnother() {
    Site site = new Site().put(ROOT, Site.redirect("https://khac.vn/"));
    site.page("https://khac.vn/", "<p>Trang khác");
    Survey survey = Audit.crawl(site, ROOT, temp.resolve("a"));

    assertThat(survey.home()).isNull();
    assertThat(survey.stopped()).isEqualTo(Reason.REDIRECTED_AWAY);
  }

  @Test
  void blockedPortalIsLeftAlone() {
    Site site = new Site().otherwise(url -> Site.status(403));
    Survey survey = Audit.crawl(site, ROOT, temp.resolve("a"));

    assertThat(survey.stopped()).isEqualTo(Reason.BLOCKED);
    assertThat(survey.home()).isNull();
    assertThat(site.asked.stream().filter(url -> !url.endsWith("robots.txt")))
        .hasSizeLessThanOrEqualTo(4);
  }

  @Test
  void refusedHomePageIsNoEndWhenTheSitemapLeadsOn() {
    Site site = portal();
    site.put(ROOT, Site.status(403));
    site.put(
        ROOT + "sitemap.xml",
        Site.typed(
            "application/xml", "<urlset><url><loc>" + ROOT + "gioi-thieu</loc></url></urlset>"));
    Survey survey = Audit.crawl(site, ROOT, temp.resolve("a"));

    assertThat(survey.home()).isNull();
    assertThat(survey.page(ROOT + "gioi-thieu")).isPresent();
    assertThat(survey.page(ROOT + "tin-tuc/bai-1")).isPresent();
  }

  @ParameterizedTest
  @EnumSource(
      value = Reason.class,
      names = {
        "DNS_NOT_FOUND",
        "CONNECT_REFUSED",
        "CONNECT_TIMEOUT",
        "TLS_HANDSHAKE",
        "READ_TIMEOUT"
      })
  void deadPortalIsSaidToBeDead(Reason reason) {
    Site site = new Site().otherwise(url -> Site.fails(reason));
    Survey survey = Audit.crawl(site, ROOT, temp.resolve("a"));

    assertThat(survey.stopped()).isEqualTo(reason);
    assertThat(survey.captures()).isNotEmpty();
    assertThat(site.asked).hasSizeLessThanOrEqualTo(8);
  }

  @Test
  void portalThatDiesInTheMiddleIsNotHammered() {
    Site site = portal();
    int[] left = {12};
    Site dying =
        new Site()
            .otherwise(url -> left[0]-- > 0 ? one(site, url) : Site.fails(Reason.CONNECT_TIMEOUT));
    Survey survey = Audit.crawl(dying, ROOT, temp.resolve("a"));

    assertThat(survey.stopped()).isEqualTo(Reason.CONNECT_TIMEOUT);
    assertThat(dying.asked).hasSize(12 + 8);
    assertThat(survey.pages()).isNotEmpty();
  }

  private static Site.Response one(Site site, String url) {
    LiveSource.Reply reply = site.get(url, Capture.Purpose.PAGE, hop -> true);
    String body = new String(reply.body(), StandardCharsets.UTF_8);
    return new Site.Response(reply.exchanges().getLast().status(), "text/html", body, null, null);
  }

  @Test
  void emptySiteIsSaidToBeEmpty() {
    Survey survey = Audit.crawl(new Site().page(ROOT, "<p>Xin chào"), ROOT, temp.resolve("a"));
    assertThat(survey.stopped()).isEqualTo(Reason.EMPTY_SITE);
    assertThat(survey.pages()).isEmpty();
  }

  @Test
  void doorPageThatLeadsOnIsNoEmptySite() {
    Site site = portal();
    site.page(ROOT, "<a href='/gioi-thieu'>Vào</a>");
    Survey survey = Audit.crawl(site, ROOT, temp.resolve("a"));
    assertThat(survey.stopped()).isNull();
    assertThat(survey.pages()).hasSizeGreaterThan(40);
  }

  @Test
  void loginWallIsNoPage() {
    Site site = portal();
    site.put(ROOT + "ban-do", Site.redirect("/dang-nhap?ve=ban-do"));
    site.page(
        ROOT + "dang-nhap?ve=ban-do", "<form><input name=u><input type=password name=p></form>");
    Survey survey = Audit.crawl(site, ROOT, temp.resolve("a"));

    assertThat(survey.capture(ROOT + "ban-do").map(Capture::reason)).hasValue(Reason.LOGIN_WALL);
    assertThat(survey.page(ROOT + "ban-do")).isEmpty();
  }

  @Test
  void unknownAddressesLeadingHomeAreRecognised() {
    Site site =
        portal()
            .otherwise(url ->
                url.contains("robots") || url.contains("sitemap")
                    ? Site.NOT_FOUND
                    : Site.redirect("/"));
    site.page(ROOT + "ban-do", "<p>Bản đồ<a href='/chet-roi'>Chuyên mục đã mất</a>");
    Survey survey = Audit.crawl(site, ROOT, temp.resolve("a"));

    assertThat(survey.capture(ROOT + "chet-roi").map(Capture::reason)).hasValue(Reason.SOFT_404);
    assertThat(survey.traps()).extracting(Survey.Trap::kind).contains(Traps.SOFT_404);
  }

  @Test
  void sitemapsAndFeedsAreRead() {
    Site site = portal();
    site.put(ROOT + "robots.txt", Site.typed("text/plain", "Sitemap: " + ROOT + "chi-muc.xml\n"));
    site.put(
        ROOT + "chi-muc.xml",
        Site.typed(
            "application/xml",
            "<sitemapindex><sitemap><loc>"
                + ROOT
                + "s1.xml</loc></sitemap><sitemap><loc>"
                + ROOT
                + "trang-an</loc></sitemap></sitemapindex>"));
    site.put(
        ROOT + "s1.xml",
        Site.typed(
            "application/xml",
            "<urlset><url><loc>"
                + ROOT
                + "hoi-dap</loc></url><url><loc>"
                + ROOT
                + "tin-tuc/an-1</loc></url></urlset>"));
    site.page(ROOT + "hoi-dap", "<title>Hỏi đáp</title><p>Câu hỏi của tổ chức");
    site.page(ROOT + "tin-tuc/an-1", "<title>Ẩn</title><p>Bài chỉ có trong sơ đồ");
    site.page(ROOT + "trang-an", "<title>Trang</title><p>Mục của chỉ mục mà là trang");
    site.page(ROOT + "ban-do", "<p>x<a href='/rss'>RSS</a>");
    site.page(ROOT + "rss", "<title>RSS</title><p>Danh sách<a href='/tin.rss'>Tin</a>");
    site.put(
        ROOT + "tin.rss",
        Site.typed(
            "application/rss+xml",
            "<rss><channel><item><title>Bài 1</title><link>"
                + ROOT
                + "tin-tuc/bai-1</link></item></channel></rss>"));
    Survey survey = Audit.crawl(site, ROOT, temp.resolve("a"));

    assertThat(survey.sitemaps())
        .extracting(Survey.Sitemap::valid)
        .containsExactly(true, false, true, false);
    assertThat(survey.feeds()).singleElement().satisfies(f -> assertThat(f.items()).hasSize(1));
    assertThat(List.of("hoi-dap", "tin-tuc/an-1", "trang-an", "rss"))
        .allSatisfy(path -> assertThat(survey.page(ROOT + path)).isPresent());
    List<String> order = survey.captures().stream().map(Capture::url).toList();
    assertThat(order.indexOf(ROOT + "hoi-dap"))
        .describedAs("a section that only the sitemap knows")
        .isLessThan(order.indexOf(ROOT + "tin-tuc/bai-9"));
  }

  @Test
  void formsAreKnown() {
    Site site = portal();
    site.page(
        ROOT + "ban-do",
        "<form action='/gui'><input name=ten><textarea name=y></textarea></form><p>Góp ý");
    Survey survey = Audit.crawl(site, ROOT, temp.resolve("a"));
    assertThat(survey.page(ROOT + "ban-do").map(Page::type)).hasValue(Page.Type.FORM);
  }

  @Test
  void pageThatTurnsOutToBeADocumentIsNoFault() {
    Site site = portal();
    site.put(ROOT + "ban-do", Site.typed("application/pdf", "%PDF"));
    Survey survey = Audit.crawl(site, ROOT, temp.resolve("a"));
    assertThat(survey.capture(ROOT + "ban-do").flatMap(c -> Optional.ofNullable(c.reason())))
        .isEmpty();
    assertThat(survey.page(ROOT + "ban-do")).isEmpty();
  }

  @Test
  void pageThatBreaksTheReaderCostsOnlyItself() throws IOException {
    try (EvidenceFolder folder = EvidenceFolder.create(temp.resolve("a"), null)) {
      Crawler.Reader fragile =
          (capture, body, type) -> {
            if (capture.url().endsWith("/van-ban")) {
              throw new IllegalStateException("hostile");
            }
            return TinyReader.read(capture, body, type);
          };
      Survey survey =
          new Crawler(
                  Audit.live(portal(), folder, null),
                  fragile,
                  Audit::interest,
                  Crawler.Options.STANDARD)
              .crawl(ROOT, Crawler.Progress.NONE);
      assertThat(survey.capture(ROOT + "van-ban").map(Capture::reason)).hasValue(Reason.PARSE);
      assertThat(survey.pages()).hasSize(1 + 5 + 30);
    }
  }

  @Test
  void serverErrorsWithoutEndAreNotHammered() {
    Site site = portal();
    StringBuilder home = new StringBuilder("<p>Cổng thông tin điện tử của Sở, kính chào quý vị");
    IntStream.range(0, 100)
        .forEach(i -> home.append("<a href='/loi-").append(i).append("'>Mục</a>"));
    site.page(ROOT, home.toString());
    site.otherwise(url -> url.contains("/loi-") ? Site.status(500) : Site.NOT_FOUND);
    Survey survey = Audit.crawl(site, ROOT, temp.resolve("a"));
    assertThat(survey.stopped()).isEqualTo(Reason.HTTP_STATUS);
    assertThat(site.asked.stream().filter(url -> url.contains("/loi-"))).hasSize(20);
  }

  @Test
  void queueStaysBounded() {
    StringBuilder home =
        new StringBuilder("<p>Cổng thông tin điện tử của Sở, kính chào quý vị và các bạn");
    IntStream.range(0, 60_000)
        .forEach(i -> home.append("<a href='/").append(i).append("'>").append(i).append("</a>"));
    int[] most = {0};
    Site site =
        new Site()
            .page(ROOT, home.toString())
            .otherwise(url ->
                url.contains("robots") || url.contains("sitemap") || url.contains("khong-ton-tai")
                    ? Site.NOT_FOUND
                    : Site.html("<title>" + url + "</title><p>Trang " + url));
    try (EvidenceFolder folder = EvidenceFolder.create(temp.resolve("a"), null)) {
      Audit.crawler(Audit.live(site, folder, null), 50)
          .crawl(ROOT, (phase, read, queued, url) -> most[0] = Math.max(most[0], queued));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    assertThat(most[0]).isBetween(1, 20_000);
  }
}
