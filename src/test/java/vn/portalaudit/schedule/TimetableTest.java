package vn.portalaudit.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TimetableTest {
  private static final Instant OCCASION = Instant.parse("2026-11-21T13:00:00Z");

  private static Timetable with(QuietHours quiet) {
    return new Timetable("mac-dinh", Duration.ofMinutes(5), Map.of(), quiet);
  }

  @Test
  void portalsAreSpreadEvenlyOverTheWindow() {
    Duration window = Duration.ofHours(10);
    int[] byMinute = new int[600];
    IntStream.rangeClosed(1, 6_000)
        .forEach(portal -> {
          Instant due = with(QuietHours.NONE).due(portal, OCCASION, window);
          byMinute[(int) Duration.between(OCCASION, due).toMinutes()]++;
        });

    assertThat(IntStream.of(byMinute).max().orElse(0)).isLessThanOrEqualTo(12);
    assertThat(IntStream.of(byMinute).min().orElse(0)).isGreaterThanOrEqualTo(8);
  }

  @Test
  void aPortalIsAlwaysAtTheSamePlace() {
    Duration window = Duration.ofHours(10);
    Instant week = OCCASION.plus(Duration.ofDays(7));

    assertThat(with(QuietHours.NONE).due(42, week, window))
        .isEqualTo(with(QuietHours.NONE).due(42, OCCASION, window).plus(Duration.ofDays(7)));
  }

  @Test
  void quietHoursPassMidnightByTheClocksOfVietNam() {
    QuietHours night = new QuietHours(LocalTime.of(22, 0), LocalTime.of(5, 30));

    // 21:59, 22:00 and 05:29 in Hà Nội
    assertThat(night.contain(Instant.parse("2026-11-21T14:59:00Z"))).isFalse();
    assertThat(night.contain(Instant.parse("2026-11-21T15:00:00Z"))).isTrue();
    assertThat(night.contain(Instant.parse("2026-11-21T22:29:00Z"))).isTrue();
    assertThat(night.after(Instant.parse("2026-11-21T15:00:00Z")))
        .isEqualTo(Instant.parse("2026-11-21T22:30:00Z"));
    assertThat(night.after(Instant.parse("2026-11-21T20:00:00Z")))
        .isEqualTo(Instant.parse("2026-11-21T22:30:00Z"));
  }

  @Test
  void workNeverFallsIntoQuietHours() {
    QuietHours working = new QuietHours(LocalTime.of(7, 30), LocalTime.of(17, 0));
    Timetable timetable = with(working);

    assertThat(IntStream.range(0, 2_000))
        .allSatisfy(portal ->
            assertThat(working.contain(timetable.due(portal, OCCASION, Duration.ofHours(24))))
                .isFalse());
  }

  @Test
  void withoutQuietHoursNothingMoves() {
    assertThat(QuietHours.NONE.after(OCCASION)).isEqualTo(OCCASION);
  }

  @Test
  void anOccasionCaughtUpLateIsStillThePlannedOne() {
    Timetable.Rule weekly = new Timetable.Rule("0 0 20 ? * SAT", Duration.ZERO);
    Timetable.Rule monthly = new Timetable.Rule("0 0 6 1 * ?", Duration.ZERO);

    assertThat(weekly.plannedAt(OCCASION)).isEqualTo(OCCASION);
    assertThat(weekly.plannedAt(OCCASION.plusSeconds(200_000))).isEqualTo(OCCASION);
    assertThat(weekly.plannedAt(OCCASION.minusSeconds(1)))
        .isEqualTo(OCCASION.minus(Duration.ofDays(7)));
    assertThat(monthly.plannedAt(OCCASION)).isEqualTo(Instant.parse("2026-10-31T23:00:00Z"));
  }
}
