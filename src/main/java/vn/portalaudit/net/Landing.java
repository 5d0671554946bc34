package vn.portalaudit.net;

import org.jspecify.annotations.Nullable;
import vn.portalaudit.domain.Exchange;
import vn.portalaudit.domain.Reason;
import vn.portalaudit.domain.Timing;

/**
 * How a flight ended.
 *
 * @param exchange what went over the wire, null when no head came
 * @param reason why the exchange is not whole, or null
 */
record Landing(
    @Nullable Exchange exchange,
    @Nullable Reason reason,
    @Nullable Boolean trusted,
    Timing timing,
    String ip) {
  /** The same, with the look-up's time where a connection was made. */
  Landing withDns(long dnsMs) {
    if (timing.connectMs() < 0) {
      return this;
    }
    Timing full =
        new Timing(
            dnsMs,
            timing.connectMs(),
            timing.tlsMs(),
            timing.firstByteMs(),
            timing.totalMs() + dnsMs);
    Exchange e = exchange;
    return new Landing(
        e == null
            ? null
            : new Exchange(
                e.url(),
                e.at(),
                e.ip(),
                e.requestHead(),
                e.responseHead(),
                e.status(),
                e.headers(),
                e.wire(),
                e.truncated(),
                full),
        reason,
        trusted,
        full,
        ip);
  }
}
