package vn.portalaudit.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DatabaseClockTest {
  private final Database database = TestDatabase.fresh();
  private final AtomicReference<Duration> off = new AtomicReference<>(Duration.ZERO);
  private final AtomicLong leap = new AtomicLong();
  private final DatabaseClock clock =
      new DatabaseClock(
          database, () -> Instant.now().plus(off.get()), () -> System.nanoTime() + leap.get());

  @AfterEach
  void close() {
    database.close();
  }

  private void tellsTheTime() {
    assertThat(clock.instant())
        .isCloseTo(ProbeStore.now(database.jdbc()), within(5, ChronoUnit.SECONDS));
  }

  @Test
  void beforeItsFirstReadingItIsTheMachinesClock() {
    off.set(Duration.ofDays(1));
    assertThat(clock.instant())
        .isCloseTo(Instant.now().plus(1, ChronoUnit.DAYS), within(5, ChronoUnit.SECONDS));
    assertThat(clock.ahead()).isZero();
  }

  @Test
  void whateverTheMachinesClockDoesItTellsTheDatabasesTime() {
    clock.read();
    for (Duration jump : new Duration[] {Duration.ofDays(1), Duration.ofHours(-2)}) {
      off.set(jump);
      tellsTheTime();
      clock.read();
      tellsTheTime();
      assertThat(clock.ahead()).isBetween(jump.minusSeconds(5), jump.plusSeconds(5));
    }
  }

  @Test
  void whenTheDatabasesTimeIsAnotherItFollows() {
    clock.read();
    leap.set(Duration.ofHours(3).toNanos());
    assertThat(clock.instant()).isAfter(Instant.now().plus(2, ChronoUnit.HOURS));
    clock.read();
    tellsTheTime();
  }
}
