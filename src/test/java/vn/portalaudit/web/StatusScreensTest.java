package vn.portalaudit.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What everybody sees of how portals are. */
class StatusScreensTest {
  private static TestApplication app;

  @BeforeAll
  static void fill() {
    app = TestApplication.start();
    app.database()
        .jdbc()
        .sql(
            """
            insert into portal_state (portal_id, state, since, up_30d, up_90d, spark, certificate_ends)
            select id, case code when 'so-mau' then 'U' else 'X' end, now() - interval '2 hours', 0.9987,
              0.9951, array(select case when d % 17 = 0 then 96 else 100 end from generate_series(1, 90) d),
              now() + interval '20 days' from portal
            """)
        .update();
    app.database()
        .jdbc()
        .sql(
            """
            insert into incident (portal_id, kind, severity, starts_at, ends_at, says, state, closed_at)
            select id, 'down', 'critical', now() - interval '2 hours', null,
              'Không kết nối được tới 10.1.2.3:443', 'open', null from portal where code = 'xa-mau'
            union all
            select id, 'down', 'critical', now() - interval '3 days', now() - interval '70 hours',
              'bí mật bên trong', 'closed', now() - interval '70 hours' from portal where code = 'so-mau'
            """)
        .update();
    app.database()
        .jdbc()
        .sql(
            """
            insert into maintenance (portal_id, starts_at, ends_at, announced_by, says)
            select id, now() + interval '3 days', now() + interval '75 hours', 'vanhanh',
              'Nâng cấp <máy chủ>' from portal where code = 'so-mau'
            """)
        .update();
  }

  @AfterAll
  static void stop() {
    app.close();
  }

  @Test
  void troublesAreToldWithoutWhatLiesBehindThem() {
    Answer page = app.anybody().get("/trang-thai");

    assertThat(page.status()).isEqualTo(200);
    assertThat(page.text(".overall")).contains("1 cổng không truy cập được");
    assertThat(page.text("main"))
        .contains("Đang gián đoạn", "Cổng mẫu của xã", "Nâng cấp <máy chủ>", "99,51")
        .doesNotContain("10.1.2.3", "bí mật");
  }

  @Test
  void theListIsFilteredByStateAndWords() {
    assertThat(app.anybody().get("/trang-thai?trang-thai=U").text("tbody"))
        .contains("Cổng mẫu của Sở")
        .doesNotContain("Cổng mẫu của xã");
    assertThat(app.anybody().get("/trang-thai?tim=xa-mau").text("tbody"))
        .contains("Cổng mẫu của xã")
        .doesNotContain("Cổng mẫu của Sở");
    assertThat(app.anybody().get("/trang-thai?tim=%25%27--&trang-thai=%27").status())
        .isEqualTo(200);
  }

  @Test
  void aPortalThatIsNotThereIsNotFound() {
    assertThat(app.anybody().get("/trang-thai/khong-co").status()).isEqualTo(404);
    assertThat(app.anybody().get("/huy-hieu/khong-co/hoat-dong.svg").status()).isEqualTo(404);
  }

  @Test
  void badgesShowOneFigureEach() {
    Answer badge = app.anybody().get("/huy-hieu/so-mau/hoat-dong.svg");

    assertThat(badge.headers().get("Content-Type")).startsWith("image/svg+xml");
    assertThat(badge.headers().get("Cache-Control")).contains("max-age=300");
    assertThat(badge.body()).contains("99,87", "Hoạt động 30 ngày");
    assertThat(app.anybody().get("/huy-hieu/so-mau/chung-thu.svg").body()).contains("còn 19 ngày");
    assertThat(app.anybody().get("/huy-hieu/xa-mau/trang-thai.svg").body())
        .contains("Không truy cập được");
  }

  @ParameterizedTest
  @CsvSource({"1280, false", "360, true"})
  void areAccessible(int width, boolean dark) {
    try (BrowserPage page = app.browser("vanhanh", width, dark)) {
      page.driver().manage().deleteAllCookies();
      for (String path : new String[] {"/trang-thai", "/trang-thai/so-mau"}) {
        page.open(path);
        page.picture("open" + path.replace('/', '-') + "-" + width);
        assertThat(page.axe()).as(path).isEmpty();
      }
      assertThat(page.complaints()).isEmpty();
    }
  }
}
