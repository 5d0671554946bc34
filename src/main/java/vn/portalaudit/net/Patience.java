package vn.portalaudit.net;

import vn.portalaudit.domain.Reason;

/**
 * How long one exchange is waited for: by its phase, on the whole, and by the speed of its body
 * over one stretch after the other. Used by the watching thread alone.
 */
final class Patience {
  private final Web.Limits limits;
  private final long start;
  private long stretch;
  private int before;

  /**
   * For one exchange.
   *
   * @param start when it began, by {@link System#nanoTime}
   */
  Patience(Web.Limits limits, long start) {
    this.limits = limits;
    this.start = start;
    this.stretch = start;
  }

  /**
   * When it is over, as things stand.
   *
   * @param length bytes of the body so far
   */
  long deadline(Stopwatch.Stage seen, int length) {
    if (seen.phase() == Stopwatch.Phase.BODY && stretch - seen.since() < 0) {
      begin(seen.since(), length);
    }
    long phase =
        switch (seen.phase()) {
          case CONNECT -> Long.MAX_VALUE;
          case TLS -> seen.since() - start + limits.tls().toNanos();
          case HEAD -> seen.since() - start + limits.firstByte().toNanos();
          case BODY -> stretch - start + limits.slowestOver().toNanos();
        };
    return start + Math.min(phase, limits.whole().toNanos());
  }

  /**
   * Whether it goes on after its deadline: a body that came fast enough has another stretch.
   *
   * @param length bytes of the body so far
   */
  boolean renewed(Stopwatch.Stage seen, int length, long now) {
    double seconds = (now - stretch) / 1e9;
    if (seen.phase() != Stopwatch.Phase.BODY
        || now - start >= limits.whole().toNanos()
        || length - before < limits.slowest() * seconds) {
      return false;
    }
    begin(now, length);
    return true;
  }

  private void begin(long now, int length) {
    stretch = now;
    before = length;
  }

  /** What is said of an exchange that is over in this phase. */
  static Reason late(Stopwatch.Phase phase) {
    return switch (phase) {
      case CONNECT -> Reason.CONNECT_TIMEOUT;
      case TLS, HEAD -> Reason.READ_TIMEOUT;
      case BODY -> Reason.TOO_SLOW;
    };
  }
}
