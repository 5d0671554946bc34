package vn.portalaudit.store.campaign;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import vn.portalaudit.campaign.Actor;
import vn.portalaudit.campaign.Campaign;
import vn.portalaudit.campaign.CampaignLife;
import vn.portalaudit.campaign.Ruling;
import vn.portalaudit.campaign.Submission;
import vn.portalaudit.store.Database;
import vn.portalaudit.store.PlainText;
import vn.portalaudit.store.campaign.CampaignRows.Hold;

/** Published results: numbered documents that nothing can change. */
public final class Publications {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Database database;
  private final InstantSource clock;
  private final CampaignStore campaigns;
  private final Standings standings;
  private final Means means;

  Publications(
      Database database,
      InstantSource clock,
      CampaignStore campaigns,
      Standings standings,
      Means means) {
    this.database = database;
    this.clock = clock;
    this.campaigns = campaigns;
    this.standings = standings;
    this.means = means;
  }

  /**
   * The decision by which results are published.
   *
   * @param corrects number of the publication that is corrected; null for the first
   * @param why reason of a correction; may be empty for the first
   */
  public record Decided(
      String number, LocalDate on, String signer, @Nullable Integer corrects, String why) {}

  /**
   * A publication.
   *
   * @param number 1 for the first of a campaign
   * @param corrects the one that it corrects; null for the first
   * @param document {@code portal-audit/publication/1}, byte for byte as it was published
   * @param sha256 of the document
   */
  public record Publication(
      int campaign,
      int number,
      @Nullable Integer corrects,
      String why,
      String decision,
      LocalDate decidedOn,
      String signer,
      String document,
      String sha256,
      String who,
      Instant at) {}

  /** Publishes: the campaign's step and the snapshot in one transaction. */
  Ruling<Publication> publish(int campaign, Decided decided, Actor by) {
    Optional<String> wrong = wrong(decided);
    if (wrong.isPresent()) {
      return Ruling.refused(wrong.get());
    }
    return database.within(jdbc -> {
      CampaignRows.campaign(jdbc, campaign, Hold.CHANGE);
      List<Publication> earlier = all(jdbc, campaign);
      Integer newest = earlier.isEmpty() ? null : earlier.getLast().number();
      if (!java.util.Objects.equals(newest, decided.corrects())) {
        return Ruling.refused(
            newest == null
                ? "Đây là lần công bố đầu, không đính chính lần nào"
                : "Lần công bố này phải ghi rõ là đính chính lần công bố số " + newest);
      }
      if (newest != null && decided.why().isBlank()) {
        return Ruling.refused("Hãy ghi lý do đính chính lần công bố số " + newest);
      }
      return campaigns
          .step(jdbc, campaign, CampaignLife.Step.PUBLISH, by, decided.why())
          .then(after -> Ruling.allowed(insert(jdbc, after, decided, newest, by)));
    });
  }

  private static Optional<String> wrong(Decided decided) {
    return decided.number().isBlank() || decided.number().length() > 100
        ? Optional.of("Hãy ghi số quyết định công bố")
        : decided.signer().isBlank() || decided.signer().length() > 200
            ? Optional.of("Hãy ghi người ký quyết định công bố")
            : Optional.empty();
  }

  private Publication insert(
      JdbcClient jdbc, Campaign campaign, Decided decided, @Nullable Integer newest, Actor by) {
    int number = newest == null ? 1 : newest + 1;
    String document = document(jdbc, campaign, decided, number);
    return jdbc.sql(
            """
            insert into publication values (:campaign, :number, :corrects, :why, :decision, :on,
              :signer, :document, :sha, :by, :at) returning *
            """)
        .param("campaign", campaign.id())
        .param("number", number)
        .param("corrects", newest)
        .param("why", PlainText.of(decided.why()))
        .param("decision", PlainText.of(decided.number()))
        .param("on", decided.on())
        .param("signer", PlainText.of(decided.signer()))
        .param("document", document)
        .param("sha", EvidencePieces.sha256(document.getBytes(StandardCharsets.UTF_8)))
        .param("by", by.who())
        .param("at", CampaignRows.time(clock.instant()))
        .query((row, n) -> publication(row))
        .single();
  }

  private String document(JdbcClient jdbc, Campaign campaign, Decided decided, int number) {
    ObjectNode node = JSON.createObjectNode();
    node.put("schema", "portal-audit/publication/1");
    node.put("campaign", campaign.code());
    node.put("title", campaign.title());
    node.put("year", campaign.year());
    node.put("set", campaign.set().id());
    node.put("version", campaign.set().version());
    node.put("definition", campaign.set().digest());
    node.put("number", number);
    node.put("corrects", decided.corrects());
    node.put("why", decided.why());
    ObjectNode decision = node.putObject("decision");
    decision.put("number", decided.number());
    decision.put("date", decided.on().toString());
    decision.put("signer", decided.signer());
    ObjectNode agencies = node.putObject("agencies");
    for (Submission one : CampaignRows.submissions(jdbc, campaign.id(), Hold.READ)) {
      agencies.put(one.agency(), one.name());
    }
    node.set(
        "result",
        JSON.readTree(means.document(standings.now(jdbc, campaign.id(), true), List.of())));
    return PlainText.of(JSON.writerWithDefaultPrettyPrinter().writeValueAsString(node));
  }

  List<Publication> all(int campaign) {
    return all(database.jdbc(), campaign);
  }

  private static List<Publication> all(JdbcClient jdbc, int campaign) {
    return jdbc.sql("select * from publication where campaign_id = ? order by number")
        .param(campaign)
        .query((row, n) -> publication(row))
        .list();
  }

  private static Publication publication(ResultSet row) throws SQLException {
    return new Publication(
        row.getInt("campaign_id"),
        row.getInt("number"),
        row.getObject("corrects", Integer.class),
        row.getString("why"),
        row.getString("decision_number"),
        row.getObject("decided_on", LocalDate.class),
        row.getString("signer"),
        row.getString("document"),
        row.getString("sha256"),
        row.getString("by_whom"),
        CampaignRows.at(row, "at"));
  }
}
