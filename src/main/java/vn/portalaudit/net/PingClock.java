package vn.portalaudit.net;

import java.net.SocketTimeoutException;
import java.time.Duration;
import vn.portalaudit.domain.Timing;

/** Takes the times of one call and knows how long the present phase may still last. */
final class PingClock {
  private final Ping.Limits limits;
  private final long start = System.nanoTime();
  private final long end;
  private Stopwatch.Phase phase = Stopwatch.Phase.CONNECT;
  private long since = start;
  private long until;
  private long dns = -1;
  private long connect = -1;
  private long tls = -1;
  private long firstByte = -1;

  PingClock(Ping.Limits limits) {
    this.limits = limits;
    this.end = start + limits.whole().toNanos();
    this.until = end;
  }

  Stopwatch.Phase phase() {
    return phase;
  }

  void enter(Stopwatch.Phase next) {
    phase = next;
    since = System.nanoTime();
    Duration limit =
        switch (next) {
          case CONNECT -> limits.connect();
          case TLS -> limits.tls();
          case HEAD -> limits.firstByte();
          case BODY -> limits.whole();
        };
    long own = since + limit.toNanos();
    until = own - end < 0 ? own : end;
  }

  /** Whether the deadline of the whole call has passed. */
  boolean over() {
    return System.nanoTime() - end >= 0;
  }

  /**
   * Milliseconds left for the phase, at least one.
   *
   * @throws SocketTimeoutException when there are none
   */
  int remaining() throws SocketTimeoutException {
    long left = until - System.nanoTime();
    if (left <= 0) {
      throw new SocketTimeoutException("deadline");
    }
    return (int) Math.max(1, left / 1_000_000);
  }

  /** A look-up begins. */
  void lookUp() {
    phase = Stopwatch.Phase.CONNECT;
    since = System.nanoTime();
    until = end;
  }

  void lookedUp() {
    dns = add(dns, System.nanoTime() - since);
  }

  void connected() {
    connect = add(connect, System.nanoTime() - since);
  }

  void secured() {
    tls = add(tls, System.nanoTime() - since);
  }

  void answered() {
    firstByte = add(firstByte, System.nanoTime() - since);
  }

  Timing timing() {
    return new Timing(
        millis(dns),
        millis(connect),
        millis(tls),
        millis(firstByte),
        millis(System.nanoTime() - start));
  }

  private static long add(long sum, long nanos) {
    return Math.max(0, sum) + Math.max(0, nanos);
  }

  private static long millis(long nanos) {
    return nanos < 0 ? -1 : (nanos + 500_000) / 1_000_000;
  }
}
