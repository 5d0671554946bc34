package vn.portalaudit.alert;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import vn.portalaudit.alert.Incident.State;
import vn.portalaudit.domain.Reason;
import vn.portalaudit.monitor.Cause;
import vn.portalaudit.monitor.ProbeResult;
import vn.portalaudit.monitor.Transition;
import vn.portalaudit.monitor.Try;

class LifeTest {
  private static final Instant T = Instant.parse("2026-03-02T03:00:00Z");

  private static Change down(int portal, Instant at) {
    return Signs.of(wentDown(portal, at)).getLast();
  }

  private static Transition.WentDown wentDown(int portal, Instant at) {
    Try look =
        new Try(
            at, ProbeResult.State.DOWN, Reason.HTTP_STATUS, 502, ProbeResult.Path.OTHER_ADDRESS);
    return new Transition.WentDown(
        portal, at, Reason.HTTP_STATUS, Cause.SERVER, "192.0.2.1:443", List.of(look), false, true);
  }

  private static Change up(int portal, Instant at) {
    return Signs.of(
            new Transition.CameUp(portal, at, T, ProbeResult.State.UP, List.of(), false, true))
        .getFirst();
  }

  private static Incident after(@Nullable Incident before, Change change) {
    return Life.take(before, change, change.at().plusSeconds(90)).orElseThrow().after();
  }

  private static Incident opened() {
    return after(null, down(1, T));
  }

  @Test
  void portalThatFallsOpensAnIncidentWithWhatWasSeen() {
    Incident incident = opened();

    assertThat(incident.state()).isEqualTo(State.OPEN);
    assertThat(incident.startsAt()).isEqualTo(T);
    assertThat(incident.evidence().getFirst().says())
        .contains("mã lỗi HTTP", "502", "địa chỉ khác");
  }

  @Test
  void sameTransitionAgainChangesNothing() {
    Incident open = opened();
    Incident over = after(open, up(1, T.plusSeconds(300)));

    assertThat(Life.take(open, down(1, T), T)).isEmpty();
    assertThat(Life.take(over, down(1, T), T)).isEmpty();
    assertThat(Life.take(over, up(1, T.plusSeconds(300)), T)).isEmpty();
  }

  @Test
  void endOfAnEarlierOutageDoesNotEndOneThatCameAgain() {
    Incident over = after(opened(), up(1, T.plusSeconds(300)));
    Incident again = after(over, down(1, T.plusSeconds(600)));

    assertThat(Life.take(again, up(1, T.plusSeconds(300)), T)).isEmpty();
    assertThat(again.state()).isEqualTo(State.OPEN);
  }

  @Test
  void whatComesBackSoonIsTheSameIncidentAndLaterAnother() {
    Incident over = after(opened(), up(1, T.plusSeconds(300)));
    Instant end = T.plusSeconds(300);

    Life.Step soon = Life.take(over, down(1, end.plus(Duration.ofMinutes(30))), T).orElseThrow();
    Life.Step late = Life.take(over, down(1, end.plus(Duration.ofMinutes(31))), T).orElseThrow();

    assertThat(soon.event()).isEqualTo(Life.Event.REOPENED);
    assertThat(soon.after().startsAt()).isEqualTo(T);
    assertThat(late.event()).isEqualTo(Life.Event.OPENED);
  }

  @Test
  void secondWhoAcknowledgesSeesWhoWasFirst() {
    Life.Outcome first = Life.act(opened(), new Deed.Acknowledge("An"), null, T);
    Incident taken = ((Life.Outcome.Done) first).step().after();

    Life.Outcome second = Life.act(taken, new Deed.Acknowledge("Bình"), null, T);

    assertThat(second).isInstanceOf(Life.Outcome.Refused.class);
    assertThat(((Life.Outcome.Refused) second).says())
        .isEqualTo("Sự cố đã được An tiếp nhận lúc 02/03/2026 10:00.");
  }

  @Test
  void closedByHandItsEndIsNotedAndNotTold() {
    Life.Outcome closed = Life.act(opened(), new Deed.Close("An", "đã biết"), null, T);
    Incident incident = ((Life.Outcome.Done) closed).step().after();

    Life.Step end = Life.take(incident, up(1, T.plusSeconds(60)), T).orElseThrow();

    assertThat(end.after().endsAt()).isEqualTo(T.plusSeconds(60));
    assertThat(end.tell()).isFalse();
  }

  @Test
  void nothingIsMergedIntoItselfOrIntoWhatIsOver() {
    Incident one = opened();

    assertThat(Life.act(one, new Deed.Merge("An", one.id()), one, T))
        .isInstanceOf(Life.Outcome.Refused.class);
    assertThat(Life.act(one, new Deed.Merge("An", 7), null, T))
        .isInstanceOf(Life.Outcome.Refused.class);
  }

  @Test
  void certificateBecomesWorseAtThirtyFourteenSevenAndOneDays() {
    Instant end = T.plus(Duration.ofDays(40));
    Incident incident = null;
    StringBuilder told = new StringBuilder();
    for (int day = 0; day <= 42; day++) {
      Instant now = T.plus(Duration.ofDays(day));
      Optional<Change> sign = Signs.certificate(1, "0A", end, now);
      Incident before = incident;
      Optional<Life.Step> step = sign.flatMap(change -> Life.take(before, change, now));
      if (step.isPresent()) {
        incident = step.get().after();
        told.append(day).append(' ').append(incident.severity().code()).append(' ');
      }
    }
    assertThat(told.toString()).isEqualTo("10 info 26 minor 33 major 39 critical ");
  }

  @Test
  void fallEndsAWeaknessWithoutTelling() {
    Change first = Signs.of(wentDown(1, T)).getFirst();

    assertThat(first).isInstanceOf(Change.Ended.class);
    assertThat(first.subject().kind()).isEqualTo(Kind.DEGRADED);
    assertThat(first.tell()).isFalse();
  }
}
