package vn.portalaudit.store;

import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.portalaudit.monitor.NoticeRule;

/**
 * Keeps what the watch saw queryable: partitions made ahead, hours and days summed up, old ones
 * dropped, the figures of the lists brought up to date. Every step may be repeated, killed in the
 * middle, and done by several nodes at once. Safe for threads.
 */
public final class ProbeUpkeep {
  private static final Logger LOG = LoggerFactory.getLogger(ProbeUpkeep.class);
  private static final String LOCK_TIMEOUT = "55P03";

  private final Database database;
  private final Retention retention;
  private final Rollup rollup;
  private final ProbeStore store;

  /**
   * @param database migrated
   * @param retention how long results are kept
   * @param notice which maintenance does not count
   */
  public ProbeUpkeep(Database database, Retention retention, NoticeRule notice) {
    this.database = database;
    this.retention = retention;
    this.rollup = new Rollup(database, notice);
    this.store = new ProbeStore(database, retention);
  }

  /**
   * What was done.
   *
   * @param hours hours summed up
   * @param days days summed up
   * @param dropped partitions dropped
   * @param portals portals whose figures changed
   */
  public record Done(int hours, int days, List<String> dropped, int portals) {
    public Done {
      dropped = List.copyOf(dropped);
    }
  }

  /**
   * Does all that is due; meant for every hour, some minutes past it.
   *
   * @param now the time; the database's, at best
   */
  public Done run(Instant now) {
    store.prepare(now);
    int hours = rollup.hours(now);
    int days = rollup.days(now);
    return new Done(hours, days, drop(now), refresh(now));
  }

  /** Sums up hours that are over, and days of which all hours are. */
  public Done sumUp(Instant now) {
    return new Done(rollup.hours(now), rollup.days(now), List.of(), 0);
  }

  /**
   * Drops days of single results that are old, summed up and unchanged since, and old months of
   * hours. A clock that leaps ahead drops nothing: there must be as many newer days, or three newer
   * months, with results.
   *
   * @return the partitions that were dropped
   */
  public List<String> drop(Instant now) {
    List<String> dropped = new ArrayList<>();
    LocalDate today = Partitions.day(now);
    SortedSet<LocalDate> summed = new TreeSet<>();
    database.jdbc().sql("select day from rollup where rows > 0").query(LocalDate.class).list()
        .forEach(summed::add);
    for (LocalDate day :
        Partitions.days(database.jdbc()).headSet(today.minusDays(retention.rawDays()))) {
      boolean enoughNewer = summed.tailSet(day.plusDays(1)).size() >= retention.rawDays();
      if (enoughNewer && dropDay(day)) {
        dropped.add(Partitions.name(day));
      }
    }
    YearMonth kept = YearMonth.from(today.minusDays(retention.hourDays()));
    SortedSet<YearMonth> withDays = new TreeSet<>();
    summed.forEach(day -> withDays.add(YearMonth.from(day)));
    for (YearMonth month : Partitions.months(database.jdbc()).headSet(kept)) {
      boolean enoughNewer = withDays.tailSet(month.plusMonths(1)).size() >= 3;
      if (enoughNewer && dropMonth(month)) {
        dropped.add(Partitions.name(month));
      }
    }
    return dropped;
  }

  private static boolean unlessInUse(String name, BooleanSupplier drop) {
    try {
      return drop.getAsBoolean();
    } catch (DataAccessException e) {
      boolean inUse =
          e.getMostSpecificCause() instanceof SQLException cause
              && LOCK_TIMEOUT.equals(cause.getSQLState());
      if (!inUse) {
        throw e;
      }
      LOG.info("{} is in use, by a backup perhaps; it is dropped another time", name);
      return false;
    }
  }

  private boolean dropDay(LocalDate day) {
    return unlessInUse(Partitions.name(day), () -> dropDayNow(day));
  }

  private boolean dropDayNow(LocalDate day) {
    return database.within(jdbc -> {
      shortly(jdbc);
      String name = Partitions.name(day);
      Long summed = Rollup.rowsOfDay(jdbc, day);
      if (summed == null || !summed.equals(Rollup.rowsOfHours(jdbc, day))) {
        return false;
      }
      jdbc.sql("lock table " + name + " in share mode").update();
      long rows = jdbc.sql("select count(*) from " + name).query(Long.class).single();
      if (rows != summed) {
        LOG.error("{} holds {} results, {} are summed up: it is kept", name, rows, summed);
        return false;
      }
      jdbc.sql("drop table " + name).update();
      jdbc.sql("delete from rollup_hour where hour >= ? and hour < ?")
          .param(Rollup.at(Partitions.start(day)))
          .param(Rollup.at(Partitions.start(day.plusDays(1))))
          .update();
      return true;
    });
  }

  private boolean dropMonth(YearMonth month) {
    return unlessInUse(Partitions.name(month), () -> dropMonthNow(month));
  }

  private boolean dropMonthNow(YearMonth month) {
    return database.within(jdbc -> {
      shortly(jdbc);
      boolean needed =
          Partitions.days(jdbc).stream().anyMatch(day -> YearMonth.from(day).equals(month));
      if (!needed) {
        jdbc.sql("drop table " + Partitions.name(month)).update();
      }
      return !needed;
    });
  }

  /** While it waits for the table, everybody else waits behind it. */
  private static void shortly(JdbcClient jdbc) {
    jdbc.sql("set local lock_timeout = '3s'").update();
  }

  /**
   * Brings the availability of the last 24 hours, 30 and 90 days and the line of 90 days of every
   * portal up to the last hour that is summed up.
   *
   * @return for how many portals something changed
   */
  public int refresh(Instant now) {
    LocalDate today = Partitions.day(now);
    return database.within(jdbc -> {
      jdbc.sql("set local statement_timeout = '5min'").update();
      jdbc.sql("set local work_mem = '128MB'").update();
      SortedSet<LocalDate> open = Partitions.days(jdbc);
      jdbc.sql("select day from rollup where day >= ?")
          .param(open.isEmpty() ? today : open.first())
          .query(LocalDate.class)
          .list()
          .forEach(open::remove);
      LocalDate firstOpen = open.isEmpty() ? today : open.first();
      return jdbc.sql(REFRESH)
          .param("first", today.minusDays(89))
          .param("month", today.minusDays(29))
          .param("last", today)
          .param("open", Rollup.at(Partitions.start(firstOpen)))
          .param("hour", Rollup.at(lastHour(jdbc, now).minusSeconds(24 * 3_600L)))
          .param("zone", Partitions.VIETNAM.getId())
          .update();
    });
  }

  /** The end of the last hour that is summed up, or the present. */
  private static Instant lastHour(JdbcClient jdbc, Instant now) {
    return jdbc.sql("select max(hour) + interval '1 hour' from rollup_hour where hour < ?")
        .param(Rollup.at(now))
        .query((row, n) -> row.getObject(1, java.time.OffsetDateTime.class))
        .list()
        .stream()
        .filter(java.util.Objects::nonNull)
        .map(java.time.OffsetDateTime::toInstant)
        .findFirst()
        .orElse(now);
  }

  private static final String REFRESH =
      """
      with counted as materialized (
        select portal_id, day, (up + degraded)::numeric as good, up + degraded + down as judged
        from probe_day where day >= :first
        union all
        select portal_id, (hour at time zone :zone)::date, sum(up + degraded),
          sum(up + degraded + down)
        from probe_hour
        where hour >= :open
          and not exists (select 1 from rollup r where r.day = (hour at time zone :zone)::date)
        group by 1, 2),
      totals as (
        select portal_id, (sum(good) / nullif(sum(judged), 0))::real as up_90d,
          (sum(good) filter (where day >= :month)
            / nullif(sum(judged) filter (where day >= :month), 0))::real as up_30d
        from counted where day >= :first and day <= :last group by portal_id),
      line as (
        select s.portal_id, array_agg(
          (case when c.judged > 0 then floor(100 * c.good / c.judged) end)::smallint order by d.day)
          as spark
        from portal_state s cross join generate_series(0, 89) as n (i)
        cross join lateral (select :first::date + n.i as day) d
        left join counted c on c.portal_id = s.portal_id and c.day = d.day
        group by s.portal_id),
      daily as (
        select portal_id,
          (sum(up + degraded)::numeric / nullif(sum(up + degraded + down), 0))::real as up_24h
        from probe_hour where hour >= :hour group by portal_id),
      fresh as (
        select s.portal_id, daily.up_24h, totals.up_30d, totals.up_90d, line.spark
        from portal_state s left join line using (portal_id) left join totals using (portal_id)
        left join daily using (portal_id))
      update portal_state s
      set up_24h = f.up_24h, up_30d = f.up_30d, up_90d = f.up_90d, spark = f.spark
      from fresh f
      where f.portal_id = s.portal_id and (s.up_24h, s.up_30d, s.up_90d, s.spark)
        is distinct from (f.up_24h, f.up_30d, f.up_90d, f.spark)
      """;
}
