package vn.portalaudit.alert;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalTime;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RuleTest {
  private static Rule quiet(String from, String to, boolean criticalPasses) {
    return new Rule(
        1,
        1,
        Set.of(),
        Severity.INFO,
        null,
        null,
        LocalTime.parse(from),
        LocalTime.parse(to),
        criticalPasses,
        null);
  }

  private static Instant local(String time) {
    return Instant.parse(time + ":00+07:00");
  }

  @Test
  void quietHoursOverMidnightEndInTheMorning() {
    Rule rule = quiet("22:00", "06:30", false);

    assertThat(rule.heldUntil(Severity.MAJOR, local("2026-03-02T21:59"))).isEmpty();
    assertThat(rule.heldUntil(Severity.MAJOR, local("2026-03-02T22:00")))
        .contains(local("2026-03-03T06:30"));
    assertThat(rule.heldUntil(Severity.MAJOR, local("2026-03-03T06:29")))
        .contains(local("2026-03-03T06:30"));
    assertThat(rule.heldUntil(Severity.MAJOR, local("2026-03-03T06:30"))).isEmpty();
  }

  @Test
  void quietHoursOfADay() {
    Rule rule = quiet("11:30", "13:00", false);

    assertThat(rule.heldUntil(Severity.MAJOR, local("2026-03-02T12:00")))
        .contains(local("2026-03-02T13:00"));
    assertThat(rule.heldUntil(Severity.MAJOR, local("2026-03-02T22:00"))).isEmpty();
  }

  @Test
  void criticalPassesOnlyIfTheRuleSaysSo() {
    Instant night = local("2026-03-02T23:00");

    assertThat(quiet("22:00", "06:00", true).heldUntil(Severity.CRITICAL, night)).isEmpty();
    assertThat(quiet("22:00", "06:00", true).heldUntil(Severity.MAJOR, night)).isPresent();
    assertThat(quiet("22:00", "06:00", false).heldUntil(Severity.CRITICAL, night)).isPresent();
  }
}
