package vn.portalaudit.store.campaign;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.portalaudit.campaign.Actor;
import vn.portalaudit.campaign.Campaign;
import vn.portalaudit.campaign.CampaignLife;
import vn.portalaudit.campaign.Ruling;
import vn.portalaudit.campaign.Submission;
import vn.portalaudit.campaign.SubmissionLife;
import vn.portalaudit.store.Database;
import vn.portalaudit.store.PlainText;
import vn.portalaudit.store.campaign.CampaignRows.Hold;

/** Campaigns and submissions: who, in which state, and every step. Safe for threads. */
public final class CampaignStore {
  private final Database database;
  private final InstantSource clock;

  CampaignStore(Database database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
  }

  /** A step that was taken, as the logs keep it. */
  public record StepTaken(
      String step,
      String from,
      String to,
      int round,
      String who,
      String role,
      String why,
      Instant at) {}

  Ruling<Campaign> create(Opening opening, Actor by) {
    if (by.role() != Actor.Role.DEPARTMENT) {
      return Ruling.refused("Chỉ cơ quan chủ trì mới được lập kỳ đánh giá");
    }
    Instant now = clock.instant();
    return database.within(jdbc -> {
      Ruling<String> digest = freeze(jdbc, opening.definition(), by, now);
      return digest.then(d -> insert(jdbc, opening, d, by, now));
    });
  }

  /** Keeps the definition as it is applied; a version that was used never changes. */
  private static Ruling<String> freeze(
      JdbcClient jdbc, Opening.Definition definition, Actor by, Instant now) {
    String digest = definition.digest();
    jdbc.sql(
            """
            insert into index_definition (digest, set_id, version, source, rows_csv, frozen_at,
              frozen_by)
            values (?, ?, ?, ?, ?, ?, ?) on conflict do nothing
            """)
        .params(digest, definition.set(), definition.version(), definition.source())
        .param(definition.rows())
        .params(CampaignRows.time(now), by.who())
        .update();
    String kept =
        jdbc.sql("select digest from index_definition where set_id = ? and version = ?")
            .params(definition.set(), definition.version())
            .query(String.class)
            .optional()
            .orElse("");
    return kept.equals(digest)
        ? Ruling.allowed(digest)
        : Ruling.refused(
            "Bộ chỉ số "
                + definition.set()
                + " phiên bản "
                + definition.version()
                + " đã dùng với nội dung khác; hãy đặt số phiên bản mới cho nội dung đã sửa");
  }

  private static Ruling<Campaign> insert(
      JdbcClient jdbc, Opening opening, String digest, Actor by, Instant now) {
    Campaign.Dates dates = opening.dates();
    Optional<Integer> id =
        jdbc.sql(
                """
                insert into campaign (code, title, year, definition, rounds, data_from, data_to,
                  due_at, explain_until, publish_by, created_by, created_at)
                values (:code, :title, :year, :definition, :rounds, :from, :to, :due, :explain,
                  :publish, :by, :at) on conflict (code) do nothing returning id
                """)
            .param("code", opening.code())
            .param("title", PlainText.of(opening.title()))
            .param("year", opening.year())
            .param("definition", digest)
            .param("rounds", opening.rounds())
            .param("from", dates.dataFrom())
            .param("to", dates.dataTo())
            .param("due", CampaignRows.time(dates.due()))
            .param("explain", CampaignRows.perhaps(dates.explainUntil()))
            .param("publish", dates.publishBy())
            .param("by", by.who())
            .param("at", CampaignRows.time(now))
            .query(Integer.class)
            .optional();
    if (id.isEmpty()) {
      return Ruling.refused("Đã có kỳ đánh giá mang mã «" + opening.code() + "»; hãy đặt mã khác");
    }
    for (Opening.Assessed agency : opening.agencies()) {
      jdbc.sql(
              """
              insert into campaign_agency (campaign_id, agency, name, ranking_group, flags)
              values (?, ?, ?, ?, ?)
              """)
          .params(id.get(), agency.agency(), PlainText.of(agency.name()), agency.group())
          .param(agency.flags().stream().sorted().toArray(String[]::new))
          .update();
    }
    for (Opening.LeftOut out : opening.leftOut()) {
      jdbc.sql("insert into campaign_left_out (campaign_id, agency, name, why) values (?, ?, ?, ?)")
          .params(id.get(), out.agency(), PlainText.of(out.name()), PlainText.of(out.why()))
          .update();
    }
    CampaignRows.log(
        jdbc, id.get(), new CampaignRows.Step("create", "draft", "draft", 0, by, "", now));
    return Ruling.allowed(CampaignRows.campaign(jdbc, id.get(), Hold.READ));
  }

  /** Does a step of a campaign; its submissions follow in the same transaction. */
  Ruling<Campaign> step(int id, CampaignLife.Step step, Actor by, String why) {
    return database.within(jdbc -> step(jdbc, id, step, by, why));
  }

  Ruling<Campaign> step(JdbcClient jdbc, int id, CampaignLife.Step step, Actor by, String why) {
    Instant now = clock.instant();
    Campaign before = CampaignRows.campaign(jdbc, id, Hold.CHANGE);
    List<Submission> submissions = CampaignRows.submissions(jdbc, id, Hold.CHANGE);
    boolean closed = Council.closings(jdbc, id, before.round()) >= Council.CLOSERS;
    Ruling<Campaign> ruling =
        CampaignLife.step(before, step, by, why, new CampaignLife.Facts(submissions, closed, now));
    if (ruling instanceof Ruling.Allowed<Campaign>(Campaign after)) {
      CampaignRows.write(jdbc, after);
      CampaignRows.log(
          jdbc,
          id,
          new CampaignRows.Step(
              step.id(), before.state().id(), after.state().id(), after.round(), by, why, now));
      for (Submission submission : submissions) {
        Submission moved = SubmissionLife.follow(after, submission);
        if (!moved.equals(submission)) {
          write(jdbc, after, submission, moved, new Deed(step.id(), by, why, now));
        }
      }
    }
    return ruling;
  }

  /** Sets until when agencies explain between two rounds. */
  Ruling<Campaign> explainUntil(int id, Instant until, Actor by) {
    return database.within(jdbc -> {
      Campaign campaign = CampaignRows.campaign(jdbc, id, Hold.CHANGE);
      if (by.role() != Actor.Role.DEPARTMENT) {
        return Ruling.refused("Chỉ cơ quan chủ trì mới được đặt hạn giải trình");
      }
      if (!until.isAfter(clock.instant())) {
        return Ruling.refused("Hạn giải trình phải sau thời điểm này");
      }
      Campaign changed = campaign.explainingUntil(until);
      CampaignRows.write(jdbc, changed);
      String state = campaign.state().id();
      CampaignRows.log(
          jdbc,
          id,
          new CampaignRows.Step(
              "explain-until",
              state,
              state,
              campaign.round(),
              by,
              until.toString(),
              clock.instant()));
      return Ruling.allowed(changed);
    });
  }

  /** What is done to a submission, by whom, why and when. */
  record Deed(String name, Actor by, String why, Instant at) {}

  /** Changes a submission by a rule. */
  Ruling<Submission> change(
      int campaign, String agency, Deed deed, Function<Facts, Ruling<Submission>> rule) {
    return database.within(jdbc -> {
      Campaign in = CampaignRows.campaign(jdbc, campaign, Hold.SHARE);
      Submission before = CampaignRows.submission(jdbc, campaign, agency, Hold.CHANGE);
      Ruling<Submission> ruling = rule.apply(new Facts(jdbc, in, before));
      if (ruling instanceof Ruling.Allowed<Submission>(Submission after)) {
        write(jdbc, in, before, after, deed);
      }
      return ruling;
    });
  }

  /** What a rule for a submission looks at. */
  record Facts(JdbcClient jdbc, Campaign campaign, Submission submission) {}

  private static void write(
      JdbcClient jdbc, Campaign campaign, Submission before, Submission after, Deed deed) {
    CampaignRows.write(jdbc, campaign.id(), after);
    CampaignRows.log(
        jdbc,
        campaign.id(),
        after.agency(),
        new CampaignRows.Step(
            deed.name(),
            before.state().id(),
            after.state().id(),
            after.round(),
            deed.by(),
            deed.why(),
            deed.at()));
  }

  /** Closes what deadlines have overtaken, in all campaigns; how many submissions. */
  int sweep() {
    Instant now = clock.instant();
    List<Integer> open =
        database
            .jdbc()
            .sql("select id from campaign where state = 'open'")
            .query(Integer.class)
            .list();
    int closed = 0;
    for (int id : open) {
      closed +=
          database.within(jdbc -> {
            Campaign campaign = CampaignRows.campaign(jdbc, id, Hold.SHARE);
            int count = 0;
            for (Submission one : CampaignRows.submissions(jdbc, id, Hold.CHANGE)) {
              if (SubmissionLife.close(campaign, one, now)
                  instanceof Ruling.Allowed<Submission>(Submission after)) {
                Deed deed = new Deed("close", Actor.SYSTEM, "Hết hạn nộp", now);
                write(jdbc, campaign, one, after, deed);
                count++;
              }
            }
            return count;
          });
    }
    return closed;
  }

  List<Campaign> campaigns() {
    return CampaignRows.campaigns(database.jdbc());
  }

  Campaign campaign(int id) {
    return CampaignRows.campaign(database.jdbc(), id, Hold.READ);
  }

  List<Submission> submissions(int campaign) {
    return CampaignRows.submissions(database.jdbc(), campaign, Hold.READ);
  }

  Submission submission(int campaign, String agency) {
    return CampaignRows.submission(database.jdbc(), campaign, agency, Hold.READ);
  }

  List<Opening.LeftOut> leftOut(int campaign) {
    return database
        .jdbc()
        .sql("select * from campaign_left_out where campaign_id = ? order by agency")
        .param(campaign)
        .query((row, n) ->
            new Opening.LeftOut(
                row.getString("agency"), row.getString("name"), row.getString("why")))
        .list();
  }

  /** The steps of a campaign, or of one agency's submission, oldest first. */
  List<StepTaken> steps(int campaign, @Nullable String agency) {
    return database
        .jdbc()
        .sql(
            agency == null
                ? "select * from campaign_step where campaign_id = ? order by id"
                : "select * from submission_step where campaign_id = ? and agency = ? order by id")
        .params(
            agency == null ? List.of(campaign) : List.of(campaign, Objects.requireNonNull(agency)))
        .query((row, n) ->
            new StepTaken(
                row.getString("step"),
                row.getString("from_state"),
                row.getString("to_state"),
                row.getInt("round"),
                row.getString("who"),
                row.getString("role"),
                row.getString("why"),
                CampaignRows.at(row, "at")))
        .list();
  }
}
