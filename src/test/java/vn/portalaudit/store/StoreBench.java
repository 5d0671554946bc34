package vn.portalaudit.store;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntConsumer;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.portalaudit.monitor.NoticeRule;
import vn.portalaudit.monitor.ProbeResult;
import vn.portalaudit.monitor.ProbeResult.State;

/**
 * Times the store on a private, durable database with as many portals and days as asked for; prints
 * figures. Run by {@code src/bench/store.sh}.
 */
final class StoreBench {
  private static final int BATCH = 2_000;

  private final Database database;
  private final JdbcClient jdbc;
  private final int portals;
  private final LocalDate today;

  private StoreBench(Database database, int portals) {
    this.database = database;
    this.jdbc = database.jdbc();
    this.portals = portals;
    this.today = Partitions.day(ProbeStore.now(jdbc));
  }

  /** Arguments: a folder, the number of portals, days of single results, days of hours and days. */
  public static void main(String[] args) throws Exception {
    Path folder = Path.of(args[0]);
    Files.createDirectories(folder);
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx--x--x"));
    try (Database database = Database.embedded(folder.resolve("data")).migrate()) {
      StoreBench bench = new StoreBench(database, Integer.parseInt(args[1]));
      SampleProvince province = new SampleProvince(database, bench.portals);
      province.register();
      province.history(Integer.parseInt(args[3]));
      province.results(Integer.parseInt(args[2]));
      bench.insertRate();
      bench.upkeep();
      bench.queries();
      bench.size();
    }
  }

  static void say(String format, Object... values) {
    System.out.printf(java.util.Locale.ROOT, format + "%n", values);
  }

  /** One hour of today's results through the store, as the watch hands them over. */
  private void insertRate() {
    ProbeStore store = new ProbeStore(database, Retention.STANDARD);
    store.prepare(ProbeStore.now(jdbc));
    Map<Integer, Long> leases = SamplePortals.leases(database);
    List<ProbeResult> results = new ArrayList<>();
    Instant from = Partitions.start(today);
    for (int slot = 0; slot < 12; slot++) {
      for (int portal = 1; portal <= portals; portal++) {
        Instant at = from.plusSeconds(300L * slot).plusMillis(portal * 300_000L / (portals + 1));
        results.add(SamplePortals.result(portal, at, State.UP, 200));
      }
    }
    long start = System.nanoTime();
    int stored = 0;
    for (int i = 0; i < results.size(); i += BATCH) {
      stored +=
          store
              .write(leases, results.subList(i, Math.min(i + BATCH, results.size())), Map.of())
              .stored();
    }
    say(
        "insert: %d results in batches of %d, %.0f a second",
        stored, BATCH, stored / seconds(start));
  }

  private void upkeep() {
    Rollup rollup = new Rollup(database, new NoticeRule(7, day -> true));
    ProbeUpkeep upkeep =
        new ProbeUpkeep(database, Retention.STANDARD, new NoticeRule(7, day -> true));
    Instant now = Partitions.start(today).plus(Duration.ofMinutes(65));
    long start = System.nanoTime();
    int hours = rollup.hours(now);
    say("roll-up of hours: %d, %.2f s each", hours, seconds(start) / hours);
    start = System.nanoTime();
    int days = rollup.days(now);
    say("roll-up of days: %d, %.1f s each", days, seconds(start) / days);
    for (int round = 1; round <= 2; round++) {
      start = System.nanoTime();
      int changed = upkeep.refresh(now);
      say("figures of the list: %d portals changed, %.1f s", changed, seconds(start));
    }
    start = System.nanoTime();
    List<String> dropped = upkeep.drop(now.plus(Duration.ofDays(1)));
    say("drop: %d partitions, %.2f s", dropped.size(), seconds(start));
    jdbc.sql("vacuum analyze portal_state").update();
  }

  private void queries() {
    PortalList list = new PortalList(database);
    PortalHistory history = new PortalHistory(database);
    PortalList.Wanted all = PortalList.Wanted.ALL;
    PortalList.Wanted words = new PortalList.Wanted(Set.of(), null, null, "cau giay 99");
    PortalList.Wanted group = new PortalList.Wanted(Set.of(State.DOWN), "nhan-0", "nhom-30", null);
    time("list, 50 by title", i -> list.page(all, PortalList.Order.TITLE, today, i * 50, 50));
    time("list, 50 by state", i -> list.page(all, PortalList.Order.STATE, today, i * 50, 50));
    time(
        "list, 50 by availability",
        i -> list.page(all, PortalList.Order.AVAILABILITY, today, i * 50, 50));
    time("list, 50 by text", i -> list.page(words, PortalList.Order.TITLE, today, 0, 50));
    time(
        "list, 50 by group, tag, state",
        i -> list.page(group, PortalList.Order.SCORE, today, 0, 50));
    time("list, all " + portals, i -> list.page(all, PortalList.Order.STATE, today, 0, portals));
    Instant now = Partitions.start(today).plus(Duration.ofHours(1));
    for (PortalHistory.Span span : PortalHistory.Span.values()) {
      time("series of a " + span, i -> history.series(1 + i * 37 % portals, span, now));
    }
    time(
        "counts of a year", i -> history.counts(1 + i * 37 % portals, today.minusDays(365), today));
  }

  private static void time(String what, IntConsumer work) {
    int rounds = 100;
    double[] ms = new double[rounds];
    for (int i = -20; i < rounds; i++) {
      long start = System.nanoTime();
      work.accept(Math.max(i, 0));
      if (i >= 0) {
        ms[i] = seconds(start) * 1_000;
      }
    }
    Arrays.sort(ms);
    say("%-32s p50 %6.1f ms, p95 %6.1f ms", what, ms[rounds / 2], ms[rounds * 95 / 100]);
  }

  private void size() {
    jdbc.sql(
            """
            select coalesce(i.inhparent::regclass::text, c.relname) as name,
              pg_size_pretty(sum(pg_total_relation_size(c.oid))) as size
            from pg_class c left join pg_inherits i on i.inhrelid = c.oid
            where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace
            group by 1 order by sum(pg_total_relation_size(c.oid)) desc limit 5
            """)
        .query(row -> {
          say("%s: %s", row.getString(1), row.getString(2));
        });
  }

  static double seconds(long since) {
    return (System.nanoTime() - since) / 1e9;
  }
}
