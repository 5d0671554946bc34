package vn.portalaudit.store.campaign;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.portalaudit.campaign.Actor;
import vn.portalaudit.campaign.Campaign;
import vn.portalaudit.campaign.CampaignState;
import vn.portalaudit.campaign.Submission;
import vn.portalaudit.campaign.SubmissionState;
import vn.portalaudit.store.PlainText;
import vn.portalaudit.store.StoreException;

/** Reads, locks and writes the rows of campaigns and submissions, and their logs. */
final class CampaignRows {
  private static final String CAMPAIGN =
      "select c.*, d.set_id, d.version from campaign c"
          + " join index_definition d on d.digest = c.definition ";

  private CampaignRows() {}

  /** How a row is taken. */
  enum Hold {
    /** As it is now. */
    READ(""),
    /** Not to change while something beneath it does. */
    SHARE(" for share of "),
    /** To be changed. */
    CHANGE(" for no key update of ");

    private final String clause;

    Hold(String clause) {
      this.clause = clause;
    }

    private String of(String table) {
      return this == READ ? "" : clause + table;
    }
  }

  static Campaign campaign(JdbcClient jdbc, int id, Hold hold) {
    return jdbc.sql(CAMPAIGN + "where c.id = :id" + hold.of("c"))
        .param("id", id)
        .query((row, n) -> campaign(row))
        .optional()
        .orElseThrow(() -> new StoreException("Không có kỳ đánh giá số " + id));
  }

  static List<Campaign> campaigns(JdbcClient jdbc) {
    return jdbc.sql(CAMPAIGN + "order by c.year desc, c.id desc")
        .query((row, n) -> campaign(row))
        .list();
  }

  static Submission submission(JdbcClient jdbc, int campaign, String agency, Hold hold) {
    return jdbc.sql(
            "select * from campaign_agency a where campaign_id = :campaign and agency = :agency"
                + hold.of("a"))
        .param("campaign", campaign)
        .param("agency", agency)
        .query((row, n) -> submission(row))
        .optional()
        .orElseThrow(() -> new StoreException("Cơ quan " + agency + " không có trong kỳ này"));
  }

  static List<Submission> submissions(JdbcClient jdbc, int campaign, Hold hold) {
    return jdbc.sql(
            "select * from campaign_agency a where campaign_id = :campaign order by agency"
                + hold.of("a"))
        .param("campaign", campaign)
        .query((row, n) -> submission(row))
        .list();
  }

  static void write(JdbcClient jdbc, Campaign campaign) {
    jdbc.sql(
            """
            update campaign set state = :state, round = :round, explaining = :explaining,
              explain_until = :until where id = :id
            """)
        .param("state", campaign.state().id())
        .param("round", campaign.round())
        .param("explaining", campaign.explaining())
        .param("until", perhaps(campaign.dates().explainUntil()))
        .param("id", campaign.id())
        .update();
  }

  static void write(JdbcClient jdbc, int campaign, Submission submission) {
    jdbc.sql(
            """
            update campaign_agency set state = :state, round = :round, due_at = :due,
              submitted_at = :submitted, closed_at = :closed
            where campaign_id = :campaign and agency = :agency
            """)
        .param("state", submission.state().id())
        .param("round", submission.round())
        .param("due", perhaps(submission.extendedTo()))
        .param("submitted", perhaps(submission.submittedAt()))
        .param("closed", perhaps(submission.closedAt()))
        .param("campaign", campaign)
        .param("agency", submission.agency())
        .update();
  }

  /** A step, for a log. */
  record Step(String name, String from, String to, int round, Actor by, String why, Instant at) {}

  static void log(JdbcClient jdbc, int campaign, Step step) {
    log(jdbc, "campaign_step (campaign_id", "(?", List.of(campaign), step);
  }

  static void log(JdbcClient jdbc, int campaign, String agency, Step step) {
    log(jdbc, "submission_step (campaign_id, agency", "(?, ?", List.of(campaign, agency), step);
  }

  private static void log(JdbcClient jdbc, String table, String marks, List<Object> of, Step step) {
    jdbc.sql(
            "insert into "
                + table
                + ", step, from_state, to_state, round, who, role, why, at) values "
                + marks
                + ", ?, ?, ?, ?, ?, ?, ?, ?)")
        .params(of)
        .params(step.name(), step.from(), step.to(), step.round(), step.by().who())
        .params(step.by().role().id(), PlainText.of(step.why()), time(step.at()))
        .update();
  }

  static Timestamp time(Instant moment) {
    return Timestamp.from(moment);
  }

  static @Nullable Timestamp perhaps(@Nullable Instant moment) {
    return moment == null ? null : Timestamp.from(moment);
  }

  static @Nullable Instant moment(ResultSet row, String column) throws SQLException {
    Timestamp time = row.getTimestamp(column);
    return time == null ? null : time.toInstant();
  }

  static Instant at(ResultSet row, String column) throws SQLException {
    return row.getTimestamp(column).toInstant();
  }

  private static Campaign campaign(ResultSet row) throws SQLException {
    return new Campaign(
        row.getInt("id"),
        row.getString("code"),
        row.getString("title"),
        row.getInt("year"),
        new Campaign.SetVersion(
            row.getString("set_id"), row.getString("version"), row.getString("definition")),
        row.getInt("rounds"),
        new Campaign.Dates(
            row.getObject("data_from", LocalDate.class),
            row.getObject("data_to", LocalDate.class),
            at(row, "due_at"),
            moment(row, "explain_until"),
            row.getObject("publish_by", LocalDate.class)),
        CampaignState.of(row.getString("state")),
        row.getInt("round"),
        row.getBoolean("explaining"));
  }

  private static Submission submission(ResultSet row) throws SQLException {
    return new Submission(
        row.getString("agency"),
        row.getString("name"),
        row.getString("ranking_group"),
        Set.copyOf(Arrays.asList((String[]) row.getArray("flags").getArray())),
        SubmissionState.of(row.getString("state")),
        row.getInt("round"),
        moment(row, "due_at"),
        moment(row, "submitted_at"),
        moment(row, "closed_at"));
  }
}
