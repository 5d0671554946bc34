package vn.portalaudit.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import vn.portalaudit.domain.Reason;
import vn.portalaudit.domain.Timing;
import vn.portalaudit.monitor.PortalWatch.Step;
import vn.portalaudit.monitor.PortalWatch.Surroundings;
import vn.portalaudit.monitor.ProbeResult.Path;
import vn.portalaudit.monitor.ProbeResult.State;

class PortalWatchTest {
  private static final Instant START = Instant.parse("2026-03-02T00:00:00Z");

  private final List<Transition> told = new ArrayList<>();
  private PortalWatch watch = watch(Standing.unknown(START));

  private static PortalWatch watch(Standing standing) {
    return new PortalWatch(1, standing, Confirmation.STANDARD, at(0));
  }

  private static Moment at(long seconds) {
    return new Moment(seconds * 1_000_000_000, START.plusSeconds(seconds));
  }

  private Step see(long seconds, State state, @Nullable Reason reason, Surroundings around) {
    int status = state == State.DOWN || reason == Reason.OWN_FAULT ? 0 : 200;
    Sight sight =
        new Sight(
            at(seconds).wall(), state, reason, status, Timing.NONE, null, Path.FIRST, "192.0.2.1:443");
    Step step = watch.step(at(seconds), sight, around);
    told.addAll(step.transitions());
    return step;
  }

  private Step see(long seconds, State state) {
    Reason reason =
        switch (state) {
          case UP -> null;
          case DEGRADED -> Reason.TLS_CERTIFICATE;
          case DOWN -> Reason.READ_TIMEOUT;
          case UNKNOWN -> Reason.BLOCKED;
        };
    return see(seconds, state, reason, Surroundings.CLEAR);
  }

  private void fall(long from) {
    for (int i = 0; i < 4; i++) {
      see(from + i * 22L, State.DOWN);
    }
  }

  @Test
  void threeFailuresAreNoOutageAndFourAre() {
    see(0, State.UP);
    for (int i = 1; i <= 3; i++) {
      assertThat(see(60 + i * 22L, State.DOWN).settled()).isFalse();
    }
    assertThat(told).isEmpty();

    assertThat(see(60 + 88, State.DOWN).settled()).isTrue();
    assertThat(told)
        .singleElement()
        .isInstanceOfSatisfying(
            Transition.WentDown.class,
            down -> {
              assertThat(down.at()).isEqualTo(at(82).wall());
              assertThat(down.tries()).hasSize(4);
              assertThat(down.cause()).isEqualTo(Cause.SERVER);
              assertThat(down.announce()).isTrue();
            });
  }

  @Test
  void failuresFurtherApartThanNinetySecondsAreNoOutage() {
    for (int i = 0; i < 10; i++) {
      see(i * 31L, State.DOWN);
    }
    assertThat(told).isEmpty();
  }

  @Test
  void oneGoodTryEndsTheSuspicion() {
    see(0, State.DOWN);
    see(22, State.DOWN);
    see(44, State.DOWN);
    assertThat(see(66, State.UP)).matches(step -> step.settled() && step.state() == State.UP);
    see(80, State.DOWN);
    assertThat(told).isEmpty();
  }

  @Test
  void outageEndsAfterTwoGoodTries() {
    fall(0);
    assertThat(see(120, State.UP).settled()).isFalse();
    assertThat(see(142, State.DOWN)).matches(step -> step.settled() && step.state() == State.DOWN);
    see(180, State.UP);
    assertThat(see(202, State.UP).settled()).isTrue();

    assertThat(told.getLast())
        .isInstanceOfSatisfying(
            Transition.CameUp.class,
            up -> {
              assertThat(up.at()).isEqualTo(at(180).wall());
              assertThat(up.downSince()).isEqualTo(at(0).wall());
            });
  }

  @Test
  void firewallInFrontOfAFallenPortalEndsWhatCanBeSaid() {
    fall(0);
    see(120, State.UNKNOWN);
    see(142, State.UNKNOWN);

    assertThat(told.getLast())
        .isInstanceOfSatisfying(
            Transition.CameUp.class, up -> assertThat(up.state()).isEqualTo(State.UNKNOWN));
  }

  @Test
  void nothingIsBelievedWhileWeCannotSee() {
    Surroundings sick = new Surroundings(true, true, false, false);
    see(0, State.DOWN);
    see(22, State.DOWN);
    see(44, State.DOWN);
    Step step = see(66, State.DOWN, Reason.CONNECT_TIMEOUT, sick);

    assertThat(step.state()).isEqualTo(State.UNKNOWN);
    assertThat(step.reason()).isEqualTo(Reason.OWN_FAULT);
    see(80, State.DOWN);
    assertThat(told).isEmpty();
  }

  @Test
  void nothingIsToldBeforeWellKnownHostsWereSeen() {
    Surroundings unvouched = new Surroundings(false, false, false, false);
    for (int i = 0; i < 5; i++) {
      see(i * 20L, State.DOWN, Reason.CONNECT_TIMEOUT, unvouched);
    }
    assertThat(told).isEmpty();
    see(100, State.DOWN);
    assertThat(told).hasSize(1);
  }

  @Test
  void weaknessIsToldWhenItLastsAndWhenItEnds() {
    see(0, State.UP);
    see(60, State.DEGRADED);
    see(120, State.UP);
    see(180, State.DEGRADED);
    see(240, State.DEGRADED);
    assertThat(told).isEmpty();
    see(300, State.DEGRADED);
    assertThat(told).singleElement().isInstanceOf(Transition.Degraded.class);
    see(360, State.UP);
    see(420, State.UP);
    see(480, State.UP);

    assertThat(told.getLast())
        .isInstanceOfSatisfying(
            Transition.Recovered.class,
            end -> assertThat(end.degradedSince()).isEqualTo(at(180).wall()));
  }

  @Test
  void flappingOutlivesTheNode() {
    watch =
        watch(new Standing(State.UP, START, null, START, 0, 0, true, null, null));
    fall(60);
    assertThat(told)
        .singleElement()
        .isInstanceOfSatisfying(
            Transition.WentDown.class, down -> assertThat(down.flapping()).isTrue());

    see(60 + 66 + Duration.ofMinutes(31).toSeconds(), State.DOWN);
    assertThat(told.getLast()).isInstanceOf(Transition.FlappingEnded.class);
  }
}
