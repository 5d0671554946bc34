package vn.portalaudit.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.portalaudit.campaign.Actor;
import vn.portalaudit.pipeline.KeptPagesTest;

/** The appraisers' bench, rankings and publications, by HTTP. */
class AppraiserScreensTest {
  private static TestApplication app;
  private static CampaignSample sample;

  @BeforeAll
  static void fill() {
    app = TestApplication.start();
    sample = new CampaignSample(app);
  }

  @AfterAll
  static void stop() {
    app.close();
  }

  @Test
  void theBenchLaysTheMachinesEvidenceBesideTheReport() {
    String code = sample.appraising("ban", 1);
    sample.proves(code, "so-mau");

    Answer bench = app.as("thamdinh").get("/tham-dinh/" + code + "/so-mau?chi-so=6.1");

    assertThat(bench.text("section:has(#tu)")).contains("0,4", "<script>alert(1)</script>");
    assertThat(bench.text("section:has(#may)")).contains("Lịch sử hình thành", "SHA-256");
    assertThat(bench.page().select("section:has(#may) mark")).isNotEmpty();
    assertThat(bench.page().select("main script")).isEmpty();
  }

  @Test
  void everyHashIsRecomputedAndThePageBehindAFindingCanBeRead(@TempDir Path folder)
      throws IOException {
    String code = sample.appraising("ma-bam", 1);
    String sha =
        KeptPagesTest.keep(
            folder.resolve("a"),
            "https://so.example.gov.vn/gioi-thieu/lich-su",
            "<script>alert(2)</script><p>Sở được thành lập ngày 05/03/1997… &lt;img&gt;</p>");
    sample.proves(code, "so-mau", folder.resolve("a"), sha);
    String path = "/tham-dinh/" + code + "/so-mau";
    TestClient person = app.as("thamdinh");

    Answer bench = person.get(path + "?chi-so=6.1");
    assertThat(bench.text("section:has(#may) .badge.ok")).contains("mã băm khớp");
    Answer page = person.get(path + "/thay/" + sha + "?chi-so=6.1");
    assertThat(page.text(".kept")).contains("Sở được thành lập", "<img>");
    assertThat(page.text("main")).contains("đã tính lại, khớp", "Content-Type");
    assertThat(page.page().select(".kept img, main script")).isEmpty();
    assertThat(person.get(path + "/thay/" + "0".repeat(64) + "?chi-so=6.1").status())
        .isEqualTo(404);
    assertThat(person.get(path + "/anh/..%2Frun?chi-so=6.1").status()).isBetween(400, 404);

    KeptPagesTest.damage(folder.resolve("a"));
    assertThat(person.get(path + "?chi-so=6.1").text("section:has(#may) .error"))
        .contains("Đừng dùng làm căn cứ");
  }

  @Test
  void adjustingNeedsAReasonAndKeepsWhatWasTyped() {
    String path = "/tham-dinh/" + sample.appraising("sua", 1) + "/so-mau";
    TestClient person = app.as("thamdinh");

    Answer refused =
        person.submit(
            path, path, "indicator", "1.1", "seen", "0", "do", "adjust", "points", "0,25");
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.page().select("#f-points").val()).isEqualTo("0,25");
    assertThat(refused.text(".notice.bad")).contains("lý do");
    Answer much =
        person.submit(
            path,
            path,
            "indicator",
            "1.1",
            "seen",
            "0",
            "do",
            "adjust",
            "points",
            "99",
            "reason",
            "x");
    assertThat(much.status()).isEqualTo(422);
    Answer done =
        person.submit(
            path,
            path,
            "indicator",
            "1.1",
            "seen",
            "0",
            "do",
            "adjust",
            "points",
            "0,25",
            "reason",
            "Thiếu quyết định");

    assertThat(done.location()).isEqualTo(path + "?chi-so=1.2");
    assertThat(person.get(path + "?chi-so=1.1").text("section:has(#lichsu)"))
        .contains("điều chỉnh 0,25 – Thiếu quyết định", "0,25 · Lê Thị Thẩm (thamdinh)");
    Answer late =
        app.as("thamdinh2").submit(path, path, "indicator", "1.1", "seen", "0", "do", "accept");
    assertThat(late.status()).isEqualTo(422);
    assertThat(late.text(".notice.bad")).contains("«thamdinh» vừa điều chỉnh");
  }

  @Test
  void nobodyAppraisesTheirOwnAgencyOrWhatIsNotTheirs() {
    String code = sample.appraising("rieng", 1);
    TestClient person = app.as("thamdinh2");

    assertThat(person.get("/tham-dinh").text("tr:contains(Sở Ba)")).contains("Cơ quan của bạn");
    assertThat(person.get("/tham-dinh/" + code + "/so-ba").status()).isEqualTo(404);
    assertThat(
            person
                .submit(
                    "/tham-dinh/" + code + "/so-mau",
                    "/tham-dinh/" + code + "/so-ba",
                    "indicator",
                    "1.1",
                    "seen",
                    "0",
                    "do",
                    "accept")
                .status())
        .isEqualTo(404);
    assertThat(person.get("/tham-dinh/" + code + "/so-mau?chi-so=2.1").status()).isEqualTo(404);
    assertThat(person.get("/tham-dinh/khong-co/so-mau").status()).isEqualTo(404);
    assertThat(app.as("vanhanh").get("/tham-dinh/" + code + "/so-mau").status()).isEqualTo(403);
    assertThat(app.as("baocao").get("/tham-dinh").status()).isEqualTo(403);
  }

  @Test
  void onlyWhatMachineAndAgencyAgreeUponIsAcceptedInOneGo() {
    String path = "/tham-dinh/" + sample.appraising("doi-chieu", 1);
    TestClient person = app.as("thamdinh");
    assertThat(person.get(path).text("tbody tr")).contains("Sở Ba", "0,5");

    Answer done = person.submit(path, path + "/chap-nhan");

    assertThat(done.location()).isEqualTo(path);
    assertThat(sample.campaigns.appraiser().decisions(sample.id("doi-chieu"), "so-mau"))
        .singleElement()
        .satisfies(kept -> assertThat(kept.indicator()).isEqualTo("6.1"));
    assertThat(sample.campaigns.appraiser().decisions(sample.id("doi-chieu"), "so-hai")).isEmpty();
  }

  @Test
  void evidenceIsOnlyEverADownload() {
    String code = sample.prepared("tep", 1);
    int id = sample.id(code);
    Actor agency = new Actor("baocao", Actor.Role.AGENCY, "so-mau");
    var so = new Actor("vanhanh", Actor.Role.DEPARTMENT, null);
    sample
        .campaigns
        .department()
        .step(id, vn.portalaudit.campaign.CampaignLife.Step.OPEN, so, "")
        .value();
    var piece =
        sample
            .campaigns
            .agency()
            .attach(
                id,
                "so-mau",
                "1.1",
                "Kế hoạch.pdf",
                "%PDF-1.7\nx".getBytes(StandardCharsets.UTF_8),
                agency)
            .value();
    app.database()
        .jdbc()
        .sql("update campaign_agency set submitted_at = now() where campaign_id = ?")
        .param(id)
        .update();

    Map<String, Integer> answers =
        Map.of(
            "thamdinh",
            app.as("thamdinh")
                .get("/tham-dinh/" + code + "/so-hai/minh-chung/" + piece.id())
                .status());
    assertThat(answers).containsEntry("thamdinh", 404);
    assertThat(app.as("thamdinh").get("/tham-dinh/" + code + "/so-mau").text("section:has(#tu)"))
        .contains("Kế hoạch.pdf", piece.sha256());
  }

  @Test
  void whatWasPublishedIsForEverybodyTheSameInAllFormsAndNeverChanges() throws Exception {
    String code = sample.published("ket-qua");
    TestClient stranger = app.anybody();
    String path = "/cong-bo/" + code + "/1";

    Answer page = stranger.get(path);
    assertThat(page.text("main"))
        .contains("15/QĐ-UBND", "20/11/2026", "Sở Hai <b>", "SHA-256", app.address() + path);
    assertThat(page.page().select("svg.qr")).hasSize(1);
    Answer json = stranger.get(path + "/so-lieu.json");
    String sha =
        HexFormat.of()
            .formatHex(
                MessageDigest.getInstance("SHA-256")
                    .digest(json.body().getBytes(StandardCharsets.UTF_8)));
    assertThat(page.text("main")).contains(sha);
    assertThat(json.headers().get("Cache-Control")).contains("immutable");
    Answer csv = stranger.get(path + "/so-lieu.csv");
    var best = page.page().select("tbody tr:first-child > *").eachText();
    assertThat(csv.body()).contains(best.get(1), best.get(2).replace(',', '.'));
    assertThat(stranger.get("/cong-bo").text("main")).contains("15/QĐ-UBND");
    for (String none : new String[] {"/2", "/0", "/x", "/01"}) {
      assertThat(stranger.get("/cong-bo/" + code + none).status()).isEqualTo(404);
    }
    assertThat(stranger.get("/cong-bo/" + sample.appraised("chua-xong") + "/1").status())
        .isEqualTo(404);
  }

  @Test
  void leadersSeeWhoMovedSinceLastYear() {
    String before = sample.published("nam-truoc");
    app.database()
        .jdbc()
        .sql("update campaign set year = 2025 where code = ?")
        .param(before)
        .update();
    String code = sample.appraising("nam-nay", 1);
    TestClient leader = app.as("lanhdao");

    Answer ranking = leader.get("/xep-hang/" + code);

    assertThat(ranking.text("main")).contains("Tạm tính, chưa công bố", "So với năm 2025");
    assertThat(ranking.page().select("figure.chart svg")).isNotEmpty();
    assertThat(leader.get("/xep-hang").status()).isEqualTo(200);
    Answer card = leader.get("/xep-hang/" + code + "/so-ba");
    assertThat(card.text("main")).contains("Trung vị", "Tự đánh giá");
    int axes = card.page().select("text.radar-long").size();
    assertThat(axes).isBetween(3, card.page().select("h2 + figure + .scroll tbody tr").size());
    for (String line : List.of("polygon.radar-own", "polygon.radar-median")) {
      assertThat(card.page().select(line).attr("points").split(" ", -1)).hasSize(axes);
    }
    assertThat(leader.get("/xep-hang/" + code + "/khong-co").status()).isEqualTo(404);
    assertThat(app.as("baocao").get("/xep-hang").status()).isEqualTo(403);
  }
}
