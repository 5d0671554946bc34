package vn.portalaudit.store.campaign;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.portalaudit.campaign.Actor;
import vn.portalaudit.store.PlainText;

/** The log of every change of a score; the database refuses to change or delete its rows. */
public final class ScoreLog {
  private ScoreLog() {}

  /** Which score changes. */
  record Place(int campaign, String agency, String indicator, String source, int round) {}

  /**
   * A change of a score.
   *
   * @param source the column
   * @param round of the appraisal; 0 in other columns
   * @param before null when there was none
   * @param after null when there is none any more
   */
  public record Entry(
      String agency,
      String indicator,
      String source,
      int round,
      @Nullable BigDecimal before,
      @Nullable BigDecimal after,
      String who,
      String role,
      String why,
      Instant at) {}

  /** Writes a change; equal points are none. */
  static void write(
      JdbcClient jdbc,
      Place place,
      @Nullable BigDecimal before,
      @Nullable BigDecimal after,
      Actor by,
      String why,
      Instant at) {
    boolean same = before == null ? after == null : after != null && before.compareTo(after) == 0;
    if (same) {
      return;
    }
    jdbc.sql(
            """
            insert into score_log (campaign_id, agency, indicator, source, round, before_points,
              after_points, who, role, why, at)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """)
        .params(place.campaign(), place.agency(), place.indicator(), place.source(), place.round())
        .param(before)
        .param(after)
        .params(by.who(), by.role().id(), PlainText.of(why), CampaignRows.time(at))
        .update();
  }

  /** The changes of an agency's scores, oldest first; of one indicator, or of all. */
  static List<Entry> read(
      JdbcClient jdbc, int campaign, String agency, @Nullable String indicator) {
    return jdbc.sql(
            """
            select * from score_log where campaign_id = :campaign and agency = :agency
              and (:indicator::text is null or indicator = :indicator) order by id
            """)
        .param("campaign", campaign)
        .param("agency", agency)
        .param("indicator", indicator)
        .query((row, n) ->
            new Entry(
                row.getString("agency"),
                row.getString("indicator"),
                row.getString("source"),
                row.getInt("round"),
                row.getBigDecimal("before_points"),
                row.getBigDecimal("after_points"),
                row.getString("who"),
                row.getString("role"),
                row.getString("why"),
                CampaignRows.at(row, "at")))
        .list();
  }
}
