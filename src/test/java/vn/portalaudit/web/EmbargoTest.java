package vn.portalaudit.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import vn.portalaudit.campaign.Actor;
import vn.portalaudit.campaign.CampaignLife.Step;
import vn.portalaudit.campaign.SelfReport;
import vn.portalaudit.store.campaign.Opening;

/** What is not handed in, or not published yet, is not there for others; nothing comes early. */
class EmbargoTest {
  private static final Actor SO = new Actor("vanhanh", Actor.Role.DEPARTMENT, null);
  private static final Actor REPORTER = new Actor("baocao", Actor.Role.AGENCY, "so-mau");
  private static final String SECRET = "Chỉ mới là bản nháp";
  private static TestApplication app;
  private static CampaignSample sample;

  @BeforeAll
  static void start() {
    app = TestApplication.start();
    sample = new CampaignSample(app);
  }

  @AfterAll
  static void stop() {
    app.close();
  }

  private static int opened(String code) {
    int id = sample.id(sample.prepared(code, 1));
    sample.campaigns.department().step(id, Step.OPEN, SO, "").value();
    return id;
  }

  private static void submitted(int id) {
    app.database()
        .jdbc()
        .sql(
            """
            update campaign_agency set state = 'submitted', submitted_at = now()
            where campaign_id = ? and agency = 'so-mau'
            """)
        .param(id)
        .update();
  }

  @Test
  void aDraftAndAReportThatWasTakenBackAreNotThereForOthers() {
    int id = opened("ban-nhap");
    sample
        .campaigns
        .agency()
        .save(id, "so-mau", "1.1", new SelfReport("12", "", "", "0,4", SECRET, false), 0, REPORTER);
    long piece =
        sample
            .campaigns
            .agency()
            .attach(
                id,
                "so-mau",
                "1.1",
                "Kế hoạch.pdf",
                "%PDF-1.7\nx".getBytes(StandardCharsets.UTF_8),
                REPORTER)
            .value()
            .id();
    hidden(piece);

    submitted(id);
    TestClient appraiser = app.as("thamdinh");
    assertThat(appraiser.get("/tham-dinh/ban-nhap/so-mau?chi-so=1.1").text("main"))
        .contains(SECRET, "Kế hoạch.pdf");

    assertThat(sample.campaigns.agency().withdraw(id, "so-mau", "Sửa số", REPORTER).granted())
        .isTrue();
    hidden(piece);
  }

  private static void hidden(long piece) {
    TestClient appraiser = app.as("thamdinh");
    String bench = "/tham-dinh/ban-nhap/so-mau";
    for (String path : List.of(bench, bench + "?chi-so=1.1", bench + "/minh-chung/" + piece)) {
      assertThat(appraiser.get(path).status()).as(path).isEqualTo(404);
    }
    assertThat(appraiser.submit("/tai-khoan", bench, "indicator", "1.1", "do", "accept").status())
        .isEqualTo(404);
    for (String login : List.of("vanhanh", "lanhdao", "thamdinh", "baocao2")) {
      TestClient other = app.as(login);
      for (String path :
          List.of(
              "/tham-dinh",
              "/tham-dinh/ban-nhap",
              "/ky-danh-gia/ban-nhap",
              "/xep-hang/ban-nhap",
              "/xep-hang/ban-nhap/so-mau",
              "/don-vi/ky")) {
        assertThat(other.get(path).body()).as(login + " " + path).doesNotContain(SECRET);
      }
    }
    ApiClient key = ApiClient.of(app, "vanhanh", "read");
    assertThat(key.get("/api/v1/campaigns/ban-nhap/agencies/so-mau/self-assessment/docx").status())
        .isEqualTo(404);
  }

  @Test
  void nothingIsTakenBeforeItsTimeOrAfterIt() {
    int id = sample.id(sample.prepared("chua-mo", 1));
    TestClient reporter = app.as("baocao");
    String row = "/don-vi/ky/" + id + "/chi-so/1.1";
    assertThat(reporter.submit("/tai-khoan", row, "seen", "0", "points", "0,4").status())
        .isBetween(404, 409);
    assertThat(written(id)).isZero();

    TestClient operator = app.as("vanhanh");
    String campaign = "/ky-danh-gia/chua-mo";
    assertThat(publish(operator, campaign).status()).isEqualTo(422);
    for (String step :
        List.of("appraise", "explain", "next-round", "submit", "publish", "lock", "correct")) {
      assertThat(
              operator
                  .submit("/tai-khoan", campaign + "/buoc", "step", step, "why", "Bỏ bước")
                  .status())
          .as(step)
          .isBetween(404, 422);
    }
    assertThat(state(id)).isEqualTo("draft");

    sample.campaigns.department().step(id, Step.OPEN, SO, "").value();
    sample.handIn(id);
    TestClient appraiser = app.as("thamdinh");
    String bench = "/tham-dinh/chua-mo/so-mau";
    assertThat(
            appraiser
                .submit("/tai-khoan", bench, "indicator", "1.1", "seen", "0", "do", "accept")
                .status())
        .isEqualTo(422);
    assertThat(sample.campaigns.appraiser().decisions(id, "so-mau")).isEmpty();
    assertThat(publish(operator, campaign).status()).isEqualTo(422);

    sample.campaigns.department().step(id, Step.APPRAISE, SO, "").value();
    assertThat(reporter.submit("/tai-khoan", row, "seen", "1", "points", "0,9").status())
        .isEqualTo(409);
    assertThat(app.as("pheduyet").submit("/tai-khoan", "/don-vi/ky/" + id + "/nop").status())
        .isBetween(409, 422);
    assertThat(
            app.database()
                .jdbc()
                .sql(
                    "select points_text from self_report where campaign_id = ? and agency ="
                        + " 'so-mau' and indicator = '1.1'")
                .param(id)
                .query(String.class)
                .single())
        .isEqualTo("0,4");
  }

  private static Answer publish(TestClient operator, String campaign) {
    return operator.submit(
        "/tai-khoan",
        campaign + "/cong-bo",
        "number",
        "1/QĐ",
        "on",
        "20/11/2026",
        "signer",
        "Chủ tịch");
  }

  private static int written(int id) {
    return app.database()
        .jdbc()
        .sql("select count(*) from self_report where campaign_id = ?")
        .param(id)
        .query(Integer.class)
        .single();
  }

  private static String state(int id) {
    return app.database()
        .jdbc()
        .sql("select state from campaign where id = ?")
        .param(id)
        .query(String.class)
        .single();
  }

  @Test
  void beforeThePublicationNobodyOutsideSeesARank() {
    String code = sample.appraised("chua-cong-bo");
    List<String> told = new ArrayList<>();
    for (TestClient client : List.of(app.anybody(), app.as("baocao"), app.as("baocao2"))) {
      for (String path :
          List.of(
              "/cong-bo",
              "/phuong-phap",
              "/phuong-phap/chi-so/" + CampaignSample.SET + "/" + sample.shipped().version(),
              "/cong-bo/" + code + "/1",
              "/cong-bo/" + code + "/1/so-lieu.json",
              "/cong-bo/" + code + "/1/so-lieu.csv",
              "/du-lieu-mo",
              "/du-lieu-mo/cong-bo/" + code + "/1.json",
              "/xep-hang/" + code,
              "/xep-hang/" + code + "/so-hai",
              "/ky-danh-gia/" + code,
              "/ky-danh-gia/" + code + "/van-ban",
              "/trang-thai",
              "/trang-thai/so-mau",
              "/huy-hieu/so-mau/trang-thai.svg")) {
        Answer answer = client.get(path);
        if (answer.status() == 200
            && (answer.body().contains("Kỳ thử " + code) || answer.body().contains(code + "/1"))) {
          told.add(path);
        }
      }
    }
    assertThat(told).isEmpty();
    ApiClient key = ApiClient.of(app, "baocao", "read");
    assertThat(key.get("/api/v1/publications").body()).doesNotContain(code);
    assertThat(key.get("/api/v1/publications/" + code + "/1").status()).isEqualTo(404);
    assertThat(key.get("/api/v1/campaigns").status()).isEqualTo(403);

    sample.publish(code);
    assertThat(app.anybody().get("/cong-bo").body()).contains("Kỳ thử " + code);
    assertThat(key.get("/api/v1/publications/" + code + "/1").status()).isEqualTo(200);
  }

  @Test
  void theVersionThatACampaignAppliesIsTheirsUntilItsResultIsPublished() {
    Opening.Definition shipped = sample.shipped();
    String title = "Bộ chỉ số sửa riêng cho kỳ này";
    Opening.Definition own =
        new Opening.Definition(
            shipped.set(),
            "2099.7",
            shipped
                .source()
                .replaceFirst("version: \"[0-9.]+\"", "version: \"2099.7\"")
                .replaceFirst("title: \"[^\"]+\"", "title: \"" + title + "\""),
            null);
    String code = sample.appraised("ban-rieng", own);
    String page = "/phuong-phap/chi-so/" + own.set() + "/" + own.version();
    for (TestClient client : List.of(app.anybody(), app.as("baocao"), app.as("lanhdao"))) {
      assertThat(client.get(page).status()).isEqualTo(404);
      assertThat(client.get("/phuong-phap").body()).doesNotContain(own.version(), title);
    }

    sample.publish(code);
    Answer shown = app.anybody().get(page);
    assertThat(shown.text("h1")).isEqualTo(title);
    assertThat(shown.page().select("a[href=/cong-bo/" + code + "/1]")).hasSize(1);
    assertThat(app.anybody().get("/phuong-phap").page().select("a[href=" + page + "]")).hasSize(1);
    assertThat(app.anybody().get("/cong-bo/" + code + "/1").page().select("a[href=" + page + "]"))
        .hasSize(1);
    for (String path : List.of("/xep-hang/" + code, "/xep-hang/" + code + "/so-hai")) {
      assertThat(app.as("lanhdao").get(path).page().select("a[href=" + page + "]"))
          .as(path)
          .hasSize(1);
    }
  }
}
