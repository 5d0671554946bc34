package vn.portalaudit.store;

import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.portalaudit.monitor.NoticeRule;

/**
 * A big province for benchmarks: portals {@code cong-1} … with owners and days of probes, laid down
 * by the database itself. Beside portals of other codes it changes nothing.
 */
final class SampleProvince {
  private static final int SLOTS_A_DAY = 288;

  private final Database database;
  private final JdbcClient jdbc;
  private final int portals;
  private final LocalDate today;

  SampleProvince(Database database, int portals) {
    this.database = database;
    this.jdbc = database.jdbc();
    this.portals = portals;
    this.today = Partitions.day(ProbeStore.now(jdbc));
  }

  void register() {
    jdbc.sql(
            """
            insert into agency (code) select 'uy-ban-' || i from generate_series(1, %d) i
            """
                .formatted(portals / 2))
        .update();
    jdbc.sql(
            """
            insert into agency_version (agency_id, valid_from, name, level, ranking_group)
            select id, '2020-01-01', 'Ủy ban nhân dân xã ' || id, 'xa', 'nhom-' || id % 50 from agency
            where code like 'uy-ban-%'
            """)
        .update();
    jdbc.sql(
            """
            insert into portal (code, title, kind, root_url, watched, tags)
            select 'cong-' || i, (array['Ân Thi','Ăn','Đông Anh','Dương Xá','Bắc Giang','Cầu Giấy'])
              [1 + i % 6] || ' – Cổng thông tin điện tử số ' || i, 'xa',
              'https://cong' || i || '.example.gov.vn/', false, array['nhan-' || i % 20]
            from generate_series(1, {n}) i
            """
                .replace("{n}", Integer.toString(portals)))
        .update();
    jdbc.sql(
            """
            insert into portal_owner (portal_id, agency_id)
            select p.id, a.id from portal p
            join agency a on a.code = 'uy-ban-' || (1 + substr(p.code, 6)::integer % {half})
            where p.code like 'cong-%'
            """
                .replace("{half}", Integer.toString(portals / 2)))
        .update();
    jdbc.sql(
            """
            insert into portal_state (portal_id, state, since, slot_at, total_ms, last_points,
              last_max, last_grade)
            select id, case when id % 20 = 0 then 'X' when id % 7 = 0 then 'D' else 'U' end,
              now() - id * interval '1 minute', now() - interval '1 day', 200 + id % 900,
              id % 100, 100, 'Khá' from portal where code like 'cong-%'
            """)
        .update();
    StoreBench.say("%d portals", portals);
  }

  /** Hours and days of each day before today that has none yet. */
  void history(int days) {
    long start = System.nanoTime();
    List<LocalDate> missing =
        today.minusDays(days).datesUntil(today).filter(day -> !laid(day)).toList();
    missing.stream()
        .map(YearMonth::from)
        .distinct()
        .forEach(month -> Partitions.create(jdbc, month));
    missing.parallelStream().forEach(this::lay);
    StoreBench.say(
        "%d days of hours and days laid down in %.0f s", missing.size(), StoreBench.seconds(start));
  }

  private boolean laid(LocalDate day) {
    return jdbc.sql(
            """
            select exists (select from probe_day where day = ?
              and portal_id = (select max(id) from portal where code like 'cong-%'))
            """)
        .param(day)
        .query(Boolean.class)
        .single();
  }

  private void lay(LocalDate day) {
    database.<Boolean>within(tx -> {
      tx.sql("set local statement_timeout = 0").update();
      tx.sql(
              """
              insert into probe_hour select p.id, :from + h * interval '1 hour', 11, 0,
                (p.id % 20 = h)::int, 0, 0, 200 + p.id % 900, 400 + p.id % 900
              from portal p, generate_series(0, 23) h where p.code like 'cong-%' order by 1, 2
              """)
          .param("from", Rollup.at(Partitions.start(day)))
          .update();
      tx.sql(
              """
              insert into probe_day select id, :day, 287 - bad, 0, bad, 0, 0, 300, 500 from portal,
                lateral (select case when mod(id + :number, 31) = 0 then mod(id, 60) else 0 end) as b (bad)
              where code like 'cong-%'
              """)
          .param("number", day.toEpochDay())
          .param("day", day)
          .update();
      tx.sql("insert into rollup (day, rows) values (:day, 1) on conflict do nothing")
          .param("day", day)
          .update();
      return true;
    });
  }

  /** Every slot of every portal, in the order in which results come. */
  void results(int days) {
    long start = System.nanoTime();
    for (int back = days; back > 0; back--) {
      Instant from = Partitions.start(today.minusDays(back));
      LocalDate day = today.minusDays(back);
      database.<Boolean>within(tx -> {
        tx.sql("set local statement_timeout = 0").update();
        tx.sql("delete from rollup where day = :day").param("day", day).update();
        Partitions.create(tx, day, day);
        tx.sql(
                """
                insert into probe_result
                select p.id, slot, slot + interval '7 ms',
                  case when mod(p.id + n, 97) = 0 then 'X' when mod(p.id + n, 41) = 0 then 'D' else 'U' end,
                  case when mod(p.id + n, 97) = 0 then 'CONNECT_TIMEOUT' end, 200, 7, 3, 20, 40, 150,
                  200 + mod(p.id * 31 + n * 17, 900)
                from generate_series(0, %d) n, portal p,
                  lateral (select :from + n * interval '5 minutes'
                    + mod(p.id::bigint * 2654435761, 300000) * interval '1 ms') as s (slot)
                where p.code like 'cong-%%'
                """
                    .formatted(SLOTS_A_DAY - 1))
            .param("from", Rollup.at(from))
            .update();
        return true;
      });
    }
    jdbc.sql("analyze").update();
    StoreBench.say(
        "%d days of single results laid down in %.0f s", days, StoreBench.seconds(start));
  }

  /** The newest audit of every one of them: a copy of what the sample portals got. */
  void audits() {
    long start = System.nanoTime();
    database.<Boolean>within(tx -> {
      tx.sql("set local statement_timeout = 0").update();
      // copies refer to what is there: millions of references need no look each
      tx.sql("set local session_replication_role = replica").update();
      tx.sql(
              """
              create temporary table copied on commit drop as
              select p.id as portal_id, r.id as run, r.id || '-' || p.id as copy
              from portal p
              join (select id, row_number() over (order by id) - 1 as n, count(*) over () as all_runs
                from audit_run r where observed and exists (select 1 from finding f where f.last_run = r.id)) r
                on r.n = p.id % r.all_runs
              where p.code like 'cong-%'
              """)
          .update();
      tx.sql(
              """
              insert into audit_run select c.copy, c.portal_id, null, r.kind, r.started_at, r.finished_at,
                r.rules_digest, r.pages, r.requests, r.bytes, r.complete, r.observed, r.folder, r.result
              from copied c join audit_run r on r.id = c.run
              """)
          .update();
      tx.sql(
              """
              insert into scorecard select c.copy, c.portal_id, s.checklist, s.version, s.points, s.low, s.high,
                s.max_points, s.coverage, s.grade, s.at from copied c join scorecard s on s.run_id = c.run
              """)
          .update();
      tx.sql(
              """
              insert into finding (portal_id, checklist, criterion, outcome, reason, points, max_points, says,
                observed_hash, first_run, last_run, first_seen, last_confirmed, since, ended_at)
              select c.portal_id, f.checklist, f.criterion, f.outcome, f.reason, f.points, f.max_points, f.says,
                f.observed_hash, c.copy, c.copy, f.first_seen, f.last_confirmed, f.since, f.ended_at
              from copied c join finding f on f.last_run = c.run
              """)
          .update();
      return true;
    });
    StoreBench.say("audits of %d portals in %.0f s", portals, StoreBench.seconds(start));
  }

  /** Two closed incidents of every fifth portal, and an open one of every fiftieth. */
  void incidents() {
    jdbc.sql(
            """
            insert into incident (portal_id, kind, cause, state, severity, starts_at, opened_at,
              ends_at, closed_at, seen_at, says)
            select p.id, 'down', 'server', case when ago = 0 then 'open' else 'closed' end, 'critical',
              at, at, case when ago > 0 then at + interval '1 hour' end,
              case when ago > 0 then at + interval '1 hour' end, at, 'Máy chủ không trả lời.'
            from portal p, unnest(array[0, 20, 50]) ago,
              lateral (select now() - ago * interval '1 day' - interval '1 hour') as t (at)
            where p.code like 'cong-%' and p.id % (case when ago = 0 then 50 else 5 end) = 0
            """)
        .update();
  }

  /**
   * Agencies beside those of the demonstration's open campaign, which is being appraised from now
   * on: each has reported all, the machine has proposed all, and half of them are half decided.
   */
  void assessment(int agencies) {
    long start = System.nanoTime();
    database.<Boolean>within(tx -> {
      ASSESSMENT.forEach(sql -> tx.sql(sql).param("agencies", agencies).update());
      return true;
    });
    StoreBench.say("reports of %d agencies in %.0f s", agencies, StoreBench.seconds(start));
  }

  private static final List<String> ASSESSMENT =
      List.of(
          """
          create temporary table assessed on commit drop as
          select c.id as campaign, (select min(e.id) from campaign e where e.definition = c.definition
            and e.state = 'locked') as earlier, cast(:agencies as integer) as agencies
          from campaign c where c.state = 'open' order by c.id desc limit 1
          """,
          """
          update campaign set state = 'appraising', round = 1
          from assessed where id = assessed.campaign and agencies = :agencies
          """,
          """
          insert into campaign_member
          select s.campaign, who, duty, agency, added_by, added_at from campaign_member, assessed s
          where campaign_id = s.earlier and agencies = :agencies on conflict do nothing
          """,
          """
          insert into campaign_assignment
          select s.campaign, who, indicator, added_by, added_at from campaign_assignment, assessed s
          where campaign_id = s.earlier and agencies = :agencies on conflict do nothing
          """,
          """
          insert into campaign_agency (campaign_id, agency, name, ranking_group, state, round, submitted_at)
          select s.campaign, a.code, v.name, 'so', 'round', 1, now() - interval '1 day'
          from assessed s, agency a join agency_version v on v.agency_id = a.id
          where a.code like 'uy-ban-%' order by a.id limit :agencies
          """,
          """
          insert into self_report
          select s.campaign, a.agency, r.indicator, r.value_text, r.unit, r.formula, r.points_text, r.points,
            r.note, r.nothing_arose, 1, r.by_whom, r.at
          from assessed s join campaign_agency a on a.campaign_id = s.campaign and a.agency like 'uy-ban-%'
          join self_report r on r.campaign_id = s.earlier and r.agency = 'so-mau'
          where s.agencies = :agencies
          """,
          """
          insert into column_figure
          select s.campaign, r.agency, r.indicator, 'machine', greatest(0, r.points - 0.25 * (length(r.agency) % 3)),
            null, null, null, '', null, (select n.id from audit_run n join portal_owner o using (portal_id)
              join agency a on a.id = o.agency_id where a.code = r.agency order by n.id limit 1),
            '', 1, 'vanhanh', r.at
          from assessed s join self_report r on r.campaign_id = s.campaign and r.agency like 'uy-ban-%'
          where s.agencies = :agencies
          """,
          """
          insert into appraisal
          select s.campaign, r.agency, r.indicator, 1, 'accepted', r.points, '', 1, 'thamdinh', r.at
          from assessed s join self_report r on r.campaign_id = s.campaign and r.agency like 'uy-ban-%'
          where s.agencies = :agencies and r.points is not null and r.agency ~ '[02468]$'
            and r.indicator ~ '^[1-5]'
          """,
          """
          insert into score_log (campaign_id, agency, indicator, source, round, after_points, who, role, why, at)
          select s.campaign, p.agency, p.indicator, 'appraised', 1, p.points, p.by_whom, 'tham-dinh', '', p.at
          from assessed s join appraisal p on p.campaign_id = s.campaign and p.agency like 'uy-ban-%'
          where s.agencies = :agencies
          """);

  /** What the upkeep leaves behind such days. */
  void refresh() {
    new ProbeUpkeep(database, Retention.STANDARD, new NoticeRule(7, day -> true))
        .refresh(ProbeStore.now(jdbc));
    database.<Boolean>within(tx -> {
      tx.sql("set local statement_timeout = 0").update();
      tx.sql("analyze").update();
      return true;
    });
  }

  private boolean registered() {
    return jdbc.sql("select exists (select from portal where code = 'cong-1')")
        .query(Boolean.class)
        .single();
  }

  /**
   * Makes a province of a data folder in which {@code demo} ran; goes on where an earlier call was
   * cut short within its history. Arguments: the folder, portals, days.
   */
  public static void main(String[] args) throws Exception {
    try (Database database = Database.embedded(Path.of(args[0])).migrate()) {
      SampleProvince province = new SampleProvince(database, Integer.parseInt(args[1]));
      if (!province.registered()) {
        province.register();
      }
      province.history(Integer.parseInt(args[2]));
      province.results(1);
      province.audits();
      province.incidents();
      province.assessment(300);
      province.refresh();
    }
  }
}
