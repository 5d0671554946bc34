package vn.portalaudit.web.api;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import vn.portalaudit.access.Person;
import vn.portalaudit.access.Role;
import vn.portalaudit.access.Scope;
import vn.portalaudit.domain.Outcome;
import vn.portalaudit.domain.Reason;
import vn.portalaudit.store.FindingStore;
import vn.portalaudit.store.FindingStore.Held;
import vn.portalaudit.store.PortalStore.Facts;
import vn.portalaudit.web.page.Allowed;
import vn.portalaudit.web.page.NotFound;

/** What was found of portals, and from when until when. */
@RestController
final class FindingsApi {
  private final FindingStore findings;
  private final Reach reach;
  private final InstantSource clock;

  FindingsApi(FindingStore findings, Reach reach, InstantSource clock) {
    this.findings = findings;
    this.reach = reach;
    this.clock = clock;
  }

  /**
   * A finding while it held, from {@code firstSeen} until before {@code endedAt}.
   *
   * @param since when the same conclusion began, whatever was observed in between
   * @param endedAt null while it holds
   */
  record Finding(
      String checklist,
      String criterion,
      Outcome outcome,
      @Nullable Reason reason,
      BigDecimal points,
      BigDecimal maxPoints,
      String says,
      String firstRun,
      String lastRun,
      Instant firstSeen,
      Instant lastConfirmed,
      Instant since,
      @Nullable Instant endedAt) {
    static Finding of(Held held) {
      return new Finding(
          held.checklist(),
          held.criterion(),
          held.outcome(),
          held.reason(),
          Points.exact(held.points()),
          Points.exact(held.maxPoints()),
          held.says(),
          held.firstRun(),
          held.lastRun(),
          held.firstSeen(),
          held.lastConfirmed(),
          held.since(),
          held.endedAt());
    }
  }

  @Operation(id = "listFindings", says = "Các kết luận đang có hiệu lực về một cổng.")
  @Allowed(
      value = {Role.OPERATOR, Role.LEADER, Role.REPORTER, Role.APPROVER, Role.ADMINISTRATOR},
      scope = Scope.READS)
  @GetMapping("/api/v1/portals/{code}/findings")
  ResponseEntity<Slice.Page<Finding>> current(
      @PathVariable String code,
      @RequestParam(required = false) @Nullable String checklist,
      @RequestParam(required = false) @Nullable Outcome outcome,
      Slice slice,
      Person me) {
    Facts portal = reach.portal(code, me);
    return slice.of(
        findings.current(portal.id(), clock.instant()).stream()
            .map(current -> Finding.of(current.finding()))
            .filter(f -> checklist == null || f.checklist().equals(checklist))
            .filter(f -> outcome == null || f.outcome() == outcome)
            .toList());
  }

  @Operation(
      id = "getFindingHistory",
      says = "Mọi kết luận theo thời gian của một tiêu chí, mới nhất trước.")
  @Allowed(
      value = {Role.OPERATOR, Role.LEADER, Role.REPORTER, Role.APPROVER, Role.ADMINISTRATOR},
      scope = Scope.READS)
  @GetMapping("/api/v1/portals/{code}/findings/{checklist}/{criterion}")
  ResponseEntity<Slice.Page<Finding>> history(
      @PathVariable String code,
      @PathVariable String checklist,
      @PathVariable String criterion,
      Slice slice,
      Person me) {
    Facts portal = reach.portal(code, me);
    List<Finding> all =
        findings.history(portal.id(), checklist, criterion).stream().map(Finding::of).toList();
    NotFound.unless(!all.isEmpty());
    return slice.of(all);
  }
}
