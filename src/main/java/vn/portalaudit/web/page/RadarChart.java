package vn.portalaudit.web.page;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Shares on axes around a middle, one against another; for the macro {@code #radar}. The table with
 * the figures stands beside it.
 *
 * @param says what there is to see, in words
 * @param rings polygons at a quarter, a half, three quarters and the whole
 * @param axes the ends of the axes with their names
 * @param own the polygon of the one
 * @param median the polygon of its peers
 */
public record RadarChart(
    String title, String says, List<String> rings, List<Axis> axes, String own, String median) {
  private static final double MIDDLE_X = 360;
  private static final double MIDDLE_Y = 190;
  private static final double RADIUS = 140;
  private static final int LEAST = 3;
  private static final int LONGEST = 28;
  private static final double LINE = 13;

  /** An axis: its end, and where its name stands, in lines; its code alone for phones. */
  public record Axis(
      String x,
      String y,
      String labelX,
      String labelY,
      String anchor,
      List<String> lines,
      String code) {}

  /**
   * A share on its axis.
   *
   * @param own 0 to 1
   * @param median of the peers, 0 to 1
   */
  public record Spoke(String name, double own, double median) {}

  /** Draws; nothing is drawn of fewer than three axes, which {@link #empty} tells. */
  public static RadarChart of(String title, String says, List<Spoke> spokes) {
    int count = spokes.size() < LEAST ? 0 : spokes.size();
    List<Axis> axes = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String name = spokes.get(i).name();
      double x = x(i, count, 1.1);
      String anchor = Math.abs(x - MIDDLE_X) < 12 ? "middle" : x > MIDDLE_X ? "start" : "end";
      List<String> lines = lines(name);
      double y = y(i, count, 1.1);
      // above the middle further lines push the first one up
      double up = LINE * (lines.size() - 1) * (MIDDLE_Y + RADIUS - y) / (2 * RADIUS);
      axes.add(
          new Axis(
              Plot.at(x(i, count, 1)),
              Plot.at(y(i, count, 1)),
              Plot.at(x),
              Plot.at(y + 4 - up),
              anchor,
              lines,
              name.replaceFirst(" .*", "")));
    }
    return new RadarChart(
        title,
        says,
        IntStream.rangeClosed(1, 4).mapToObj(ring -> ring(count, ring / 4.0)).toList(),
        axes,
        polygon(spokes.stream().limit(count).map(Spoke::own).toList()),
        polygon(spokes.stream().limit(count).map(Spoke::median).toList()));
  }

  /** Whether there is nothing to draw. */
  public boolean empty() {
    return axes.isEmpty();
  }

  /** A name in lines of whole words. */
  private static List<String> lines(String name) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : name.split(" ", -1)) {
      if (!line.isEmpty() && line.length() + 1 + word.length() > LONGEST) {
        lines.add(line.toString());
        line.setLength(0);
      }
      line.append(line.isEmpty() ? "" : " ").append(word);
    }
    lines.add(line.toString());
    return lines;
  }

  private static String ring(int count, double share) {
    return polygon(Collections.nCopies(count, share));
  }

  private static String polygon(List<Double> shares) {
    int count = shares.size();
    return IntStream.range(0, count)
        .mapToObj(i -> {
          double share = Math.clamp(shares.get(i), 0.0, 1.0);
          return Plot.at(x(i, count, share)) + "," + Plot.at(y(i, count, share));
        })
        .collect(Collectors.joining(" "));
  }

  private static double x(int axis, int count, double share) {
    return MIDDLE_X + RADIUS * share * Math.sin(2 * Math.PI * axis / count);
  }

  private static double y(int axis, int count, double share) {
    return MIDDLE_Y - RADIUS * share * Math.cos(2 * Math.PI * axis / count);
  }
}
