package vn.portalaudit.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.portalaudit.campaign.Actor;
import vn.portalaudit.campaign.Campaign;
import vn.portalaudit.campaign.CampaignLife.Step;
import vn.portalaudit.store.campaign.Campaigns;
import vn.portalaudit.store.campaign.Opening;
import vn.portalaudit.web.page.SetLibrary;

/** Between two rounds an agency sees what was decided, and explains or objects. */
class ExplainingTest {
  private static final Actor SO = new Actor("vanhanh", Actor.Role.DEPARTMENT, null);

  @Test
  void anAgencyAnswersBesideTheAppraisersPoints(@TempDir Path data) {
    try (TestApplication app = TestApplication.start()) {
      SetLibrary sets = new SetLibrary(Path.of(System.getProperty("portalaudit.home", ".")));
      Campaigns campaigns = new Campaigns(app.database(), InstantSource.system(), data, sets);
      int id =
          campaigns
              .department()
              .create(
                  new Opening(
                      "ky-giai-trinh",
                      "Kỳ giải trình",
                      2026,
                      sets.definition(sets.find("ha-noi-920-thanh-pho").orElseThrow()),
                      2,
                      new Campaign.Dates(
                          LocalDate.of(2026, 1, 1),
                          LocalDate.of(2026, 12, 31),
                          Instant.now().plus(Duration.ofDays(1)),
                          Instant.now().plus(Duration.ofDays(5)),
                          null),
                      List.of(new Opening.Assessed("so-mau", "Sở mẫu", "so", Set.of())),
                      List.of()),
                  SO)
              .value()
              .id();
      campaigns.department().step(id, Step.OPEN, SO, "");
      String path = "/don-vi/ky/" + id;
      String row = path + "/chi-so/1.1";
      TestClient person = app.as("baocao");
      person.submit(path, row, "seen", "0", "points", "5");
      app.database()
          .jdbc()
          .sql(
              """
              insert into appraisal (campaign_id, agency, indicator, round, decision, points,
                reason, version, by_whom, at)
              values (:id, 'so-mau', '1.1', 1, 'adjusted', 2, 'Thiếu quyết định', 1, 'thamdinh',
                now())
              """)
          .param("id", id)
          .update();
      app.database()
          .jdbc()
          .sql("update campaign set state = 'appraising', round = 1 where id = :id")
          .param("id", id)
          .update();
      assertThat(person.get(path).text("#i-1-1")).doesNotContain("Thiếu quyết định");
      assertThat(person.submit(path, row + "/y-kien", "says", "Có rồi.").status()).isEqualTo(409);

      app.database()
          .jdbc()
          .sql("update campaign set explaining = true where id = :id")
          .param("id", id)
          .update();
      Answer shown = person.get(path);
      assertThat(shown.text("#i-1-1")).contains("Vòng 1").contains("Thiếu quyết định");
      assertThat(shown.text("main")).contains("Đang đợt giải trình");
      Answer empty = person.submit(path, row + "/y-kien", "for", "1.1", "says", " ");
      assertThat(empty.status()).isEqualTo(422);
      assertThat(empty.page().select("#i-1-1[open] #f-says")).hasSize(1);
      person.submit(
          path, row + "/y-kien", "for", "1.1", "voice", "objection", "says", "<i>Đã gửi</i>");
      Answer after = person.get(path);
      assertThat(after.text("#i-1-1 .thread .said")).isEqualTo("<i>Đã gửi</i>");
      assertThat(after.text("#i-1-1 .thread")).contains("phản đối");
      assertThat(person.get("/don-vi").text("main")).contains("Hạn giải trình");
      assertThat(person.submit(path, row, "seen", "1", "points", "6").status()).isEqualTo(409);
    }
  }
}
