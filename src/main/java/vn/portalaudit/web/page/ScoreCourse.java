package vn.portalaudit.web.page;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import vn.portalaudit.report.Vietnamese;
import vn.portalaudit.store.PastFindings;

/** How the points of a portal went from audit to audit. */
public final class ScoreCourse {
  private ScoreCourse() {}

  /**
   * A chart for each checklist.
   *
   * @param scores of one portal, oldest first
   * @param titles gives the title of a checklist by its id
   */
  public static List<LineChart> of(List<PastFindings.Score> scores, UnaryOperator<String> titles) {
    Map<String, List<PastFindings.Score>> by = new LinkedHashMap<>();
    scores.forEach(s -> by.computeIfAbsent(s.checklist(), c -> new ArrayList<>()).add(s));
    List<LineChart> charts = new ArrayList<>();
    by.forEach((checklist, course) -> {
      List<@Nullable Double> points = new ArrayList<>();
      List<@Nullable Double> most = new ArrayList<>();
      course.forEach(score -> {
        points.add(score.points().doubleValue());
        most.add(score.maxPoints().doubleValue());
      });
      PastFindings.Score first = course.getFirst();
      PastFindings.Score last = course.getLast();
      charts.add(
          LineChart.of(
              titles.apply(checklist),
              course.size()
                  + " lần kiểm tra, điểm từ "
                  + Vietnamese.number(first.points())
                  + " đến "
                  + Vietnamese.number(last.points()),
              course.stream().map(score -> Vietnamese.minute(score.at())).toList(),
              List.of(new LineChart.Series("Điểm", points), new LineChart.Series("Tối đa", most)),
              List.of(),
              "điểm"));
    });
    return charts;
  }
}
