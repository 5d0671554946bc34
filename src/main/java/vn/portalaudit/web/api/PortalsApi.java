package vn.portalaudit.web.api;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import vn.portalaudit.access.Person;
import vn.portalaudit.access.Role;
import vn.portalaudit.access.Scope;
import vn.portalaudit.domain.Reason;
import vn.portalaudit.monitor.Availability;
import vn.portalaudit.monitor.ProbeResult.State;
import vn.portalaudit.store.PortalHistory;
import vn.portalaudit.store.PortalList;
import vn.portalaudit.store.PortalStore.Facts;
import vn.portalaudit.store.RunStore;
import vn.portalaudit.web.page.Allowed;
import vn.portalaudit.web.page.NotFound;

/** Portals: how they stand, and how they were over time. */
@RestController
final class PortalsApi {
  private static final ZoneId VIETNAM = ZoneId.of("Asia/Ho_Chi_Minh");
  private static final int LONGEST_DAYS = 3_660;

  private final PortalList list;
  private final PortalHistory history;
  private final RunStore runs;
  private final Reach reach;
  private final InstantSource clock;

  PortalsApi(
      PortalList list, PortalHistory history, RunStore runs, Reach reach, InstantSource clock) {
    this.list = list;
    this.history = history;
    this.runs = runs;
    this.reach = reach;
    this.clock = clock;
  }

  /**
   * A portal.
   *
   * @param up24h share of good probes in 24 hours, 0–1; null where none counted
   * @param totalMs time of the last answer
   */
  record Portal(
      String code,
      String title,
      String rootUrl,
      List<String> tags,
      @Nullable String agency,
      boolean watched,
      State state,
      @Nullable Instant since,
      @Nullable Reason reason,
      boolean flapping,
      @Nullable Integer totalMs,
      @Nullable Double up24h,
      @Nullable Double up30d,
      @Nullable Double up90d,
      @Nullable BigDecimal points,
      @Nullable BigDecimal maxPoints,
      @Nullable String grade,
      @Nullable Instant certificateEnds,
      @Nullable Instant probedAt) {
    static Portal of(PortalList.Row row) {
      return new Portal(
          row.code(),
          row.title(),
          row.rootUrl(),
          row.tags(),
          row.agency(),
          row.watched(),
          row.state(),
          row.since(),
          row.reason(),
          row.flapping(),
          row.totalMs(),
          row.up24h(),
          row.up30d(),
          row.up90d(),
          Points.of(row.points()),
          Points.of(row.maxPoints()),
          row.grade(),
          row.certificateEnds(),
          row.probedAt());
    }
  }

  /** Points of a portal by a checklist, as the interface defines them. */
  record Card(
      String checklist,
      String version,
      String run,
      Instant at,
      BigDecimal points,
      BigDecimal low,
      BigDecimal high,
      BigDecimal maxPoints,
      BigDecimal coverage,
      @Nullable String grade) {
    static Card of(RunStore.Card card) {
      return new Card(
          card.checklist(),
          card.version(),
          card.run(),
          card.at(),
          Points.exact(card.points()),
          Points.exact(card.low()),
          Points.exact(card.high()),
          Points.exact(card.maxPoints()),
          Points.exact(card.coverage()),
          card.grade());
    }
  }

  /** A portal with its newest points by each checklist. */
  record PortalWithScores(
      Portal portal, String kind, @Nullable String note, List<Card> scorecards) {}

  /**
   * A point of a series: how many probes found what from this moment on.
   *
   * @param medianMs median time of good answers
   * @param slowMs 95th percentile of that time
   */
  record Point(
      Instant at,
      int up,
      int degraded,
      int down,
      int unknown,
      int excluded,
      @Nullable Integer medianMs,
      @Nullable Integer slowMs) {}

  /** A series, oldest first. */
  record Series(PortalHistory.Span span, List<Point> points) {}

  /**
   * The availability of a period.
   *
   * @param share good slots by slots that count, 0–1; null where too few were seen to tell
   * @param low lower end of the 95 % confidence interval
   * @param high its upper end
   * @param coverage slots that count by slots that should
   * @param says the rule of counting, Vietnamese sentences
   */
  record Available(
      LocalDate from,
      LocalDate to,
      long up,
      long degraded,
      long down,
      long unknown,
      long excluded,
      long outages,
      @Nullable BigDecimal share,
      @Nullable BigDecimal low,
      @Nullable BigDecimal high,
      BigDecimal coverage,
      List<String> says) {}

  @Operation(id = "listPortals", says = "Danh sách cổng với tình trạng hiện nay, theo trang.")
  @Allowed(
      value = {Role.OPERATOR, Role.LEADER, Role.REPORTER, Role.APPROVER, Role.ADMINISTRATOR},
      scope = Scope.READS)
  @GetMapping("/api/v1/portals")
  ResponseEntity<Slice.Page<Portal>> list(
      @RequestParam(required = false) @Nullable String q,
      @RequestParam(required = false) @Nullable Set<State> state,
      @RequestParam(required = false) @Nullable String tag,
      @RequestParam(required = false) @Nullable String group,
      @RequestParam(defaultValue = "TITLE") PortalList.Order order,
      Slice slice,
      Person me) {
    PortalList.Page page =
        list.page(
            new PortalList.Wanted(
                state == null ? Set.of() : state,
                Points.plain(tag),
                Points.plain(group),
                q,
                me.agency()),
            order,
            today(),
            slice.offset(),
            slice.size());
    return slice.page(page.rows().stream().map(Portal::of).toList(), page.total());
  }

  @Operation(id = "getPortal", says = "Một cổng, kèm điểm mới nhất theo từng bộ tiêu chí.")
  @Allowed(
      value = {Role.OPERATOR, Role.LEADER, Role.REPORTER, Role.APPROVER, Role.ADMINISTRATOR},
      scope = Scope.READS)
  @GetMapping("/api/v1/portals/{code}")
  ResponseEntity<PortalWithScores> one(@PathVariable String code, Person me) {
    Facts facts = reach.portal(code, me);
    PortalList.Row row = NotFound.unless(list.row(facts.id(), today()));
    List<Card> cards = runs.latest(List.of(facts.id())).stream().map(Card::of).toList();
    return ResponseEntity.ok(
        new PortalWithScores(Portal.of(row), facts.kind(), facts.note(), cards));
  }

  @Operation(
      id = "getPortalStates",
      says = "Chuỗi trạng thái: DAY 24 giờ từng lượt đo, MONTH 30 ngày từng giờ, QUARTER 90 ngày.")
  @Allowed(
      value = {Role.OPERATOR, Role.LEADER, Role.REPORTER, Role.APPROVER, Role.ADMINISTRATOR},
      scope = Scope.READS)
  @GetMapping("/api/v1/portals/{code}/states")
  ResponseEntity<Series> states(
      @PathVariable String code,
      @RequestParam(defaultValue = "DAY") PortalHistory.Span span,
      Person me) {
    Facts portal = reach.portal(code, me);
    List<Point> points =
        history.series(portal.id(), span, clock.instant()).stream()
            .map(p ->
                new Point(
                    p.at(),
                    p.up(),
                    p.degraded(),
                    p.down(),
                    p.unknown(),
                    p.excluded(),
                    p.medianMs(),
                    p.slowMs()))
            .toList();
    return ResponseEntity.ok(new Series(span, points));
  }

  @Operation(
      id = "getPortalAvailability",
      says = "Tỷ lệ thời gian hoạt động của một khoảng ngày, mặc định 30 ngày đến hôm nay.")
  @Allowed(
      value = {Role.OPERATOR, Role.LEADER, Role.REPORTER, Role.APPROVER, Role.ADMINISTRATOR},
      scope = Scope.READS)
  @GetMapping("/api/v1/portals/{code}/availability")
  ResponseEntity<Available> availability(
      @PathVariable String code,
      @RequestParam(required = false) @Nullable LocalDate from,
      @RequestParam(required = false) @Nullable LocalDate to,
      Person me) {
    Facts portal = reach.portal(code, me);
    LocalDate last = to == null ? today() : to;
    LocalDate first = from == null ? last.minusDays(29) : from;
    Input input = new Input();
    input.check(
        !first.isAfter(last) && first.isAfter(last.minusDays(LONGEST_DAYS)),
        "from",
        "Không sau «to», và cách không quá 10 năm.",
        "Not after «to», and no more than 10 years before it.");
    input.check(!last.isAfter(today()), "to", "Không ở tương lai.", "Not in the future.");
    input.done();
    Availability.Counts counts = history.counts(portal.id(), first, last);
    Availability.Rule rule = Availability.Rule.STANDARD;
    Availability found = Availability.of(counts, rule);
    return ResponseEntity.ok(
        new Available(
            first,
            last,
            counts.up(),
            counts.degraded(),
            counts.down(),
            counts.unknown(),
            counts.excluded(),
            counts.outages(),
            found.share(),
            found.low(),
            found.high(),
            found.coverage(),
            rule.says()));
  }

  private LocalDate today() {
    return LocalDate.ofInstant(clock.instant(), VIETNAM);
  }
}
