package vn.portalaudit.web.operations;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.portalaudit.report.Vietnamese;
import vn.portalaudit.web.page.Moments;

/** Days and times of Vietnam as browsers send them. */
final class Days {
  private Days() {}

  /** Midnight at the begin of a day; null when it is none. */
  static @Nullable Instant start(String text) {
    return start(text, 0);
  }

  /** Midnight at the end of a day; null when it is none. */
  static @Nullable Instant end(String text) {
    return start(text, 1);
  }

  private static @Nullable Instant start(String text, int later) {
    return Moments.day(text)
        .map(day -> day.plusDays(later).atStartOfDay(Vietnamese.ZONE).toInstant())
        .orElse(null);
  }

  /** A minute that was typed. */
  static Optional<Instant> minute(String text) {
    return Moments.moment(text).map(time -> time.atZone(Vietnamese.ZONE).toInstant());
  }
}
