package vn.portalaudit.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static vn.portalaudit.store.SamplePortals.count;
import static vn.portalaudit.store.SamplePortals.leases;
import static vn.portalaudit.store.SamplePortals.result;
import static vn.portalaudit.store.SamplePortals.results;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import vn.portalaudit.domain.Reason;
import vn.portalaudit.monitor.Grid;
import vn.portalaudit.monitor.ProbeResult;
import vn.portalaudit.monitor.ProbeResult.State;
import vn.portalaudit.monitor.Standing;

class ProbeStoreTest {
  private final Database database = TestDatabase.fresh();
  private final ProbeStore store = new ProbeStore(database, Retention.STANDARD);
  private final Instant now =
      ProbeStore.now(database.jdbc()).truncatedTo(ChronoUnit.HOURS).minus(1, ChronoUnit.HOURS);

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void shardsAreThoseOfTheSchema() {
    assertThat(count(database, "probe_shard")).isEqualTo(ProbeStore.SHARDS);
  }

  @Test
  void keepsEveryFieldOfAResult() {
    Instant slot = now.plusMillis(123);
    ProbeResult seen =
        new ProbeResult(
            65,
            slot,
            slot.plusMillis(41),
            State.DEGRADED,
            Reason.TLS_CERTIFICATE,
            503,
            41,
            5,
            null,
            7,
            8,
            99,
            "hash",
            ProbeResult.Path.RAW);
    assertThat(store.write(leases(database), List.of(seen), Map.of()))
        .isEqualTo(new ProbeStore.Written(1, 0, 0, Set.of()));

    Map<String, Object> row =
        database
            .jdbc()
            .sql(
                """
                select portal_id, extract(epoch from slot_at) * 1000 = ? as slot,
                  extract(epoch from took_place_at - slot_at) * 1000 = 41 as late, state, reason,
                  status, lag_ms, dns_ms, connect_ms, tls_ms, first_byte_ms, total_ms
                from probe_result
                """)
            .param(slot.toEpochMilli())
            .query()
            .singleRow();
    assertThat(row)
        .containsEntry("portal_id", 65)
        .containsEntry("slot", true)
        .containsEntry("late", true)
        .containsEntry("state", "D")
        .containsEntry("reason", "TLS_CERTIFICATE")
        .containsEntry("status", 503)
        .containsEntry("lag_ms", 41)
        .containsEntry("dns_ms", 5)
        .containsEntry("connect_ms", null)
        .containsEntry("tls_ms", 7)
        .containsEntry("first_byte_ms", 8)
        .containsEntry("total_ms", 99);
  }

  @Test
  void aSlotIsKeptOnceAndTheFirstResultStands() {
    Map<Integer, Long> leases = leases(database);
    store.write(leases, results(1, now, 60, "UUX"), Map.of());

    assertThat(store.write(leases, results(1, now, 60, "XXXU"), Map.of()))
        .isEqualTo(new ProbeStore.Written(1, 3, 0, Set.of()));
    assertThat(states(1)).isEqualTo("UUXU");
  }

  private String states(int portal) {
    return database
        .jdbc()
        .sql("select string_agg(state, '' order by slot_at) from probe_result where portal_id = ?")
        .param(portal)
        .query((row, n) -> String.valueOf(row.getString(1)))
        .single();
  }

  @Test
  void nodeThatLostAShardWritesNothingOfIt() {
    SamplePortals.add(database, "Một", "Hai");
    Map<Integer, Long> leases = leases(database);
    database.jdbc().sql("update probe_shard set fence = nextval('fence') where shard = 1").update();
    List<ProbeResult> both = new ArrayList<>(results(1, now, 60, "UU"));
    both.addAll(results(2, now, 60, "UU"));
    Standing up = new Standing(State.UP, now, null, now, 0, 2, false, null, 100);

    assertThat(store.write(leases, both, Map.of(1, up, 2, up)))
        .isEqualTo(new ProbeStore.Written(2, 0, 0, Set.of(1)));
    assertThat(count(database, "probe_result where portal_id = 1")).isZero();
    assertThat(store.standings(Set.of(1, 2))).containsOnlyKeys(2);
    store.fill(leases, Map.of(), Duration.ZERO);
    assertThat(count(database, "probe_shard where shard in (1, 2) and done_until is not null"))
        .isEqualTo(1);
  }

  @Test
  @Timeout(value = 60, unit = TimeUnit.SECONDS)
  void takeoverWaitsForAWriteUnderWayAndNothingComesAfterIt() throws Exception {
    Map<Integer, Long> leases = leases(database);
    Thread taker =
        new Thread(() ->
            database
                .jdbc()
                .sql("update probe_shard set fence = nextval('fence') where shard = 1")
                .update());
    database.within(jdbc -> {
      store.write(leases, results(1, now, 60, "U"), Map.of());
      taker.start();
      while (waiting() == 0) {
        LockSupport.parkNanos(1_000_000);
      }
      return true;
    });
    taker.join();

    assertThat(store.write(leases, results(1, now, 60, "UU"), Map.of()).lost()).containsExactly(1);
    assertThat(states(1)).isEqualTo("U");
  }

  /** On a connection of its own, since the transaction's own would not see it. */
  private int waiting() {
    try (var connection = database.dataSource().getConnection();
        var statement = connection.createStatement();
        var row =
            statement.executeQuery(
                "select count(*) from pg_stat_activity where datname = current_database()"
                    + " and wait_event_type = 'Lock'")) {
      row.next();
      return row.getInt(1);
    } catch (java.sql.SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void batchIsKeptWholeOrNotAtAll() {
    ProbeResult good = result(1, now, State.UP, 10);
    Standing broken = new Standing(State.UP, now, null, now, 0, 0, false, "a\0b", 1);
    SamplePortals.add(database, "Một");
    Map<Integer, Long> leases = leases(database);

    assertThatThrownBy(() -> store.write(leases, List.of(good), Map.of(1, broken)))
        .isInstanceOf(org.springframework.dao.DataAccessException.class);
    assertThat(count(database, "pg_class where relname like 'probe_result_2%'")).isZero();
    assertThat(store.write(leases, List.of(good), Map.of()).stored()).isEqualTo(1);
  }

  @Test
  void whatIsTooOldOrFarAheadIsRefusedAndCounted() {
    List<ProbeResult> odd =
        List.of(
            result(1, now.minus(9, ChronoUnit.DAYS), State.UP, 1),
            result(1, now.plus(5, ChronoUnit.DAYS), State.UP, 1),
            result(1, now.plus(2, ChronoUnit.DAYS), State.UP, 1),
            result(1, now.minus(7, ChronoUnit.DAYS), State.UP, 1));

    assertThat(store.write(leases(database), odd, Map.of()))
        .isEqualTo(new ProbeStore.Written(1, 0, 3, Set.of()));
  }

  @Test
  void aNodeWhoseClockIsAheadTakesNoSlotFromThoseWhoComeToIt() {
    SamplePortals.add(database, "Một");
    Map<Integer, Long> leases = leases(database);
    Instant present = ProbeStore.now(database.jdbc()).truncatedTo(ChronoUnit.SECONDS);
    Instant ahead = present.plus(1, ChronoUnit.HOURS);
    Standing early =
        new Standing(State.DOWN, ahead, Reason.READ_TIMEOUT, ahead, 4, 0, false, null, 1);
    Standing real = new Standing(State.UP, present, null, present, 0, 2, false, null, 9);

    assertThat(
            store
                .write(leases, List.of(result(1, ahead, State.DOWN, 1)), Map.of(1, early))
                .refused())
        .isEqualTo(1);
    assertThat(store.standings(Set.of(1))).isEmpty();
    store.write(leases, List.of(result(1, present, State.UP, 1)), Map.of(1, real));
    assertThat(store.standings(Set.of(1))).containsEntry(1, real);

    // the database's own clock was ahead, and was put right
    database.jdbc().sql("update portal_state set slot_at = now() + interval '1 day'").update();
    store.write(leases, List.of(), Map.of(1, real));
    assertThat(store.standings(Set.of(1))).containsEntry(1, real);
  }

  @Test
  void dayEndsAtMidnightInVietnam() {
    Instant midnight = Partitions.start(Partitions.day(now));
    store.write(
        leases(database),
        List.of(result(1, midnight.minusMillis(1), State.UP, 1), result(1, midnight, State.UP, 1)),
        Map.of());

    assertThat(count(database, Partitions.name(Partitions.day(now)))).isEqualTo(1);
    assertThat(count(database, Partitions.name(Partitions.day(now).minusDays(1)))).isEqualTo(1);
  }

  @Test
  void partitionsAreThereAheadOnce() {
    store.prepare(now);
    store.prepare(now);

    assertThat(Partitions.days(database.jdbc()))
        .containsExactly(
            Partitions.day(now), Partitions.day(now).plusDays(1), Partitions.day(now).plusDays(2));
    assertThat(Partitions.months(database.jdbc()))
        .contains(java.time.YearMonth.from(Partitions.day(now)));
  }

  @Test
  void standingComesBackAndAnOlderOneDoesNotReplaceIt() {
    SamplePortals.add(database, "Một", "Hai");
    Map<Integer, Long> leases = leases(database);
    Standing down =
        new Standing(State.DOWN, now, Reason.READ_TIMEOUT, now, 4, 0, true, "băm", null);
    Standing older = new Standing(State.UP, now, null, now.minusSeconds(60), 0, 2, false, null, 9);
    store.write(leases, List.of(), Map.of(1, down, 999, older));
    store.write(leases, List.of(), Map.of(1, older, 2, Standing.unknown(now)));

    assertThat(store.standings(Set.of(1, 2, 3)))
        .isEqualTo(Map.of(1, down, 2, Standing.unknown(now)));
    assertThat(store.standings(Set.of(3))).isEmpty();
  }

  private void doneUntil(Instant time) {
    database.jdbc().sql("update probe_shard set done_until = ?").param(Rollup.at(time)).update();
  }

  /** The portal has been watched since a time. */
  private void watchedFrom(int portal, Instant time) {
    database
        .jdbc()
        .sql("insert into portal_state (portal_id, watched_from) values (?, ?)")
        .param(portal)
        .param(Rollup.at(time))
        .update();
  }

  private int fillAll(Map<Integer, Long> leases, Map<Integer, Grid> grids) {
    int slots = 0;
    ProbeStore.Filled filled;
    do {
      filled = store.fill(leases, grids, Duration.ZERO);
      slots += filled.slots();
    } while (filled.more());
    return slots;
  }

  @Test
  void slotsThatNobodyProbedBecomeUnknownAndOthersStay() {
    Instant present = ProbeStore.now(database.jdbc());
    SamplePortals.add(database, "Một");
    Map<Integer, Long> leases = leases(database);
    Grid grid = Grid.of(1, Duration.ofMinutes(5));
    Instant first = grid.start(grid.index(present) - 6);
    store.write(leases, results(1, first, 300, "UX"), Map.of());
    store.write(leases, results(1, first.plusSeconds(5 * 300), 300, "U"), Map.of());
    watchedFrom(1, first);

    assertThat(fillAll(leases, Map.of(1, grid))).isEqualTo(4);
    assertThat(states(1)).isEqualTo("UX???U?");
    assertThat(fillAll(leases, Map.of(1, grid))).isZero();
    assertThat(
            database
                .jdbc()
                .sql("select distinct reason from probe_result where state = '?'")
                .query(String.class)
                .list())
        .containsExactly("OWN_FAULT");
  }

  @Test
  void nothingIsFilledFromBeforeAPortalWasWatchedOrOfOneThatNeverWas() {
    Instant present = ProbeStore.now(database.jdbc());
    SamplePortals.add(database, "Một", "Hai");
    Map<Integer, Long> leases = leases(database);
    Grid grid = new Grid(60_000, 0);
    watchedFrom(1, present.minus(10, ChronoUnit.MINUTES));

    assertThat(fillAll(leases, Map.of(1, grid, 2, grid))).isBetween(10, 11);
  }

  @Test
  void slotsUnderWayAreLeftAlone() {
    Instant present = ProbeStore.now(database.jdbc());
    SamplePortals.add(database, "Một");
    Map<Integer, Long> leases = leases(database);
    watchedFrom(1, present.minus(30, ChronoUnit.MINUTES));
    ProbeStore.Filled filled =
        store.fill(leases, Map.of(1, new Grid(60_000, 0)), Duration.ofDays(1).minusMinutes(1));

    assertThat(filled).isEqualTo(new ProbeStore.Filled(0, false));
  }

  @Test
  void longGapIsFilledHourByHourAsFarBackAsResultsAreKept() {
    Instant present = ProbeStore.now(database.jdbc());
    SamplePortals.add(database, "Một");
    Grid grid = new Grid(600_000, 0);
    Instant kept = Partitions.start(Partitions.day(present).minusDays(7));
    Map<Integer, Long> leases = leases(database);
    watchedFrom(1, present.minus(40, ChronoUnit.DAYS));
    doneUntil(present.minus(30, ChronoUnit.DAYS));

    assertThat(store.fill(leases, Map.of(1, grid), Duration.ZERO).slots()).isEqualTo(6);
    int rest = fillAll(leases, Map.of(1, grid));

    assertThat(rest + 6L)
        .isBetween(
            Duration.between(kept, present).toMinutes() / 10,
            Duration.between(kept, present).toMinutes() / 10 + 2);
    assertThat(fillAll(new HashMap<>(), Map.of(1, grid))).isZero();
  }

  @Test
  void aRealResultTakesThePlaceOfAFilledOneAndIsCounted() {
    SamplePortals.add(database, "Một");
    Map<Integer, Long> leases = leases(database);
    Instant from = now.truncatedTo(ChronoUnit.HOURS).minus(2, ChronoUnit.HOURS);
    Grid grid = new Grid(600_000, 0);
    watchedFrom(1, from);
    fillAll(leases, Map.of(1, grid));
    Rollup rollup = new Rollup(database, new vn.portalaudit.monitor.NoticeRule(7, day -> true));
    rollup.hours(now);

    assertThat(store.write(leases, results(1, from, 600, "UX?"), Map.of()).stored()).isEqualTo(2);
    assertThat(states(1)).startsWith("UX????");
    assertThat(store.write(leases, results(1, from, 600, "XUX"), Map.of()).stored()).isEqualTo(1);
    assertThat(states(1)).startsWith("UXX???");
    rollup.hours(now);
    assertThat(
            database
                .jdbc()
                .sql("select up || '/' || down || '/' || unknown from probe_hour where hour = ?")
                .param(Rollup.at(from))
                .query(String.class)
                .single())
        .isEqualTo("1/2/3");
  }

  @Test
  void shardsAreDoneUpToTheLatestTime() {
    Instant present = ProbeStore.now(database.jdbc());
    Map<Integer, Long> leases = leases(database);
    Instant later = present.plus(1, ChronoUnit.HOURS).truncatedTo(ChronoUnit.MILLIS);
    doneUntil(later);
    fillAll(leases, Map.of());

    assertThat(
            database
                .jdbc()
                .sql("select distinct done_until from probe_shard")
                .query(java.time.OffsetDateTime.class)
                .single()
                .toInstant())
        .isEqualTo(later);
  }
}
