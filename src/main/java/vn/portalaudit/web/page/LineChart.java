package vn.portalaudit.web.page;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.portalaudit.report.Vietnamese;

/**
 * Lines over time with their table; for the macro {@code #linechart}.
 *
 * @param says what there is to see, in words
 */
public record LineChart(
    String title,
    String says,
    List<Plot.Tick> ticks,
    List<Plot.Tick> marks,
    List<Band> bands,
    List<Drawn> lines,
    List<String> heads,
    List<List<String>> rows) {

  /** Values of one line; null leaves a gap. */
  public record Series(String name, List<@Nullable Double> values) {}

  /** A line as it is drawn. */
  public record Drawn(String name, String path) {}

  /** Some points in which something was the matter; kinds bad, warn, none. */
  public record Band(String kind, String from, String width) {}

  /** From one point to another, both included. */
  public record Marked(String kind, int first, int last) {}

  /**
   * Draws.
   *
   * @param labels of the points, for axis and table
   * @param unit of the values, e.g. {@code ms}; empty for none
   */
  public static LineChart of(
      String title,
      String says,
      List<String> labels,
      List<Series> series,
      List<Marked> marked,
      String unit) {
    double highest =
        series.stream()
            .flatMap(s -> s.values().stream())
            .mapToDouble(v -> v == null ? 0 : v)
            .max()
            .orElse(0);
    Plot.Scale scale = Plot.scale(highest, false);
    int count = labels.size();
    List<Drawn> lines =
        series.stream().map(s -> new Drawn(s.name(), path(s.values(), count, scale))).toList();
    List<String> heads = new ArrayList<>(List.of("Lúc"));
    series.forEach(s -> heads.add(s.name() + (unit.isEmpty() ? "" : " (" + unit + ")")));
    return new LineChart(
        unit.isEmpty() ? title : title + " (" + unit + ")",
        says,
        scale.ticks(),
        Plot.marks(labels, i -> Plot.x(i, count)),
        marked.stream().map(m -> band(m, count)).toList(),
        lines,
        heads,
        rows(labels, series));
  }

  private static String path(List<@Nullable Double> values, int count, Plot.Scale scale) {
    StringBuilder path = new StringBuilder();
    boolean gap = true;
    for (int i = 0; i < values.size(); i++) {
      Double value = values.get(i);
      if (value == null) {
        gap = true;
        continue;
      }
      path.append(gap ? 'M' : 'L')
          .append(Plot.at(Plot.x(i, count)))
          .append(' ')
          .append(Plot.at(scale.y(value)));
      if (gap && (i + 1 == values.size() || values.get(i + 1) == null)) {
        // a point on its own is a dot: a line that only begins shows nothing
        path.append("h0");
      }
      gap = false;
    }
    return path.toString();
  }

  private static Band band(Marked marked, int count) {
    double half = count < 2 ? 0 : (Plot.RIGHT - Plot.LEFT) / (count - 1) / 2;
    double from = Math.max(Plot.LEFT, Plot.x(marked.first(), count) - half);
    double to = Math.min(Plot.RIGHT, Plot.x(marked.last(), count) + half);
    return new Band(marked.kind(), Plot.at(from), Plot.at(Math.max(1, to - from)));
  }

  private static List<List<String>> rows(List<String> labels, List<Series> series) {
    List<List<String>> rows = new ArrayList<>();
    for (int i = 0; i < labels.size(); i++) {
      List<String> row = new ArrayList<>(List.of(labels.get(i)));
      for (Series line : series) {
        Double value = line.values().get(i);
        row.add(value == null ? "–" : Vietnamese.number(BigDecimal.valueOf(value)));
      }
      rows.add(row);
    }
    return rows;
  }
}
