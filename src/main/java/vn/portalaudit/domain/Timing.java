package vn.portalaudit.domain;

/**
 * How long the phases of one exchange took, in milliseconds; -1 where a phase did not happen (a
 * kept connection, a failure before it).
 */
public record Timing(long dnsMs, long connectMs, long tlsMs, long firstByteMs, long totalMs) {
  /** Nothing was timed. */
  public static final Timing NONE = new Timing(-1, -1, -1, -1, -1);
}
