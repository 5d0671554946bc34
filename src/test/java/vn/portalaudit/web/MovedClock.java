package vn.portalaudit.web;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;

/** The time, moved on by tests; never back. Safe for threads. */
final class MovedClock implements InstantSource {
  private final AtomicReference<Duration> moved = new AtomicReference<>(Duration.ZERO);

  @Override
  public Instant instant() {
    return Instant.now().plus(moved.get());
  }

  void on(Duration time) {
    moved.updateAndGet(time::plus);
  }
}
