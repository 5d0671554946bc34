package vn.portalaudit.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import vn.portalaudit.domain.Reason;
import vn.portalaudit.monitor.ProbeResult.Path;
import vn.portalaudit.monitor.ProbeResult.State;
import vn.portalaudit.monitor.SimulatedDays.Noticed;

class SimulationTest {
  private static final Instant START = SimulatedDays.START;
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private record Outage(Instant from, Instant until) {
    boolean covers(Instant time) {
      return !time.isBefore(from) && time.isBefore(until);
    }

    Duration length() {
      return Duration.between(from, until);
    }
  }

  private static List<List<Outage>> plant(int portals, int each, long seed) {
    Random random = new Random(seed);
    List<List<Outage>> planted = new ArrayList<>();
    for (int portal = 0; portal < portals; portal++) {
      List<Outage> outages = new ArrayList<>();
      Instant at = START.plusSeconds(600);
      for (int i = 0; i < each; i++) {
        at = at.plusMillis(1_200_000 + random.nextInt(3_600_000));
        // lengths spread evenly over their orders: 30 s to 2 h
        double length = 30 * Math.pow(240, random.nextDouble());
        Outage outage = new Outage(at, at.plusMillis((long) (length * 1_000)));
        outages.add(outage);
        at = outage.until();
      }
      planted.add(outages);
    }
    return planted;
  }

  private static SimulatedDays.World failing(List<List<Outage>> planted) {
    return (portal, time, path) ->
        planted.get(portal).stream().anyMatch(outage -> outage.covers(time))
            ? Reason.CONNECT_TIMEOUT
            : null;
  }

  @Test
  void everyOutageOfThreeMinutesIsFoundAndNoneIsInvented() {
    List<List<Outage>> planted = plant(100, 10, 41);
    SimulatedDays days = new SimulatedDays(failing(planted));
    days.add(0, 100, MINUTE);

    days.run(Duration.ofDays(2));

    List<Duration> delays = new ArrayList<>();
    int expected = 0;
    for (int portal = 0; portal < 100; portal++) {
      for (Outage outage : planted.get(portal)) {
        List<Noticed> found = downs(days, portal, outage);
        if (outage.length().toSeconds() >= 180) {
          expected++;
          assertThat(found).as("outage of %d: %s", portal, outage).hasSize(1);
          assertThat(ups(days, portal, outage.until())).as("end of %s", outage).isEqualTo(1);
          delays.add(Duration.between(outage.from(), found.getFirst().at()));
        }
      }
    }
    assertThat(expected).isGreaterThan(500);
    Set<Transition.WentDown> invented = new HashSet<>(days.all(Transition.WentDown.class));
    invented.removeIf(
        down -> planted.get(down.portal()).stream().anyMatch(outage -> outage.covers(down.at())));
    assertThat(invented).isEmpty();
    Collections.sort(delays);
    assertThat(delays.get(delays.size() * 95 / 100)).isLessThanOrEqualTo(Duration.ofSeconds(150));
  }

  private static List<Noticed> downs(SimulatedDays days, int portal, Outage outage) {
    return days.noticed.stream()
        .filter(
            noticed ->
                noticed.what() instanceof Transition.WentDown down
                    && down.portal() == portal
                    && outage.covers(down.at())
                    && down.at().isBefore(outage.from().plusSeconds(61)))
        .toList();
  }

  private static long ups(SimulatedDays days, int portal, Instant end) {
    return days.all(Transition.CameUp.class).stream()
        .filter(
            up ->
                up.portal() == portal
                    && !up.at().isBefore(end)
                    && up.at().isBefore(end.plusSeconds(61)))
        .count();
  }

  @Test
  void slotsAreDownOnlyInTheOutagesThatWereTold() {
    List<List<Outage>> planted = plant(20, 10, 7);
    SimulatedDays days = new SimulatedDays(failing(planted));
    days.add(0, 20, MINUTE);

    days.run(Duration.ofDays(2));

    List<ProbeResult> down =
        days.results.stream().filter(result -> result.state() == State.DOWN).toList();
    assertThat(down).hasSizeGreaterThan(1_000);
    for (ProbeResult result : down) {
      assertThat(days.all(Transition.WentDown.class))
          .anyMatch(
              told ->
                  told.portal() == result.portal()
                      && !told.at().isAfter(result.tookPlaceAt().plusSeconds(66)));
    }
    assertThat(new HashSet<>(days.results.stream().map(r -> r.portal() + "/" + r.slot()).toList()))
        .hasSameSizeAs(days.results);
  }

  @Test
  void randomSingleFailuresMakeNoIncident() {
    Random random = new Random(40);
    SimulatedDays days =
        new SimulatedDays(
            (portal, time, path) -> random.nextInt(50) == 0 ? Reason.READ_TIMEOUT : null);
    days.add(0, 500, MINUTE);

    days.run(Duration.ofHours(24));

    assertThat(days.results).hasSizeGreaterThan(719_000);
    assertThat(days.noticed).isEmpty();
    assertThat(days.results).noneMatch(result -> result.state() == State.DOWN);
  }

  @Test
  void flappingIsToldOnceInHalfAnHour() {
    Instant calm = START.plus(Duration.ofMinutes(150));
    SimulatedDays days =
        new SimulatedDays(
            (portal, time, path) ->
                time.isAfter(START.plusSeconds(1_800))
                        && time.isBefore(calm)
                        && Duration.between(START, time).toSeconds() / 180 % 2 == 0
                    ? Reason.CONNECT_REFUSED
                    : null);
    days.add(0, 1, MINUTE);

    days.run(Duration.ofHours(4));

    List<Instant> told =
        days.noticed.stream()
            .filter(
                noticed ->
                    switch (noticed.what()) {
                      case Transition.WentDown down -> down.announce();
                      case Transition.FlappingBegan began -> began.announce();
                      default -> false;
                    })
            .map(Noticed::at)
            .toList();
    assertThat(days.all(Transition.WentDown.class)).hasSizeGreaterThan(10);
    assertThat(told).hasSizeBetween(2, 5);
    for (int i = 1; i < told.size(); i++) {
      assertThat(Duration.between(told.get(i - 1), told.get(i))).isGreaterThanOrEqualTo(
          Duration.ofMinutes(30));
    }
    assertThat(days.all(Transition.FlappingBegan.class)).hasSize(1);
    assertThat(days.all(Transition.FlappingEnded.class))
        .singleElement()
        .matches(ended -> ended.state() == State.UP && ended.at().isAfter(calm));
  }

  private static SimulatedDays.World all(
      Outage outage, boolean oneAddress, int canaries) {
    return new SimulatedDays.World() {
      @Override
      public @Nullable Reason fails(int portal, Instant time, Path path) {
        return outage.covers(time) ? Reason.CONNECT_TIMEOUT : null;
      }

      @Override
      public String address(int portal) {
        return oneAddress ? "203.0.113.9:443" : SimulatedDays.World.super.address(portal);
      }

      @Override
      public int canariesDown(Instant time) {
        return canaries < 0 ? -1 : outage.covers(time) ? canaries : 0;
      }
    };
  }

  private static final Outage FIVE_MINUTES =
      new Outage(START.plusSeconds(3_600), START.plusSeconds(3_900));

  @Test
  void ourOwnOutageIsOneSignalAndNoIncident() {
    SimulatedDays days = new SimulatedDays(all(FIVE_MINUTES, false, 3));
    days.add(0, 500, MINUTE);

    days.run(Duration.ofHours(2));

    assertThat(days.noticed.stream().map(Noticed::what)).hasSize(2);
    assertThat(days.all(Transition.OwnOutageBegan.class))
        .singleElement()
        .matches(began -> began.why() == Transition.Sickness.CANARIES);
    assertThat(days.all(Transition.OwnOutageEnded.class)).hasSize(1);
    assertThat(days.results).noneMatch(result -> result.state() == State.DOWN);
    assertThat(days.results.stream().filter(result -> result.state() == State.UNKNOWN).count())
        .isBetween(1_500L, 3_000L);
  }

  @Test
  void ourOwnOutageShowsWithoutWellKnownHostsToo() {
    SimulatedDays days = new SimulatedDays(all(FIVE_MINUTES, false, -1));
    days.add(0, 500, MINUTE);

    days.run(Duration.ofHours(2));

    assertThat(days.all(Transition.WentDown.class)).isEmpty();
    assertThat(days.all(Transition.OwnOutageBegan.class)).hasSize(1);
    assertThat(days.all(Transition.OwnOutageEnded.class)).hasSize(1);
  }

  @Test
  void portalsOfOneAddressFallForOneCause() {
    SimulatedDays days = new SimulatedDays(all(FIVE_MINUTES, true, 0));
    days.add(0, 500, MINUTE);
    // the first look finds out which address it is
    days.run(Duration.ofMinutes(2));
    days.mostAtOneAddress = 0;

    days.run(Duration.ofHours(2));

    List<Transition.WentDown> downs = days.all(Transition.WentDown.class);
    assertThat(downs).hasSize(500);
    assertThat(downs).allMatch(down -> down.cause() == Cause.HOSTING);
    assertThat(downs).allMatch(down -> down.address().equals("203.0.113.9:443"));
    assertThat(days.all(Transition.CameUp.class)).hasSize(500);
    assertThat(days.all(Transition.OwnOutageBegan.class)).isEmpty();
    assertThat(days.mostAtOneAddress).isEqualTo(2);
  }

  @Test
  void manyPortalsAreDownWhenWellKnownHostsAreNot() {
    SimulatedDays days = new SimulatedDays(all(FIVE_MINUTES, false, 0));
    days.add(0, 500, MINUTE);

    days.run(Duration.ofHours(2));

    assertThat(days.all(Transition.WentDown.class))
        .hasSize(500)
        .allMatch(down -> down.cause() == Cause.NETWORK);
    assertThat(days.all(Transition.OwnOutageBegan.class)).isEmpty();
  }

  @Test
  void starvedProberBlamesNobody() {
    SimulatedDays days =
        new SimulatedDays(
            new SimulatedDays.World() {
              @Override
              public @Nullable Reason fails(int portal, Instant time, Path path) {
                return time.isAfter(START.plusSeconds(1_800)) ? Reason.READ_TIMEOUT : null;
              }

              @Override
              public int canariesDown(Instant time) {
                return 0;
              }
            });
    days.add(0, 200, MINUTE);
    days.run(Duration.ofMinutes(29));
    for (int i = 0; i < 400; i++) {
      days.freeze(Duration.ofMillis(2_500));
      days.run(Duration.ofMillis(3_000));
    }

    assertThat(days.all(Transition.WentDown.class)).isEmpty();
    assertThat(days.results).noneMatch(result -> result.state() == State.DOWN);
    assertThat(days.all(Transition.OwnOutageBegan.class))
        .singleElement()
        .matches(began -> began.why() == Transition.Sickness.LATE);
  }

  @Test
  void looksThatCannotBeginInTimeAreShed() {
    SimulatedDays days = new SimulatedDays((portal, time, path) -> null);
    days.add(0, 100, Duration.ofMinutes(5));
    days.run(Duration.ofMinutes(10));
    int before = days.results.size();

    days.freeze(Duration.ofMinutes(3));
    days.run(Duration.ofMinutes(5));

    List<ProbeResult> late = days.results.subList(before, days.results.size());
    assertThat(late).hasSize(100);
    assertThat(late.stream().filter(r -> r.path() == Path.NONE).count()).isBetween(30L, 70L);
    assertThat(late.stream().filter(r -> r.path() == Path.NONE))
        .allMatch(r -> r.state() == State.UNKNOWN && r.reason() == Reason.OWN_FAULT)
        .allMatch(r -> r.lagMs() > 30_000);
    assertThat(days.room.shed()).isPositive();
  }
}
