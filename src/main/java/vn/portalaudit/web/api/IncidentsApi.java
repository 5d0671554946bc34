package vn.portalaudit.web.api;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import vn.portalaudit.access.Person;
import vn.portalaudit.access.Role;
import vn.portalaudit.access.Scope;
import vn.portalaudit.alert.Deed;
import vn.portalaudit.alert.Incident;
import vn.portalaudit.alert.Kind;
import vn.portalaudit.alert.Life;
import vn.portalaudit.alert.Severity;
import vn.portalaudit.monitor.Cause;
import vn.portalaudit.store.ActionLog;
import vn.portalaudit.store.ActionLog.Actor;
import vn.portalaudit.store.Database;
import vn.portalaudit.store.IncidentStore;
import vn.portalaudit.web.page.Allowed;
import vn.portalaudit.web.page.NotFound;
import vn.portalaudit.web.page.Refused;

/** Incidents, and what people do about them. */
@RestController
final class IncidentsApi {
  private static final int LONGEST_NOTE = 4_000;

  private final Database database;
  private final IncidentStore incidents;
  private final ActionLog log;
  private final Reach reach;

  IncidentsApi(Database database, IncidentStore incidents, ActionLog log, Reach reach) {
    this.database = database;
    this.incidents = incidents;
    this.log = log;
    this.reach = reach;
  }

  /**
   * An incident.
   *
   * @param portal code of the portal; null where the matter is the monitoring system's own
   * @param detail what exactly: a section, a checklist, a certificate's serial number; else empty
   */
  record Case(
      long id,
      @Nullable String portal,
      Kind kind,
      String detail,
      Cause cause,
      Incident.State state,
      Severity severity,
      Instant startsAt,
      Instant openedAt,
      @Nullable Instant endsAt,
      @Nullable Instant closedAt,
      @Nullable Instant acknowledgedAt,
      @Nullable String acknowledgedBy,
      @Nullable Long mergedInto,
      String says) {}

  /** An entry of an incident's log. */
  record Entry(long id, Instant at, String by, Life.Event what, String says) {}

  /** An incident with its log, oldest entry first. */
  record CaseWithLog(Case incident, List<Entry> log) {}

  /** A note. */
  @Sent
  record Note(@Nullable String says) {}

  @Operation(
      id = "listIncidents",
      says = "Sự cố, mới nhất trước. Khóa của một cơ quan phải nêu portal.")
  @Allowed(
      value = {Role.OPERATOR, Role.LEADER, Role.REPORTER, Role.APPROVER, Role.ADMINISTRATOR},
      scope = Scope.READS)
  @GetMapping("/api/v1/incidents")
  ResponseEntity<Slice.Page<Case>> list(
      @RequestParam(required = false) @Nullable Set<Incident.State> state,
      @RequestParam(required = false) @Nullable Set<Kind> kind,
      @RequestParam(required = false) @Nullable Severity severity,
      @RequestParam(required = false) @Nullable String portal,
      @RequestParam(required = false) @Nullable Instant from,
      @RequestParam(required = false) @Nullable Instant to,
      Slice slice,
      Person me) {
    IncidentStore.Page page =
        incidents.list(
            new IncidentStore.Filter(
                state == null ? Set.of() : state,
                kind == null ? Set.of() : kind,
                severity,
                reach.filter(portal, me),
                from,
                to),
            slice.offset(),
            slice.size());
    return slice.page(page.incidents().stream().map(this::shown).toList(), page.total());
  }

  @Operation(id = "getIncident", says = "Một sự cố với nhật ký của nó.")
  @Allowed(
      value = {Role.OPERATOR, Role.LEADER, Role.REPORTER, Role.APPROVER, Role.ADMINISTRATOR},
      scope = Scope.READS)
  @GetMapping("/api/v1/incidents/{id}")
  ResponseEntity<CaseWithLog> one(@PathVariable long id, Person me) {
    return ResponseEntity.ok(whole(incident(id, me)));
  }

  @Operation(id = "acknowledgeIncident", says = "Tiếp nhận một sự cố; việc nhắc lại sẽ ngừng.")
  @Allowed(value = Role.OPERATOR, scope = Scope.INCIDENT)
  @PostMapping("/api/v1/incidents/{id}/acknowledge")
  ResponseEntity<CaseWithLog> acknowledge(@PathVariable long id, Person me, Actor actor) {
    return act(id, new Deed.Acknowledge(me.login()), "incident.acknowledged", me, actor);
  }

  @Operation(id = "noteIncident", says = "Ghi chú vào nhật ký của một sự cố.")
  @Allowed(value = Role.OPERATOR, scope = Scope.INCIDENT)
  @PostMapping("/api/v1/incidents/{id}/notes")
  ResponseEntity<CaseWithLog> note(
      @PathVariable long id, @RequestBody Note note, Person me, Actor actor) {
    Input input = new Input();
    String says = input.text("says", note.says(), LONGEST_NOTE);
    input.done();
    return act(id, new Deed.Note(me.login(), says), "incident.noted", me, actor);
  }

  private ResponseEntity<CaseWithLog> act(
      long id, Deed deed, String action, Person me, Actor actor) {
    incident(id, me);
    return database.within(jdbc -> {
      Life.Outcome outcome = NotFound.unless(incidents.act(id, deed));
      if (outcome instanceof Life.Outcome.Refused refused) {
        throw new Refused(refused.says());
      }
      log.add(actor, action, "incident:" + id, null, null);
      return ResponseEntity.ok(whole(NotFound.unless(incidents.find(id))));
    });
  }

  private Incident incident(long id, Person me) {
    Incident incident = NotFound.unless(incidents.find(id));
    reach.number(incident.subject().portal(), me);
    return incident;
  }

  private CaseWithLog whole(Incident incident) {
    return new CaseWithLog(
        shown(incident),
        incidents.log(incident.id()).stream()
            .map(e -> new Entry(e.id(), e.at(), e.by(), e.what(), e.says()))
            .toList());
  }

  private Case shown(Incident i) {
    Integer portal = i.subject().portal();
    return new Case(
        i.id(),
        portal == null ? null : reach.code(portal).orElse(null),
        i.subject().kind(),
        i.subject().detail(),
        i.cause(),
        i.state(),
        i.severity(),
        i.startsAt(),
        i.openedAt(),
        i.endsAt(),
        i.closedAt(),
        i.acknowledgedAt(),
        i.acknowledgedBy(),
        i.mergedInto(),
        i.says());
  }
}
