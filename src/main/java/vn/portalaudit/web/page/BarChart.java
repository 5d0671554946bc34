package vn.portalaudit.web.page;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import vn.portalaudit.report.Vietnamese;

/**
 * Bars, each of one or more parts one upon the other, with their table; for the macro {@code
 * #barchart}.
 *
 * @param says what there is to see, in words
 * @param keys what the kinds of parts mean; empty where there is one kind only
 */
public record BarChart(
    String title,
    String says,
    List<Plot.Tick> ticks,
    List<Plot.Tick> marks,
    List<Bar> bars,
    List<Key> keys,
    List<String> heads,
    List<List<String>> rows) {
  private static final double FILLED = 0.8;

  /** A kind of part: ok, warn, bad, none, or empty; and its value in every bar. */
  public record Part(String name, String kind, List<Double> values) {}

  /** A kind of part by its name. */
  public record Key(String kind, String name) {}

  /** A part as it is drawn. */
  public record Bar(String kind, String x, String y, String width, String height, String says) {}

  /** Draws; {@code labels} name the bars. */
  public static BarChart of(String title, String says, List<String> labels, List<Part> parts) {
    double highest = 0;
    for (int i = 0; i < labels.size(); i++) {
      double sum = 0;
      for (Part part : parts) {
        sum += part.values().get(i);
      }
      highest = Math.max(highest, sum);
    }
    Plot.Scale scale = Plot.scale(highest, whole(parts));
    double slot = (Plot.RIGHT - Plot.LEFT) / Math.max(1, labels.size());
    List<Bar> bars = new ArrayList<>();
    List<List<String>> rows = new ArrayList<>();
    for (int i = 0; i < labels.size(); i++) {
      double below = 0;
      List<String> row = new ArrayList<>(List.of(labels.get(i)));
      for (Part part : parts) {
        double value = part.values().get(i);
        String shown = Vietnamese.number(BigDecimal.valueOf(value));
        row.add(shown);
        if (value > 0) {
          double y = scale.y(below + value);
          bars.add(
              new Bar(
                  part.kind(),
                  Plot.at(Plot.LEFT + slot * (i + (1 - FILLED) / 2)),
                  Plot.at(y),
                  Plot.at(slot * FILLED),
                  Plot.at(scale.y(below) - y),
                  labels.get(i) + ", " + part.name() + ": " + shown));
          below += value;
        }
      }
      rows.add(row);
    }
    List<String> heads = new ArrayList<>(List.of("Khoảng"));
    parts.forEach(part -> heads.add(part.name()));
    return new BarChart(
        title,
        says,
        scale.ticks(),
        Plot.marks(labels, i -> Plot.LEFT + slot * (i + 0.5)),
        bars,
        parts.size() < 2
            ? List.of()
            : parts.stream().map(part -> new Key(part.kind(), part.name())).toList(),
        heads,
        rows);
  }

  private static boolean whole(List<Part> parts) {
    return parts.stream()
        .flatMap(part -> part.values().stream())
        .allMatch(value -> value == Math.rint(value));
  }
}
