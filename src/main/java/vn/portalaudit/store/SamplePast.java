package vn.portalaudit.store;

import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.portalaudit.monitor.NoticeRule;

/**
 * Ninety days behind the portals of {@code demo}, as the watch would have left them: invented, and
 * the same for the same day. Every other portal has an outage on some days; its incidents are
 * closed. Laid down once, into a database without any history.
 */
public final class SamplePast {
  private static final int DAYS = 90;

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
    boolean laid =
        database.within(jdbc -> {
          if (jdbc.sql("select exists (select 1 from probe_day)").query(Boolean.class).single()) {
            return false;
          }
          for (LocalDate day = today.minusDays(DAYS); day.isBefore(today); day = day.plusDays(1)) {
            Partitions.create(jdbc, YearMonth.from(day));
            day(jdbc, day, (int) (today.toEpochDay() - day.toEpochDay()));
          }
          jdbc.sql(INCIDENTS).param("today", Rollup.at(Partitions.start(today))).update();
          jdbc.sql(
                  "insert into portal_state (portal_id) select id from portal on conflict do"
                      + " nothing")
              .update();
          return true;
        });
    if (laid) {
      // what lists show of the past is worked out now, not at the next turn of the upkeep
      new ProbeUpkeep(
              database, Retention.STANDARD, new NoticeRule(NoticeRule.DAYS, working -> true))
          .refresh(now);
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
