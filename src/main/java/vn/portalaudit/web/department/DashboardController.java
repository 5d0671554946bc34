package vn.portalaudit.web.department;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import vn.portalaudit.access.Role;
import vn.portalaudit.alert.Incident;
import vn.portalaudit.monitor.ProbeResult.State;
import vn.portalaudit.report.Vietnamese;
import vn.portalaudit.store.FindingThreads;
import vn.portalaudit.store.IncidentList;
import vn.portalaudit.store.Listing;
import vn.portalaudit.store.Overview;
import vn.portalaudit.store.PortalList;
import vn.portalaudit.store.WorkStore;
import vn.portalaudit.web.page.Allowed;
import vn.portalaudit.web.page.BarChart;
import vn.portalaudit.web.page.MenuItem;
import vn.portalaudit.web.page.Screen;

/** The dashboard: how all portals stand now, and what is to be done today. */
@Controller
final class DashboardController {
  private static final ZoneId VIETNAM = ZoneId.of("Asia/Ho_Chi_Minh");
  private static final DateTimeFormatter HOUR =
      DateTimeFormatter.ofPattern("HH'h'", Locale.ROOT).withZone(VIETNAM);
  private static final Duration FRESH = Duration.ofSeconds(30);
  private static final int SHOWN = 8;

  private final PortalList portals;
  private final Overview overview;
  private final IncidentList incidents;
  private final WorkStore work;
  private final FindingThreads threads;
  private final Pending pending;
  private final InstantSource clock;
  private @Nullable Summary last;

  DashboardController(
      PortalList portals,
      Overview overview,
      IncidentList incidents,
      WorkStore work,
      FindingThreads threads,
      Pending pending,
      InstantSource clock) {
    this.portals = portals;
    this.overview = overview;
    this.incidents = incidents;
    this.work = work;
    this.threads = threads;
    this.pending = pending;
    this.clock = clock;
  }

  /** A figure. */
  public record Tile(String label, String value, String href, String kind) {}

  /** All that is shown, as it was summed up. */
  private record Summary(
      Instant at,
      List<Tile> tiles,
      List<Pending.Todo> todos,
      int more,
      BarChart hours,
      BarChart scores) {}

  @Allowed({Role.OPERATOR, Role.LEADER})
  @MenuItem(title = "Bảng điều hành", group = MenuItem.Group.MONITORING, order = 10)
  @GetMapping("/bang-dieu-hanh")
  Screen dashboard() {
    Summary summary = summary();
    return Screen.of("department/dashboard", "Bảng điều hành")
        .with("at", summary.at)
        .with("tiles", summary.tiles)
        .with("todos", summary.todos)
        .with("more", summary.more)
        .with("hours", summary.hours)
        .with("scores", summary.scores);
  }

  /** Summed up at most twice a minute, however many look, and by one of them. */
  private synchronized Summary summary() {
    Instant now = clock.instant();
    Summary known = last;
    if (known != null && Duration.between(known.at, now).abs().compareTo(FRESH) < 0) {
      return known;
    }
    Summary fresh = sum(now);
    last = fresh;
    return fresh;
  }

  private Summary sum(Instant now) {
    LocalDate today = now.atZone(VIETNAM).toLocalDate();
    PortalList.Page down =
        portals.page(PortalList.Wanted.ALL, PortalList.Order.STATE, today, 0, SHOWN);
    Map<State, Integer> by = portals.byState(PortalList.Wanted.ALL, today);
    Listing<IncidentList.Row> open =
        incidents.page(
            new IncidentList.Wanted(Incident.State.OPEN, false, null, null, null, "", null, null),
            0,
            SHOWN);
    Overview.Figures figures = overview.figures(now);
    Listing<FindingThreads.Open> objections = threads.open(0, SHOWN);
    List<Pending.Todo> todos = pending.of(down, open, objections, now);
    int more = Math.max(0, open.total() - open.rows().size());
    return new Summary(
        now,
        tiles(by, open.total(), objections.total(), figures),
        todos,
        more,
        hours(now),
        scores());
  }

  private List<Tile> tiles(
      Map<State, Integer> by, long incidents, long objections, Overview.Figures figures) {
    Map<String, Long> queue = work.counts();
    List<Tile> tiles = new ArrayList<>();
    tiles.add(
        new Tile(
            "Cổng đang theo dõi",
            number(by.values().stream().mapToInt(Integer::intValue).sum()),
            "/cong",
            ""));
    tiles.add(state(by, State.DOWN, "bad"));
    tiles.add(state(by, State.DEGRADED, "warn"));
    tiles.add(state(by, State.UP, "ok"));
    tiles.add(
        new Tile(
            "Chứng thư hết hạn trong 30 ngày",
            number(figures.certificates()),
            "/cong?xep=certificate",
            figures.certificates() > 0 ? "warn" : "ok"));
    tiles.add(
        new Tile(
            "Các sự cố mới",
            number(incidents),
            "/su-co?trang-thai=open",
            incidents > 0 ? "bad" : "ok"));
    tiles.add(
        new Tile(
            "Phản đối chờ trả lời",
            number(objections),
            "/phan-doi",
            objections > 0 ? "warn" : "ok"));
    tiles.add(
        new Tile(
            "Kiểm tra trong hàng đợi / quá giờ",
            number(queue.getOrDefault("queued", 0L))
                + " / "
                + number(queue.getOrDefault("overdue", 0L)),
            "/hang-doi",
            queue.getOrDefault("overdue", 0L) > 0 ? "warn" : ""));
    tiles.add(
        new Tile(
            "Điểm trung bình",
            figures.meanShare() == null ? "–" : Vietnamese.percent(figures.meanShare()),
            "/cong?xep=score",
            ""));
    tiles.add(
        new Tile(
            "Chưa kiểm tra trong 14 ngày",
            number(figures.unaudited()),
            "",
            figures.unaudited() > 0 ? "warn" : "ok"));
    return tiles;
  }

  private static Tile state(Map<State, Integer> by, State state, String kind) {
    int count = by.getOrDefault(state, 0);
    Standing standing = Standing.of(state);
    return new Tile(
        standing.name(),
        number(count),
        "/cong?trang-thai=" + standing.code(),
        count > 0 ? kind : "");
  }

  private BarChart hours(Instant now) {
    Map<Instant, Overview.Hour> known = new HashMap<>();
    overview.hours(now).forEach(hour -> known.put(hour.at(), hour));
    Instant full = now.truncatedTo(ChronoUnit.HOURS);
    // the hour that has just ended is summed up some minutes later
    Instant last =
        known.containsKey(full.minus(1, ChronoUnit.HOURS)) ? full : full.minus(1, ChronoUnit.HOURS);
    List<Overview.Hour> hours =
        known.isEmpty()
            ? List.of()
            : IntStream.rangeClosed(-24, -1)
                .mapToObj(back -> last.plus(back, ChronoUnit.HOURS))
                .map(at -> known.getOrDefault(at, new Overview.Hour(at, 0, 0, 0)))
                .toList();
    return BarChart.of(
        "Lượt đo của tất cả các cổng trong 24 giờ",
        hours.isEmpty()
            ? "Chưa có giờ nào được tổng hợp"
            : "Số lượt đo mỗi giờ: tốt, suy giảm và không truy cập được",
        hours.stream().map(hour -> HOUR.format(hour.at())).toList(),
        List.of(
            part("Không truy cập được", "bad", hours, Overview.Hour::down),
            part("Suy giảm", "warn", hours, Overview.Hour::degraded),
            part("Hoạt động", "ok", hours, Overview.Hour::up)));
  }

  private static BarChart.Part part(
      String name,
      String kind,
      List<Overview.Hour> hours,
      java.util.function.ToLongFunction<Overview.Hour> value) {
    return new BarChart.Part(
        name, kind, hours.stream().map(hour -> (double) value.applyAsLong(hour)).toList());
  }

  private BarChart scores() {
    List<Integer> tenths = overview.histogram();
    List<String> labels = new ArrayList<>();
    for (int i = 0; i < tenths.size(); i++) {
      labels.add(i * 10 + "–" + (i + 1) * 10 + "%");
    }
    return BarChart.of(
        "Phân bố điểm của các cổng",
        "Số cổng theo từng khoảng mười phần trăm của điểm tối đa",
        labels,
        List.of(
            new BarChart.Part("Số cổng", "", tenths.stream().map(Integer::doubleValue).toList())));
  }

  private static String number(long value) {
    return Vietnamese.number(value);
  }
}
