package vn.portalaudit.net.browser;

import java.time.Duration;

/** Does something once the time is up, unless closed before. */
final class Deadline implements AutoCloseable {
  private final Thread thread;
  private volatile boolean passed;

  /**
   * Starts the clock.
   *
   * @param time until then
   * @param atEnd what to do then, on a thread of its own
   */
  Deadline(Duration time, Runnable atEnd) {
    this.thread =
        Thread.ofVirtual()
            .name("deadline")
            .start(
                () -> {
                  try {
                    Thread.sleep(time);
                  } catch (InterruptedException e) {
                    return;
                  }
                  passed = true;
                  atEnd.run();
                });
  }

  /** Whether the time was up. */
  boolean passed() {
    return passed;
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
