package vn.portalaudit.document.file;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Figures as other programs get them. */
final class Figures {
  private static final int DECIMALS = 4;

  private Figures() {}

  /** At most 4 decimals, as in every document for programs, and no trailing zeros. */
  static BigDecimal exact(BigDecimal value) {
    BigDecimal short4 = value.setScale(DECIMALS, RoundingMode.HALF_UP).stripTrailingZeros();
    return short4.scale() < 0 ? short4.setScale(0) : short4;
  }
}
