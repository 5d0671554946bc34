package vn.portalaudit.net;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Time that passes only when somebody waits. */
final class FakePace implements Pace {
  final List<Duration> waits = new ArrayList<>();
  private long now = Long.MAX_VALUE - 5_000_000_000L; // soon runs over, as nanoTime may

  @Override
  public synchronized long nanos() {
    return now;
  }

  @Override
  public synchronized void sleep(Duration duration) throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    waits.add(duration);
    now += duration.toNanos();
  }

  synchronized void pass(Duration duration) {
    now += duration.toNanos();
  }
}
