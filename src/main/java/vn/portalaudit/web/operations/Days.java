package vn.portalaudit.web.operations;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.portalaudit.report.Vietnamese;

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
    try {
      return LocalDate.parse(text).plusDays(later).atStartOfDay(Vietnamese.ZONE).toInstant();
    } catch (DateTimeException none) {
      return null;
    }
  }

  /** A minute of {@code datetime-local}. */
  static Optional<Instant> minute(String text) {
    try {
      return Optional.of(LocalDateTime.parse(text).atZone(Vietnamese.ZONE).toInstant());
    } catch (DateTimeException none) {
      return Optional.empty();
    }
  }
}
