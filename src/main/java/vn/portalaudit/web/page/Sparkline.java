package vn.portalaudit.web.page;

import java.math.BigDecimal;
import java.util.List;
import vn.portalaudit.report.Vietnamese;

/**
 * A small course of values, oldest first; for the macro {@code #sparkline}.
 *
 * @param path empty below two values
 */
public record Sparkline(String path, String says) {
  private static final double WIDTH = 70;
  private static final double HEIGHT = 18;

  /**
   * Of shares of a maximum.
   *
   * @param shares 0 to 1
   * @param what e.g. {@code Điểm}
   */
  public static Sparkline of(List<Double> shares, String what) {
    if (shares.size() < 2) {
      return new Sparkline("", "");
    }
    double low = shares.stream().mapToDouble(Double::doubleValue).min().orElse(0);
    double high = shares.stream().mapToDouble(Double::doubleValue).max().orElse(1);
    double span = Math.max(high - low, 0.02);
    StringBuilder path = new StringBuilder();
    for (int i = 0; i < shares.size(); i++) {
      double x = 1 + WIDTH * i / (shares.size() - 1);
      double y = 1 + HEIGHT * (1 - (shares.get(i) - low) / span);
      path.append(i == 0 ? 'M' : 'L').append(Plot.at(x)).append(' ').append(Plot.at(y));
    }
    return new Sparkline(
        path.toString(),
        what
            + ": từ "
            + Vietnamese.percent(BigDecimal.valueOf(shares.getFirst()))
            + " đến "
            + Vietnamese.percent(BigDecimal.valueOf(shares.getLast())));
  }
}
