package vn.portalaudit.index;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;

/** How a reported value becomes points. Pure. */
public sealed interface Scoring {
  /** Decimals that a division keeps; points are rounded only where they are shown. */
  int SCALE = 20;

  /**
   * The points of a value.
   *
   * @param value in the indicator's unit
   * @param most points that the indicator can give
   */
  BigDecimal points(BigDecimal value, BigDecimal most);

  /** In proportion between the value that gives nothing and the one that gives all. */
  record Linear(BigDecimal zeroAt, BigDecimal fullAt) implements Scoring {
    @Override
    public BigDecimal points(BigDecimal value, BigDecimal most) {
      BigDecimal span = fullAt.subtract(zeroAt);
      BigDecimal part = value.subtract(zeroAt).divide(span, SCALE, RoundingMode.HALF_EVEN);
      return most.multiply(part.max(BigDecimal.ZERO).min(BigDecimal.ONE));
    }
  }

  /** {@code value / fullAt} of the points, capped. */
  record Ratio(BigDecimal fullAt) implements Scoring {
    @Override
    public BigDecimal points(BigDecimal value, BigDecimal most) {
      return new Linear(BigDecimal.ZERO, fullAt).points(value, most);
    }
  }

  /** The first step that the value reaches gives its points; below the last there are none. */
  record Steps(List<Step> steps) implements Scoring {
    public Steps {
      steps = List.copyOf(steps);
    }

    @Override
    public BigDecimal points(BigDecimal value, BigDecimal most) {
      return steps.stream()
          .filter(step -> value.compareTo(step.from()) >= 0)
          .findFirst()
          .map(Step::points)
          .orElse(BigDecimal.ZERO);
    }
  }

  /** One step: the least value and its points. */
  record Step(BigDecimal from, BigDecimal points) {}

  /** 0 nothing, anything between half of the points, from 1 all. */
  record HalfPoints() implements Scoring {
    @Override
    public BigDecimal points(BigDecimal value, BigDecimal most) {
      if (value.compareTo(BigDecimal.ONE) >= 0) {
        return most;
      }
      return value.signum() > 0 ? most.multiply(new BigDecimal("0.5")) : BigDecimal.ZERO;
    }
  }

  /** All points from a value on, else none. */
  record Threshold(BigDecimal from) implements Scoring {
    @Override
    public BigDecimal points(BigDecimal value, BigDecimal most) {
      return value.compareTo(from) >= 0 ? most : BigDecimal.ZERO;
    }
  }
}
