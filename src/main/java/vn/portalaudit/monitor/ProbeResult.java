package vn.portalaudit.monitor;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import vn.portalaudit.domain.Reason;

/**
 * What one probe of one portal showed. There is at most one for a portal and a slot.
 *
 * @param portal number of the portal in the registry
 * @param slot the planned time, on the portal's grid of intervals; names the occasion
 * @param tookPlaceAt when the probe really started
 * @param state what was found
 * @param reason why it is not {@link State#UP}; null when it is
 * @param status HTTP status of the last answer, 0 without one
 * @param lagMs how much later than planned it started, in milliseconds
 * @param dnsMs time of the look-up; null where the phase did not happen, as for all that follow
 * @param connectMs time of the connection
 * @param tlsMs time of the handshake
 * @param firstByteMs time from the request to the first byte of the answer
 * @param totalMs time of the whole probe, redirects included
 * @param contentHash hash of the page without what changes at each visit; null without a page
 * @param path how it was looked at
 */
public record ProbeResult(
    int portal,
    Instant slot,
    Instant tookPlaceAt,
    State state,
    @Nullable Reason reason,
    int status,
    int lagMs,
    @Nullable Integer dnsMs,
    @Nullable Integer connectMs,
    @Nullable Integer tlsMs,
    @Nullable Integer firstByteMs,
    @Nullable Integer totalMs,
    @Nullable String contentHash,
    Path path) {

  /** What a portal was found to be. */
  public enum State {
    /** It answers as it should. */
    UP('U'),
    /** It answers, with something the matter that {@link ProbeResult#reason} names. */
    DEGRADED('D'),
    /** Visitors cannot use it. */
    DOWN('X'),
    /** That cannot be told: the fault is ours, or somebody keeps us out. */
    UNKNOWN('?');

    private final char code;

    State(char code) {
      this.code = code;
    }

    /** The letter in the database. */
    public char code() {
      return code;
    }

    /**
     * The state of a letter.
     *
     * @throws IllegalArgumentException when there is none
     */
    public static State of(char code) {
      for (State state : values()) {
        if (state.code == code) {
          return state;
        }
      }
      throw new IllegalArgumentException("no state " + code);
    }

    /** Whether visitors can use the portal. */
    public boolean good() {
      return this == UP || this == DEGRADED;
    }
  }

  /** How a portal was looked at. */
  public enum Path {
    /** By the address that the resolver names first. */
    FIRST,
    /** By an address of the other family, or the next address. */
    OTHER_ADDRESS,
    /** By handshakes without the platform's TLS, to tell a refusal from a matter of suites. */
    RAW,
    /** Nothing was looked at: the probe was shed. */
    NONE
  }

  /** The same as seen for another slot, this much late. */
  public ProbeResult in(Instant otherSlot, int lag) {
    return new ProbeResult(
        portal,
        otherSlot,
        tookPlaceAt,
        state,
        reason,
        status,
        lag,
        dnsMs,
        connectMs,
        tlsMs,
        firstByteMs,
        totalMs,
        contentHash,
        path);
  }
}
