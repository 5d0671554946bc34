package vn.portalaudit.store;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.portalaudit.domain.AuditReport;
import vn.portalaudit.domain.AuditRun;
import vn.portalaudit.domain.PortalKind;
import vn.portalaudit.domain.Scorecard;
import vn.portalaudit.schedule.Work;

/**
 * What audits concluded. Runs of one portal are taken in one after the other, in whatever order
 * they come; the portal's findings are always those that its runs give in the order in which they
 * were finished. Safe for threads.
 */
public final class RunStore {
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
      if (work != null && !held(jdbc, work)) {
        return false;
      }
      AuditRun run = report.run();
      if (!insert(jdbc, new Saving(portal, work, run, observed), json, folder)) {
        checkOwner(jdbc, portal, run.id());
        return true;
      }
      Instant finished = moment(run.finishedAt());
      scorecards(jdbc, portal, report, finished);
      if (observed) {
        FindingRows rows = new FindingRows(jdbc, portal);
        if (isNewest(jdbc, portal, run)) {
          rows.add(report, finished);
        } else {
          rows.rebuild();
        }
        ExplanationStore.voidChanged(jdbc, portal);
      }
      state(jdbc, portal, report, observed);
      return true;
    });
  }

  /** A run. */
  public Optional<Run> run(String id) {
    return database
        .jdbc()
        .sql("select * from audit_run where id = :id")
        .param("id", id)
        .query((row, n) -> run(row))
        .optional();
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
            select * from audit_run where portal_id = :portal
            order by finished_at desc, id desc limit :most
            """)
        .param("portal", portal)
        .param("most", most)
        .query((row, n) -> run(row))
        .list();
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
        .query((row, n) ->
            new Card(
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
                FindingRows.instant(row, "at")))
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

  private record Saving(int portal, @Nullable Work work, AuditRun run, boolean observed) {}

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

  /** Whether the work is held, and stays so until the end of the transaction. */
  private static boolean held(JdbcClient jdbc, Work work) {
    return jdbc.sql(
            """
            select id from work where id = :id and fence = :fence and state = 'running' for update
            """)
        .param("id", work.id())
        .param("fence", work.fence())
        .query(Long.class)
        .optional()
        .isPresent();
  }

  private static boolean insert(JdbcClient jdbc, Saving saving, String json, Path folder) {
    AuditRun run = saving.run();
    Work work = saving.work();
    return jdbc.sql(
                """
                insert into audit_run (id, portal_id, work_id, kind, started_at, finished_at,
                  rules_digest, pages, requests, bytes, complete, observed, folder, result)
                values (:id, :portal, :work, :kind, :started, :finished, :rules, :pages, :requests,
                  :bytes, :complete, :observed, :folder, :result::jsonb)
                on conflict (id) do nothing
                """)
            .param("id", run.id())
            .param("portal", saving.portal())
            .param("work", work == null ? null : work.id(), Types.BIGINT)
            .param("kind", run.kind().id())
            .param("started", Timestamp.from(moment(run.startedAt())))
            .param("finished", Timestamp.from(moment(run.finishedAt())))
            .param("rules", run.rulesDigest())
            .param("pages", run.pages())
            .param("requests", run.requests())
            .param("bytes", run.bytes())
            .param("complete", run.complete())
            .param("observed", saving.observed())
            .param("folder", folder.toString())
            .param("result", json)
            .update()
        == 1;
  }

  private static void checkOwner(JdbcClient jdbc, int portal, String run) {
    int owner =
        jdbc.sql("select portal_id from audit_run where id = :run")
            .param("run", run)
            .query(Integer.class)
            .single();
    if (owner != portal) {
      throw new StoreException("Lần kiểm tra " + run + " là của cổng số " + owner);
    }
  }

  private static void scorecards(
      JdbcClient jdbc, int portal, AuditReport report, Instant finished) {
    List<Scorecard> cards = report.scorecards();
    jdbc.sql(
            """
            insert into scorecard (run_id, portal_id, checklist, version, points, low, high,
              max_points, coverage, grade, at)
            select :run, :portal, c.*, :at from unnest(:checklists::text[], :versions::text[],
              :points::numeric[], :lows::numeric[], :highs::numeric[], :maxima::numeric[],
              :coverages::numeric[], :grades::text[]) as c
            on conflict (run_id, checklist) do nothing
            """)
        .param("run", report.run().id())
        .param("portal", portal)
        .param("at", Timestamp.from(finished))
        .param("checklists", texts(cards, Scorecard::checklist))
        .param("versions", texts(cards, Scorecard::version))
        .param("points", texts(cards, card -> card.points().toPlainString()))
        .param("lows", texts(cards, card -> card.low().toPlainString()))
        .param("highs", texts(cards, card -> card.high().toPlainString()))
        .param("maxima", texts(cards, card -> card.maxPoints().toPlainString()))
        .param("coverages", texts(cards, card -> card.coverage().toPlainString()))
        .param("grades", texts(cards, Scorecard::grade))
        .update();
  }

  private static String[] texts(
      List<Scorecard> cards, Function<Scorecard, @Nullable String> column) {
    return cards.stream().map(column).toArray(String[]::new);
  }

  private static boolean isNewest(JdbcClient jdbc, int portal, AuditRun run) {
    return jdbc.sql(
            """
            select not exists (select 1 from audit_run where portal_id = :portal and observed
              and (finished_at, id) > (:finished, :run))
            """)
        .param("portal", portal)
        .param("finished", Timestamp.from(moment(run.finishedAt())))
        .param("run", run.id())
        .query(Boolean.class)
        .single();
  }

  /**
   * What lists show: the newest run that observed something, by the first checklist that was made
   * for this kind of portal.
   */
  private static void state(JdbcClient jdbc, int portal, AuditReport report, boolean observed) {
    Scorecard shown =
        observed
            ? report.scorecards().stream()
                .filter(card -> card.note() == null)
                .findFirst()
                .or(() -> report.scorecards().stream().findFirst())
                .orElse(null)
            : null;
    jdbc.sql(
            """
            insert into portal_state as s (portal_id, last_run, last_points, last_max, last_grade)
            values (:portal, :run, :points, :max, :grade)
            on conflict (portal_id) do update set last_run = excluded.last_run,
              last_points = excluded.last_points, last_max = excluded.last_max,
              last_grade = excluded.last_grade
            where s.last_run is null or exists (
              select 1 from audit_run l, audit_run n where l.id = s.last_run and n.id = :run
                and (l.observed, l.finished_at, l.id) < (n.observed, n.finished_at, n.id))
            """)
        .param("portal", portal)
        .param("run", report.run().id())
        .param("points", shown == null ? null : shown.points(), Types.NUMERIC)
        .param("max", shown == null ? null : shown.maxPoints(), Types.NUMERIC)
        .param("grade", shown == null ? null : shown.grade(), Types.VARCHAR)
        .update();
  }

  /** As exact as the database keeps it. */
  private static Instant moment(Instant instant) {
    return instant.truncatedTo(ChronoUnit.MICROS);
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
