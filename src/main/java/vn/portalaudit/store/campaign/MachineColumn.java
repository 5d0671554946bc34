package vn.portalaudit.store.campaign;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.portalaudit.campaign.Actor;
import vn.portalaudit.campaign.Campaign;
import vn.portalaudit.campaign.Ruling;
import vn.portalaudit.campaign.Submission;
import vn.portalaudit.domain.AuditReport;
import vn.portalaudit.index.Agency;
import vn.portalaudit.index.Feed;
import vn.portalaudit.index.Scheme;
import vn.portalaudit.store.Database;
import vn.portalaudit.store.campaign.CampaignRows.Hold;

/** The machine's column: what the newest audits of the agencies' own portals propose. */
final class MachineColumn {
  private static final ZoneId ZONE = ZoneId.of("Asia/Ho_Chi_Minh");

  private static final int DECIMALS = 4;

  private static final String NOTHING =
      "máy không đề xuất: chưa có lượt kiểm tra nào quan sát được cổng của cơ quan";

  private final Database database;
  private final InstantSource clock;
  private final Definitions definitions;
  private final Columns columns;
  private final Means means;

  MachineColumn(
      Database database,
      InstantSource clock,
      Definitions definitions,
      Columns columns,
      Means means) {
    this.database = database;
    this.clock = clock;
    this.definitions = definitions;
    this.columns = columns;
    this.means = means;
  }

  /** A run with its result document. */
  record Run(String id, String portal, String result) {}

  /**
   * Fills the column from the newest audit of each agency's main portal that observed something.
   *
   * @return how many figures have points
   */
  Ruling<Integer> fill(int campaign, Actor by) {
    return database.within(jdbc -> {
      Campaign in = CampaignRows.campaign(jdbc, campaign, Hold.SHARE);
      if (by.role() != Actor.Role.DEPARTMENT && by.role() != Actor.Role.SYSTEM) {
        return Ruling.refused("Chỉ cơ quan chủ trì mới được cập nhật cột máy đề xuất");
      }
      if (!Columns.movable(in)) {
        return Ruling.refused("Kỳ «" + in.title() + "» " + in.state().label());
      }
      Definitions.Model model = definitions.model(jdbc, in);
      int proposed = 0;
      for (Submission submission : CampaignRows.submissions(jdbc, campaign, Hold.READ)) {
        proposed += model.feeds().isEmpty() ? 0 : fill(jdbc, in, model, submission, by);
      }
      return Ruling.allowed(proposed);
    });
  }

  private int fill(
      JdbcClient jdbc,
      Campaign campaign,
      Definitions.Model model,
      Submission submission,
      Actor by) {
    Agency agency = Definitions.agency(submission);
    Optional<Run> run =
        newest(jdbc, submission.agency(), clock.instant().atZone(ZONE).toLocalDate());
    int proposed = 0;
    Optional<AuditReport> report = run.map(found -> means.report(found.result()));
    for (Feed feed : model.feeds()) {
      Scheme.Item item = model.scheme().items().get(feed.item());
      BigDecimal most = item.maxPoints(agency);
      if (most != null && item.concerns(agency)) {
        Columns.Figure figure =
            report.isEmpty()
                ? figure(submission, item, null, null, "", NOTHING)
                : figure(submission, item, feed, report.get(), run.get(), most);
        columns.put(jdbc, campaign, figure, by);
        proposed += figure.points() == null ? 0 : 1;
      }
    }
    return proposed;
  }

  private static Columns.Figure figure(
      Submission agency,
      Scheme.Item item,
      Feed feed,
      AuditReport report,
      Run run,
      BigDecimal most) {
    Proposed proposed = proposed(feed.propose(report.scorecards(), most));
    return figure(agency, item, proposed.points(), proposed.high(), run.id(), proposed.says());
  }

  /**
   * A proposal as it is kept.
   *
   * @param high the most that undecided parts can make of it; null when nothing is undecided
   */
  record Proposed(@Nullable BigDecimal points, @Nullable BigDecimal high, String says) {}

  static Proposed proposed(Feed.Proposal proposal) {
    BigDecimal points = proposal.points();
    return points == null
        ? new Proposed(null, null, proposal.says())
        : new Proposed(
            kept(points),
            proposal.open().signum() == 0 ? null : kept(points.add(proposal.open())),
            proposal.says());
  }

  private static BigDecimal kept(BigDecimal points) {
    return points.setScale(DECIMALS, RoundingMode.HALF_EVEN);
  }

  private static Columns.Figure figure(
      Submission agency,
      Scheme.Item item,
      @Nullable BigDecimal points,
      @Nullable BigDecimal high,
      String run,
      String says) {
    return new Columns.Figure(
        agency.agency(), item.id(), "machine", points, high, null, "", null, run, says);
  }

  /** By agency, the newest run on the portal that it owned when a campaign's data ended. */
  static Map<String, String> newest(JdbcClient jdbc, Campaign campaign) {
    Map<String, String> runs = new HashMap<>();
    jdbc.sql(
            """
            select distinct on (a.code) a.code, r.id from campaign_agency c
            join agency a on a.code = c.agency
            join portal_owner o on o.agency_id = a.id and o.main
              and daterange(o.valid_from, o.valid_to) @> :day::date
            join audit_run r on r.portal_id = o.portal_id and r.observed
            where c.campaign_id = :campaign
            order by a.code, r.finished_at desc, r.id desc
            """)
        .param("campaign", campaign.id())
        .param("day", campaign.dates().dataTo())
        .query(row -> {
          runs.put(row.getString("code"), row.getString("id"));
        });
    return runs;
  }

  private static Optional<Run> newest(JdbcClient jdbc, String agency, LocalDate day) {
    return jdbc.sql(
            """
            select r.id, p.code, r.result::text as result from audit_run r
            join portal p on p.id = r.portal_id
            join portal_owner o on o.portal_id = p.id and o.main
            join agency a on a.id = o.agency_id
            where a.code = :agency and r.observed
              and daterange(o.valid_from, o.valid_to) @> :day::date
            order by r.finished_at desc, r.id desc limit 1
            """)
        .param("agency", agency)
        .param("day", day)
        .query((row, n) ->
            new Run(row.getString("id"), row.getString("code"), row.getString("result")))
        .optional();
  }

  /** The figure of one indicator of an agency, with the run that proves it. */
  Optional<Columns.Kept> figure(int campaign, String agency, String indicator) {
    return Columns.one(database.jdbc(), campaign, agency, indicator, "machine");
  }

  /** The figures of the machine, with the run that proves each. */
  List<Columns.Kept> figures(int campaign) {
    return Columns.all(database.jdbc(), campaign).stream()
        .filter(kept -> kept.figure().source().equals("machine"))
        .toList();
  }
}
