package vn.portalaudit.alert;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import vn.portalaudit.monitor.Try;

/**
 * One thing that was seen, as evidence.
 *
 * @param at when
 * @param state what a look at the portal found, a name of {@code ProbeResult.State}; else empty
 * @param reason a name of {@link vn.portalaudit.domain.Reason}, which tells the phase; or null
 * @param status HTTP status, 0 without
 * @param path how it was looked at, a name of {@code ProbeResult.Path}; else empty
 * @param says a Vietnamese clause
 */
public record Seen(
    Instant at, String state, @Nullable String reason, int status, String path, String says) {
  /** A thing that words alone tell. */
  public static Seen words(Instant at, String says) {
    return new Seen(at, "", null, 0, "", says);
  }

  /** A look at a portal. */
  static Seen of(Try look) {
    String way =
        switch (look.path()) {
          case FIRST, NONE -> "";
          case OTHER_ADDRESS -> " (qua địa chỉ khác)";
          case RAW -> " (bắt tay TLS trực tiếp)";
        };
    String what =
        look.reason() != null
            ? look.reason().says() + (look.status() > 0 ? ", mã HTTP " + look.status() : "")
            : look.status() > 0 ? "trả lời mã HTTP " + look.status() : "trả lời";
    return new Seen(
        look.at(),
        look.state().name(),
        look.reason() == null ? null : look.reason().name(),
        look.status(),
        look.path().name(),
        what + way);
  }
}
