package vn.portalaudit.web.page;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;
import vn.portalaudit.report.Vietnamese;

/**
 * Points as a part of their maximum; for the macro {@code #ring}.
 *
 * @param part in hundredths, for drawing
 * @param kind colour: ok, warn, bad, none
 */
public record Ring(String part, String text, String kind, String says) {
  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

  /** Of points; null for none yet. */
  public static Ring of(@Nullable BigDecimal points, @Nullable BigDecimal max) {
    if (points == null || max == null || max.signum() <= 0) {
      return new Ring("0", "–", "none", "Chưa có điểm");
    }
    BigDecimal part = points.multiply(HUNDRED).divide(max, 1, RoundingMode.HALF_UP);
    String kind = part.intValue() >= 80 ? "ok" : part.intValue() >= 50 ? "warn" : "bad";
    return new Ring(
        part.toPlainString(),
        Vietnamese.number(points),
        kind,
        Vietnamese.number(points) + " trên " + Vietnamese.number(max) + " điểm");
  }
}
