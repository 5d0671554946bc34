package vn.portalaudit.web.department;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vn.portalaudit.monitor.Availability;
import vn.portalaudit.report.Vietnamese;
import vn.portalaudit.store.PortalHistory.Point;
import vn.portalaudit.store.PortalHistory.Span;
import vn.portalaudit.web.page.BarChart;
import vn.portalaudit.web.page.LineChart;
import vn.portalaudit.web.page.Query;

/** How a portal was reachable, as its screen shows it. */
final class UptimeViews {
  private static final ZoneId VIETNAM = ZoneId.of("Asia/Ho_Chi_Minh");

  private UptimeViews() {}

  /** A period with its availability. */
  public record Line(
      String title, String share, long up, long degraded, long down, long excluded, long outages) {}

  static Line line(int days, Availability.Counts counts) {
    long good = counts.up() + counts.degraded();
    long all = good + counts.down();
    String share =
        all == 0
            ? "–"
            : Vietnamese.percent(
                BigDecimal.valueOf(good).divide(BigDecimal.valueOf(all), MathContext.DECIMAL64));
    return new Line(
        days == 1 ? "Hôm nay" : days + " ngày",
        share,
        counts.up(),
        counts.degraded(),
        counts.down(),
        counts.excluded(),
        counts.outages());
  }

  static List<PortalTabs.Tab> spans(Query query) {
    String chosen = query.text("khoang");
    return List.of(
        new PortalTabs.Tab(
            "24 giờ", query.href("khoang", ""), !chosen.equals("thang") && !chosen.equals("quy")),
        new PortalTabs.Tab("30 ngày", query.href("khoang", "thang"), chosen.equals("thang")),
        new PortalTabs.Tab("90 ngày", query.href("khoang", "quy"), chosen.equals("quy")));
  }

  private static List<String> labels(List<Point> points, Span span) {
    String pattern =
        switch (span) {
          case DAY -> "HH:mm";
          case MONTH -> "dd/MM HH'h'";
          case QUARTER -> "dd/MM";
        };
    DateTimeFormatter format = DateTimeFormatter.ofPattern(pattern, Locale.ROOT).withZone(VIETNAM);
    return points.stream().map(point -> format.format(point.at())).toList();
  }

  static LineChart times(List<Point> points, Span span) {
    List<LineChart.Series> series = new ArrayList<>();
    series.add(
        series(span == Span.DAY ? "Thời gian đáp ứng" : "Trung vị", points, Point::medianMs));
    if (span != Span.DAY) {
      series.add(series("95% lượt đo nhanh hơn", points, Point::slowMs));
    }
    return LineChart.of(
        "Thời gian đáp ứng",
        points.isEmpty()
            ? "Chưa có lượt đo nào"
            : "Thời gian đáp ứng theo thời gian, nền đỏ là lúc không truy cập được",
        labels(points, span),
        series,
        outages(points),
        "ms");
  }

  private static LineChart.Series series(
      String name, List<Point> points, Function<Point, @Nullable Integer> value) {
    List<@Nullable Double> values = new ArrayList<>();
    for (Point point : points) {
      Integer ms = value.apply(point);
      values.add(ms == null ? null : Double.valueOf(ms));
    }
    return new LineChart.Series(name, values);
  }

  private static List<LineChart.Marked> outages(List<Point> points) {
    List<LineChart.Marked> marked = new ArrayList<>();
    int begun = -1;
    for (int i = 0; i <= points.size(); i++) {
      boolean down = i < points.size() && points.get(i).down() > 0;
      if (down && begun < 0) {
        begun = i;
      } else if (!down && begun >= 0) {
        marked.add(new LineChart.Marked("bad", begun, i - 1));
        begun = -1;
      }
    }
    return marked;
  }

  static BarChart states(List<Point> single, Span span) {
    // a bar for each of 1440 probes would say less than one for each hour
    List<Point> points = span == Span.DAY ? hours(single) : single;
    return BarChart.of(
        "Kết quả các lượt đo",
        points.isEmpty() ? "Chưa có lượt đo nào" : "Số lượt đo theo kết quả",
        labels(points, span),
        List.of(
            part("Không truy cập được", "bad", points, Point::down),
            part("Suy giảm", "warn", points, Point::degraded),
            part("Hoạt động", "ok", points, Point::up),
            part("Chưa rõ", "none", points, Point::unknown)));
  }

  private static List<Point> hours(List<Point> single) {
    Map<Instant, List<Point>> hours =
        single.stream()
            .collect(
                Collectors.groupingBy(
                    point -> point.at().truncatedTo(ChronoUnit.HOURS),
                    TreeMap::new,
                    Collectors.toList()));
    return hours.entrySet().stream()
        .map(hour ->
            new Point(
                hour.getKey(),
                sum(hour.getValue(), Point::up),
                sum(hour.getValue(), Point::degraded),
                sum(hour.getValue(), Point::down),
                sum(hour.getValue(), Point::unknown),
                0,
                null,
                null))
        .toList();
  }

  private static int sum(List<Point> points, ToIntFunction<Point> value) {
    return points.stream().mapToInt(value).sum();
  }

  private static BarChart.Part part(
      String name, String kind, List<Point> points, ToIntFunction<Point> value) {
    return new BarChart.Part(
        name, kind, points.stream().map(point -> (double) value.applyAsInt(point)).toList());
  }
}
