package vn.portalaudit.store;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the dashboard sums up. Safe for threads. */
public final class Overview {
  private final Database database;

  /** Of a migrated database. */
  public Overview(Database database) {
    this.database = database;
  }

  /**
   * Figures of all portals.
   *
   * @param certificates whose certificate ends within 30 days, or has ended
   * @param meanShare mean of last points by their maximum; null without any
   * @param unaudited never audited, or not within 14 days
   */
  public record Figures(
      int certificates, @Nullable BigDecimal meanShare, int unaudited, int paused) {}

  /** A portal with something to say of it. */
  public record Line(String code, String title, @Nullable Instant at, double from, double to) {}

  /** Probes of an hour, by what they found. */
  public record Hour(Instant at, long up, long degraded, long down) {}

  /** The figures. */
  public Figures figures(Instant now) {
    return database
        .jdbc()
        .sql(
            """
            select count(*) filter (where s.certificate_ends < :soon),
              avg(s.last_points / nullif(s.last_max, 0)),
              count(*) filter (where not exists (select from audit_run r
                where r.portal_id = p.id and r.finished_at > :stale)),
              count(*) filter (where not p.watched)
            from portal p left join portal_state s on s.portal_id = p.id
            where p.valid_to is null or p.valid_to > current_date
            """)
        .param("soon", Rollup.at(now.plus(Duration.ofDays(30))))
        .param("stale", Rollup.at(now.minus(Duration.ofDays(14))))
        .query((row, n) ->
            new Figures(row.getInt(1), row.getBigDecimal(2), row.getInt(3), row.getInt(4)))
        .single();
  }

  /** Portals whose certificate ends soonest, within 30 days. */
  public List<Line> certificates(Instant now, int most) {
    return database
        .jdbc()
        .sql(
            """
            select p.code, p.title, s.certificate_ends from portal p
            join portal_state s on s.portal_id = p.id
            where s.certificate_ends < :soon order by s.certificate_ends, p.id limit :most
            """)
        .param("soon", Rollup.at(now.plus(Duration.ofDays(30))))
        .param("most", most)
        .query((row, n) ->
            new Line(
                row.getString(1),
                row.getString(2),
                AccountStore.instant(row, "certificate_ends"),
                0,
                0))
        .list();
  }

  /** Portals whose score fell most from the audit before to the last, within 30 days. */
  public List<Line> fallen(Instant now, int most) {
    return database
        .jdbc()
        .sql(
            """
            with last as (
              select c.portal_id, c.points, c.max_points, c.at,
                lag(c.points) over w as was, row_number() over (
                  partition by c.portal_id order by c.at desc, c.max_points desc) as place
              from scorecard c where c.at > :from
              window w as (partition by c.portal_id, c.checklist order by c.at))
            select p.code, p.title, l.at, l.was / l.max_points as before, l.points / l.max_points as now
            from last l join portal p on p.id = l.portal_id
            where l.place = 1 and l.points < l.was and l.max_points > 0
            order by (l.was - l.points) / l.max_points desc, p.id limit :most
            """)
        .param("from", Rollup.at(now.minus(Duration.ofDays(30))))
        .param("most", most)
        .query((row, n) ->
            new Line(
                row.getString(1),
                row.getString(2),
                AccountStore.instant(row, "at"),
                row.getDouble(4),
                row.getDouble(5)))
        .list();
  }

  /** All portals' probes of the last 24 hours that are summed up. */
  public List<Hour> hours(Instant now) {
    return database
        .jdbc()
        .sql(
            """
            select hour, sum(up), sum(degraded), sum(down) from probe_hour
            where hour > :from and hour <= :to group by hour order by hour
            """)
        .param("from", Rollup.at(now.minus(Duration.ofHours(25))))
        .param("to", Rollup.at(now))
        .query((row, n) ->
            new Hour(
                row.getObject(1, OffsetDateTime.class).toInstant(),
                row.getLong(2),
                row.getLong(3),
                row.getLong(4)))
        .list();
  }

  /** How many portals have a last score in each tenth of the maximum, the lowest first. */
  public List<Integer> histogram() {
    int[] tenths = new int[10];
    database
        .jdbc()
        .sql(
            """
            select least(9, floor(10 * last_points / last_max))::int, count(*) from portal_state
            where last_max > 0 group by 1
            """)
        .query(row -> {
          tenths[Math.max(0, row.getInt(1))] = row.getInt(2);
        });
    return java.util.Arrays.stream(tenths).boxed().toList();
  }
}
