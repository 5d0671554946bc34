package vn.portalaudit.net;

import java.time.Duration;

/** Time as politeness counts it; another one in tests, so that they need not wait. */
interface Pace {
  /** The machine's. */
  Pace REAL =
      new Pace() {
        @Override
        public long nanos() {
          return System.nanoTime();
        }

        @Override
        public void sleep(Duration duration) throws InterruptedException {
          Thread.sleep(duration);
        }
      };

  /** Nanoseconds since some moment; never runs backwards. */
  long nanos();

  /**
   * Waits.
   *
   * @throws InterruptedException when the thread is interrupted
   */
  void sleep(Duration duration) throws InterruptedException;
}
