package vn.portalaudit.store;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.portalaudit.store.SamplePortals.count;
import static vn.portalaudit.store.SamplePortals.leases;
import static vn.portalaudit.store.SamplePortals.result;
import static vn.portalaudit.store.SamplePortals.results;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vn.portalaudit.domain.Reason;
import vn.portalaudit.monitor.Availability;
import vn.portalaudit.monitor.NoticeRule;
import vn.portalaudit.monitor.ProbeResult;
import vn.portalaudit.monitor.ProbeResult.State;
import vn.portalaudit.monitor.Standing;
import vn.portalaudit.store.PortalHistory.Point;
import vn.portalaudit.store.PortalHistory.Span;

class ProbeUpkeepTest {
  private static final Duration DAY = Duration.ofDays(1);

  private final Database database = TestDatabase.fresh();
  private final ProbeStore store = new ProbeStore(database, Retention.STANDARD);
  private final ProbeUpkeep upkeep =
      new ProbeUpkeep(database, Retention.STANDARD, new NoticeRule(7, day -> true));
  private final PortalHistory history = new PortalHistory(database);
  private final LocalDate today = Partitions.day(ProbeStore.now(database.jdbc()));
  private final Instant midnight = Partitions.start(today);
  private Map<Integer, Long> leases = Map.of();

  @BeforeEach
  void portals() {
    SamplePortals.add(database, "Một", "Hai", "Ba");
    leases = leases(database);
  }

  @AfterEach
  void close() {
    database.close();
  }

  private void write(List<ProbeResult> results) {
    assertThat(store.write(leases, results, Map.of()).stored()).isEqualTo(results.size());
  }

  private List<Point> hours(int portal) {
    return history.series(portal, Span.MONTH, midnight);
  }

  @Test
  void hourIsSummedUpOnceItIsOver() {
    Instant hour = midnight.minus(Duration.ofHours(5));
    write(results(1, hour, 300, "UUUUUUDDX?"));

    assertThat(upkeep.sumUp(hour.plusSeconds(3_600)).hours()).isEqualTo(19);
    assertThat(hours(1)).isEmpty();
    assertThat(upkeep.sumUp(hour.plusSeconds(3_600).plus(Rollup.SETTLING)).hours()).isEqualTo(1);
    assertThat(hours(1)).containsExactly(new Point(hour, 6, 2, 1, 1, 0, 103, 107));
    assertThat(upkeep.sumUp(hour.plusSeconds(3_600).plus(Rollup.SETTLING)).hours()).isZero();
  }

  @Test
  void lateResultIsCountedToo() {
    Instant hour = midnight.minus(Duration.ofHours(1));
    write(results(1, hour, 300, "UU"));
    upkeep.run(midnight.plusSeconds(600));
    write(results(2, midnight.minus(DAY), 300, "X"));
    write(List.of(result(1, hour.plusSeconds(900), State.DOWN, null)));

    ProbeUpkeep.Done again = upkeep.run(midnight.plusSeconds(600));

    assertThat(again.hours()).isEqualTo(2);
    assertThat(again.days()).isEqualTo(1);
    assertThat(hours(1)).containsExactly(new Point(hour, 2, 0, 1, 0, 0, 100, 101));
    assertThat(history.series(1, Span.QUARTER, midnight.plusSeconds(600)))
        .containsExactly(new Point(midnight.minus(DAY), 2, 0, 1, 0, 0, 100, 101));
    assertThat(history.series(2, Span.QUARTER, midnight.plusSeconds(600)))
        .containsExactly(new Point(midnight.minus(DAY), 0, 0, 1, 0, 0, null, null));
  }

  @Test
  void filledGapsAreCountedToo() {
    Instant hour = midnight.minus(Duration.ofHours(1));
    write(results(1, hour, 600, "UU"));
    upkeep.run(midnight.plusSeconds(600));

    database
        .jdbc()
        .sql(
            "insert into portal_state (portal_id, watched_from) values (1, ?) on conflict"
                + " (portal_id) do update set watched_from = excluded.watched_from")
        .param(Rollup.at(hour))
        .update();
    database.jdbc().sql("update probe_shard set done_until = ?").param(Rollup.at(hour)).update();
    Map<Integer, vn.portalaudit.monitor.Grid> grids =
        Map.of(1, new vn.portalaudit.monitor.Grid(600_000, 0));
    while (store.fill(leases, grids, Duration.ZERO).more()) {
      // an hour at a time
    }
    upkeep.run(midnight.plusSeconds(600));

    assertThat(hours(1)).containsExactly(new Point(hour, 2, 0, 0, 4, 0, 100, 101));
  }

  @Test
  void onlyMaintenanceAnnouncedInTimeIsExcluded() {
    Instant hour = midnight.minus(Duration.ofHours(2));
    for (int portal = 1; portal <= 3; portal++) {
      write(results(portal, hour, 300, "UUXXXXUU"));
    }
    database.jdbc().sql("update portal set tags = array['y-te'] where id = 2").update();
    maintenance("portal_id", 1, hour.plusSeconds(600), hour.plusSeconds(1_200), Duration.ofDays(9));
    maintenance("portal_id", 1, hour.plusSeconds(900), hour.plusSeconds(1_500), Duration.ofDays(9));
    maintenance("tag", "y-te", hour, hour.plusSeconds(600), Duration.ofDays(9));
    maintenance("portal_id", 3, hour, hour.plusSeconds(3_600), Duration.ofDays(7));
    upkeep.run(midnight.plusSeconds(600));

    assertThat(hours(1)).containsExactly(new Point(hour, 4, 0, 1, 0, 3, 101, 107));
    assertThat(hours(2)).containsExactly(new Point(hour, 2, 0, 4, 0, 2, 106, 107));
    assertThat(hours(3)).containsExactly(new Point(hour, 4, 0, 4, 0, 0, 101, 107));
    assertThat(history.counts(1, today.minusDays(1), today))
        .isEqualTo(new Availability.Counts(4, 0, 1, 0, 3, 0));
  }

  private void maintenance(
      String of, @Nullable Object what, Instant from, Instant to, Duration ahead) {
    database
        .jdbc()
        .sql(
            "insert into maintenance ("
                + of
                + ", starts_at, ends_at, announced_at, announced_by, says)"
                + " values (?, ?, ?, ?, 'Sở', 'Bảo trì')")
        .param(what)
        .param(Rollup.at(from))
        .param(Rollup.at(to))
        .param(Rollup.at(from.minus(ahead)))
        .update();
  }

  @Test
  void maintenanceOfAllIsExcludedForAll() {
    Instant hour = midnight.minus(Duration.ofHours(2));
    write(results(1, hour, 300, "UX"));
    write(results(2, hour, 300, "XX"));
    maintenance("tag", null, hour, hour.plusSeconds(300), Duration.ofDays(30));
    upkeep.run(midnight.plusSeconds(600));

    assertThat(hours(1)).containsExactly(new Point(hour, 0, 0, 1, 0, 1, null, null));
    assertThat(hours(2)).containsExactly(new Point(hour, 0, 0, 1, 0, 1, null, null));
  }

  @Test
  void countsOfAPeriodReachToTheLastHourAndKnowTheOutages() {
    write(results(1, midnight.minus(DAY), 300, "UUDX"));
    write(results(1, midnight.plusSeconds(300), 300, "UX?"));
    write(results(1, midnight.plusSeconds(4_000), 300, "X"));
    for (String times :
        List.of("'-2 days', '-30 hours'", "'-5 hours', '-4 hours'", "'-1 minutes', null")) {
      database
          .jdbc()
          .sql(
              "insert into incident (portal_id, kind, severity, subject, says, starts_at, ends_at)"
                  + " select 1, 'down', 'major', t::text, '', ?::timestamptz + v.a::interval,"
                  + " ?::timestamptz + v.b::interval from (values ("
                  + times
                  + ")) as v (a, b), gen_random_uuid() t")
          .param(Rollup.at(midnight))
          .param(Rollup.at(midnight))
          .update();
    }
    upkeep.run(midnight.plusSeconds(3_900));

    assertThat(history.counts(1, today.minusDays(1), today))
        .isEqualTo(new Availability.Counts(3, 1, 2, 1, 0, 2));
    assertThat(history.counts(1, today.minusDays(30), today.minusDays(2)))
        .isEqualTo(new Availability.Counts(0, 0, 0, 0, 0, 1));
  }

  @Test
  void listFiguresReachToTheLastHour() {
    Standing up = new Standing(State.UP, midnight, null, midnight, 0, 2, false, null, 9);
    store.write(leases, List.of(), Map.of(1, up, 2, up));
    write(results(1, midnight.minus(DAY).minus(DAY), 300, "XXXU"));
    write(results(1, midnight.minus(Duration.ofHours(2)), 300, "UUX"));
    write(results(1, midnight.plusSeconds(60), 300, "UUU?"));
    database
        .jdbc()
        .sql("insert into probe_day values (1, ?, 0, 0, 4, 0, 0, null, null)")
        .param(today.minusDays(40))
        .update();

    assertThat(upkeep.run(midnight.plusSeconds(3_900)).portals()).isEqualTo(2);

    PortalList.Row row =
        new PortalList(database)
            .page(PortalList.Wanted.ALL, PortalList.Order.TITLE, today, 0, 10).rows().stream()
                .filter(r -> r.id() == 1)
                .findFirst()
                .orElseThrow();
    assertThat(row.up24h()).isEqualTo(5 / 6.0, org.assertj.core.data.Offset.offset(1e-6));
    assertThat(row.up30d()).isEqualTo(6 / 10.0, org.assertj.core.data.Offset.offset(1e-6));
    assertThat(row.up90d()).isEqualTo(6 / 14.0, org.assertj.core.data.Offset.offset(1e-6));
    List<Integer> spark = new ArrayList<>(Collections.nCopies(90, null));
    spark.set(89 - 40, 0);
    spark.set(87, 25);
    spark.set(88, 66);
    spark.set(89, 100);
    assertThat(row.spark()).isEqualTo(spark);
    assertThat(upkeep.run(midnight.plusSeconds(3_900)).portals()).isZero();
  }

  /** As days go by: what is a week old goes, and only when it is summed up. */
  @Test
  void oldDaysGoOnceSummedUpAndNewerOnesAreThere() {
    for (int day = 7; day >= 0; day--) {
      write(results(1, midnight.minus(DAY.multipliedBy(day)), 300, "UX"));
    }
    Instant later = midnight.plus(DAY).plusSeconds(600);
    assertThat(upkeep.drop(later)).isEmpty();

    upkeep.sumUp(later);
    assertThat(upkeep.drop(midnight)).isEmpty();
    assertThat(upkeep.drop(later)).containsExactly(Partitions.name(today.minusDays(7)));
    assertThat(upkeep.drop(later)).isEmpty();

    assertThat(Partitions.days(database.jdbc())).first().isEqualTo(today.minusDays(6));
    assertThat(count(database, "probe_day where portal_id = 1")).isEqualTo(8);
    assertThat(count(database, "probe_hour where portal_id = 1")).isEqualTo(8);
    assertThat(upkeep.run(later)).isEqualTo(new ProbeUpkeep.Done(0, 0, List.of(), 0));
  }

  @Test
  void dayWithALateResultIsKeptUntilThatIsSummedUp() {
    for (int day = 7; day >= 0; day--) {
      write(results(1, midnight.minus(DAY.multipliedBy(day)), 300, "UX"));
    }
    Instant later = midnight.plus(DAY).plusSeconds(600);
    upkeep.sumUp(later);
    write(results(2, midnight.minus(DAY.multipliedBy(7)), 300, "X"));
    assertThat(upkeep.drop(later)).isEmpty();

    upkeep.sumUp(later);
    assertThat(upkeep.drop(later)).hasSize(1);
    assertThat(count(database, "probe_day where portal_id = 2 and down = 1")).isEqualTo(1);
  }

  @Test
  void clockThatLeapsAheadDropsNothing() {
    for (int day = 3; day >= 0; day--) {
      write(results(1, midnight.minus(DAY.multipliedBy(day)), 300, "UX"));
    }
    Instant leapt = midnight.plus(Duration.ofDays(3_650));
    upkeep.sumUp(leapt);

    assertThat(upkeep.drop(leapt)).isEmpty();
  }

  @Test
  void resultsThatTheLedgerDoesNotKnowAreNeverDropped() {
    for (int day = 7; day >= 0; day--) {
      write(results(1, midnight.minus(DAY.multipliedBy(day)), 300, "UX"));
    }
    Instant later = midnight.plus(DAY).plusSeconds(600);
    upkeep.sumUp(later);
    database
        .jdbc()
        .sql(
            "insert into probe_result (portal_id, slot_at, took_place_at, state)"
                + " values (3, ?, now(), 'U')")
        .param(Rollup.at(midnight.minus(DAY.multipliedBy(7))))
        .update();

    assertThat(upkeep.drop(later)).isEmpty();
    assertThat(count(database, "probe_result where portal_id = 3")).isEqualTo(1);
  }

  @Test
  void oldMonthsOfHoursGoOnceThreeNewerAreThere() {
    LocalDate first = today.withDayOfMonth(1).minusMonths(5);
    database.<Boolean>within(jdbc -> {
      for (int month = 0; month < 5; month++) {
        LocalDate day = first.plusMonths(month);
        Partitions.create(jdbc, day, day);
        jdbc.sql("insert into rollup (day, rows) values (?, 1)").param(day).update();
        jdbc.sql("drop table " + Partitions.name(day)).update();
      }
      return true;
    });

    assertThat(
            new ProbeUpkeep(database, new Retention(7, 40), new NoticeRule(7, day -> true))
                .drop(midnight))
        .containsExactly(
            Partitions.name(YearMonth.from(first)),
            Partitions.name(YearMonth.from(first.plusMonths(1))));
  }

  @Test
  void seriesOfADayShowsEachProbe() {
    Instant from = midnight.minus(Duration.ofHours(1));
    write(results(1, from, 300, "UDX?"));
    Instant now = from.plusSeconds(600);

    assertThat(history.series(1, Span.DAY, now))
        .containsExactly(
            new Point(from, 1, 0, 0, 0, 0, 100, 100),
            new Point(from.plusSeconds(300), 0, 1, 0, 0, 0, 101, 101),
            new Point(from.plusSeconds(600), 0, 0, 1, 0, 0, null, null));
    assertThat(history.series(1, Span.DAY, now.plus(DAY).minusSeconds(1))).hasSize(2);
    assertThat(history.series(2, Span.DAY, now)).isEmpty();
  }

  @Test
  void twoNodesAtOnceSumUpTheSame() throws Exception {
    for (int portal = 1; portal <= 3; portal++) {
      write(results(portal, midnight.minus(DAY), 300, "UUXX?D".repeat(40)));
    }
    Instant later = midnight.plusSeconds(600);
    List<Throwable> failures = Collections.synchronizedList(new ArrayList<>());
    List<Thread> nodes = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      Thread node = new Thread(() -> upkeep.run(later));
      node.setUncaughtExceptionHandler((thread, e) -> failures.add(e));
      nodes.add(node);
      node.start();
    }
    for (Thread node : nodes) {
      node.join();
    }

    assertThat(failures).isEmpty();
    assertThat(
            database
                .jdbc()
                .sql(
                    "select sum(up) || ',' || sum(degraded) || ',' || sum(down) || ',' ||"
                        + " sum(unknown) from probe_hour")
                .query(String.class)
                .single())
        .isEqualTo("240,120,240,120");
    assertThat(history.series(1, Span.QUARTER, later)).hasSize(1);
  }

  @Test
  void reasonsAndStatesInTheDatabaseAreThoseOfTheProgram() {
    write(
        List.of(
            new ProbeResult(
                1,
                midnight,
                midnight,
                State.UNKNOWN,
                Reason.BLOCKED,
                0,
                0,
                null,
                null,
                null,
                null,
                null,
                null,
                ProbeResult.Path.NONE)));
    assertThat(store.standings(Set.of(1))).isEmpty();
    assertThat(
            database
                .jdbc()
                .sql("select slot_at from probe_result where reason = 'BLOCKED' and status is null")
                .query(OffsetDateTime.class)
                .single()
                .toInstant())
        .isEqualTo(midnight);
  }
}
