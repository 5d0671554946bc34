package vn.portalaudit.web.agency;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import vn.portalaudit.access.Person;
import vn.portalaudit.access.Role;
import vn.portalaudit.alert.Incident;
import vn.portalaudit.domain.AuditReport;
import vn.portalaudit.domain.Scorecard;
import vn.portalaudit.report.Vietnamese;
import vn.portalaudit.store.AgencyNames;
import vn.portalaudit.store.Changes;
import vn.portalaudit.store.Explanation;
import vn.portalaudit.store.FindingStore;
import vn.portalaudit.store.FindingThreads;
import vn.portalaudit.store.IncidentStore;
import vn.portalaudit.store.PortalList;
import vn.portalaudit.store.PortalStore.Facts;
import vn.portalaudit.store.RunStore;
import vn.portalaudit.web.page.Allowed;
import vn.portalaudit.web.page.Heartbeat;
import vn.portalaudit.web.page.MenuItem;
import vn.portalaudit.web.page.PublishedPlaces;
import vn.portalaudit.web.page.Ring;
import vn.portalaudit.web.page.Screen;

/** An agency's home: what is to be done, how its portals stand, what changed. */
@Controller
final class AgencyHomeController {
  private static final int MOST_PORTALS = 20;
  private static final int MOST_CHANGES = 6;
  private static final int MOST_NOTICES = 10;
  private static final int DAYS = 90;
  private static final Duration SOON = Duration.ofDays(14);

  private final AgencyPortals portals;
  private final AgencyNames names;
  private final PortalList list;
  private final RunStore runs;
  private final FindingStore findings;
  private final FindingThreads threads;
  private final IncidentStore incidents;
  private final Assessing assessing;
  private final PublishedPlaces published;
  private final InstantSource clock;

  AgencyHomeController(
      AgencyPortals portals,
      AgencyNames names,
      PortalList list,
      RunStore runs,
      FindingStore findings,
      FindingThreads threads,
      IncidentStore incidents,
      Assessing assessing,
      PublishedPlaces published,
      InstantSource clock) {
    this.portals = portals;
    this.names = names;
    this.list = list;
    this.runs = runs;
    this.findings = findings;
    this.threads = threads;
    this.incidents = incidents;
    this.assessing = assessing;
    this.published = published;
    this.clock = clock;
  }

  /** Something to do or to know. */
  public record Item(
      String kind, String what, String title, String href, String says, @Nullable Instant at) {}

  /** Points of a checklist, and by how much they moved. */
  public record Score(
      String title,
      Ring ring,
      String points,
      String grade,
      String moved,
      boolean better,
      Instant at) {}

  /** Something that changed since the last audit. */
  public record Change(String kind, String what, String says) {}

  /** A portal. */
  public record Portal(
      String code,
      String title,
      Verdict state,
      @Nullable Instant since,
      @Nullable Double up30d,
      @Nullable Heartbeat heartbeat,
      List<Score> scores,
      List<Change> changes) {}

  @Allowed({Role.REPORTER, Role.APPROVER})
  @MenuItem(title = "Trang chủ đơn vị", group = MenuItem.Group.AGENCY, order = 10)
  @GetMapping("/don-vi")
  Screen home(Person me) {
    Instant now = clock.instant();
    List<Facts> own = portals.of(me).stream().limit(MOST_PORTALS).toList();
    List<Item> todos = new ArrayList<>();
    List<Item> notices = new ArrayList<>();
    List<Portal> shown = new ArrayList<>();
    deadlines(me, now, todos);
    for (Facts portal : own) {
      shown.add(portal(portal, now));
      todo(portal, now, todos);
      happened(portal, notices);
    }
    answers(own, notices);
    notices.sort(Comparator.comparing(Item::at, Comparator.nullsLast(Comparator.reverseOrder())));
    String name =
        names.all().stream()
            .filter(one -> Integer.valueOf(one.id()).equals(me.agency()))
            .map(AgencyNames.Named::name)
            .findFirst()
            .orElse("Đơn vị của tôi");
    return Screen.of("agency/home", "Trang chủ đơn vị")
        .with("agency", name)
        .with("todos", todos)
        .with("notices", notices.stream().limit(MOST_NOTICES).toList())
        .with("results", published.of(String.valueOf(names.code(me.agency()))))
        .with("portals", shown);
  }

  private void deadlines(Person me, Instant now, List<Item> todos) {
    for (Assessing.Own own : assessing.all(me)) {
      Instant due = own.submission().due(own.campaign());
      Instant until = own.campaign().dates().explainUntil();
      if (own.writing()) {
        Assessing.Progress progress = assessing.progress(own);
        long days = Duration.between(now, due).toDays();
        todos.add(
            new Item(
                days < 7 ? "bad" : "warn",
                days == 0 ? "Hạn nộp hôm nay" : "Còn " + days + " ngày",
                own.campaign().title(),
                own.path(),
                "Đã điền " + progress.filled() + "/" + progress.all() + " chỉ số; hạn nộp",
                due));
      } else if (own.explaining()) {
        todos.add(
            new Item(
                "warn", "Giải trình", own.campaign().title(), own.path(), "Hạn giải trình", until));
      }
    }
  }

  private Portal portal(Facts portal, Instant now) {
    LocalDate today = LocalDate.ofInstant(now, Vietnamese.ZONE);
    Optional<PortalList.Row> row = list.row(portal.id(), today);
    @Nullable Changes changes =
        portals.run(portal).flatMap(run -> runs.changes(run.id())).orElse(null);
    return new Portal(
        portal.code(),
        portal.title(),
        row.map(AgencyHomeController::state).orElse(new Verdict("", "none", "Chưa rõ")),
        row.map(PortalList.Row::since).orElse(null),
        row.map(PortalList.Row::up30d).orElse(null),
        row.map(r -> Heartbeat.of(r.spark(), DAYS)).orElse(null),
        scores(portal, changes),
        changes == null || changes.before() == null ? List.of() : changed(changes));
  }

  private static Verdict state(PortalList.Row row) {
    if (!row.watched()) {
      return new Verdict("paused", "none", "Tạm dừng theo dõi");
    }
    return switch (row.state()) {
      case UP -> new Verdict("up", "ok", "Hoạt động");
      case DEGRADED -> new Verdict("degraded", "warn", "Suy giảm");
      case DOWN -> new Verdict("down", "bad", "Không truy cập được");
      case UNKNOWN -> new Verdict("unknown", "none", "Chưa rõ");
    };
  }

  private List<Score> scores(Facts portal, @Nullable Changes changes) {
    Map<String, String> titles = new HashMap<>();
    Optional<AuditReport> report = portals.report(portal);
    report.ifPresent(
        r -> r.scorecards().forEach((Scorecard c) -> titles.put(c.checklist(), c.title())));
    return runs.latest(List.of(portal.id())).stream()
        .map(card -> {
          BigDecimal by =
              changes == null || changes.before() == null
                  ? BigDecimal.ZERO
                  : changes.points(card.checklist());
          return new Score(
              titles.getOrDefault(card.checklist(), card.checklist()),
              Ring.of(card.points(), card.maxPoints()),
              Verdict.points(card.points(), card.maxPoints()),
              card.grade() == null ? "" : card.grade(),
              by.signum() == 0 ? "" : (by.signum() > 0 ? "▲ " : "▼ ") + Vietnamese.number(by.abs()),
              by.signum() > 0,
              card.at());
        })
        .toList();
  }

  private static List<Change> changed(Changes changes) {
    List<Change> all = new ArrayList<>();
    changes.worse().forEach(c -> all.add(new Change("bad", "▼ Mất điểm", c.says())));
    changes.better().forEach(c -> all.add(new Change("ok", "▲ Thêm điểm", c.says())));
    changes
        .undecided()
        .forEach(c -> all.add(new Change("info", "Không còn xác định được", c.says())));
    return all.stream().limit(MOST_CHANGES).toList();
  }

  private void todo(Facts portal, Instant now, List<Item> todos) {
    List<FindingStore.Current> current = findings.current(portal.id(), now);
    String report = AgencyPortals.base(portal) + "/bao-cao";
    long failing =
        current.stream()
            .map(FindingStore.Current::finding)
            .filter(f -> f.outcome().decided() && f.points().compareTo(f.maxPoints()) < 0)
            .count();
    if (failing > 0) {
      todos.add(
          new Item(
              "warn",
              "Khắc phục",
              portal.title(),
              report + "?ket-qua=mat-diem",
              failing + " tiêu chí còn mất điểm",
              null));
    }
    current.stream()
        .map(FindingStore.Current::explanation)
        .filter(e -> e != null && e.expiresAt().isBefore(now.plus(SOON)))
        .forEach(e -> todos.add(expiring(portal, e)));
  }

  private static Item expiring(Facts portal, @Nullable Explanation explanation) {
    java.util.Objects.requireNonNull(explanation);
    return new Item(
        "warn",
        "Sắp hết hạn",
        "Giải trình của " + portal.title(),
        AgencyPortals.base(portal)
            + "/tieu-chi/"
            + explanation.checklist()
            + "/"
            + explanation.criterion(),
        "Giải trình hết hiệu lực",
        explanation.expiresAt());
  }

  private void happened(Facts portal, List<Item> notices) {
    incidents
        .list(
            new IncidentStore.Filter(Set.of(), Set.of(), null, portal.id(), null, null),
            0,
            MOST_NOTICES)
        .incidents()
        .forEach(incident ->
            notices.add(
                new Item(
                    incident.state() == Incident.State.OPEN ? "bad" : "none",
                    "Sự cố " + incident.state().label(),
                    incident.says(),
                    "",
                    portal.title(),
                    incident.startsAt())));
    runs.newest(portal.id(), 1)
        .forEach(run ->
            notices.add(
                new Item(
                    "info",
                    "Đã kiểm tra",
                    portal.title(),
                    AgencyPortals.base(portal) + "/bao-cao",
                    run.observed() ? "Có báo cáo mới" : "Không quan sát được cổng",
                    run.finishedAt())));
  }

  private void answers(List<Facts> own, List<Item> notices) {
    Map<Integer, Facts> by = new HashMap<>();
    own.forEach(portal -> by.put(portal.id(), portal));
    for (FindingThreads.Entry entry :
        threads.newest(List.copyOf(by.keySet()), false, MOST_NOTICES)) {
      Facts portal = by.get(entry.place().portal());
      if (portal != null) {
        notices.add(
            new Item(
                entry.kind() == FindingThreads.Kind.REJECTED ? "bad" : "ok",
                entry.kind().label(),
                portal.title(),
                AgencyPortals.base(portal)
                    + "/tieu-chi/"
                    + entry.place().checklist()
                    + "/"
                    + entry.place().criterion(),
                entry.says(),
                entry.at()));
      }
    }
  }
}
