package vn.portalaudit.web.paper;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import vn.portalaudit.document.form.Ranking;
import vn.portalaudit.index.Column;
import vn.portalaudit.index.Figures;
import vn.portalaudit.index.Results;
import vn.portalaudit.index.Standing;

/** A computed index as documents show it. Pure. */
final class RankingFigures {
  private RankingFigures() {}

  /**
   * The ranking of results.
   *
   * @param year what is assessed
   * @param titles the title of a ranking group by its name
   */
  static Ranking of(Results results, int year, UnaryOperator<String> titles) {
    List<Ranking.Group> groups = new ArrayList<>();
    for (Results.RankingGroup group : results.groups()) {
      groups.add(
          new Ranking.Group(
              group.name(),
              titles.apply(group.name()),
              group.ranking().stream().map(one -> line(results.figures(), one)).toList()));
    }
    return new Ranking(results.figures().scheme().title(), Integer.toString(year), groups);
  }

  private static Ranking.Line line(Figures figures, Standing one) {
    BigDecimal most = one.maxPoints();
    return new Ranking.Line(
        one.agency().name(),
        one.rank(),
        one.points(),
        most,
        one.percent(),
        sum(figures, Column.SELF, one.place()),
        sum(figures, Column.MACHINE, one.place()),
        sum(figures, Column.APPRAISED, one.place()),
        one.grade().orElse(null),
        one.bonus().signum() == 0 ? "" : "có điểm khuyến khích");
  }

  /** The sum of a column; null where it holds nothing. */
  private static @Nullable BigDecimal sum(Figures figures, Column column, int agency) {
    BigDecimal sum = null;
    for (int item = 0; item < figures.scheme().items().size(); item++) {
      BigDecimal points = figures.points(column, agency, item);
      if (points != null) {
        sum = sum == null ? points : sum.add(points);
      }
    }
    return sum;
  }
}
