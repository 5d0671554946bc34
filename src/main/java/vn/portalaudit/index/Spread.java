package vn.portalaudit.index;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How an indicator's points lie over a ranking group.
 *
 * <p>Quotients are carried to {@link #SCALE} decimals: a sum of a thousand of them is off by less
 * than 10⁻²⁶, and what is compared is rounded to 20 decimals, so that thirds which make a whole do.
 *
 * @param count agencies with points
 * @param min the least of their points
 * @param max the most
 * @param sum all of them
 * @param root {@code √(n·Σx² − (Σx)²)}: n times the population standard deviation
 */
public record Spread(int count, BigDecimal min, BigDecimal max, BigDecimal sum, BigDecimal root) {
  /** Decimals of a quotient. */
  static final int SCALE = 30;

  private static final MathContext ROOT = new MathContext(40);

  /** The spread of points, of which null is none; null when there are none at all. */
  static @Nullable Spread of(List<BigDecimal> points, boolean deviation) {
    if (points.isEmpty()) {
      return null;
    }
    BigDecimal min = points.getFirst();
    BigDecimal max = min;
    BigDecimal sum = BigDecimal.ZERO;
    BigDecimal squares = BigDecimal.ZERO;
    for (BigDecimal x : points) {
      min = min.min(x);
      max = max.max(x);
      if (deviation) {
        sum = sum.add(x);
        squares = squares.add(x.multiply(x));
      }
    }
    BigDecimal n = BigDecimal.valueOf(points.size());
    BigDecimal root = n.multiply(squares).subtract(sum.multiply(sum)).sqrt(ROOT);
    return new Spread(points.size(), min, max, sum, root);
  }

  /** Whether all have the same. */
  public boolean constant() {
    return min.compareTo(max) == 0;
  }

  /** The mean, to 30 decimals. */
  public BigDecimal mean() {
    return sum.divide(BigDecimal.valueOf(count), SCALE, RoundingMode.HALF_EVEN);
  }

  /** The population standard deviation, to 30 decimals. */
  public BigDecimal deviation() {
    return root.divide(BigDecimal.valueOf(count), SCALE, RoundingMode.HALF_EVEN);
  }

  /** The points as they count. */
  BigDecimal apply(Normalisation how, BigDecimal x, @Nullable BigDecimal maxPoints) {
    return switch (how) {
      case NONE -> x;
      case MIN_MAX -> constant() || maxPoints == null ? x : spread(x, maxPoints);
      case Z_SCORE -> constant() ? BigDecimal.ZERO : standard(x);
    };
  }

  private BigDecimal spread(BigDecimal x, BigDecimal maxPoints) {
    return maxPoints
        .multiply(x.subtract(min))
        .divide(max.subtract(min), SCALE, RoundingMode.HALF_EVEN);
  }

  private BigDecimal standard(BigDecimal x) {
    return BigDecimal.valueOf(count)
        .multiply(x)
        .subtract(sum)
        .divide(root, SCALE, RoundingMode.HALF_EVEN);
  }
}
