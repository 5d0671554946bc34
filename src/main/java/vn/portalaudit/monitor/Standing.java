package vn.portalaudit.monitor;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import vn.portalaudit.domain.Reason;
import vn.portalaudit.monitor.ProbeResult.State;

/**
 * How a portal stands, small enough to be kept in one row and enough for another node to go on
 * from: what it does not hold, a failure under confirmation, is found again within one interval.
 *
 * @param state confirmed state
 * @param since since when
 * @param reason why it is not {@link State#UP}, or null
 * @param slot the last slot with a result, null before the first
 * @param failures failed looks in a row that await confirmation
 * @param successes good looks in a row that await confirmation
 * @param flapping whether it goes up and down so often that only the flapping is told
 * @param contentHash hash of the page last seen, or null
 * @param totalMs time of the last look, or null
 */
public record Standing(
    State state,
    Instant since,
    @Nullable Reason reason,
    @Nullable Instant slot,
    int failures,
    int successes,
    boolean flapping,
    @Nullable String contentHash,
    @Nullable Integer totalMs) {

  /** Of a portal that was never looked at. */
  public static Standing unknown(Instant since) {
    return new Standing(State.UNKNOWN, since, null, null, 0, 0, false, null, null);
  }
}
