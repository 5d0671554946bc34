package vn.portalaudit.monitor;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import vn.portalaudit.domain.Reason;
import vn.portalaudit.domain.Timing;
import vn.portalaudit.monitor.ProbeResult.Path;
import vn.portalaudit.monitor.ProbeResult.State;

/**
 * What one look at a portal showed, before it is known which slot it answers.
 *
 * @param at when it began
 * @param address address and port dialled, an empty text when none was
 */
record Sight(
    Instant at,
    State state,
    @Nullable Reason reason,
    int status,
    Timing timing,
    @Nullable String contentHash,
    Path path,
    String address) {

  /** A look that did not take place, or does not count, for a fault of ours. */
  static Sight ours(Instant at) {
    return new Sight(at, State.UNKNOWN, Reason.OWN_FAULT, 0, Timing.NONE, null, Path.NONE, "");
  }

  Try asTry() {
    return new Try(at, state, reason, status, path);
  }

  ProbeResult in(int portal, Instant slot, int lagMs) {
    return new ProbeResult(
        portal,
        slot,
        at,
        state,
        reason,
        status,
        lagMs,
        millis(timing.dnsMs()),
        millis(timing.connectMs()),
        millis(timing.tlsMs()),
        millis(timing.firstByteMs()),
        millis(timing.totalMs()),
        contentHash,
        path);
  }

  Sight judged(State other, @Nullable Reason why) {
    return new Sight(at, other, why, status, timing, contentHash, path, address);
  }

  private static @Nullable Integer millis(long ms) {
    return ms < 0 ? null : (int) Math.min(ms, Integer.MAX_VALUE);
  }
}
