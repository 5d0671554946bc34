package vn.portalaudit.web.department;

import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import vn.portalaudit.access.Person;
import vn.portalaudit.access.Role;
import vn.portalaudit.alert.Incident;
import vn.portalaudit.domain.AuditReport;
import vn.portalaudit.monitor.Availability;
import vn.portalaudit.schedule.WorkKind;
import vn.portalaudit.store.ActionLog;
import vn.portalaudit.store.ActionLog.Actor;
import vn.portalaudit.store.Database;
import vn.portalaudit.store.FindingStore;
import vn.portalaudit.store.IncidentStore;
import vn.portalaudit.store.PastFindings;
import vn.portalaudit.store.PortalHistory;
import vn.portalaudit.store.PortalHistory.Span;
import vn.portalaudit.store.PortalList;
import vn.portalaudit.store.PortalStore;
import vn.portalaudit.store.PortalStore.Facts;
import vn.portalaudit.store.RunStore;
import vn.portalaudit.store.WorkStore;
import vn.portalaudit.web.page.Allowed;
import vn.portalaudit.web.page.Criteria;
import vn.portalaudit.web.page.Heartbeat;
import vn.portalaudit.web.page.NotFound;
import vn.portalaudit.web.page.Query;
import vn.portalaudit.web.page.Ring;
import vn.portalaudit.web.page.RunReports;
import vn.portalaudit.web.page.ScoreCourse;
import vn.portalaudit.web.page.Screen;

/** One portal: how it stands, what was found of it, how it was reachable, what was read. */
@Controller
final class PortalController {
  private static final String PATH = "/cong/{code}";
  private static final ZoneId VIETNAM = ZoneId.of("Asia/Ho_Chi_Minh");
  private static final int DAYS = 90;
  private static final int RUNS = 30;

  private final Database database;
  private final PortalStore portals;
  private final PortalList list;
  private final PortalHistory history;
  private final RunStore runs;
  private final RunReports reports;
  private final FindingStore findings;
  private final PastFindings past;
  private final IncidentStore incidents;
  private final WorkStore work;
  private final ActionLog log;
  private final NetworkViews network;
  private final Criteria criteria;
  private final InstantSource clock;

  PortalController(
      Database database,
      PortalStore portals,
      PortalList list,
      PortalHistory history,
      RunStore runs,
      RunReports reports,
      FindingStore findings,
      PastFindings past,
      IncidentStore incidents,
      WorkStore work,
      ActionLog log,
      NetworkViews network,
      Criteria criteria,
      InstantSource clock) {
    this.database = database;
    this.portals = portals;
    this.list = list;
    this.history = history;
    this.runs = runs;
    this.reports = reports;
    this.findings = findings;
    this.past = past;
    this.incidents = incidents;
    this.work = work;
    this.log = log;
    this.network = network;
    this.criteria = criteria;
    this.clock = clock;
  }

  /** Points of a checklist. */
  public record Score(String title, Ring ring, String points, @Nullable String grade, Instant at) {}

  private Facts portal(String code, Person me) {
    Facts portal = NotFound.unless(portals.find(code));
    NotFound.unless(me.sees(portal.agency()));
    return portal;
  }

  private Screen screen(String template, Facts portal, String tab, Person me) {
    return PortalTabs.screen(template, portal, tab).with("operator", me.is(Role.OPERATOR));
  }

  @Allowed({Role.OPERATOR, Role.LEADER})
  @GetMapping(PATH)
  Screen overview(@PathVariable String code, Person me) {
    Facts portal = portal(code, me);
    Instant now = clock.instant();
    Screen screen = screen("department/portal", portal, "", me);
    Optional<PortalList.Row> row = list.row(portal.id(), LocalDate.ofInstant(now, VIETNAM));
    row.ifPresent(r ->
        screen
            .with("row", r)
            .with("standing", Standing.of(r.state(), r.watched()))
            .with("heartbeat", Heartbeat.of(r.spark(), DAYS)));
    List<RunStore.Run> newest = runs.newest(portal.id(), 1);
    newest.stream()
        .findFirst()
        .ifPresent(run -> {
          screen.with("run", run);
          runs.changes(run.id()).ifPresent(changes -> screen.with("changes", changes));
        });
    IncidentStore.Page open =
        incidents.list(
            new IncidentStore.Filter(
                Set.of(Incident.State.OPEN, Incident.State.ACKNOWLEDGED),
                Set.of(),
                null,
                portal.id(),
                null,
                null),
            0,
            10);
    return screen.with("scores", scores(portal)).with("incidents", open.incidents());
  }

  private List<Score> scores(Facts portal) {
    return runs.latest(List.of(portal.id())).stream()
        .map(card ->
            new Score(
                criteria.title(card.checklist()),
                Ring.of(card.points(), card.maxPoints()),
                Standing.points(card.points(), card.maxPoints()),
                card.grade(),
                card.at()))
        .toList();
  }

  @Allowed({Role.OPERATOR, Role.LEADER})
  @GetMapping(PATH + "/kiem-tra")
  Screen checks(@PathVariable String code, Query query, Person me) {
    Facts portal = portal(code, me);
    Screen screen =
        screen("department/portal-checks", portal, "kiem-tra", me)
            .with("query", query)
            .with("outcomes", CheckViews.OUTCOMES);
    Optional<AuditReport> report = report(portal);
    if (report.isPresent()) {
      screen
          .with("run", report.get().run())
          .with("warnings", report.get().warnings())
          .with(
              "cards",
              CheckViews.cards(
                  report.get(),
                  findings.current(portal.id(), clock.instant()),
                  query.text("ket-qua")));
    }
    return screen;
  }

  private Optional<AuditReport> report(Facts portal) {
    return runs.newest(portal.id(), 5).stream()
        .filter(RunStore.Run::observed)
        .findFirst()
        .or(() -> runs.newest(portal.id(), 1).stream().findFirst())
        .flatMap(run -> reports.of(run.id()));
  }

  @Allowed({Role.OPERATOR, Role.LEADER})
  @GetMapping(PATH + "/hoat-dong")
  Screen uptime(@PathVariable String code, Query query, Person me) {
    Facts portal = portal(code, me);
    Instant now = clock.instant();
    Span span =
        switch (query.text("khoang")) {
          case "thang" -> Span.MONTH;
          case "quy" -> Span.QUARTER;
          default -> Span.DAY;
        };
    List<PortalHistory.Point> points = history.series(portal.id(), span, now);
    LocalDate today = LocalDate.ofInstant(now, VIETNAM);
    List<UptimeViews.Line> periods = new ArrayList<>();
    for (int days : List.of(1, 7, 30, 90)) {
      Availability.Counts counts = history.counts(portal.id(), today.minusDays(days - 1L), today);
      periods.add(UptimeViews.line(days, counts));
    }
    IncidentStore.Page past =
        incidents.list(
            new IncidentStore.Filter(Set.of(), Set.of(), null, portal.id(), null, null), 0, 20);
    return screen("department/portal-uptime", portal, "hoat-dong", me)
        .with("query", query)
        .with("spans", UptimeViews.spans(query))
        .with("chart", UptimeViews.times(points, span))
        .with("bars", UptimeViews.states(points, span))
        .with("periods", periods)
        .with("incidents", past.incidents());
  }

  @Allowed({Role.OPERATOR, Role.LEADER})
  @GetMapping(PATH + "/tls-dns")
  Screen network(@PathVariable String code, Person me) {
    Facts portal = portal(code, me);
    Screen screen = screen("department/portal-network", portal, "tls-dns", me);
    portals
        .checked(portal.id())
        .ifPresent(checked -> {
          screen.with("checked", checked);
          Standing certificate = Standing.certificate(checked.certificateEnds(), clock.instant());
          if (certificate != null) {
            screen.with("certificate", certificate);
          }
        });
    report(portal)
        .ifPresent(report -> screen.with("run", report.run()).with("groups", network.of(report)));
    return screen;
  }

  @Allowed({Role.OPERATOR, Role.LEADER})
  @GetMapping(PATH + "/lich-su")
  Screen past(@PathVariable String code, Query query, Person me) {
    Facts portal = portal(code, me);
    return screen("department/portal-history", portal, "lich-su", me)
        .with("charts", ScoreCourse.of(past.scores(portal.id(), RUNS), criteria::title))
        .with("runs", runs.newest(portal.id(), RUNS))
        .with("actions", log.page("portal:" + code, null, null, 0, 25).rows());
  }

  @Allowed(Role.OPERATOR)
  @PostMapping(PATH + "/kiem-tra-ngay")
  Screen audit(@PathVariable String code, Person me, Actor actor) {
    Facts portal = portal(code, me);
    long minute = clock.instant().getEpochSecond() / 60;
    database.within(jdbc -> {
      log.add(actor, "portal.audit-asked", "portal:" + code, null, null);
      return work.request(portal.id(), WorkKind.AUDIT, "yeu-cau-" + minute, actor.login());
    });
    return Screen.to("/cong/" + portal.code(), "Đã đưa vào hàng đợi kiểm tra.");
  }

  @Allowed(Role.OPERATOR)
  @PostMapping(PATH + "/theo-doi")
  Screen watch(@PathVariable String code, Person me, Actor actor) {
    Facts portal = portal(code, me);
    boolean watched = !portal.watched();
    database.within(jdbc -> {
      log.add(actor, watched ? "portal.watched" : "portal.paused", "portal:" + code, null, null);
      return portals.watch(List.of(portal.id()), watched);
    });
    return Screen.to(
        "/cong/" + portal.code(), watched ? "Đã theo dõi lại." : "Đã tạm dừng theo dõi.");
  }
}
