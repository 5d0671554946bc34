package vn.portalaudit.store.campaign;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.portalaudit.campaign.Actor;
import vn.portalaudit.campaign.Campaign;
import vn.portalaudit.campaign.Decision;
import vn.portalaudit.campaign.Ruling;
import vn.portalaudit.campaign.Submission;
import vn.portalaudit.campaign.SubmissionLife;
import vn.portalaudit.store.Database;
import vn.portalaudit.store.PlainText;
import vn.portalaudit.store.campaign.CampaignRows.Hold;

/** What appraisers decide in each round, and the threads in which agencies answer. */
public final class Appraisals {
  /** How many open indicators a refusal names. */
  private static final int NAMED = 10;

  private static final String APPRAISED = "appraised";

  private final Database database;
  private final InstantSource clock;
  private final Definitions definitions;

  Appraisals(Database database, InstantSource clock, Definitions definitions) {
    this.database = database;
    this.clock = clock;
    this.definitions = definitions;
  }

  /** What a thread's entry is. */
  public enum Voice {
    QUESTION("question", "câu hỏi"),
    EXPLANATION("explanation", "giải trình"),
    OBJECTION("objection", "phản đối"),
    REPLY("reply", "trả lời");

    private final String id;
    private final String label;

    Voice(String id, String label) {
      this.id = id;
      this.label = label;
    }

    /** The word in the database. */
    public String id() {
      return id;
    }

    /** The Vietnamese words for people. */
    public String label() {
      return label;
    }

    static Voice of(String id) {
      for (Voice voice : values()) {
        if (voice.id.equals(id)) {
          return voice;
        }
      }
      throw new IllegalArgumentException("no voice " + id);
    }
  }

  /** An entry of a thread; it is never changed. */
  public record Said(String indicator, Voice voice, String says, String who, Instant at) {}

  /**
   * Decides.
   *
   * @param seen the version that the appraiser had before them; 0 when there was none in this round
   */
  Ruling<Decision.Kept> decide(Reports.Place place, Decision decision, int seen, Actor by) {
    return database.within(jdbc -> {
      Instant now = clock.instant();
      Campaign campaign = CampaignRows.campaign(jdbc, place.campaign(), Hold.SHARE);
      Submission agency =
          CampaignRows.submission(jdbc, place.campaign(), place.agency(), Hold.SHARE);
      return definitions
          .row(jdbc, campaign, agency, place.indicator())
          .then(row -> may(jdbc, campaign, agency, place, decision, by, row))
          .then(d -> write(jdbc, campaign, place, d, seen, by, now));
    });
  }

  private static Ruling<Decision> may(
      JdbcClient jdbc,
      Campaign campaign,
      Submission agency,
      Reports.Place place,
      Decision decision,
      Actor by,
      Definitions.Row row) {
    if (Council.closings(jdbc, campaign.id(), campaign.round()) >= Council.CLOSERS) {
      return Ruling.refused("Vòng " + campaign.round() + " đã chốt, không sửa điểm nữa");
    }
    Optional<Council.Member> member = Council.member(jdbc, campaign.id(), by.who());
    // what the campaign knows of the person counts beside what the caller says
    if (member.map(Council.Member::agency).filter(place.agency()::equals).isPresent()) {
      return Ruling.refused(
          "Không ai được thẩm định cơ quan mình; " + agency.name() + " cần người khác thẩm định");
    }
    Set<String> assigned = member.map(Council.Member::indicators).orElse(Set.of());
    return decision
        .check(campaign, agency, place.indicator(), by, assigned, row.most())
        .then(d ->
            d.kind() == Decision.Kind.ACCEPTED && !equalsOwn(jdbc, place, d.points())
                ? Ruling.refused(
                    "Điểm khác điểm cơ quan đã nộp nên không phải là chấp nhận; hãy điều chỉnh và"
                        + " ghi lý do")
                : Ruling.allowed(d));
  }

  private static boolean equalsOwn(
      JdbcClient jdbc, Reports.Place place, @org.jspecify.annotations.Nullable BigDecimal points) {
    Optional<BigDecimal> own =
        Reports.all(jdbc, place.campaign(), place.agency()).stream()
            .filter(kept -> kept.indicator().equals(place.indicator()))
            .flatMap(kept -> Optional.ofNullable(kept.claimed()).stream())
            .findFirst();
    return points != null && own.isPresent() && own.get().compareTo(points) == 0;
  }

  private static Ruling<Decision.Kept> write(
      JdbcClient jdbc,
      Campaign campaign,
      Reports.Place place,
      Decision decision,
      int seen,
      Actor by,
      Instant now) {
    BigDecimal before =
        latest(jdbc, place).flatMap(k -> Optional.ofNullable(k.decision().points())).orElse(null);
    Optional<Decision.Kept> kept =
        jdbc.sql(
                """
                insert into appraisal as a (campaign_id, agency, indicator, round, decision, points,
                  reason, version, by_whom, at)
                select :campaign, :agency, :indicator, :round, :decision, :points, :reason, 1, :by, :at
                where :seen = 0 or exists (select from appraisal where campaign_id = :campaign
                  and agency = :agency and indicator = :indicator and round = :round)
                on conflict (campaign_id, agency, indicator, round) do update set
                  decision = excluded.decision, points = excluded.points, reason = excluded.reason,
                  version = a.version + 1, by_whom = excluded.by_whom, at = excluded.at
                  where a.version = :seen
                returning *
                """)
            .param("campaign", place.campaign())
            .param("agency", place.agency())
            .param("indicator", place.indicator())
            .param("round", campaign.round())
            .param("decision", decision.kind().id())
            .param("points", decision.points())
            .param("reason", PlainText.of(decision.reason()))
            .param("by", by.who())
            .param("at", CampaignRows.time(now))
            .param("seen", seen)
            .query((row, n) -> kept(row))
            .optional();
    if (kept.isEmpty()) {
      return Ruling.refused(
          latest(jdbc, place)
              .map(theirs ->
                  "«"
                      + theirs.who()
                      + "» vừa "
                      + theirs.decision().kind().label()
                      + " chỉ số này; hãy xem lại rồi quyết định")
              .orElse("Chỉ số này vừa được thẩm định ở nơi khác; hãy tải lại trang"));
    }
    if (decision.kind() != Decision.Kind.ASKED) {
      ScoreLog.write(
          jdbc,
          new ScoreLog.Place(
              place.campaign(), place.agency(), place.indicator(), APPRAISED, campaign.round()),
          before,
          decision.points(),
          by,
          decision.reason().isBlank() ? "Chấp nhận điểm tự đánh giá" : decision.reason(),
          now);
    } else {
      say(jdbc, place, Voice.QUESTION, decision.reason(), by, now);
    }
    return Ruling.allowed(kept.get());
  }

  private static Optional<Decision.Kept> latest(JdbcClient jdbc, Reports.Place place) {
    return jdbc.sql(
            """
            select * from appraisal where campaign_id = ? and agency = ? and indicator = ?
            order by round desc limit 1
            """)
        .params(place.campaign(), place.agency(), place.indicator())
        .query((row, n) -> kept(row))
        .optional();
  }

  /** All decisions of a campaign, or of one agency, in the order of rounds. */
  static List<Decision.Kept> all(
      JdbcClient jdbc, int campaign, @org.jspecify.annotations.Nullable String agency) {
    return jdbc.sql(
            """
            select * from appraisal where campaign_id = :campaign
              and (:agency::text is null or agency = :agency) order by agency, indicator, round
            """)
        .param("campaign", campaign)
        .param("agency", agency)
        .query((row, n) -> kept(row))
        .list();
  }

  private static Decision.Kept kept(ResultSet row) throws SQLException {
    return new Decision.Kept(
        row.getString("agency"),
        row.getString("indicator"),
        row.getInt("round"),
        new Decision(
            Decision.Kind.of(row.getString("decision")),
            row.getBigDecimal("points"),
            row.getString("reason")),
        row.getInt("version"),
        row.getString("by_whom"),
        CampaignRows.at(row, "at"));
  }

  /** Why the current round cannot be closed yet; empty when nothing is open. */
  static Optional<String> open(JdbcClient jdbc, Campaign campaign) {
    record Open(String agency, String indicator, boolean nothing) {}
    List<Open> open =
        jdbc.sql(
                """
                select a.name, r.indicator, r.points is null from self_report r
                join campaign_agency a on a.campaign_id = r.campaign_id and a.agency = r.agency
                where r.campaign_id = :campaign and a.submitted_at is not null
                  and (r.points is not null or r.nothing_arose) and not exists (select from appraisal p
                    where p.campaign_id = r.campaign_id and p.agency = r.agency
                      and p.indicator = r.indicator
                      and (p.decision <> 'asked' or p.round = :round and :more))
                order by 1, 2
                """)
            .param("campaign", campaign.id())
            .param("round", campaign.round())
            .param("more", campaign.round() < campaign.rounds())
            .query((row, n) -> new Open(row.getString(1), row.getString(2), row.getBoolean(3)))
            .list();
    return open.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "Chưa chốt vòng "
                + campaign.round()
                + " được: còn "
                + open.size()
                + " chỉ số chưa thẩm định: "
                + open.stream()
                    .limit(NAMED)
                    .map(one ->
                        one.indicator()
                            + " của "
                            + one.agency()
                            + (one.nothing() ? " (khai «không phát sinh»)" : ""))
                    .collect(Collectors.joining(", "))
                + (open.size() > NAMED ? "…" : ""));
  }

  /** Says something in the thread of an indicator; agencies while they may explain. */
  Ruling<Said> say(Reports.Place place, Voice voice, String says, Actor by) {
    return database.within(jdbc -> {
      Instant now = clock.instant();
      Campaign campaign = CampaignRows.campaign(jdbc, place.campaign(), Hold.SHARE);
      Submission agency =
          CampaignRows.submission(jdbc, place.campaign(), place.agency(), Hold.SHARE);
      if (says.isBlank() || says.length() > 8_000) {
        return Ruling.refused("Viết từ 1 đến 8000 ký tự");
      }
      boolean agencys = voice == Voice.EXPLANATION || voice == Voice.OBJECTION;
      Ruling<Submission> may =
          agencys
              ? SubmissionLife.explain(campaign, agency, by, now)
              : by.role() == Actor.Role.AGENCY
                  ? Ruling.refused("Cơ quan giải trình hoặc phản đối, không hỏi hay trả lời thay")
                  : Ruling.allowed(agency);
      return may.then(s -> definitions.row(jdbc, campaign, agency, place.indicator()))
          .then(row -> Ruling.allowed(say(jdbc, place, voice, says, by, now)));
    });
  }

  private static Said say(
      JdbcClient jdbc, Reports.Place place, Voice voice, String says, Actor by, Instant now) {
    String clean = PlainText.of(says);
    jdbc.sql(
            """
            insert into thread_entry (campaign_id, agency, indicator, kind, says, who, role, at)
            values (?, ?, ?, ?, ?, ?, ?, ?)
            """)
        .params(place.campaign(), place.agency(), place.indicator(), voice.id(), clean)
        .params(by.who(), by.role().id(), CampaignRows.time(now))
        .update();
    return new Said(place.indicator(), voice, clean, by.who(), now);
  }

  /** The threads of an agency, oldest entries first. */
  List<Said> thread(int campaign, String agency) {
    return database
        .jdbc()
        .sql("select * from thread_entry where campaign_id = ? and agency = ? order by id")
        .params(campaign, agency)
        .query((row, n) ->
            new Said(
                row.getString("indicator"),
                Voice.of(row.getString("kind")),
                row.getString("says"),
                row.getString("who"),
                CampaignRows.at(row, "at")))
        .list();
  }
}
