package vn.portalaudit.store.campaign;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import vn.portalaudit.campaign.Campaign;
import vn.portalaudit.campaign.CampaignState;
import vn.portalaudit.campaign.Submission;
import vn.portalaudit.store.Database;
import vn.portalaudit.store.campaign.CampaignRows.Hold;

/**
 * Reminds agencies that have not handed in, through the channels that the rules of alerts give
 * them, so many days before their deadline; each once.
 */
public final class Reminders {
  private static final List<Integer> DAYS_BEFORE = List.of(1, 3, 7);
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm 'ngày' dd/MM/yyyy", Locale.ROOT)
          .withZone(ZoneId.of("Asia/Ho_Chi_Minh"));

  private final Database database;
  private final InstantSource clock;

  Reminders(Database database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
  }

  /** A reminder that was due. */
  public record Reminded(String agency, int daysBefore, int channels, Instant at) {}

  /** Puts the reminders that are due into the outbox; how many agencies were reminded. */
  int remind() {
    Instant now = clock.instant();
    return database.within(jdbc -> {
      int reminded = 0;
      for (Campaign campaign : CampaignRows.campaigns(jdbc)) {
        if (campaign.state() == CampaignState.OPEN) {
          for (Submission one : CampaignRows.submissions(jdbc, campaign.id(), Hold.READ)) {
            reminded += one.state().writing() ? remind(jdbc, campaign, one, now) : 0;
          }
        }
      }
      return reminded;
    });
  }

  private static int remind(JdbcClient jdbc, Campaign campaign, Submission agency, Instant now) {
    Instant due = agency.due(campaign);
    for (int days : DAYS_BEFORE) {
      boolean time = now.isBefore(due) && !now.isBefore(due.minus(Duration.ofDays(days)));
      if (time) {
        // the nearest that is due speaks for those that were missed
        return claimed(jdbc, campaign, agency, due, days, now)
            ? send(jdbc, campaign, agency, due, days, now)
            : 0;
      }
    }
    return 0;
  }

  private static boolean claimed(
      JdbcClient jdbc, Campaign campaign, Submission agency, Instant due, int days, Instant now) {
    return jdbc.sql(
                "insert into campaign_reminder values (?, ?, ?, ?, 0, ?) on conflict do nothing")
            .params(campaign.id(), agency.agency(), CampaignRows.time(due), days)
            .param(CampaignRows.time(now))
            .update()
        == 1;
  }

  private static int send(
      JdbcClient jdbc, Campaign campaign, Submission agency, Instant due, int days, Instant now) {
    String subject = "Nhắc nộp báo cáo: " + campaign.title();
    ObjectNode body = JSON.createObjectNode();
    body.put(
        "text",
        agency.name()
            + " chưa nộp báo cáo tự đánh giá của kỳ «"
            + campaign.title()
            + "». Hạn nộp: trước "
            + TIME.format(due)
            + ".");
    body.put("severity", "info");
    body.put("at", now.toString());
    body.putArray("items");
    int channels =
        jdbc.sql(
                """
                insert into outbox (channel_id, dedupe, subject, body, created_at, not_before)
                select distinct r.channel_id, :dedupe, :subject, :body::jsonb, :now::timestamptz,
                  :now::timestamptz
                from alert_rule r join channel c on c.id = r.channel_id
                join agency a on a.id = r.agency_id
                where a.code = :agency and r.enabled and c.enabled
                on conflict (channel_id, dedupe) do nothing
                """)
            .param(
                "dedupe",
                "k"
                    + campaign.id()
                    + "/"
                    + agency.agency()
                    + "/"
                    + due.getEpochSecond()
                    + "/"
                    + days)
            .param("subject", subject)
            .param("body", body.toString())
            .param("now", CampaignRows.time(now))
            .param("agency", agency.agency())
            .update();
    jdbc.sql(
            """
            update campaign_reminder set channels = ? where campaign_id = ? and agency = ?
              and due_at = ? and days_before = ?
            """)
        .params(channels, campaign.id(), agency.agency(), CampaignRows.time(due), days)
        .update();
    return 1;
  }

  /** Who was reminded; no channels means that no rule of alerts names the agency. */
  List<Reminded> reminded(int campaign) {
    return database
        .jdbc()
        .sql("select * from campaign_reminder where campaign_id = ? order by at, agency")
        .param(campaign)
        .query((row, n) ->
            new Reminded(
                row.getString("agency"),
                row.getInt("days_before"),
                row.getInt("channels"),
                CampaignRows.at(row, "at")))
        .list();
  }
}
