package vn.portalaudit.web.page;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import vn.portalaudit.report.Vietnamese;

/** The field on which charts are drawn: 48–712 across, 8–212 down. */
public final class Plot {
  static final double LEFT = 48;
  static final double RIGHT = 712;
  static final double TOP = 8;
  static final double BOTTOM = 212;
  private static final double WIDTH = 720;

  /** About as wide is a letter of the axis. */
  private static final double LETTER = 7;

  private static final int STEPS = 4;
  private static final int MARKS = 8;
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

  /**
   * The axis of values: from 0 by equal steps.
   *
   * @param top the last of them, at or above the highest value
   */
  record Scale(double top, double step) {
    double y(double value) {
      return BOTTOM - (BOTTOM - TOP) * Math.min(value, top) / top;
    }

    List<Tick> ticks() {
      List<Tick> ticks = new ArrayList<>();
      for (int i = 0; i <= Math.round(top / step); i++) {
        double value = step * i;
        ticks.add(new Tick(at(y(value)), Vietnamese.number(BigDecimal.valueOf(value))));
      }
      return ticks;
    }
  }

  /**
   * An axis for values up to the highest, with at most four steps.
   *
   * @param whole whether the values are counts, which have no halves
   */
  static Scale scale(double highest, boolean whole) {
    double least = Math.max(highest, 0) / STEPS;
    if (least == 0) {
      return new Scale(1, 1);
    }
    double power = Math.pow(10, Math.floor(Math.log10(least)));
    double step =
        Arrays.stream(NICE)
            .map(nice -> nice * power)
            .filter(nice -> nice >= least && (!whole || nice == Math.rint(nice)))
            .findFirst()
            .orElse(whole ? 1 : least);
    return new Scale(step * Math.max(1, Math.ceil(highest / step)), step);
  }

  /**
   * A place on an axis; public for the templates.
   *
   * @param anchor which part of the text is there: start, middle or end
   */
  public record Tick(String at, String text, String anchor) {
    Tick(String at, String text) {
      this(at, text, "middle");
    }

    /** Below the axis: a long text near an end stays within the picture. */
    static Tick below(double x, String text) {
      double half = text.length() * LETTER / 2;
      String anchor = x + half > WIDTH ? "end" : x < half ? "start" : "middle";
      return new Tick(Plot.at(x), text, anchor);
    }
  }

  /** At most eight of the labels below the axis; whole hours where they are times of a day. */
  static List<Tick> marks(List<String> labels, IntToDoubleFunction x) {
    List<Integer> hours =
        IntStream.range(0, labels.size())
            .filter(i -> labels.get(i).endsWith(":00"))
            .boxed()
            .toList();
    List<Integer> places =
        hours.size() < 2 ? IntStream.range(0, labels.size()).boxed().toList() : hours;
    int each = Math.max(1, (places.size() + MARKS - 1) / MARKS);
    List<Tick> marks = new ArrayList<>();
    for (int i = each / 2; i < places.size(); i += each) {
      int place = places.get(i);
      marks.add(Tick.below(x.applyAsDouble(place), labels.get(place)));
    }
    return marks;
  }
}
