package vn.portalaudit.web.api;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import vn.portalaudit.access.Person;
import vn.portalaudit.access.Role;
import vn.portalaudit.access.Scope;
import vn.portalaudit.domain.PortalKind;
import vn.portalaudit.report.ResultDocument;
import vn.portalaudit.schedule.WorkKind;
import vn.portalaudit.store.ActionLog;
import vn.portalaudit.store.ActionLog.Actor;
import vn.portalaudit.store.Database;
import vn.portalaudit.store.Listing;
import vn.portalaudit.store.PortalStore.Facts;
import vn.portalaudit.store.Rechecks;
import vn.portalaudit.store.RunStore;
import vn.portalaudit.store.WorkList;
import vn.portalaudit.store.WorkStore;
import vn.portalaudit.web.page.Allowed;
import vn.portalaudit.web.page.NotFound;
import vn.portalaudit.web.page.Refused;

/** Audits: what was concluded, asking for one, and how far it is. */
@RestController
final class AuditsApi {
  private final Database database;
  private final RunStore runs;
  private final WorkStore queue;
  private final WorkList work;
  private final Rechecks rechecks;
  private final ActionLog log;
  private final Reach reach;
  private final InstantSource clock;

  AuditsApi(
      Database database,
      RunStore runs,
      WorkStore queue,
      WorkList work,
      Rechecks rechecks,
      ActionLog log,
      Reach reach,
      InstantSource clock) {
    this.database = database;
    this.runs = runs;
    this.queue = queue;
    this.work = work;
    this.rechecks = rechecks;
    this.log = log;
    this.reach = reach;
    this.clock = clock;
  }

  /**
   * A run.
   *
   * @param observed whether anything of the portal could be observed
   */
  record Run(
      String id,
      PortalKind kind,
      Instant startedAt,
      Instant finishedAt,
      String rulesDigest,
      int pages,
      int requests,
      long bytes,
      boolean complete,
      boolean observed) {
    static Run of(RunStore.Run run) {
      return new Run(
          run.id(),
          run.kind(),
          run.startedAt(),
          run.finishedAt(),
          run.rulesDigest(),
          run.pages(),
          run.requests(),
          run.bytes(),
          run.complete(),
          run.observed());
    }
  }

  /** A run with its points by each checklist. */
  record RunWithScores(Run run, List<PortalsApi.Card> scorecards) {}

  /**
   * Work that was asked for.
   *
   * @param phase what is being done, in Vietnamese; null before it began
   * @param pages pages read so far
   * @param queued pages known and not read
   * @param etaSeconds seconds that the rest takes at the pace so far
   * @param reason why it failed
   * @param run id of the run that came of it
   */
  record Job(
      long id,
      String portal,
      WorkKind kind,
      WorkList.State state,
      Instant dueAt,
      @Nullable Instant startedAt,
      @Nullable Instant endedAt,
      @Nullable String phase,
      @Nullable Integer pages,
      @Nullable Integer queued,
      @Nullable Integer etaSeconds,
      @Nullable String reason,
      @Nullable String run) {
    static Job of(WorkList.Item item) {
      WorkList.Progress progress = item.progress();
      return new Job(
          item.id(),
          item.code(),
          item.kind(),
          item.state(),
          item.dueAt(),
          item.startedAt(),
          item.endedAt(),
          progress == null ? null : progress.phase(),
          progress == null ? null : Integer.valueOf(progress.pages()),
          progress == null ? null : Integer.valueOf(progress.queued()),
          progress == null ? null : progress.etaSeconds(),
          item.reason(),
          item.run());
    }
  }

  @Operation(id = "listAudits", says = "Các lượt kiểm tra của một cổng, mới nhất trước.")
  @Allowed(
      value = {Role.OPERATOR, Role.LEADER, Role.REPORTER, Role.APPROVER, Role.ADMINISTRATOR},
      scope = Scope.READS)
  @GetMapping("/api/v1/portals/{code}/audits")
  ResponseEntity<Slice.Page<Run>> list(@PathVariable String code, Slice slice, Person me) {
    Facts portal = reach.portal(code, me);
    Listing<RunStore.Run> page = runs.page(portal.id(), slice.offset(), slice.size());
    return slice.page(page.rows().stream().map(Run::of).toList(), page.total());
  }

  @Operation(id = "getAudit", says = "Một lượt kiểm tra với điểm theo từng bộ tiêu chí.")
  @Allowed(
      value = {Role.OPERATOR, Role.LEADER, Role.REPORTER, Role.APPROVER, Role.ADMINISTRATOR},
      scope = Scope.READS)
  @GetMapping("/api/v1/audits/{run}")
  ResponseEntity<RunWithScores> one(@PathVariable String run, Person me) {
    RunStore.Run found = run(run, me);
    return ResponseEntity.ok(
        new RunWithScores(
            Run.of(found), runs.cards(run).stream().map(PortalsApi.Card::of).toList()));
  }

  @Operation(
      id = "getAuditResult",
      says = "Tài liệu kết quả portal-audit/run/1 của một lượt kiểm tra.",
      document = "AuditResult")
  @Allowed(
      value = {Role.OPERATOR, Role.LEADER, Role.REPORTER, Role.APPROVER, Role.ADMINISTRATOR},
      scope = Scope.READS)
  @GetMapping(path = "/api/v1/audits/{run}/result", produces = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<String> result(@PathVariable String run, Person me) {
    run(run, me);
    try {
      String json = NotFound.unless(runs.result(run));
      return ResponseEntity.ok(ResultDocument.write(ResultDocument.parse(json)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private RunStore.Run run(String id, Person me) {
    RunStore.Run run = NotFound.unless(runs.run(id));
    reach.number(run.portal(), me);
    return run;
  }

  @Operation(
      id = "requestAudit",
      says = "Yêu cầu kiểm tra một cổng; hỏi tiến độ ở địa chỉ ghi trong Location.",
      status = 202)
  @Allowed(
      value = {Role.OPERATOR, Role.REPORTER, Role.APPROVER},
      scope = Scope.AUDIT)
  @PostMapping("/api/v1/portals/{code}/audits")
  ResponseEntity<Job> request(@PathVariable String code, Person me, Actor actor) {
    Facts portal = reach.portal(code, me);
    long id =
        database.within(jdbc -> {
          log.add(actor, "portal.audit-asked", "portal:" + code, null, null);
          return me.central() ? queued(portal, actor) : again(portal, actor);
        });
    return ResponseEntity.accepted()
        .location(URI.create("/api/v1/work/" + id))
        .body(Job.of(NotFound.unless(work.find(id))));
  }

  private long queued(Facts portal, Actor actor) {
    long minute = clock.instant().getEpochSecond() / 60;
    return queue.request(portal.id(), WorkKind.AUDIT, "yeu-cau-" + minute, actor.login());
  }

  /** An agency has its turn once in a while. */
  private long again(Facts portal, Actor actor) {
    return switch (rechecks.request(portal.id(), actor.login(), clock.instant())) {
      case Rechecks.Answer.Queued(long id) -> id;
      case Rechecks.Answer.UnderWay(long id) -> id;
      case Rechecks.Answer.TooSoon(Instant until) ->
          throw new Refused("Cơ quan đã yêu cầu kiểm tra gần đây; yêu cầu được lại từ " + until);
      case Rechecks.Answer.Open() -> throw new IllegalStateException("open");
    };
  }

  @Operation(id = "getWork", says = "Tiến độ của một việc đã yêu cầu.")
  @Allowed(
      value = {Role.OPERATOR, Role.LEADER, Role.REPORTER, Role.APPROVER, Role.ADMINISTRATOR},
      scope = Scope.READS)
  @GetMapping("/api/v1/work/{id}")
  ResponseEntity<Job> progress(@PathVariable long id, Person me) {
    return ResponseEntity.ok(Job.of(job(id, me)));
  }

  @Operation(id = "cancelWork", says = "Hủy một việc đang chờ hoặc đang chạy.", status = 204)
  @Allowed(value = Role.OPERATOR, scope = Scope.AUDIT)
  @DeleteMapping("/api/v1/work/{id}")
  ResponseEntity<Void> cancel(@PathVariable long id, Person me, Actor actor) {
    job(id, me);
    database.within(jdbc -> {
      if (!queue.cancel(id)) {
        throw new Refused("Việc này đã kết thúc, không hủy được nữa.");
      }
      log.add(actor, "work.cancelled", "work:" + id, null, null);
      return true;
    });
    return ResponseEntity.noContent().build();
  }

  private WorkList.Item job(long id, Person me) {
    WorkList.Item item = NotFound.unless(work.find(id));
    reach.number(item.portal(), me);
    return item;
  }
}
