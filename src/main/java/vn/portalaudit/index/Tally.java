package vn.portalaudit.index;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What some indicators of one agency add up to.
 *
 * @param points those that count
 * @param plain before normalising
 * @param maxPoints what can be had; null where the text gives none
 * @param open what is undecided and may still be had; null where nobody can say
 */
public record Tally(
    BigDecimal points,
    BigDecimal plain,
    @Nullable BigDecimal maxPoints,
    @Nullable BigDecimal open) {
  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

  /** Decimals at which shares are compared. */
  static final int COMPARED = 20;

  /** The percentage, or null when nothing can be had or nobody can say how much. */
  static @Nullable BigDecimal percent(BigDecimal points, @Nullable BigDecimal max) {
    return max == null || max.signum() == 0
        ? null
        : HUNDRED.multiply(points).divide(max, COMPARED, RoundingMode.HALF_EVEN);
  }

  /** The most that the points can still become. */
  public @Nullable BigDecimal high() {
    return open == null ? null : points.add(open);
  }

  /** Adds up the indicators at some places. */
  static Tally of(List<Integer> items, Row row, @Nullable BigDecimal stated) {
    BigDecimal points = BigDecimal.ZERO;
    BigDecimal plain = BigDecimal.ZERO;
    BigDecimal max = BigDecimal.ZERO;
    BigDecimal open = BigDecimal.ZERO;
    boolean stating = false;
    boolean unknown = false;
    for (int i : items) {
      BigDecimal most = row.counted().maxima()[i];
      stating |= most == null;
      max = most == null ? max : max.add(most);
      BigDecimal counts = row.points()[i];
      BigDecimal before = row.counted().plain()[i];
      if (counts != null && before != null) {
        points = points.add(counts);
        plain = plain.add(before);
        open = open.add(row.open(i));
      } else if (row.counted().sources()[i] == Source.NONE) { // 0 when excluded
        unknown |= most == null;
        open = most == null ? open : open.add(most);
      }
    }
    BigDecimal whole = max;
    if (stating) {
      whole = row.counted().shortened() ? null : stated;
    }
    if (unknown) {
      open = whole == null ? null : whole.subtract(points).max(BigDecimal.ZERO);
    }
    return new Tally(points, plain, whole, open);
  }

  /**
   * One agency's figures as they count.
   *
   * @param counted by source
   * @param points normalised
   * @param machineOpen what the machine's points may still gain where they count
   */
  @SuppressWarnings("ArrayRecordComponent")
  record Row(
      Counted counted,
      @Nullable BigDecimal[] points,
      @Nullable BigDecimal @Nullable [] machineOpen) {
    BigDecimal open(int item) {
      BigDecimal may = machineOpen == null ? null : machineOpen[item];
      return may == null || counted.sources()[item] != Source.MACHINE ? BigDecimal.ZERO : may;
    }
  }
}
