package vn.portalaudit.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.portalaudit.domain.Reason;
import vn.portalaudit.monitor.ProbeResult.Path;
import vn.portalaudit.monitor.ProbeResult.State;

class ClockJumpTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private static List<Instant> slots(SimulatedDays days, int portal) {
    return days.results.stream()
        .filter(result -> result.portal() == portal)
        .map(ProbeResult::slot)
        .toList();
  }

  @Test
  void everySlotHasOneResultWhileTheClockRunsEvenly() {
    SimulatedDays days = new SimulatedDays((portal, time, path) -> null);
    days.add(0, 50, MINUTE);

    days.run(Duration.ofHours(3));

    for (int portal = 0; portal < 50; portal++) {
      List<Instant> slots = slots(days, portal);
      assertThat(slots).hasSizeBetween(179, 180);
      for (int i = 1; i < slots.size(); i++) {
        assertThat(Duration.between(slots.get(i - 1), slots.get(i))).isEqualTo(MINUTE);
      }
    }
    assertThat(days.results).allMatch(result -> result.lagMs() == 0);
  }

  @ParameterizedTest
  @ValueSource(longs = {86_400, -7_200, 37, -37, 3, -3, 86_437})
  void jumpDoublesNoSlotAndLosesOnlyThosePassedOver(long seconds) {
    SimulatedDays days = new SimulatedDays((portal, time, path) -> null);
    days.add(0, 50, MINUTE);
    days.run(Duration.ofHours(1));

    days.jump(Duration.ofSeconds(seconds));
    days.run(Duration.ofHours(4));

    for (int portal = 0; portal < 50; portal++) {
      List<Instant> slots = slots(days, portal);
      assertThat(new HashSet<>(slots)).hasSameSizeAs(slots);
      int gaps = 0;
      for (int i = 1; i < slots.size(); i++) {
        Duration step = Duration.between(slots.get(i - 1), slots.get(i));
        assertThat(step).isPositive();
        gaps += step.equals(MINUTE) ? 0 : 1;
      }
      assertThat(gaps).isEqualTo(seconds > 60 ? 1 : 0);
      assertThat(slots.getLast()).isAfter(days.now().wall().minusSeconds(61));
    }
    assertThat(days.results).allMatch(result -> result.lagMs() < 1_000);
    assertThat(days.noticed).isEmpty();
  }

  @Test
  void slotsLeaptOverGetTheirResultWhenTheClockComesBackToThem() {
    SimulatedDays days = new SimulatedDays((portal, time, path) -> null);
    days.add(0, 10, MINUTE);
    days.run(Duration.ofHours(1));

    days.jump(Duration.ofDays(1));
    days.run(Duration.ofHours(1));
    days.jump(Duration.ofDays(-1));
    days.run(Duration.ofHours(2));

    for (int portal = 0; portal < 10; portal++) {
      List<Instant> slots = slots(days, portal);
      assertThat(new HashSet<>(slots)).hasSameSizeAs(slots);
      assertThat(slots).hasSizeBetween(239, 241);
    }
  }

  @Test
  void portalsAreWatchedWhileTheClockCatchesUp() {
    SimulatedDays days =
        new SimulatedDays((portal, time, path) ->
            time.isAfter(SimulatedDays.START.plusSeconds(5_000)) ? Reason.CONNECT_REFUSED : null);
    days.add(0, 1, MINUTE);
    days.run(Duration.ofHours(1));
    int results = days.results.size();

    days.jump(Duration.ofHours(-2));
    days.run(Duration.ofHours(1));

    assertThat(days.results).hasSize(results);
    assertThat(days.all(Transition.WentDown.class)).hasSize(1);
  }

  @Test
  void slowClockOfTheWallLosesNoSlot() {
    SimulatedDays days = new SimulatedDays((portal, time, path) -> null);
    days.add(0, 10, MINUTE);
    for (int i = 0; i < 600; i++) {
      days.run(Duration.ofSeconds(10));
      days.jump(Duration.ofMillis(i % 2 == 0 ? -5 : -2));
    }

    // no look came to an early end before its slot had begun
    assertThat(days.looks).isEqualTo(days.results.size());

    for (int portal = 0; portal < 10; portal++) {
      List<Instant> slots = slots(days, portal);
      for (int i = 1; i < slots.size(); i++) {
        assertThat(Duration.between(slots.get(i - 1), slots.get(i))).isEqualTo(MINUTE);
      }
    }
  }

  @Test
  void anotherNodeGoesOnWhereThisOneStopped() {
    SimulatedDays.World world =
        (portal, time, path) ->
            time.isAfter(SimulatedDays.START.plusSeconds(1_800))
                    && time.isBefore(SimulatedDays.START.plusSeconds(5_400))
                ? Reason.HTTP_STATUS
                : null;
    SimulatedDays first = new SimulatedDays(world);
    first.add(0, 1, MINUTE);
    first.run(Duration.ofHours(1));
    Standing left = Objects.requireNonNull(first.standings.get(0));
    assertThat(left.state()).isEqualTo(State.DOWN);

    SimulatedDays second = new SimulatedDays(world);
    second.run(Duration.ofHours(1).minusSeconds(90));
    second.add(
        new Watched(0, "https://p0.test/", MINUTE, Watched.Expected.ANYTHING, List.of()), left);
    second.run(Duration.ofHours(1));

    assertThat(second.all(Transition.WentDown.class)).isEmpty();
    assertThat(second.all(Transition.CameUp.class))
        .singleElement()
        .matches(up -> up.downSince().equals(left.since()));
    assertThat(second.results.getFirst().slot()).isAfter(left.slot());
  }

  @Test
  void announcedMaintenanceMakesNoIncident() {
    SimulatedDays days = new SimulatedDays((portal, time, path) -> Reason.HTTP_STATUS);
    Instant from = SimulatedDays.START;
    Watched.Pause pause =
        new Watched.Pause(from, from.plus(Duration.ofHours(2)), from.minusSeconds(1));
    days.add(
        new Watched(0, "https://p0.test/", MINUTE, Watched.Expected.ANYTHING, List.of(pause)),
        Standing.unknown(from));

    days.run(Duration.ofMinutes(119));
    assertThat(days.noticed).isEmpty();
    assertThat(days.results).isNotEmpty().allMatch(result -> result.state() == State.DOWN);

    days.run(Duration.ofMinutes(5));
    assertThat(days.all(Transition.WentDown.class)).hasSize(1);
  }

  @Test
  void failureIsTriedOnAnotherPath() {
    SimulatedDays days =
        new SimulatedDays(
            (portal, time, path) -> path == Path.FIRST ? Reason.CONNECT_TIMEOUT : null);
    days.add(0, 1, Duration.ofMinutes(5));

    days.run(Duration.ofHours(1));

    assertThat(days.noticed).isEmpty();
    assertThat(days.results)
        .hasSizeGreaterThan(10)
        .allMatch(r -> r.state() == State.UP && r.path() == Path.OTHER_ADDRESS);
  }

  @Test
  void portalTakenOffIsLookedAtNoMore() {
    SimulatedDays days = new SimulatedDays((portal, time, path) -> null);
    days.add(0, 2, MINUTE);
    days.run(Duration.ofMinutes(5));
    days.room.remove(0);
    days.results.clear();

    days.run(Duration.ofMinutes(5));

    assertThat(days.results).isNotEmpty().allMatch(result -> result.portal() == 1);
    assertThat(days.room.size()).isEqualTo(1);
  }
}
