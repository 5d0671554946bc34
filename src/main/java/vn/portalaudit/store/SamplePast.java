package vn.portalaudit.store;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.portalaudit.monitor.Grid;
import vn.portalaudit.monitor.NoticeRule;

/**
 * Ninety days behind the portals of {@code demo}, as the watch would have left them: invented, and
 * the same for the same day. Every other portal has an outage on some days; its incidents are
 * closed. Laid down once, into a database without any history.
 */
public final class SamplePast {
  private static final int DAYS = 90;
  private static final Duration EACH = Duration.ofMinutes(1);

  private final Database database;

  /** Of a migrated database with portals. */
  public SamplePast(Database database) {
    this.database = database;
  }

  /**
   * Lays the days down.
   *
   * @param now the end of them
   * @return false where there is a history already
   */
  public boolean lay(Instant now) {
    LocalDate today = Partitions.day(now);
    // of the last two days single results are kept, as charts of 24 hours show them
    LocalDate single = today.minusDays(1);
    boolean laid =
        database.within(jdbc -> {
          if (jdbc.sql("select exists (select 1 from probe_day)").query(Boolean.class).single()) {
            return false;
          }
          for (LocalDate day = today.minusDays(DAYS); day.isBefore(single); day = day.plusDays(1)) {
            Partitions.create(jdbc, YearMonth.from(day));
            day(jdbc, day, (int) (today.toEpochDay() - day.toEpochDay()));
          }
          Partitions.create(jdbc, single, today);
          results(jdbc, single, now);
          jdbc.sql(INCIDENTS).param("today", Rollup.at(Partitions.start(today))).update();
          jdbc.sql(
                  "insert into portal_state (portal_id) select id from portal on conflict do"
                      + " nothing")
              .update();
          return true;
        });
    if (laid) {
      // what lists show of the past is worked out now, not at the next turn of the upkeep
      ProbeUpkeep upkeep =
          new ProbeUpkeep(
              database, Retention.STANDARD, new NoticeRule(NoticeRule.DAYS, working -> true));
      upkeep.sumUp(now);
      upkeep.refresh(now);
    }
    return laid;
  }

  /** An hour of outage at ten o'clock on the days of a portal's own rhythm. */
  private static void day(JdbcClient jdbc, LocalDate day, int back) {
    jdbc.sql(
            """
            insert into probe_hour
              (portal_id, hour, up, degraded, down, unknown, excluded, p50_ms, p95_ms)
            select p.id, :from + h * interval '1 hour',
              case when h = 10 and p.id % 2 = 0 and mod(:back + p.id, 23) = 0 then 0
                when mod(:back * 7 + h + p.id, 61) = 0 then 50 else 60 end,
              case when mod(:back * 7 + h + p.id, 61) = 0 then 10 else 0 end,
              case when h = 10 and p.id % 2 = 0 and mod(:back + p.id, 23) = 0 then 60 else 0 end,
              0, 0, 180 + mod(p.id * 37 + :back * 11 + h * 5, 160),
              420 + mod(p.id * 91 + :back * 17 + h * 13, 700)
            from generate_series(0, 23) h, portal p
            """)
        .param("from", Rollup.at(Partitions.start(day)))
        .param("back", back)
        .update();
    jdbc.sql(
            """
            insert into probe_day
              (portal_id, day, up, degraded, down, unknown, excluded, p50_ms, p95_ms)
            select portal_id, :day, sum(up), sum(degraded), sum(down), 0, 0,
              avg(p50_ms)::integer, max(p95_ms)
            from probe_hour where hour >= :from and hour < :from + interval '1 day'
            group by portal_id
            """)
        .param("day", day)
        .param("from", Rollup.at(Partitions.start(day)))
        .update();
    jdbc.sql("insert into rollup (day, rows) values (:day, 0) on conflict do nothing")
        .param("day", day)
        .update();
  }

  /** At the planned times of each portal: what has a result there is not filled as missed. */
  private static void results(JdbcClient jdbc, LocalDate first, Instant now) {
    List<Integer> portals = jdbc.sql("select id from portal").query(Integer.class).list();
    for (int portal : portals) {
      jdbc.sql(RESULTS)
          .param("portal", portal)
          .param("phase", Grid.of(portal, EACH).phaseMs())
          .param("from", Rollup.at(Partitions.start(first)))
          .param("to", Rollup.at(now))
          .param("today", Rollup.at(Partitions.start(Partitions.day(now))))
          .update();
    }
  }

  /** A result each minute, with the rhythm of {@link #day}. */
  private static final String RESULTS =
      """
      insert into probe_result (portal_id, slot_at, took_place_at, state, reason, status, dns_ms,
        connect_ms, first_byte_ms, total_ms)
      select :portal, slot, slot, s.state, case s.state when 'X' then 'CONNECT_TIMEOUT' end,
        case when s.state <> 'X' then 200 end, 2, 8, t.ms - 20,
        case when s.state <> 'X' then t.ms end
      from generate_series(cast(:from as timestamptz) + make_interval(secs => :phase / 1000.0),
          cast(:to as timestamptz) - interval '1 minute', interval '1 minute') slot,
        lateral (select case when slot < :today then 1 else 0 end,
          extract(hour from slot at time zone 'Asia/Ho_Chi_Minh')::integer,
          extract(minute from slot)::integer) as w (back, h, m),
        lateral (select case
          when h = 10 and :portal % 2 = 0 and mod(back + :portal, 23) = 0 then 'X'
          when mod(back * 7 + h + :portal, 61) = 0 and m < 10 then 'D' else 'U' end) as s (state),
        -- slower by day, and never twice the same
        lateral (select (200 + 50 * sin((h * 60 + m) * pi() / 720 + 4)
          + (hashint4(:portal * 100000 + (extract(epoch from slot)::bigint / 60 % 100000)::integer) & 63)
          )::integer) as t (ms)
      """;

  private static final String INCIDENTS =
      """
      with told as (
        insert into incident (portal_id, kind, cause, state, severity, starts_at, opened_at, ends_at,
          closed_at, seen_at, says)
        select p.id, 'down', (array['server', 'network', 'dns'])[1 + mod(p.id + back, 3)], 'closed',
          'critical', at, at + interval '2 minutes', at + interval '1 hour', at + interval '1 hour',
          at + interval '1 hour', 'Máy chủ không trả lời trong một giờ (số liệu mẫu).'
        from portal p, generate_series(1, 90) back,
          lateral (select :today - back * interval '1 day' + interval '10 hours') as a (at)
        where p.id % 2 = 0 and mod(back + p.id, 23) = 0
        returning id, opened_at, closed_at)
      insert into incident_event (incident_id, at, by_whom, kind, says)
      select id, opened_at, 'máy', 'opened', '' from told
      union all select id, closed_at, 'máy', 'ended', '' from told
      """;
}
