package vn.portalaudit.store;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.portalaudit.monitor.Availability;

/** What the watch saw of one portal over time. Safe for threads. */
public final class PortalHistory {
  private final Database database;

  /** A history in a migrated database. */
  public PortalHistory(Database database) {
    this.database = database;
  }

  /** How far back a series goes, and how fine it is. */
  public enum Span {
    /** 24 hours, each probe a point. */
    DAY,
    /** 30 days, each hour a point; the hour that is not over is missing. */
    MONTH,
    /** 90 days, each day in Vietnam a point; today is missing. */
    QUARTER
  }

  /**
   * One point of a series.
   *
   * @param at its planned time, or the beginning of the hour or day
   * @param up probes that found it up
   * @param degraded probes that found it up with something the matter
   * @param down probes that found it down
   * @param unknown probes that could not tell
   * @param excluded probes in maintenance that was announced; not among the four before; always 0
   *     for single probes
   * @param medianMs median time of good answers; null without one
   * @param slowMs 95th percentile of that time
   */
  public record Point(
      Instant at,
      int up,
      int degraded,
      int down,
      int unknown,
      int excluded,
      @Nullable Integer medianMs,
      @Nullable Integer slowMs) {}

  /**
   * The points of a span up to a time, oldest first.
   *
   * @param portal its number
   */
  public List<Point> series(int portal, Span span, Instant now) {
    return switch (span) {
      case DAY -> points(PROBES, portal, Rollup.at(now.minus(Duration.ofDays(1))), Rollup.at(now));
      case MONTH ->
          points(HOURS, portal, Rollup.at(now.minus(Duration.ofDays(30))), Rollup.at(now));
      case QUARTER -> {
        LocalDate today = Partitions.day(now);
        yield points(DAYS, portal, today.minusDays(90), today);
      }
    };
  }

  private static final String PROBES =
      """
      select slot_at, (state = 'U')::int, (state = 'D')::int, (state = 'X')::int,
        (state = '?')::int, 0, case when state in ('U', 'D') then total_ms end,
        case when state in ('U', 'D') then total_ms end
      from probe_result where portal_id = :portal and slot_at > :from and slot_at <= :to
      order by slot_at
      """;

  private static final String HOURS =
      """
      select hour, up, degraded, down, unknown, excluded, p50_ms, p95_ms
      from probe_hour where portal_id = :portal and hour >= :from and hour <= :to order by hour
      """;

  private static final String DAYS =
      """
      select day::timestamp at time zone 'Asia/Ho_Chi_Minh', up, degraded, down, unknown, excluded,
        p50_ms, p95_ms
      from probe_day where portal_id = :portal and day >= :from and day < :to order by day
      """;

  private List<Point> points(String sql, int portal, Object from, Object to) {
    return database
        .jdbc()
        .sql(sql)
        .param("portal", portal)
        .param("from", from)
        .param("to", to)
        .query((row, n) ->
            new Point(
                row.getObject(1, OffsetDateTime.class).toInstant(),
                row.getInt(2),
                row.getInt(3),
                row.getInt(4),
                row.getInt(5),
                row.getInt(6),
                row.getObject(7, Integer.class),
                row.getObject(8, Integer.class)))
        .list();
  }

  /**
   * What was counted of a portal in a period, for its availability; up to the last hour that is
   * summed up.
   *
   * @param first first day, in Vietnam
   * @param last last day
   */
  public Availability.Counts counts(int portal, LocalDate first, LocalDate last) {
    return database
        .jdbc()
        .sql(
            """
            select coalesce(sum(up), 0), coalesce(sum(degraded), 0), coalesce(sum(down), 0),
              coalesce(sum(unknown), 0), coalesce(sum(excluded), 0),
              (select count(*) from incident where portal_id = :portal and kind = 'down'
                and state <> 'merged' and starts_at < :end and (ends_at is null or ends_at > :start))
            from (
              select up, degraded, down, unknown, excluded from probe_day
              where portal_id = :portal and day between :first and :last
              union all
              select up, degraded, down, unknown, excluded from probe_hour
              where portal_id = :portal and hour >= :start and hour < :end and not exists (
                select 1 from rollup r where r.day = (hour at time zone 'Asia/Ho_Chi_Minh')::date)
            ) as counted
            """)
        .param("portal", portal)
        .param("first", first)
        .param("last", last)
        .param("start", Rollup.at(Partitions.start(first)))
        .param("end", Rollup.at(Partitions.start(last.plusDays(1))))
        .query((row, n) ->
            new Availability.Counts(
                row.getLong(1),
                row.getLong(2),
                row.getLong(3),
                row.getLong(4),
                row.getLong(5),
                row.getLong(6)))
        .single();
  }

  /**
   * On which days of a period there are results.
   *
   * @param first the first such day; null without any
   * @param last the last such day; the first again without any
   * @param seen how many there are
   */
  record Days(@Nullable LocalDate first, @Nullable LocalDate last, int seen) {}

  Days days(int portal, LocalDate first, LocalDate last) {
    return database
        .jdbc()
        .sql(
            """
            select min(day), max(day), count(distinct day) from (
              select day from probe_day where portal_id = :portal and day between :first and :last
              union all
              select (hour at time zone 'Asia/Ho_Chi_Minh')::date from probe_hour
              where portal_id = :portal and hour >= :start and hour < :end
            ) as seen
            """)
        .param("portal", portal)
        .param("first", first)
        .param("last", last)
        .param("start", Rollup.at(Partitions.start(first)))
        .param("end", Rollup.at(Partitions.start(last.plusDays(1))))
        .query((row, n) ->
            new Days(
                row.getObject(1, LocalDate.class),
                row.getObject(2, LocalDate.class),
                row.getInt(3)))
        .single();
  }
}
