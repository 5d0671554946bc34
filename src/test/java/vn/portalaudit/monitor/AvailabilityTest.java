package vn.portalaudit.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import vn.portalaudit.domain.Datum;
import vn.portalaudit.domain.Reason;
import vn.portalaudit.domain.Result;
import vn.portalaudit.monitor.Availability.Counts;
import vn.portalaudit.monitor.Availability.Rule;

class AvailabilityTest {
  private static Availability of(Counts counts) {
    return Availability.of(counts, Rule.STANDARD);
  }

  @Test
  void degradedCountsAsGoodAndUnknownAndMaintenanceDoNotCount() {
    Availability month = of(new Counts(8_000, 400, 84, 100, 56, 3));

    assertThat(month.share()).isEqualByComparingTo("0.9900");
    assertThat(month.coverage()).isEqualByComparingTo("0.9883");
    assertThat(month.low()).isLessThan(month.share());
    assertThat(month.high()).isGreaterThan(month.share());
  }

  @Test
  void roundingLiftsNobodyOverAThreshold() {
    assertThat(of(new Counts(98_999, 0, 1_001, 0, 0, 5)).share()).isEqualByComparingTo("0.9899");
  }

  @Test
  void tooLittleSeenIsSaidToBeSo() {
    assertThat(of(new Counts(5_000, 0, 0, 3_640, 0, 0)).share()).isNull();
    assertThat(of(new Counts(287, 0, 0, 0, 0, 0)).share()).isNull();
    assertThat(of(Counts.NONE).share()).isNull();
    assertThat(of(new Counts(5_000, 0, 0, 0, 0, 0).outOf(8_640)).share()).isNull();
    assertThat(of(new Counts(5_000, 0, 0, 0, 3_640, 0).outOf(8_640)).share())
        .isEqualByComparingTo(BigDecimal.ONE);
  }

  @Test
  void fewLongOutagesTellLessThanManyShortOnes() {
    Availability few = of(new Counts(8_540, 0, 100, 0, 0, 1));
    Availability many = of(new Counts(8_540, 0, 100, 0, 0, 100));

    assertThat(few.effective()).isLessThan(many.effective() / 10);
    assertThat(few.low()).isLessThan(many.low());
    assertThat(many.effective()).isLessThanOrEqualTo(8_640);
  }

  @Test
  void monthWithoutAnOutageIsNotTakenForCertain() {
    Availability month = of(new Counts(8_640, 0, 0, 0, 0, 0));

    assertThat(month.share()).isEqualByComparingTo(BigDecimal.ONE);
    assertThat(month.low()).isBetween(new BigDecimal("0.99"), new BigDecimal("0.9999"));
    assertThat(month.high()).isEqualByComparingTo(BigDecimal.ONE);
  }

  /** A chain of two states whose true availability is known: 0.98, outages of 10 slots. */
  @Test
  void intervalHoldsTheTruthAsOftenAsItSays() {
    Random random = new Random(95);
    int held = 0;
    for (int month = 0; month < 400; month++) {
      Availability seen = of(simulated(random));
      BigDecimal truth = new BigDecimal("0.98");
      if (seen.low().compareTo(truth) <= 0 && seen.high().compareTo(truth) >= 0) {
        held++;
      }
    }
    assertThat(held).isBetween(360, 396);
  }

  private static Counts simulated(Random random) {
    boolean up = true;
    long good = 0;
    long outages = 0;
    for (int slot = 0; slot < 8_640; slot++) {
      boolean next = up ? random.nextDouble() >= 0.1 * 0.02 / 0.98 : random.nextDouble() < 0.1;
      outages += up && !next ? 1 : 0;
      up = next;
      good += up ? 1 : 0;
    }
    return new Counts(good, 0, 8_640 - good, 0, 0, outages);
  }

  @Test
  void shareIsAFieldOfTheProbe() {
    assertThat(of(new Counts(997, 0, 3, 0, 0, 1)).observation("uptime", List.of()))
        .matches(seen -> seen.key().equals("uptime.availability"))
        .matches(
            seen ->
                seen.result().equals(new Result.Value(Datum.of(new BigDecimal("0.9970")))));
    assertThat(of(Counts.NONE).observation("uptime", List.of()).result())
        .isEqualTo(new Result.Unobserved(Reason.TOO_LITTLE_HISTORY));
  }

  @Test
  void ruleIsWrittenForReaders() {
    assertThat(Rule.STANDARD.says()).hasSize(6).anyMatch(s -> s.contains("80%"));
  }

  @Test
  void maintenanceCountsWhenAnnouncedSevenWorkingDaysAhead() {
    Predicate<LocalDate> works =
        day ->
            day.getDayOfWeek() != DayOfWeek.SATURDAY
                && day.getDayOfWeek() != DayOfWeek.SUNDAY
                && !day.equals(LocalDate.of(2026, 9, 2));
    NoticeRule rule = new NoticeRule(NoticeRule.DAYS, works);
    // Friday the 28th of August; the second of September is a holiday
    Instant announced = Instant.parse("2026-08-28T02:00:00Z");

    assertThat(rule.met(pause("2026-09-09T01:00:00Z", announced))).isFalse();
    assertThat(rule.met(pause("2026-09-10T01:00:00Z", announced))).isTrue();
  }

  private static Watched.Pause pause(String from, Instant announced) {
    Instant start = Instant.parse(from);
    return new Watched.Pause(start, start.plusSeconds(3_600), announced);
  }
}
