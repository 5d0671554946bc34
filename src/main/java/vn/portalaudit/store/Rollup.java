package vn.portalaudit.store;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.portalaudit.monitor.NoticeRule;
import vn.portalaudit.monitor.Watched;

/**
 * Sums single results up to hours and days. A ledger says which hours and days are summed up; a
 * result that comes late strikes its hour from the ledger, in the transaction that brings it, and
 * the hour is summed up anew. Each hour and each day is one transaction, so that a kill in the
 * middle costs one hour's work and nothing is counted twice.
 */
final class Rollup {
  /** Results come this much later than their slot at most, or else strike the hour out again. */
  static final Duration SETTLING = Duration.ofMinutes(3);

  /**
   * Continues a statement that begins with {@code with stored as (… returning slot_at)}. The day is
   * struck out as well: where a result has taken the place of a filled one, its count is the same.
   */
  static final String VOID_HOURS_OF_STORED =
      """
      , struck as (
        delete from rollup_hour where hour in (
          select distinct date_bin('1 hour', slot_at, timestamptz 'epoch') from stored)
        returning hour),
      struck_days as (
        delete from rollup where day in (
          select distinct (hour at time zone 'Asia/Ho_Chi_Minh')::date from struck))
      select count(*) from stored
      """;

  private static final int HOUR_LOCK = 1_347_568_965;

  /**
   * What of results r is counted, with the spans of maintenance in x; percentiles are those of good
   * answers.
   */
  private static final String COUNTS =
      """
      count(*) filter (where state = 'U' and not paused),
      count(*) filter (where state = 'D' and not paused),
      count(*) filter (where state = 'X' and not paused),
      count(*) filter (where state = '?' and not paused),
      count(*) filter (where paused),
      percentile_disc(0.5) within group (order by total_ms)
        filter (where state in ('U', 'D') and not paused),
      percentile_disc(0.95) within group (order by total_ms)
        filter (where state in ('U', 'D') and not paused)
      """;

  private static final String JUDGED =
      """
      with pause as materialized (
        select p.id as portal_id, range_agg(tstzrange(m.starts_at, m.ends_at)) as spans
        from maintenance m join portal p on m.portal_id = p.id
          or m.portal_id is null and (m.tag is null or m.tag = any (p.tags))
        where m.id = any (:pauses) group by p.id),
      judged as (
        select r.portal_id, r.state, r.total_ms, coalesce(r.slot_at <@ x.spans, false) as paused
        from probe_result r left join pause x using (portal_id)
        where r.slot_at >= :from and r.slot_at < :to)
      """;

  private final Database database;
  private final NoticeRule notice;

  Rollup(Database database, NoticeRule notice) {
    this.database = database;
    this.notice = notice;
  }

  /** Lets no hour of a range be summed up before the end of this transaction. */
  static void holdOff(JdbcClient jdbc, Instant first, Instant last) {
    for (Instant hour = hour(first); !hour.isAfter(last); hour = hour.plus(1, ChronoUnit.HOURS)) {
      lock(jdbc, "pg_advisory_xact_lock_shared", hour);
    }
  }

  private static void lock(JdbcClient jdbc, String function, Instant hour) {
    jdbc.sql("select " + function + "(?, ?)")
        .param(HOUR_LOCK)
        .param((int) (hour.getEpochSecond() / Duration.ofHours(1).toSeconds()))
        .query()
        .singleRow();
  }

  private static Instant hour(Instant time) {
    return time.truncatedTo(ChronoUnit.HOURS);
  }

  /** Sums up the hours that are over and not summed up; gives how many there were. */
  int hours(Instant now) {
    Instant end = hour(now.minus(SETTLING));
    int count = 0;
    for (LocalDate day : Partitions.days(database.jdbc())) {
      Set<Instant> done = hoursDone(day);
      Instant next = Partitions.start(day.plusDays(1));
      for (Instant hour = Partitions.start(day);
          hour.isBefore(next) && hour.isBefore(end);
          hour = hour.plus(1, ChronoUnit.HOURS)) {
        if (!done.contains(hour)) {
          sumHour(hour);
          count++;
        }
      }
    }
    return count;
  }

  private Set<Instant> hoursDone(LocalDate day) {
    List<OffsetDateTime> hours =
        database
            .jdbc()
            .sql("select hour from rollup_hour where hour >= ? and hour < ?")
            .param(at(Partitions.start(day)))
            .param(at(Partitions.start(day.plusDays(1))))
            .query(OffsetDateTime.class)
            .list();
    Set<Instant> done = new HashSet<>();
    hours.forEach(hour -> done.add(hour.toInstant()));
    return done;
  }

  static OffsetDateTime at(Instant time) {
    return time.atOffset(ZoneOffset.UTC);
  }

  private void sumHour(Instant hour) {
    Instant end = hour.plus(1, ChronoUnit.HOURS);
    database.<@Nullable Void>within(jdbc -> {
      patient(jdbc);
      lock(jdbc, "pg_advisory_xact_lock", hour);
      jdbc.sql("delete from probe_hour where hour = ?").param(at(hour)).update();
      jdbc.sql(
              "insert into probe_hour (portal_id, hour, up, degraded, down, unknown, excluded,"
                  + " p50_ms, p95_ms) "
                  + JUDGED
                  + "select portal_id, :from, "
                  + COUNTS
                  + " from judged group by portal_id")
          .param("pauses", pauses(jdbc, hour, end))
          .param("from", at(hour))
          .param("to", at(end))
          .update();
      jdbc.sql(
              """
              insert into rollup_hour (hour, rows)
              select :hour, coalesce(sum(up + degraded + down + unknown + excluded), 0)
              from probe_hour where hour = :hour
              on conflict (hour) do update set rows = excluded.rows, done_at = now()
              """)
          .param("hour", at(hour))
          .update();
      return null;
    });
  }

  /** A day is summed up once its hours are, and again when one of them has changed. */
  int days(Instant now) {
    int count = 0;
    SortedSet<LocalDate> days = Partitions.days(database.jdbc()).headSet(Partitions.day(now));
    for (LocalDate day : days) {
      count += sumDay(day) ? 1 : 0;
    }
    return count;
  }

  private boolean sumDay(LocalDate day) {
    Instant from = Partitions.start(day);
    Instant to = Partitions.start(day.plusDays(1));
    return database.within(jdbc -> {
      patient(jdbc);
      Long rows = rowsOfHours(jdbc, day);
      if (rows == null || rows.equals(rowsOfDay(jdbc, day))) {
        return false;
      }
      jdbc.sql(
              """
              insert into rollup (day, rows) values (?, ?)
              on conflict (day) do update set rows = excluded.rows, done_at = now()
              """)
          .param(day)
          .param(rows)
          .update();
      jdbc.sql("delete from probe_day where day = ?").param(day).update();
      jdbc.sql(
              "insert into probe_day (portal_id, day, up, degraded, down, unknown, excluded,"
                  + " p50_ms, p95_ms) "
                  + JUDGED
                  + "select portal_id, :day, "
                  + COUNTS
                  + " from judged group by portal_id")
          .param("pauses", pauses(jdbc, from, to))
          .param("day", day)
          .param("from", at(from))
          .param("to", at(to))
          .update();
      return true;
    });
  }

  /** How many results the hours of a day count; null while an hour is not summed up. */
  static @Nullable Long rowsOfHours(JdbcClient jdbc, LocalDate day) {
    return jdbc.sql(
            """
            select case when count(*) = 24 then sum(rows)::bigint end from rollup_hour
            where hour >= ? and hour < ?
            """)
        .param(at(Partitions.start(day)))
        .param(at(Partitions.start(day.plusDays(1))))
        .query((row, n) -> row.getObject(1, Long.class))
        .list()
        .getFirst();
  }

  /** How many results a day that is summed up counts; null while it is not. */
  static @Nullable Long rowsOfDay(JdbcClient jdbc, LocalDate day) {
    return jdbc.sql("select rows from rollup where day = ?")
        .param(day)
        .query(Long.class)
        .optional()
        .orElse(null);
  }

  /** The maintenance that touches a span of time and was announced soon enough. */
  private int[] pauses(JdbcClient jdbc, Instant from, Instant to) {
    record Announced(int id, Watched.Pause pause) {}
    return jdbc
        .sql(
            """
            select id, starts_at, ends_at, announced_at from maintenance
            where starts_at < ? and ends_at > ?
            """)
        .param(at(to))
        .param(at(from))
        .query((row, n) ->
            new Announced(
                row.getInt(1),
                new Watched.Pause(
                    row.getObject(2, OffsetDateTime.class).toInstant(),
                    row.getObject(3, OffsetDateTime.class).toInstant(),
                    row.getObject(4, OffsetDateTime.class).toInstant())))
        .list()
        .stream()
        .filter(announced -> notice.met(announced.pause))
        .mapToInt(Announced::id)
        .toArray();
  }

  private static void patient(JdbcClient jdbc) {
    jdbc.sql("set local statement_timeout = '15min'").update();
    jdbc.sql("set local work_mem = '128MB'").update();
  }
}
