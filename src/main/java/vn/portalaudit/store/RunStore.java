package vn.portalaudit.store;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.portalaudit.domain.AuditReport;
import vn.portalaudit.domain.AuditRun;
import vn.portalaudit.domain.PortalKind;
import vn.portalaudit.schedule.Work;

/**
 * What audits concluded. Runs of one portal are taken in one after the other, in whatever order
 * they come; the portal's findings are always those that its runs give in the order in which they
 * were finished. Safe for threads.
 */
public final class RunStore {
  /** All of a run but its result, which is half a megabyte. */
  private static final String RUN =
      "id, portal_id, kind, started_at, finished_at, rules_digest, pages, requests, bytes,"
          + " complete, observed, folder";

  /** How far back it is looked for what was last settled. */
  private static final int REACH = 4;

  private final Database database;

  public RunStore(Database database) {
    this.database = database;
  }

  /**
   * A run as it is listed.
   *
   * @param observed whether anything of the portal could be observed
   * @param folder its evidence
   */
  public record Run(
      String id,
      int portal,
      PortalKind kind,
      Instant startedAt,
      Instant finishedAt,
      String rulesDigest,
      int pages,
      int requests,
      long bytes,
      boolean complete,
      boolean observed,
      Path folder) {}

  /**
   * Points of a portal by a checklist.
   *
   * @param low the least that the points can become when what is undecided is decided
   * @param high the most
   * @param coverage the decided part of the maximum, 0 to 1
   * @param grade null where there is none
   * @param at when the run was finished
   */
  public record Card(
      int portal,
      String run,
      String checklist,
      String version,
      BigDecimal points,
      BigDecimal low,
      BigDecimal high,
      BigDecimal maxPoints,
      BigDecimal coverage,
      @Nullable String grade,
      Instant at) {}

  /**
   * Keeps what an audit concluded, in one transaction: run, result document, scorecards, findings,
   * explanations that it voids, and what the lists show. Keeping the same run again changes
   * nothing.
   *
   * @param portal number of the portal
   * @param work the work by which the portal is held; null for a run that nobody queued
   * @param report what was concluded
   * @param resultJson the result document of that report
   * @param observed whether anything of the portal could be observed; if not, the run is kept, and
   *     changes neither findings nor the points that lists show
   * @param folder its evidence
   * @return false when the work is no longer held: nothing was kept
   * @throws StoreException when there is no such portal, or another one's run has that id
   */
  public boolean save(
      int portal,
      @Nullable Work work,
      AuditReport report,
      String resultJson,
      boolean observed,
      Path folder) {
    if (work != null && work.portal() != portal) {
      throw new StoreException("Việc " + work.id() + " không phải của cổng số " + portal);
    }
    String json = PlainText.json(resultJson);
    return database.within(jdbc -> {
      lock(jdbc, portal);
      if (work != null && !RunRows.held(jdbc, work)) {
        return false;
      }
      AuditRun run = report.run();
      RunRows.Saving saving = new RunRows.Saving(portal, work, run, observed);
      if (!RunRows.insert(jdbc, saving, json, folder)) {
        RunRows.checkOwner(jdbc, portal, run.id());
        return true;
      }
      Instant finished = RunRows.moment(run.finishedAt());
      RunRows.scorecards(jdbc, portal, report, finished);
      if (observed) {
        FindingRows rows = new FindingRows(jdbc, portal);
        if (RunRows.isNewest(jdbc, portal, run)) {
          rows.add(report, finished);
        } else {
          rows.rebuild();
        }
        ExplanationStore.voidChanged(jdbc, portal);
      }
      RunRows.state(jdbc, portal, report, observed);
      return true;
    });
  }

  /** A run. */
  public Optional<Run> run(String id) {
    return database
        .jdbc()
        .sql("select " + RUN + " from audit_run where id = :id")
        .param("id", id)
        .query((row, n) -> run(row))
        .optional();
  }

  /** The runs of these ids. */
  public List<Run> runs(Collection<String> ids) {
    return database
        .jdbc()
        .sql("select " + RUN + " from audit_run where id = any (?)")
        .param(ids.toArray(String[]::new))
        .query((row, n) -> run(row))
        .list();
  }

  /** The result document of a run: the same content, its keys in the database's order. */
  public Optional<String> result(String id) {
    return database
        .jdbc()
        .sql("select result::text from audit_run where id = :id")
        .param("id", id)
        .query(String.class)
        .optional();
  }

  /** The newest runs of a portal, newest first. */
  public List<Run> newest(int portal, int most) {
    return database
        .jdbc()
        .sql(
            """
            select {run} from audit_run where portal_id = :portal
            order by finished_at desc, id desc limit :most
            """
                .replace("{run}", RUN))
        .param("portal", portal)
        .param("most", most)
        .query((row, n) -> run(row))
        .list();
  }

  /** A page of the runs of a portal, newest first. */
  public Listing<Run> page(int portal, int offset, int size) {
    int total =
        database
            .jdbc()
            .sql("select count(*) from audit_run where portal_id = ?")
            .param(portal)
            .query(Integer.class)
            .single();
    List<Run> rows =
        database
            .jdbc()
            .sql(
                """
                select {run} from audit_run where portal_id = :portal
                order by finished_at desc, id desc offset :offset limit :size
                """
                    .replace("{run}", RUN))
            .param("portal", portal)
            .param("offset", offset)
            .param("size", size)
            .query((row, n) -> run(row))
            .list();
    return new Listing<>(rows, total);
  }

  /**
   * The latest points of portals by each checklist, of runs that observed something where there is
   * one.
   *
   * @param portals a page of a list
   * @return by portal and checklist
   */
  public List<Card> latest(Collection<Integer> portals) {
    return database
        .jdbc()
        .sql(
            """
            select distinct on (s.portal_id, s.checklist) s.*
            from scorecard s join audit_run r on r.id = s.run_id
            where s.portal_id = any (:portals::integer[])
            order by s.portal_id, s.checklist, r.observed desc, s.at desc, s.run_id desc
            """)
        .param("portals", portals.toArray(Integer[]::new))
        .query((row, n) -> card(row))
        .list();
  }

  /**
   * What a run found otherwise than the runs before it; empty when there is no such run.
   *
   * @see Changes
   */
  public Optional<Changes> changes(String id) {
    return database.within(jdbc -> {
      Optional<Run> run = run(id);
      if (run.isEmpty()) {
        return Optional.empty();
      }
      List<Snapshot> earlier =
          jdbc
              .sql(
                  """
                  select b.id from audit_run b, audit_run r
                  where r.id = :id and b.portal_id = r.portal_id and b.observed
                    and (b.finished_at, b.id) < (r.finished_at, r.id)
                  order by b.finished_at desc, b.id desc limit :most
                  """)
              .param("id", id)
              .param("most", REACH)
              .query(String.class)
              .list()
              .stream()
              .map(before -> Snapshot.read(jdbc, before, true))
              .toList();
      return Optional.of(Snapshot.read(jdbc, id, run.get().observed()).since(earlier));
    });
  }

  /** The points of a run, by each checklist. */
  public List<Card> cards(String run) {
    return database
        .jdbc()
        .sql("select * from scorecard where run_id = ? order by checklist")
        .param(run)
        .query((row, n) -> card(row))
        .list();
  }

  /** The points of a portal by a checklist as they stood before a moment. */
  public Optional<BigDecimal> pointsBefore(int portal, String checklist, Instant moment) {
    return database
        .jdbc()
        .sql(
            """
            select s.points from scorecard s join audit_run r on r.id = s.run_id and r.observed
            where s.portal_id = ? and s.checklist = ? and s.at < ? order by s.at desc limit 1
            """)
        .params(portal, checklist, IncidentRows.param(moment))
        .query(BigDecimal.class)
        .optional();
  }

  /** Which sections a run found, by probe; those of which it could not tell are missing. */
  public Map<String, Boolean> found(String run) {
    return database
        .jdbc()
        .sql(
            """
            select o ->> 'probe', (o ->> 'value')::boolean
            from audit_run, jsonb_array_elements(result -> 'observations') as o
            where id = ? and o ->> 'field' = 'found' and jsonb_typeof(o -> 'value') = 'boolean'
            """)
        .param(run)
        .query((row, n) -> Map.entry(row.getString(1), row.getBoolean(2)))
        .list()
        .stream()
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (a, b) -> a));
  }

  /** Makes runs of one portal wait for each other; foreign keys to the portal do not wait. */
  static void lock(JdbcClient jdbc, int portal) {
    boolean there =
        jdbc.sql("select id from portal where id = :portal for no key update")
            .param("portal", portal)
            .query(Integer.class)
            .optional()
            .isPresent();
    if (!there) {
      throw new StoreException("Không có cổng số " + portal);
    }
  }

  private static Card card(ResultSet row) throws SQLException {
    return new Card(
        row.getInt("portal_id"),
        row.getString("run_id"),
        row.getString("checklist"),
        row.getString("version"),
        row.getBigDecimal("points"),
        row.getBigDecimal("low"),
        row.getBigDecimal("high"),
        row.getBigDecimal("max_points"),
        row.getBigDecimal("coverage"),
        row.getString("grade"),
        FindingRows.instant(row, "at"));
  }

  private static Run run(ResultSet row) throws SQLException {
    return new Run(
        row.getString("id"),
        row.getInt("portal_id"),
        PortalKind.of(row.getString("kind")).orElseThrow(),
        FindingRows.instant(row, "started_at"),
        FindingRows.instant(row, "finished_at"),
        row.getString("rules_digest"),
        row.getInt("pages"),
        row.getInt("requests"),
        row.getLong("bytes"),
        row.getBoolean("complete"),
        row.getBoolean("observed"),
        Path.of(row.getString("folder")));
  }
}
