package vn.portalaudit.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import okhttp3.FormBody;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The search and the bell that stand around every screen. */
class FrameTest {
  private static TestApplication app;

  @BeforeAll
  static void start() {
    app = TestApplication.start();
    app.database()
        .jdbc()
        .sql(
            """
            with down as (insert into incident (portal_id, kind, severity, starts_at, says)
              select id, 'down', 'critical', now(), 'Cổng không truy cập được' from portal
              where code in ('so-mau', 'xa-mau') returning portal_id)
            insert into finding_entry (portal_id, checklist, criterion, kind, says, observed_hash, by_agency, by_whom, at)
              select portal_id, 'bo', 'muc', k.kind, 'Trao đổi <b>thử</b>', '', k.agency, 'ai', now()
              from down, (values ('objection', true), ('granted', false)) as k (kind, agency)
            """)
        .update();
  }

  @AfterAll
  static void stop() {
    app.close();
  }

  private static List<String> found(String login, String text) {
    return app.as(login)
        .get("/tim-kiem?tu-khoa=" + text)
        .page()
        .select(".found a")
        .eachAttr("href");
  }

  @Test
  void wordsWithoutMarksFindPortalsAgenciesIncidentsAndScreens() {
    assertThat(found("vanhanh", "cong mau cua so")).contains("/cong/so-mau");
    assertThat(found("vanhanh", "KHOA HOC")).contains("/co-quan/so-mau");
    assertThat(found("vanhanh", "xa mau")).anyMatch(href -> href.startsWith("/su-co/"));
    assertThat(found("vanhanh", "suc khoe")).contains("/suc-khoe");
    assertThat(found("vanhanh", "system health")).contains("/suc-khoe");
    assertThat(found("vanhanh", "so do cong")).anyMatch(href -> href.startsWith("/phuong-phap/"));
    assertThat(found("vanhanh", "%25")).isEmpty();
    assertThat(found("vanhanh", "x".repeat(5_000))).isEmpty();
  }

  @Test
  void nobodyFindsWhatIsNotTheirs() {
    assertThat(found("baocao", "mau"))
        .contains("/don-vi/cong/so-mau/bao-cao")
        .noneMatch(href -> href.contains("xa-mau") || href.startsWith("/su-co"));
    assertThat(found("baocao", "su co")).noneMatch(href -> href.startsWith("/su-co"));
    assertThat(found("thamdinh", "mau")).noneMatch(href -> href.startsWith("/cong"));
    assertThat(app.anybody().get("/tim-kiem?tu-khoa=mau").location()).startsWith("/dang-nhap");
  }

  @Test
  void typingInTheHeadGivesTheResultsAlone() {
    Answer part =
        app.as("vanhanh").send("GET", "/tim-kiem?tu-khoa=mau", null, "HX-Request", "true");
    assertThat(part.body()).doesNotContain("<html").doesNotContain("<h1").contains("/cong/so-mau");
  }

  @Test
  void theBellShowsWhatConcernsTheRoleUntilItWasSeen() {
    TestClient department = app.as("vanhanh");
    assertThat(department.get("/thong-bao").page().select(".fresh a").eachAttr("href"))
        .contains("/don-vi/cong/so-mau/tieu-chi/bo/muc", "/don-vi/cong/xa-mau/tieu-chi/bo/muc")
        .hasSize(4);
    assertThat(department.get("/tai-khoan").text(".bell .count")).isEqualTo("4");
    assertThat(department.get("/thong-bao").body()).contains("Trao đổi &lt;b&gt;thử&lt;/b&gt;");

    TestClient agency = app.as("baocao");
    assertThat(agency.get("/thong-bao").page().select(".todo a").eachAttr("href"))
        .containsExactly("/don-vi/cong/so-mau/tieu-chi/bo/muc");

    department.submit("/thong-bao", "/thong-bao/da-xem");
    assertThat(department.get("/thong-bao").page().select(".todo li")).hasSize(4);
    assertThat(department.get("/thong-bao").page().select(".fresh")).isEmpty();
    assertThat(department.get("/tai-khoan").text(".bell .count")).isEmpty();
    assertThat(app.as("lanhdao").get("/tai-khoan").text(".bell .count")).isEqualTo("4");
  }

  @Test
  void theBellOfAPageThatWasLeftOpenSendsNobodyAway() {
    Answer gone =
        app.anybody().send("GET", "/thong-bao/so", null, "HX-Request", "true", "X-By-Itself", "1");
    assertThat(gone.status()).isEqualTo(204);
    assertThat(gone.headers().get("HX-Redirect")).isNull();
    assertThat(
            app.anybody()
                .send("POST", "/thong-bao/da-xem", new FormBody.Builder().build())
                .status())
        .isIn(302, 403);
  }
}
