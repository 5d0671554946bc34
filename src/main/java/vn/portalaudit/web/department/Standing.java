package vn.portalaudit.web.department;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import vn.portalaudit.domain.Outcome;
import vn.portalaudit.monitor.ProbeResult.State;

/**
 * A state in words, with the kind of badge that shows it. For templates.
 *
 * @param kind ok, warn, bad, none or info
 */
public record Standing(String code, String kind, String name) {
  private static final int URGENT_DAYS = 7;
  private static final int SOON_DAYS = 30;

  /** Of a watched portal. */
  static Standing of(State state) {
    return switch (state) {
      case UP -> new Standing("up", "ok", "Hoạt động");
      case DEGRADED -> new Standing("degraded", "warn", "Suy giảm");
      case DOWN -> new Standing("down", "bad", "Không truy cập được");
      case UNKNOWN -> new Standing("unknown", "none", "Chưa rõ");
    };
  }

  /** Of a portal that may be paused. */
  static Standing of(State state, boolean watched) {
    return watched ? of(state) : new Standing("paused", "none", "Tạm dừng");
  }

  /** Of a finding. */
  static Standing of(Outcome outcome) {
    return switch (outcome) {
      case PASSED -> new Standing("passed", "ok", "Đạt");
      case PARTIAL -> new Standing("partial", "warn", "Đạt một phần");
      case FAILED -> new Standing("failed", "bad", "Không đạt");
      case CANT_TELL -> new Standing("cant-tell", "info", "Không xác định");
      case INAPPLICABLE -> new Standing("inapplicable", "none", "Không áp dụng");
      case UNTESTED -> new Standing("untested", "none", "Chờ người chấm");
    };
  }

  /** Of a certificate, by the days that are left. */
  static @Nullable Standing certificate(@Nullable Instant ends, Instant now) {
    if (ends == null) {
      return null;
    }
    long days = Duration.between(now, ends).toDays();
    if (!ends.isAfter(now)) {
      return new Standing("ended", "bad", "Hết hạn");
    }
    String left = "còn " + days + " ngày";
    return new Standing(
        "left", days < URGENT_DAYS ? "bad" : days < SOON_DAYS ? "warn" : "ok", left);
  }

  /** Points beside their maximum. */
  static String points(@Nullable BigDecimal points, @Nullable BigDecimal max) {
    return points == null || max == null
        ? ""
        : vn.portalaudit.report.Vietnamese.number(points)
            + " / "
            + vn.portalaudit.report.Vietnamese.number(max);
  }
}
