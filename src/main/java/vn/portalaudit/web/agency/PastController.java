package vn.portalaudit.web.agency;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import vn.portalaudit.access.Person;
import vn.portalaudit.access.Role;
import vn.portalaudit.domain.AuditReport;
import vn.portalaudit.domain.Finding;
import vn.portalaudit.domain.Scorecard;
import vn.portalaudit.store.Listing;
import vn.portalaudit.store.PastFindings;
import vn.portalaudit.store.PortalStore.Facts;
import vn.portalaudit.store.RunStore;
import vn.portalaudit.web.page.Allowed;
import vn.portalaudit.web.page.Query;
import vn.portalaudit.web.page.ScoreCourse;
import vn.portalaudit.web.page.Screen;

/** How a portal's points and conclusions came and went. */
@Controller
final class PastController {
  private static final int SCORES = 60;
  private static final int RUNS = 20;

  private final AgencyPortals portals;
  private final PastFindings past;
  private final RunStore runs;

  PastController(AgencyPortals portals, PastFindings past, RunStore runs) {
    this.portals = portals;
    this.past = past;
    this.runs = runs;
  }

  /** A conclusion that took another's place. */
  public record Turn(
      String title, String href, Instant at, Verdict before, Verdict after, String says) {}

  @Allowed({Role.REPORTER, Role.APPROVER, Role.OPERATOR, Role.LEADER})
  @GetMapping("/don-vi/cong/{code}/lich-su")
  Screen past(@PathVariable String code, Query query, Person me) {
    Facts portal = portals.portal(code, me);
    Map<String, String> titles = new HashMap<>();
    portals.report(portal).ifPresent(report -> titles(report, titles));
    Listing<PastFindings.Turn> turns = past.turns(portal.id(), query.offset(), query.size());
    return AgencyPortals.screen("agency/past", "Lịch sử và so sánh", portal, "lich-su", me)
        .with("query", query)
        .with(
            "charts",
            ScoreCourse.of(past.scores(portal.id(), SCORES), id -> titles.getOrDefault(id, id)))
        .with("turns", turns.rows().stream().map(turn -> turn(portal, turn, titles)).toList())
        .with("paging", query.paging(turns.total()))
        .with("runs", runs.newest(portal.id(), RUNS));
  }

  private static void titles(AuditReport report, Map<String, String> titles) {
    for (Scorecard card : report.scorecards()) {
      titles.put(card.checklist(), card.title());
      for (Finding finding : card.findings()) {
        titles.put(
            card.checklist() + "/" + finding.criterionId(), finding.code() + " " + finding.title());
      }
    }
  }

  private static Turn turn(Facts portal, PastFindings.Turn turn, Map<String, String> titles) {
    String key = turn.checklist() + "/" + turn.criterion();
    return new Turn(
        titles.getOrDefault(key, turn.criterion()),
        AgencyPortals.base(portal) + "/tieu-chi/" + key,
        turn.at(),
        Verdict.of(Optional.ofNullable(turn.before()).orElse(turn.outcome())),
        Verdict.of(turn.outcome()),
        turn.says());
  }
}
