package vn.portalaudit.web.api;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** How values are written into answers. */
final class Points {
  private Points() {}

  /** Without zeros at its end, never as a power of ten. */
  static BigDecimal exact(BigDecimal points) {
    BigDecimal bare = points.stripTrailingZeros();
    return bare.scale() < 0 ? bare.setScale(0) : bare;
  }

  static @Nullable BigDecimal of(@Nullable BigDecimal points) {
    return points == null ? null : exact(points);
  }

  /** Without what a database refuses to look for. */
  static @Nullable String plain(@Nullable String text) {
    return text == null || text.isEmpty() ? null : text.replace("\0", "");
  }
}
