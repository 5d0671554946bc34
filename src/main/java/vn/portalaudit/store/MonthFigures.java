package vn.portalaudit.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.portalaudit.monitor.Availability;

/** What monthly reports of availability are made of. Safe for threads. */
public final class MonthFigures {
  private final Database database;

  /** Figures of a migrated database. */
  public MonthFigures(Database database) {
    this.database = database;
  }

  /**
   * A day of a portal.
   *
   * @param medianMs median time of good answers; null without one
   * @param slowMs 95th percentile of that time
   */
  public record Day(
      LocalDate day,
      Availability.Counts counts,
      @Nullable Integer medianMs,
      @Nullable Integer slowMs) {}

  /** An outage; end is null while it lasts. */
  public record Outage(Instant start, @Nullable Instant end, @Nullable String cause) {}

  /** A maintenance; excluded says whether it left the count, announced early enough. */
  public record Pause(Instant start, Instant end, boolean excluded, String says) {}

  /**
   * A portal in a month.
   *
   * @param counts what was counted, days after the first result without any among the unknown
   * @param slowMs the middle one of the days' 95th percentiles; null without one
   */
  public record Portal(
      int id,
      String code,
      String title,
      String rootUrl,
      @Nullable String agency,
      Availability.Counts counts,
      @Nullable Integer slowMs) {}

  /** The months that have results, the newest first; at most 36. */
  public List<YearMonth> months() {
    return database
        .jdbc()
        .sql(
            """
            select distinct to_char(day, 'YYYY-MM') from (
              select day from probe_day union all
              select (hour at time zone 'Asia/Ho_Chi_Minh')::date from probe_hour) as seen
            order by 1 desc limit 36
            """)
        .query(String.class)
        .list()
        .stream()
        .map(YearMonth::parse)
        .toList();
  }

  /** What was counted of each day of a portal's month that has results. */
  public List<Day> days(int portal, YearMonth month) {
    return bound(database.jdbc().sql(DAYS), month)
        .param("portal", portal)
        .query((row, n) ->
            new Day(
                row.getObject("day", LocalDate.class),
                counts(row, row.getLong("outages")),
                row.getObject("p50_ms", Integer.class),
                row.getObject("p95_ms", Integer.class)))
        .list();
  }

  private static final String DAYS =
      """
      with counted as (
        select day, up, degraded, down, unknown, excluded, p50_ms, p95_ms from probe_day
        where portal_id = :portal and day between :first and :last
        union all
        select (hour at time zone 'Asia/Ho_Chi_Minh')::date, sum(up), sum(degraded), sum(down),
          sum(unknown), sum(excluded), null, null
        from probe_hour where portal_id = :portal and hour >= :start and hour < :end
          and not exists (
            select 1 from rollup r where r.day = (hour at time zone 'Asia/Ho_Chi_Minh')::date)
        group by 1)
      select counted.*, (select count(*) from incident where portal_id = :portal and kind = 'down'
          and state <> 'merged' and starts_at < (day + 1)::timestamp at time zone 'Asia/Ho_Chi_Minh'
          and (ends_at is null or ends_at > day::timestamp at time zone 'Asia/Ho_Chi_Minh'))
        as outages
      from counted order by day
      """;

  /** The confirmed outages that touch a portal's month, oldest first. */
  public List<Outage> outages(int portal, YearMonth month) {
    return bound(
            database
                .jdbc()
                .sql(
                    """
                    select starts_at, ends_at, cause from incident
                    where portal_id = :portal and kind = 'down' and state <> 'merged'
                      and starts_at < :end and (ends_at is null or ends_at > :start)
                      and :first <= :last
                    order by starts_at
                    """),
            month)
        .param("portal", portal)
        .query((row, n) ->
            new Outage(
                row.getObject(1, OffsetDateTime.class).toInstant(),
                IncidentRows.perhaps(row, "ends_at"),
                row.getString(3)))
        .list();
  }

  /** The maintenance that touches a portal's month, oldest first. */
  public List<Pause> pauses(int portal, YearMonth month) {
    return bound(
            database
                .jdbc()
                .sql(
                    """
                    select m.starts_at, m.ends_at, m.says, exists (select 1 from probe_day d
                        where d.portal_id = :portal and d.excluded > 0
                          and d.day between (m.starts_at at time zone 'Asia/Ho_Chi_Minh')::date
                          and (m.ends_at at time zone 'Asia/Ho_Chi_Minh')::date)
                      or exists (select 1 from probe_hour h where h.portal_id = :portal
                        and h.excluded > 0 and h.hour < m.ends_at
                        and h.hour > m.starts_at - interval '1 hour')
                    from maintenance m
                    where m.starts_at < :end and m.ends_at > :start and :first <= :last
                      and (m.portal_id = :portal or m.portal_id is null and (m.tag is null
                        or exists (select 1 from portal q
                          where q.id = :portal and m.tag = any (q.tags))))
                    order by m.starts_at, m.id
                    """),
            month)
        .param("portal", portal)
        .query((row, n) ->
            new Pause(
                row.getObject(1, OffsetDateTime.class).toInstant(),
                row.getObject(2, OffsetDateTime.class).toInstant(),
                row.getBoolean(4),
                row.getString(3)))
        .list();
  }

  /** Every portal with results in a month, in the order of agencies and titles. */
  public List<Portal> portals(YearMonth month) {
    return bound(database.jdbc().sql(PORTALS), month)
        .query((row, n) -> {
          Availability.Counts seen = counts(row, row.getLong("outages"));
          long slots = seen.up() + seen.degraded() + seen.down() + seen.unknown() + seen.excluded();
          return new Portal(
              row.getInt("id"),
              row.getString("code"),
              row.getString("title"),
              row.getString("root_url"),
              row.getString("agency"),
              AvailabilityStore.filled(seen, slots, row.getInt("due"), row.getInt("days")),
              row.getObject("slow", Integer.class));
        })
        .list();
  }

  private static final String PORTALS =
      """
      with counted as (
        select portal_id, day, up, degraded, down, unknown, excluded, p95_ms from probe_day
        where day between :first and :last
        union all
        select portal_id, (hour at time zone 'Asia/Ho_Chi_Minh')::date, up, degraded, down, unknown,
          excluded, null
        from probe_hour where hour >= :start and hour < :end and not exists (
          select 1 from rollup r where r.day = (hour at time zone 'Asia/Ho_Chi_Minh')::date)),
      summed as (
        select portal_id, sum(up) as up, sum(degraded) as degraded, sum(down) as down,
          sum(unknown) as unknown, sum(excluded) as excluded, count(distinct day) as days,
          max(day) - min(day) + 1 as due,
          percentile_disc(0.5) within group (order by p95_ms) as slow
        from counted group by portal_id)
      select * from (
      select s.*, p.id, p.code, p.title, p.root_url,
        (select count(*) from incident i where i.portal_id = p.id and i.kind = 'down'
          and i.state <> 'merged' and i.starts_at < :end
          and (i.ends_at is null or i.ends_at > :start)) as outages,
        (select v.name from portal_owner o join agency_version v on v.agency_id = o.agency_id
          where o.portal_id = p.id and o.main
            and daterange(o.valid_from, o.valid_to) @> :last
            and daterange(v.valid_from, v.valid_to) @> :last
          order by v.agency_id limit 1) as agency
      from summed s join portal p on p.id = s.portal_id) as told
      order by agency collate "vi-x-icu" nulls last, title collate "vi-x-icu", code
      """;

  private static JdbcClient.StatementSpec bound(JdbcClient.StatementSpec sql, YearMonth month) {
    LocalDate last = month.atEndOfMonth();
    return sql.param("first", month.atDay(1))
        .param("last", last)
        .param("start", Rollup.at(Partitions.start(month.atDay(1))))
        .param("end", Rollup.at(Partitions.start(last.plusDays(1))));
  }

  private static Availability.Counts counts(ResultSet row, long outages) throws SQLException {
    return new Availability.Counts(
        row.getLong("up"),
        row.getLong("degraded"),
        row.getLong("down"),
        row.getLong("unknown"),
        row.getLong("excluded"),
        outages);
  }
}
