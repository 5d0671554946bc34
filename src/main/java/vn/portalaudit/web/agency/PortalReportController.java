package vn.portalaudit.web.agency;

import jakarta.servlet.http.HttpServletRequest;
import java.time.InstantSource;
import java.util.Optional;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import vn.portalaudit.access.Person;
import vn.portalaudit.access.Role;
import vn.portalaudit.domain.AuditReport;
import vn.portalaudit.report.Vietnamese;
import vn.portalaudit.store.ActionLog;
import vn.portalaudit.store.ActionLog.Actor;
import vn.portalaudit.store.Changes;
import vn.portalaudit.store.Database;
import vn.portalaudit.store.FindingStore;
import vn.portalaudit.store.PortalStore.Facts;
import vn.portalaudit.store.Rechecks;
import vn.portalaudit.store.RunStore;
import vn.portalaudit.store.WorkList;
import vn.portalaudit.web.page.Allowed;
import vn.portalaudit.web.page.Criteria;
import vn.portalaudit.web.page.EventStreams;
import vn.portalaudit.web.page.NotFound;
import vn.portalaudit.web.page.Query;
import vn.portalaudit.web.page.Refused;
import vn.portalaudit.web.page.Screen;
import vn.portalaudit.web.page.Texts;

/** The report of a portal, and the agency's own request for another audit. */
@Controller
final class PortalReportController {
  private static final String PATH = "/don-vi/cong/{code}";

  private final Database database;
  private final AgencyPortals portals;
  private final RunStore runs;
  private final FindingStore findings;
  private final Rechecks rechecks;
  private final WorkList work;
  private final Criteria criteria;
  private final EventStreams events;
  private final ActionLog log;
  private final InstantSource clock;

  PortalReportController(
      Database database,
      AgencyPortals portals,
      RunStore runs,
      FindingStore findings,
      Rechecks rechecks,
      WorkList work,
      Criteria criteria,
      EventStreams events,
      ActionLog log,
      InstantSource clock) {
    this.database = database;
    this.portals = portals;
    this.runs = runs;
    this.findings = findings;
    this.rechecks = rechecks;
    this.work = work;
    this.criteria = criteria;
    this.events = events;
    this.log = log;
    this.clock = clock;
  }

  @Allowed({Role.REPORTER, Role.APPROVER, Role.OPERATOR, Role.LEADER})
  @GetMapping(PATH + "/bao-cao")
  Screen report(@PathVariable String code, Query query, Person me) {
    Facts portal = portals.portal(code, me);
    Screen screen =
        AgencyPortals.screen("agency/report", "Báo cáo kiểm tra", portal, "bao-cao", me)
            .with("query", query)
            .with("choices", ReportViews.choices())
            .with("ours", me.is(Role.REPORTER, Role.APPROVER));
    recheck(screen, portal);
    Optional<AuditReport> report = portals.report(portal);
    if (report.isPresent()) {
      Changes changes = runs.changes(report.get().run().id()).orElse(null);
      screen
          .with("run", report.get().run())
          .with("warnings", report.get().warnings())
          .with(
              "cards",
              ReportViews.cards(
                  report.get(),
                  new ReportViews.Beside(
                      AgencyPortals.base(portal),
                      findings.current(portal.id(), clock.instant()),
                      changes,
                      criteria.clauses(report.get()),
                      query.text("ket-qua"))));
      if (changes != null && changes.before() != null) {
        screen.with("changes", changes);
      }
    }
    return screen;
  }

  private void recheck(Screen screen, Facts portal) {
    switch (rechecks.standing(portal.id(), clock.instant())) {
      case Rechecks.Answer.UnderWay(long id) -> screen.with("underWay", id);
      case Rechecks.Answer.TooSoon(java.time.Instant until) -> screen.with("waitUntil", until);
      case Rechecks.Answer.Open _, Rechecks.Answer.Queued _ -> screen.with("mayAsk", true);
    }
  }

  @Allowed({Role.REPORTER, Role.APPROVER})
  @PostMapping(PATH + "/kiem-tra-lai")
  Screen ask(@PathVariable String code, Person me, Actor actor) {
    Facts portal = portals.portal(code, me);
    if (!portal.watched()) {
      throw new Refused(
          "Cổng đang tạm dừng theo dõi nên chưa kiểm tra lại được; hãy liên hệ cơ quan vận hành.");
    }
    Rechecks.Answer answer =
        database.within(jdbc -> {
          Rechecks.Answer came = rechecks.request(portal.id(), actor.login(), clock.instant());
          if (came instanceof Rechecks.Answer.Queued) {
            log.add(actor, "portal.recheck-asked", "portal:" + code, null, null);
          }
          return came;
        });
    String report = AgencyPortals.base(portal) + "/bao-cao";
    return switch (answer) {
      case Rechecks.Answer.TooSoon(java.time.Instant until) ->
          throw new Refused(
              "Mỗi cổng được yêu cầu kiểm tra lại một lần trong "
                  + Rechecks.BETWEEN.toHours()
                  + " giờ. Lần sau: từ "
                  + Vietnamese.minute(until)
                  + ".");
      case Rechecks.Answer.UnderWay _ -> Screen.to(report, "Cổng đang được kiểm tra rồi.");
      case Rechecks.Answer.Queued _, Rechecks.Answer.Open _ ->
          Screen.to(report, "Đã nhận yêu cầu kiểm tra lại.");
    };
  }

  /** How far the audit of a portal is; the work must be that portal's. */
  @Allowed({Role.REPORTER, Role.APPROVER, Role.OPERATOR, Role.LEADER})
  @GetMapping(value = PATH + "/tien-do/{work}")
  SseEmitter progress(
      @PathVariable String code,
      @PathVariable("work") String number,
      Person me,
      HttpServletRequest request) {
    Facts portal = portals.portal(code, me);
    NotFound.unless(number.matches("[0-9]{1,18}"));
    long id = Long.parseLong(number);
    WorkList.Item item = NotFound.unless(work.find(id));
    NotFound.unless(item.portal() == portal.id());
    return events.follow(Texts.of(request), () -> step(id));
  }

  private EventStreams.Step step(long id) {
    Optional<WorkList.Item> found = work.find(id);
    if (found.isEmpty()) {
      return new EventStreams.Step(0, 0, "Không còn việc này.", true);
    }
    WorkList.Item item = found.get();
    return switch (item.state()) {
      case QUEUED -> {
        int ahead = rechecks.ahead(id);
        yield new EventStreams.Step(
            0,
            0,
            ahead == 0
                ? "Đang chờ, tới lượt tiếp theo"
                : "Đang chờ, trước cổng này còn " + ahead + " lượt kiểm tra",
            false);
      }
      case RUNNING -> running(item.progress());
      case DONE -> new EventStreams.Step(1, 1, "Đã kiểm tra xong", true);
      case FAILED ->
          new EventStreams.Step(
              0,
              1,
              "Không kiểm tra được" + (item.reason() == null ? "" : ": " + item.reason()),
              true);
      case CANCELLED -> new EventStreams.Step(0, 1, "Lượt kiểm tra đã bị hủy", true);
    };
  }

  private static EventStreams.Step running(WorkList.@org.jspecify.annotations.Nullable Progress p) {
    if (p == null) {
      return new EventStreams.Step(0, 0, "Đang bắt đầu kiểm tra", false);
    }
    Integer eta = p.etaSeconds();
    String left = eta == null ? "" : ", còn khoảng " + Math.max(1, (eta + 59) / 60) + " phút";
    return new EventStreams.Step(
        p.pages(),
        (long) p.pages() + p.queued(),
        p.phase() + ": đã đọc " + Vietnamese.number(p.pages()) + " trang" + left,
        false);
  }
}
