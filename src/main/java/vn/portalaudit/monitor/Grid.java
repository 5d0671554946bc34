package vn.portalaudit.monitor;

import java.time.Duration;
import java.time.Instant;

/**
 * The planned times of one portal's probes: every interval, shifted by a phase that depends on the
 * portal alone, so that no two nodes disagree about a slot and portals do not come in bursts. A
 * slot is named by its planned time; whatever the clock does, a time has one slot.
 *
 * @param intervalMs milliseconds between two slots
 * @param phaseMs milliseconds by which the slots lie behind multiples of the interval since 1970
 */
public record Grid(long intervalMs, long phaseMs) {
  /** Between the planned times of 33 a second lie 30 ms; a hash spreads them evenly. */
  private static final long MIX = 0x9E3779B97F4A7C15L;

  public Grid {
    if (intervalMs < 1_000 || phaseMs < 0 || phaseMs >= intervalMs) {
      throw new IllegalArgumentException(intervalMs + " ms, phase " + phaseMs + " ms");
    }
  }

  /**
   * The grid of a portal.
   *
   * @param portal its number
   * @param interval time between two probes, at least a second
   */
  public static Grid of(int portal, Duration interval) {
    long hash = (portal + 1L) * MIX;
    hash ^= hash >>> 32;
    hash *= 0xD6E8FEB86659FD93L;
    hash ^= hash >>> 32;
    return new Grid(interval.toMillis(), Math.floorMod(hash, interval.toMillis()));
  }

  /** The number of the slot that a time lies in. */
  public long index(Instant time) {
    return Math.floorDiv(time.toEpochMilli() - phaseMs, intervalMs);
  }

  /** The planned time of a slot. */
  public Instant start(long index) {
    return Instant.ofEpochMilli(index * intervalMs + phaseMs);
  }
}
