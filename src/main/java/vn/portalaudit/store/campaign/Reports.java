package vn.portalaudit.store.campaign;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import vn.portalaudit.campaign.Actor;
import vn.portalaudit.campaign.Campaign;
import vn.portalaudit.campaign.ReportRules;
import vn.portalaudit.campaign.Ruling;
import vn.portalaudit.campaign.SelfReport;
import vn.portalaudit.campaign.SelfReport.Kept;
import vn.portalaudit.campaign.SelfReport.Saved;
import vn.portalaudit.campaign.Submission;
import vn.portalaudit.campaign.SubmissionLife;
import vn.portalaudit.store.Database;
import vn.portalaudit.store.PlainText;
import vn.portalaudit.store.campaign.CampaignRows.Hold;

/** Self-reports: every save is kept, and none overwrites what its writer had not seen. */
final class Reports {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String SELF = "self";

  private final Database database;
  private final InstantSource clock;
  private final Definitions definitions;
  private final GeneralInfo general;

  Reports(Database database, InstantSource clock, Definitions definitions, GeneralInfo general) {
    this.general = general;
    this.database = database;
    this.clock = clock;
    this.definitions = definitions;
  }

  /** Which row. */
  record Place(int campaign, String agency, String indicator) {}

  /**
   * Saves a draft, right or wrong.
   *
   * @param seen the version that the writer had before them; 0 when there was none
   */
  Saved save(Place place, SelfReport report, int seen, Actor by) {
    return database.within(jdbc -> {
      Instant now = clock.instant();
      Campaign campaign = CampaignRows.campaign(jdbc, place.campaign(), Hold.SHARE);
      Submission agency =
          CampaignRows.submission(jdbc, place.campaign(), place.agency(), Hold.SHARE);
      Ruling<Submission> may = SubmissionLife.write(campaign, agency, by, now);
      if (!may.granted()) {
        return new Saved.Refused(may.says());
      }
      Ruling<Definitions.Row> row = definitions.row(jdbc, campaign, agency, place.indicator());
      if (!row.granted()) {
        return new Saved.Refused(row.says());
      }
      SelfReport clean = clean(report);
      Optional<Kept> before = find(jdbc, place, true);
      if (before.map(Kept::version).orElse(0) != seen) {
        history(jdbc, place, clean, 0, by, now);
        return new Saved.Conflict(
            before.orElseGet(() -> new Kept(place.indicator(), SelfReport.BLANK, null, 0, "", now)),
            clean);
      }
      BigDecimal points = points(clean, row.value());
      Optional<Kept> kept = write(jdbc, place, clean, points, seen, by, now);
      if (kept.isEmpty()) {
        history(jdbc, place, clean, 0, by, now);
        return new Saved.Conflict(find(jdbc, place, false).orElseThrow(), clean);
      }
      history(jdbc, place, clean, seen + 1, by, now);
      ScoreLog.write(
          jdbc,
          new ScoreLog.Place(place.campaign(), place.agency(), place.indicator(), SELF, 0),
          before.map(Kept::points).orElse(null),
          points,
          by,
          "Tự đánh giá",
          now);
      int evidence = EvidencePieces.count(jdbc, place);
      return new Saved.Done(
          kept.get(), ReportRules.problems(place.indicator(), clean, row.value().most(), evidence));
    });
  }

  private static @Nullable BigDecimal points(SelfReport report, Definitions.Row row) {
    return report.points().isBlank()
        ? null
        : ReportRules.points(report.points(), row.most())
                instanceof Ruling.Allowed<BigDecimal>(BigDecimal read)
            ? read
            : null;
  }

  private static SelfReport clean(SelfReport typed) {
    return new SelfReport(
        PlainText.of(typed.value()),
        PlainText.of(typed.unit()),
        PlainText.of(typed.formula()),
        PlainText.of(typed.points()),
        PlainText.of(typed.note()),
        typed.nothingArose());
  }

  private static Optional<Kept> write(
      JdbcClient jdbc,
      Place place,
      SelfReport report,
      @Nullable BigDecimal points,
      int seen,
      Actor by,
      Instant now) {
    String sql =
        seen == 0
            ? """
            insert into self_report (campaign_id, agency, indicator, value_text, unit, formula,
              points_text, points, note, nothing_arose, version, by_whom, at)
            values (:campaign, :agency, :indicator, :value, :unit, :formula, :typed, :points, :note,
              :nothing, 1, :by, :at)
            on conflict (campaign_id, agency, indicator) do nothing returning *
            """
            : """
            update self_report set value_text = :value, unit = :unit, formula = :formula,
              points_text = :typed, points = :points, note = :note, nothing_arose = :nothing,
              version = version + 1, by_whom = :by, at = :at
            where campaign_id = :campaign and agency = :agency and indicator = :indicator
              and version = :seen returning *
            """;
    return jdbc.sql(sql)
        .param("campaign", place.campaign())
        .param("agency", place.agency())
        .param("indicator", place.indicator())
        .param("value", report.value())
        .param("unit", report.unit())
        .param("formula", report.formula())
        .param("typed", report.points())
        .param("points", points)
        .param("note", report.note())
        .param("nothing", report.nothingArose())
        .param("by", by.who())
        .param("at", CampaignRows.time(now))
        .param("seen", seen)
        .query((row, n) -> kept(row))
        .optional();
  }

  private static void history(
      JdbcClient jdbc, Place place, SelfReport report, int version, Actor by, Instant now) {
    ObjectNode saved = JSON.createObjectNode();
    saved.put("value", report.value());
    saved.put("unit", report.unit());
    saved.put("formula", report.formula());
    saved.put("points", report.points());
    saved.put("note", report.note());
    saved.put("nothingArose", report.nothingArose());
    jdbc.sql(
            """
            insert into self_report_history (campaign_id, agency, indicator, version, saved, by_whom,
              at) values (?, ?, ?, ?, ?::jsonb, ?, ?)
            """)
        .params(place.campaign(), place.agency(), place.indicator(), version, saved.toString())
        .params(by.who(), CampaignRows.time(now))
        .update();
  }

  private static Optional<Kept> find(JdbcClient jdbc, Place place, boolean hold) {
    return jdbc.sql(
            "select * from self_report where campaign_id = ? and agency = ? and indicator = ?"
                + (hold ? " for no key update" : ""))
        .params(place.campaign(), place.agency(), place.indicator())
        .query((row, n) -> kept(row))
        .optional();
  }

  static List<Kept> all(JdbcClient jdbc, int campaign, String agency) {
    return jdbc.sql("select * from self_report where campaign_id = ? and agency = ?")
        .params(campaign, agency)
        .query((row, n) -> kept(row))
        .list();
  }

  /** Hands the report in, when every row that must be there can be used. */
  Ruling<Submission> submit(CampaignStore campaigns, int campaign, String agency, Actor by) {
    Instant now = clock.instant();
    return campaigns.change(
        campaign,
        agency,
        new CampaignStore.Deed("submit", by, "", now),
        facts ->
            SubmissionLife.submit(facts.campaign(), facts.submission(), by, now)
                .then(after -> {
                  List<String> problems =
                      problems(facts.jdbc(), facts.campaign(), facts.submission());
                  return problems.isEmpty()
                      ? Ruling.allowed(after)
                      : Ruling.refused(
                          "Chưa nộp được, còn "
                              + problems.size()
                              + " chỗ phải sửa. "
                              + problems.getFirst());
                }));
  }

  /** What must be put right before the report can be handed in. */
  List<String> problems(JdbcClient jdbc, Campaign campaign, Submission agency) {
    List<Kept> kept = all(jdbc, campaign.id(), agency.agency());
    List<String> problems = new ArrayList<>();
    for (Definitions.Row row : definitions.rows(jdbc, campaign, agency)) {
      if (row.reported()) {
        SelfReport report =
            kept.stream()
                .filter(one -> one.indicator().equals(row.indicator()))
                .findFirst()
                .map(Kept::report)
                .orElse(SelfReport.BLANK);
        Place place = new Place(campaign.id(), agency.agency(), row.indicator());
        problems.addAll(
            ReportRules.problems(
                row.indicator(), report, row.most(), EvidencePieces.count(jdbc, place)));
      }
    }
    problems.addAll(general.problems(jdbc, campaign.id(), agency.agency()));
    return problems;
  }

  /**
   * The reports of all agencies that handed theirs in, by agency; what is not handed in, or was
   * taken back, is nobody's report yet.
   */
  static Map<String, List<Kept>> handedIn(JdbcClient jdbc, int campaign) {
    Map<String, List<Kept>> reports = new LinkedHashMap<>();
    jdbc.sql(
            """
            select r.* from self_report r join campaign_agency a using (campaign_id, agency)
            where campaign_id = ? and a.submitted_at is not null order by agency, indicator
            """)
        .param(campaign)
        .query(row -> {
          reports
              .computeIfAbsent(row.getString("agency"), agency -> new ArrayList<>())
              .add(kept(row));
        });
    return reports;
  }

  private static Kept kept(ResultSet row) throws SQLException {
    return new Kept(
        row.getString("indicator"),
        new SelfReport(
            row.getString("value_text"),
            row.getString("unit"),
            row.getString("formula"),
            row.getString("points_text"),
            row.getString("note"),
            row.getBoolean("nothing_arose")),
        row.getBigDecimal("points"),
        row.getInt("version"),
        row.getString("by_whom"),
        CampaignRows.at(row, "at"));
  }

  /** The same indicator in the newest earlier campaign of the same set; empty when none. */
  List<Kept> lastYear(int campaign, String agency) {
    Campaign now = CampaignRows.campaign(database.jdbc(), campaign, Hold.READ);
    return CampaignRows.campaigns(database.jdbc()).stream()
        .filter(c -> c.set().id().equals(now.set().id()) && c.year() < now.year())
        .findFirst()
        .map(before -> all(database.jdbc(), before.id(), agency))
        .orElse(List.of());
  }
}
