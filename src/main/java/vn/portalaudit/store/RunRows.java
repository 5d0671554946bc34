package vn.portalaudit.store;

import java.nio.file.Path;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.portalaudit.domain.AuditReport;
import vn.portalaudit.domain.AuditRun;
import vn.portalaudit.domain.Scorecard;
import vn.portalaudit.schedule.Work;

/**
 * The statements that keep a run. They take part in the caller's transaction, which holds the
 * portal's row.
 */
final class RunRows {
  private RunRows() {}

  /** A run that is to be kept. */
  record Saving(int portal, @Nullable Work work, AuditRun run, boolean observed) {}

  /** Whether the work is held, and stays so until the end of the transaction. */
  static boolean held(JdbcClient jdbc, Work work) {
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

  static boolean insert(JdbcClient jdbc, Saving saving, String json, Path folder) {
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

  static void checkOwner(JdbcClient jdbc, int portal, String run) {
    int owner =
        jdbc.sql("select portal_id from audit_run where id = :run")
            .param("run", run)
            .query(Integer.class)
            .single();
    if (owner != portal) {
      throw new StoreException("Lần kiểm tra " + run + " là của cổng số " + owner);
    }
  }

  static void scorecards(JdbcClient jdbc, int portal, AuditReport report, Instant finished) {
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

  static boolean isNewest(JdbcClient jdbc, int portal, AuditRun run) {
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
  static void state(JdbcClient jdbc, int portal, AuditReport report, boolean observed) {
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
  static Instant moment(Instant instant) {
    return instant.truncatedTo(ChronoUnit.MICROS);
  }
}
