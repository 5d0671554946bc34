package vn.portalaudit.index;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The agencies' own points held against the machine's and the appraisers'. Pure.
 *
 * @param differences where the columns differ, most points first
 * @param acceptable what an appraiser may accept in one go: not appraised yet, self and machine
 *     agree, and the machine has left nothing undecided
 */
public record Reconciliation(List<Line> differences, List<Line> acceptable) {
  /** Decimals at which two columns agree: those that people see and type. */
  private static final int SEEN = 2;

  public Reconciliation {
    differences = List.copyOf(differences);
    acceptable = List.copyOf(acceptable);
  }

  /**
   * An indicator of an agency.
   *
   * @param agency place of the agency
   * @param item place of the indicator
   * @param self points, null without
   * @param machine points, null without
   * @param appraised points, null without
   * @param gap between the most and the least of them
   */
  public record Line(
      int agency,
      int item,
      @Nullable BigDecimal self,
      @Nullable BigDecimal machine,
      @Nullable BigDecimal appraised,
      BigDecimal gap) {}

  /** Reconciles the columns of all agencies. */
  public static Reconciliation of(Figures figures) {
    List<Line> differences = new ArrayList<>();
    List<Line> acceptable = new ArrayList<>();
    for (int a = 0; a < figures.agencies().size(); a++) {
      for (int i = 0; i < figures.scheme().items().size(); i++) {
        Line line = line(figures, a, i);
        if (line.gap().signum() > 0) {
          differences.add(line);
        }
        if (acceptable(figures, line)) {
          acceptable.add(line);
        }
      }
    }
    differences.sort(
        Comparator.comparing(Line::gap, Comparator.reverseOrder())
            .thenComparing(line -> figures.agencies().get(line.agency()).id())
            .thenComparing(Line::item));
    acceptable.sort(
        Comparator.comparing((Line line) -> figures.agencies().get(line.agency()).id())
            .thenComparing(Line::item));
    return new Reconciliation(differences, acceptable);
  }

  /** One indicator of one agency. */
  static Line line(Figures figures, int agency, int item) {
    BigDecimal self = figures.points(Column.SELF, agency, item);
    BigDecimal machine = figures.points(Column.MACHINE, agency, item);
    BigDecimal appraised = figures.points(Column.APPRAISED, agency, item);
    List<BigDecimal> seen =
        Stream.of(self, machine, appraised)
            .filter(Objects::nonNull)
            .map(points -> points.setScale(SEEN, RoundingMode.HALF_UP))
            .sorted()
            .toList();
    BigDecimal gap = seen.size() < 2 ? BigDecimal.ZERO : seen.getLast().subtract(seen.getFirst());
    return new Line(agency, item, self, machine, appraised, gap);
  }

  private static boolean acceptable(Figures figures, Line line) {
    return line.appraised() == null
        && line.self() != null
        && line.machine() != null
        && line.gap().signum() == 0
        && figures.open(line.agency(), line.item()).signum() == 0;
  }
}
