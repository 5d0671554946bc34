package vn.portalaudit.web.page;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import vn.portalaudit.report.Vietnamese;

/** The field on which charts are drawn: 48–712 across, 8–212 down. */
public final class Plot {
  static final double LEFT = 48;
  static final double RIGHT = 712;
  static final double TOP = 8;
  static final double BOTTOM = 212;
  private static final int STEPS = 4;
  private static final double[] NICE = {1, 2, 2.5, 5, 10};

  private Plot() {}

  /** A coordinate with one decimal. */
  static String at(double value) {
    return BigDecimal.valueOf(value)
        .setScale(1, RoundingMode.HALF_UP)
        .stripTrailingZeros()
        .toPlainString();
  }

  static double x(int index, int count) {
    return count < 2 ? (LEFT + RIGHT) / 2 : LEFT + (RIGHT - LEFT) * index / (count - 1);
  }

  static double y(double value, double top) {
    return BOTTOM - (BOTTOM - TOP) * Math.min(value, top) / top;
  }

  /** A round number at or above the highest value. */
  static double top(double highest) {
    if (highest <= 0) {
      return 1;
    }
    double step = highest / STEPS;
    double power = Math.pow(10, Math.floor(Math.log10(step)));
    for (double nice : NICE) {
      if (nice * power >= step) {
        return nice * power * STEPS;
      }
    }
    return highest;
  }

  /** A place on an axis; public for the templates. */
  public record Tick(String at, String text) {}

  static List<Tick> ticks(double top) {
    List<Tick> ticks = new ArrayList<>();
    for (int i = 0; i <= STEPS; i++) {
      double value = top * i / STEPS;
      ticks.add(new Tick(at(y(value, top)), Vietnamese.number(BigDecimal.valueOf(value))));
    }
    return ticks;
  }

  /** At most eight of the labels below the axis. */
  static List<Tick> marks(List<String> labels, java.util.function.IntToDoubleFunction x) {
    int each = Math.max(1, (labels.size() + 7) / 8);
    List<Tick> marks = new ArrayList<>();
    for (int i = each / 2; i < labels.size(); i += each) {
      marks.add(new Tick(at(x.applyAsDouble(i)), labels.get(i)));
    }
    return marks;
  }
}
