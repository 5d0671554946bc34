package vn.portalaudit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.portalaudit.campaign.Campaign;
import vn.portalaudit.campaign.CampaignState;
import vn.portalaudit.store.Database;
import vn.portalaudit.store.TestDatabase;
import vn.portalaudit.store.campaign.Campaigns;
import vn.portalaudit.store.campaign.Opening;
import vn.portalaudit.web.page.SetLibrary;

/** The assessments of the demonstration pass all their steps by the real rules. */
class SampleCampaignsTest {
  private static final Instant NOW = Instant.parse("2026-11-25T03:00:00Z");

  @TempDir private Path data;

  @Test
  void oneIsPublishedOneAppraisedAndOneOpen() {
    try (Database database = TestDatabase.fresh()) {
      List<Opening.Assessed> agencies =
          Stream.of("so-mau", "so-hai", "so-ba", "so-bon", "so-nam")
              .map(code -> new Opening.Assessed(code, "Sở " + code, "so", Set.of()))
              .toList();
      agencies.forEach(one ->
          database.jdbc().sql("insert into agency (code) values (?)").param(one.agency()).update());
      SampleCampaigns samples = new SampleCampaigns(database, Home.folder(), data, agencies);

      samples.lay(NOW);
      samples.lay(NOW);

      SetLibrary library = new SetLibrary(Home.folder());
      Campaigns all = new Campaigns(database, () -> NOW, data, library);
      List<Campaign> campaigns = all.department().campaigns();
      assertThat(campaigns)
          .extracting(Campaign::code, Campaign::state)
          .containsExactlyInAnyOrder(
              org.assertj.core.groups.Tuple.tuple("chuyen-doi-so-2025", CampaignState.LOCKED),
              org.assertj.core.groups.Tuple.tuple(
                  "chuyen-doi-so-2026-giua-nam", CampaignState.APPRAISING),
              org.assertj.core.groups.Tuple.tuple("ung-dung-cntt-2026", CampaignState.APPRAISING),
              org.assertj.core.groups.Tuple.tuple(
                  "chuyen-doi-so-2026-quy-3", CampaignState.APPRAISING),
              org.assertj.core.groups.Tuple.tuple("chuyen-doi-so-2026", CampaignState.OPEN));
      assertThat(campaigns)
          .allSatisfy(one ->
              assertThat(one.rounds())
                  .as(one.code())
                  .isEqualTo(library.find(one.set().id()).orElseThrow().rules().rounds()));
      Campaign last =
          campaigns.stream()
              .filter(c -> c.code().equals("chuyen-doi-so-2025"))
              .findFirst()
              .orElseThrow();
      assertThat(all.department().publications(last.id())).hasSize(1);
      assertThat(all.department().provisional(last.id()).groups().getFirst().ranking()).hasSize(5);
    }
  }
}
