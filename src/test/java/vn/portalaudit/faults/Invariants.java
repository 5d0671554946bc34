package vn.portalaudit.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.portalaudit.evidence.Entry;
import vn.portalaudit.evidence.EvidenceReader;
import vn.portalaudit.monitor.Grid;

/**
 * What must hold of a database and its evidence whatever has happened: no half conclusion, evidence
 * whole, every piece of work once, every slot once and none vanished, sums as recounted. It changes
 * nothing, and runs beside a service or without.
 */
public final class Invariants {
  private final JdbcClient jdbc;
  private final List<String> broken = new ArrayList<>();

  private Invariants(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * Checks everything.
   *
   * @param jdbc the database
   * @param everyMs milliseconds between two probes of every portal; 0 when slots are not checked
   * @return what is broken, in sentences; empty when all holds
   */
  public static List<String> broken(JdbcClient jdbc, long everyMs) throws IOException {
    Invariants check = new Invariants(jdbc);
    check.conclusions();
    check.evidence();
    check.work();
    if (everyMs > 0) {
      check.slots(everyMs);
    }
    check.sums();
    return List.copyOf(check.broken);
  }

  private void none(String says, String sql) {
    List<String> rows = jdbc.sql(sql).query(String.class).list();
    if (!rows.isEmpty()) {
      broken.add(says + ": " + rows.size() + ", first " + rows.getFirst());
    }
  }

  /** I2: a conclusion is whole, or not there. */
  private void conclusions() {
    none(
        "run without score or findings",
        """
        select id from audit_run r where observed and (
          not exists (select 1 from scorecard s where s.run_id = r.id)
          or not exists (select 1 from finding f where f.portal_id = r.portal_id))
        """);
    none(
        "finding whose period ends before it begins, or that overlaps the next",
        """
        select id::text from (select id, ended_at, first_seen, lead(first_seen) over (
          partition by portal_id, checklist, criterion order by first_seen, id) as next
          from finding) f where ended_at < first_seen or ended_at > next
        """);
    none(
        "score outside its bounds",
        "select run_id from scorecard where points < low or points > high or high > max_points");
  }

  /** I3: what a run says stands on disk, and its evidence reads as it was written. */
  private void evidence() throws IOException {
    record Run(String id, Path folder, String result) {}
    List<Run> runs =
        jdbc.sql("select id, folder, result::text from audit_run")
            .query(
                (row, n) -> new Run(row.getString(1), Path.of(row.getString(2)), row.getString(3)))
            .list();
    for (Run run : runs) {
      try {
        boolean same =
            jdbc.sql("select cast(? as jsonb) = cast(? as jsonb)")
                .param(Files.readString(run.folder.resolve("result.json")))
                .param(run.result)
                .query(Boolean.class)
                .single();
        if (!same) {
          broken.add("run " + run.id + ": its document is another one than its row");
        }
        EvidenceReader record = EvidenceReader.open(run.folder);
        for (Entry entry : record.entries()) {
          record.payload(entry);
        }
      } catch (IOException | RuntimeException e) {
        broken.add("run " + run.id + ": evidence does not read: " + e);
      }
    }
  }

  /** I4 and I5: each piece of work is concluded at most once, and none hangs. */
  private void work() {
    none(
        "work concluded twice",
        "select work_id::text from audit_run group by work_id having count(*) > 1");
    none(
        "work done without a conclusion",
        """
        select w.id::text from work w where w.state = 'done' and w.kind = 'audit'
          and not exists (select 1 from audit_run r where r.work_id = w.id)
        """);
    none(
        "work that hangs in the hands of a lost node while others are alive",
        """
        select id::text from work where state = 'running' and lease_until < now() - interval '60 s'
          and exists (select 1 from node n where n.stopped_at is null
            and n.seen_at > now() - interval '10 s')
        """);
    none(
        "portal under audit twice",
        "select portal_id::text from work where state = 'running' group by portal_id, kind"
            + " having count(*) > 1");
  }

  /** I5: every slot from the first on has its result, as far as the watch says that it is done. */
  private void slots(long everyMs) {
    record Watched(int portal, long from, long done) {}
    List<Watched> all =
        jdbc.sql(
                """
                select s.portal_id, (1000 * extract(epoch from s.watched_from))::bigint,
                  (1000 * extract(epoch from d.done_until))::bigint
                from portal_state s join probe_shard d on d.shard = mod(s.portal_id, 64)
                where s.watched_from < d.done_until
                """)
            .query((row, n) -> new Watched(row.getInt(1), row.getLong(2), row.getLong(3)))
            .list();
    for (Watched portal : all) {
      Grid grid = Grid.of(portal.portal, java.time.Duration.ofMillis(everyMs));
      long phase = grid.phaseMs();
      long first = Math.ceilDiv(portal.from - phase, everyMs);
      long end = Math.ceilDiv(portal.done - phase, everyMs);
      String between =
          " from probe_result where portal_id = ? and slot_at >= to_timestamp(? / 1000.0)"
              + " and slot_at < to_timestamp(? / 1000.0)";
      long seen =
          jdbc.sql("select count(*)" + between)
              .params(portal.portal, first * everyMs + phase, end * everyMs + phase)
              .query(Long.class)
              .single();
      if (seen != end - first) {
        broken.add(
            "portal " + portal.portal + ": " + seen + " results for " + (end - first) + " slots");
      }
    }
  }

  /** I6: sums are what a recount gives. */
  private void sums() {
    none(
        "hour that a recount does not give",
        """
        select h.hour::text || ' of ' || h.portal_id from probe_hour h
        join rollup_hour d on d.hour = h.hour
        join lateral (select count(*) filter (where state = 'U') as up,
            count(*) filter (where state = 'D') as degraded,
            count(*) filter (where state = 'X') as down,
            count(*) as n from probe_result r
          where r.portal_id = h.portal_id and r.slot_at >= h.hour
            and r.slot_at < h.hour + interval '1 hour') c on true
        where h.excluded = 0 and c.n > 0
          and (h.up, h.degraded, h.down) is distinct from (c.up, c.degraded, c.down)
        """);
    none(
        "message that was written twice",
        "select dedupe from outbox group by channel_id, dedupe having count(*) > 1");
  }
}
