package vn.portalaudit.index;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.stream.Collectors;

/**
 * How a reported value becomes points.
 *
 * @param unit what the value is counted in, for people
 * @param rule the rule
 */
public record Scoring(String unit, Rule rule) {
  /** Decimals that a division keeps; points are rounded only where they are shown. */
  private static final int SCALE = 20;

  /**
   * The points of a value.
   *
   * @param value in the indicator's unit
   * @param most points that the indicator can give
   */
  public BigDecimal points(BigDecimal value, BigDecimal most) {
    return rule.points(value, most);
  }

  /** A rule. Pure; the points lie between 0 and the most. */
  public sealed interface Rule {
    /** The points of a value, of at most so many. */
    BigDecimal points(BigDecimal value, BigDecimal most);

    /** The Vietnamese words for people. */
    String says();
  }

  /** In proportion between the value that gives nothing and the one that gives all. */
  public record Linear(BigDecimal zeroAt, BigDecimal fullAt) implements Rule {
    @Override
    public BigDecimal points(BigDecimal value, BigDecimal most) {
      BigDecimal span = fullAt.subtract(zeroAt);
      BigDecimal part = value.subtract(zeroAt).divide(span, SCALE, RoundingMode.HALF_EVEN);
      return most.multiply(part.max(BigDecimal.ZERO).min(BigDecimal.ONE));
    }

    @Override
    public String says() {
      return "tuyến tính: " + shown(zeroAt) + " được 0 điểm, " + shown(fullAt) + " được tối đa";
    }
  }

  /** {@code value / fullAt} of the points, capped. */
  public record Ratio(BigDecimal fullAt) implements Rule {
    @Override
    public BigDecimal points(BigDecimal value, BigDecimal most) {
      return new Linear(BigDecimal.ZERO, fullAt).points(value, most);
    }

    @Override
    public String says() {
      return "tỷ lệ: giá trị chia " + shown(fullAt) + ", nhân điểm tối đa";
    }
  }

  /** The first step that the value reaches gives its points; below the last there are none. */
  public record Steps(List<Step> steps) implements Rule {
    public Steps {
      steps = List.copyOf(steps);
    }

    @Override
    public BigDecimal points(BigDecimal value, BigDecimal most) {
      return steps.stream()
          .filter(step -> value.compareTo(step.from()) >= 0)
          .findFirst()
          .map(step -> step.points().min(most))
          .orElse(BigDecimal.ZERO);
    }

    @Override
    public String says() {
      return "theo bậc: "
          + steps.stream()
              .map(step -> "từ " + shown(step.from()) + " được " + shown(step.points()) + " điểm")
              .collect(Collectors.joining(", "));
    }
  }

  /** One step: the least value and its points. */
  public record Step(BigDecimal from, BigDecimal points) {}

  /** 0 nothing, anything between half of the points, from 1 all. */
  public record HalfPoints() implements Rule {
    @Override
    public BigDecimal points(BigDecimal value, BigDecimal most) {
      if (value.compareTo(BigDecimal.ONE) >= 0) {
        return most;
      }
      return value.signum() > 0 ? most.multiply(new BigDecimal("0.5")) : BigDecimal.ZERO;
    }

    @Override
    public String says() {
      return "0 không có điểm, dưới 1 được nửa điểm, từ 1 được tối đa";
    }
  }

  /** All points from a value on, else none. */
  public record Threshold(BigDecimal from) implements Rule {
    @Override
    public BigDecimal points(BigDecimal value, BigDecimal most) {
      return value.compareTo(from) >= 0 ? most : BigDecimal.ZERO;
    }

    @Override
    public String says() {
      return "ngưỡng: từ " + shown(from) + " được tối đa, dưới đó không có điểm";
    }
  }

  private static String shown(BigDecimal number) {
    return number.stripTrailingZeros().toPlainString().replace('.', ',');
  }
}
