package vn.portalaudit.store;

import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The partitions of what the watch saw: a day of single results, a month of hours. Days and months
 * are Vietnam's, since people read, count and rank by those; Vietnam keeps one offset all year.
 */
final class Partitions {
  static final ZoneId VIETNAM = ZoneId.of("Asia/Ho_Chi_Minh");
  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("uuuuMMdd");
  private static final DateTimeFormatter MONTH = DateTimeFormatter.ofPattern("uuuuMM");
  private static final String RESULTS = "probe_result";
  private static final String HOURS = "probe_hour";
  // Any number that nothing else locks by.
  private static final int CREATION = 1_347_568_964;

  private Partitions() {}

  /** The day of a time. */
  static LocalDate day(Instant time) {
    return LocalDate.ofInstant(time, VIETNAM);
  }

  /** The first moment of a day. */
  static Instant start(LocalDate day) {
    return day.atStartOfDay(VIETNAM).toInstant();
  }

  static String name(LocalDate day) {
    return RESULTS + "_" + DAY.format(day);
  }

  static String name(YearMonth month) {
    return HOURS + "_" + MONTH.format(month);
  }

  /** The days of which single results are kept. */
  static SortedSet<LocalDate> days(JdbcClient jdbc) {
    SortedSet<LocalDate> days = new TreeSet<>();
    for (String suffix : suffixes(jdbc, RESULTS)) {
      days.add(LocalDate.parse(suffix, DAY));
    }
    return days;
  }

  /** The months of which hours are kept. */
  static SortedSet<YearMonth> months(JdbcClient jdbc) {
    SortedSet<YearMonth> months = new TreeSet<>();
    for (String suffix : suffixes(jdbc, HOURS)) {
      months.add(YearMonth.parse(suffix, MONTH));
    }
    return months;
  }

  private static List<String> suffixes(JdbcClient jdbc, String table) {
    return jdbc.sql(
            """
            select substr(c.relname, length(:table) + 2) from pg_inherits i
            join pg_class c on c.oid = i.inhrelid where i.inhparent = cast(:table as regclass)
            """)
        .param("table", table)
        .query(String.class)
        .list();
  }

  /**
   * Creates what is missing for the days of a range, with the months of their hours; to be called in
   * a transaction.
   */
  static void create(JdbcClient jdbc, LocalDate first, LocalDate last) {
    SortedSet<LocalDate> days = new TreeSet<>(first.datesUntil(last.plusDays(1)).toList());
    days.removeAll(days(jdbc));
    if (days.isEmpty()) {
      return;
    }
    jdbc.sql("select pg_advisory_xact_lock(" + CREATION + ")").query().singleRow();
    days.removeAll(days(jdbc));
    for (LocalDate day : days) {
      attach(jdbc, RESULTS, name(day), start(day), start(day.plusDays(1)));
    }
    days.stream().map(YearMonth::from).distinct().forEach(month -> create(jdbc, month));
  }

  /** Creates what is missing for the hours of a month; to be called in a transaction. */
  static void create(JdbcClient jdbc, YearMonth month) {
    if (!months(jdbc).contains(month)) {
      Instant end = start(month.plusMonths(1).atDay(1));
      attach(jdbc, HOURS, name(month), start(month.atDay(1)), end);
    }
  }

  /** The day of a table, when it is a partition of single results. */
  static Optional<LocalDate> dayOf(String table) {
    return table.matches(RESULTS + "_[0-9]{8}")
        ? Optional.of(LocalDate.parse(table.substring(RESULTS.length() + 1), DAY))
        : Optional.empty();
  }

  /** The month of a table, when it is a partition of hours. */
  static Optional<YearMonth> monthOf(String table) {
    return table.matches(HOURS + "_[0-9]{6}")
        ? Optional.of(YearMonth.parse(table.substring(HOURS.length() + 1), MONTH))
        : Optional.empty();
  }

  /** Attached, not created in place: that would make readers and writers wait. */
  private static void attach(
      JdbcClient jdbc, String table, String name, Instant from, Instant to) {
    jdbc.sql("create table " + name + " (like " + table + " including all)").update();
    jdbc.sql(
            "alter table %s attach partition %s for values from ('%s') to ('%s')"
                .formatted(table, name, from, to))
        .update();
  }
}
