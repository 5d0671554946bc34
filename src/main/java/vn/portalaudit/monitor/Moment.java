package vn.portalaudit.monitor;

import java.time.Instant;

/**
 * A point in time by two clocks: one that never jumps, for stretches of time, and that of the wall,
 * for naming slots and for people. The two may drift and jump against each other.
 *
 * @param nanos as {@link System#nanoTime}
 * @param wall the time of day
 */
record Moment(long nanos, Instant wall) {
  /** Nanoseconds since an earlier moment. */
  long since(long earlierNanos) {
    return nanos - earlierNanos;
  }
}
