package vn.portalaudit.web.open;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import vn.portalaudit.access.Person;
import vn.portalaudit.monitor.ProbeResult.State;
import vn.portalaudit.store.PortalHistory;
import vn.portalaudit.store.PortalHistory.Point;
import vn.portalaudit.store.PortalHistory.Span;
import vn.portalaudit.store.PortalList;
import vn.portalaudit.store.PublicStatus;
import vn.portalaudit.web.page.Allowed;
import vn.portalaudit.web.page.Heartbeat;
import vn.portalaudit.web.page.NotFound;
import vn.portalaudit.web.page.Query;
import vn.portalaudit.web.page.Screen;

/** The public page of how portals are: state, 90 days, troubles, announced maintenance. */
@Controller
final class StatusController {
  private static final ZoneId VIETNAM = ZoneId.of("Asia/Ho_Chi_Minh");
  private static final int DAYS = 90;
  private static final Duration LATELY = Duration.ofDays(14);

  private final PortalList portals;
  private final PortalHistory history;
  private final PublicStatus status;
  private final InstantSource clock;

  StatusController(
      PortalList portals, PortalHistory history, PublicStatus status, InstantSource clock) {
    this.portals = portals;
    this.history = history;
    this.status = status;
    this.clock = clock;
  }

  /** A state in words, with its colour. */
  public record Shown(String kind, String says) {
    static Shown of(State state) {
      return switch (state) {
        case UP -> new Shown("ok", "Hoạt động");
        case DEGRADED -> new Shown("warn", "Hoạt động một phần");
        case DOWN -> new Shown("bad", "Không truy cập được");
        case UNKNOWN -> new Shown("none", "Chưa xác định");
      };
    }
  }

  /** A portal of the list. */
  public record Row(
      String code,
      String title,
      @Nullable String agency,
      Shown state,
      Heartbeat days,
      @Nullable Double up90d) {}

  /** A trouble; how long it lasted, or lasts so far. */
  public record Trouble(
      String code,
      String title,
      Shown state,
      Instant startsAt,
      @Nullable Instant endsAt,
      Duration lasts) {}

  /** A choice of a filter. */
  public record Choice(String code, String name) {}

  private static final List<Choice> STATES =
      List.of(
          new Choice("X", "Không truy cập được"),
          new Choice("D", "Hoạt động một phần"),
          new Choice("U", "Hoạt động"),
          new Choice("?", "Chưa xác định"));

  @Allowed(anyone = true)
  @GetMapping("/trang-thai")
  Screen list(@Nullable Person me, Query query) {
    Instant now = clock.instant();
    LocalDate today = LocalDate.ofInstant(now, VIETNAM);
    PortalList.Page page =
        portals.page(
            new PortalList.Wanted(states(query), null, null, query.textOrNull("tim")),
            PortalList.Order.STATE,
            today,
            query.offset(),
            query.size());
    List<Trouble> troubles = troubles(status.troubles(now.minus(LATELY), null), now);
    return Screen.of("open/status", "Trạng thái cổng thông tin điện tử")
        .with("query", query)
        .with("overall", overall(portals.byState(PortalList.Wanted.ALL, today)))
        .with("rows", page.rows().stream().map(StatusController::row).toList())
        .with("paging", query.paging(page.total()))
        .with("states", STATES)
        .with("now", troubles.stream().filter(trouble -> trouble.endsAt() == null).toList())
        .with("past", troubles.stream().filter(trouble -> trouble.endsAt() != null).toList())
        .with("pauses", status.pauses(now))
        .with("seen", now);
  }

  @Allowed(anyone = true)
  @GetMapping("/trang-thai/{code}")
  Screen portal(@PathVariable String code) {
    Instant now = clock.instant();
    PublicStatus.Portal portal = NotFound.unless(status.portal(code));
    List<@Nullable Integer> days = days(history.series(portal.id(), Span.QUARTER, now), now);
    return Screen.of("open/status-portal", portal.title())
        .under("Trạng thái cổng", "/trang-thai")
        .with("portal", portal)
        .with("state", Shown.of(State.of(portal.state())))
        .with("days", Heartbeat.of(days, DAYS))
        .with(
            "troubles",
            troubles(status.troubles(now.minus(Duration.ofDays(DAYS)), portal.id()), now));
  }

  private static Set<State> states(Query query) {
    String wanted = query.text("trang-thai");
    return STATES.stream().anyMatch(choice -> choice.code().equals(wanted))
        ? Set.of(State.of(wanted.charAt(0)))
        : Set.of();
  }

  private static Shown overall(Map<State, Integer> byState) {
    int down = byState.getOrDefault(State.DOWN, 0);
    int degraded = byState.getOrDefault(State.DEGRADED, 0);
    int up = byState.getOrDefault(State.UP, 0);
    if (down > 0) {
      return new Shown("bad", down + " cổng không truy cập được");
    }
    if (degraded > 0) {
      return new Shown("warn", degraded + " cổng chỉ hoạt động một phần");
    }
    return up > 0
        ? new Shown("ok", "Mọi cổng được theo dõi đang hoạt động")
        : new Shown("none", "Chưa có cổng nào được theo dõi");
  }

  private static Row row(PortalList.Row row) {
    return new Row(
        row.code(),
        row.title(),
        row.agency(),
        Shown.of(row.state()),
        Heartbeat.of(row.spark(), DAYS),
        row.up90d());
  }

  private static List<Trouble> troubles(List<PublicStatus.Trouble> troubles, Instant now) {
    return troubles.stream()
        .map(t ->
            new Trouble(
                t.code(),
                t.title(),
                Shown.of(t.down() ? State.DOWN : State.DEGRADED),
                t.startsAt(),
                t.endsAt(),
                Duration.between(t.startsAt(), t.endsAt() == null ? now : t.endsAt())))
        .toList();
  }

  /** Per cent of good probes of each day, oldest first; null where none counted. */
  private static List<@Nullable Integer> days(List<Point> points, Instant now) {
    LocalDate first = LocalDate.ofInstant(now, VIETNAM).minusDays(DAYS);
    List<@Nullable Integer> days = new ArrayList<>();
    for (int i = 0; i < DAYS; i++) {
      days.add(null);
    }
    for (Point point : points) {
      int day = (int) (LocalDate.ofInstant(point.at(), VIETNAM).toEpochDay() - first.toEpochDay());
      int counted = point.up() + point.degraded() + point.down();
      if (day >= 0 && day < DAYS && counted > 0) {
        days.set(day, (point.up() + point.degraded()) * 100 / counted);
      }
    }
    return days;
  }
}
