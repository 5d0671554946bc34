package vn.portalaudit.web.department;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vn.portalaudit.domain.AuditReport;
import vn.portalaudit.domain.Evidence;
import vn.portalaudit.domain.Finding;
import vn.portalaudit.domain.Outcome;
import vn.portalaudit.domain.Scorecard;
import vn.portalaudit.report.Vietnamese;
import vn.portalaudit.store.FindingStore;
import vn.portalaudit.web.page.Ring;

/** Findings as the screen of checks shows them. */
final class CheckViews {
  /** The choices of the filter. */
  static final List<Standing> OUTCOMES = Arrays.stream(Outcome.values()).map(Standing::of).toList();

  private CheckViews() {}

  /** A checklist. */
  public record Card(
      String id,
      String title,
      String version,
      String note,
      Ring ring,
      String range,
      String coverage,
      List<Group> groups) {}

  /** A group of criteria; those that the filter leaves. */
  public record Group(String title, String points, List<Check> checks) {}

  /** A criterion with what was concluded, since when, and where it was seen. */
  public record Check(
      String code,
      String title,
      Standing standing,
      String points,
      String says,
      String fix,
      String reason,
      @Nullable Instant since,
      String explanation,
      List<String> observed,
      List<Evidence> evidence) {}

  /**
   * The scorecards of a run.
   *
   * @param current what holds of the portal, with since when and what the agency explains
   * @param outcome code of the only outcome that is wanted; empty for all
   */
  static List<Card> cards(AuditReport report, List<FindingStore.Current> current, String outcome) {
    Map<String, FindingStore.Current> held = new HashMap<>();
    current.forEach(c -> held.put(c.finding().checklist() + "/" + c.finding().criterion(), c));
    return report.scorecards().stream().map(card -> card(card, held, outcome)).toList();
  }

  private static Card card(Scorecard card, Map<String, FindingStore.Current> held, String outcome) {
    List<Group> groups = new ArrayList<>();
    for (Scorecard.GroupScore group : card.groups()) {
      List<Check> checks =
          card.findings().stream()
              .filter(f -> f.groupId().equals(group.id()))
              .filter(f -> outcome.isEmpty() || Standing.of(f.outcome()).code().equals(outcome))
              .map(f -> check(f, held.get(card.checklist() + "/" + f.criterionId())))
              .toList();
      if (!checks.isEmpty()) {
        groups.add(
            new Group(
                group.code() + ". " + group.title(),
                Standing.points(group.points(), group.maxPoints()),
                checks));
      }
    }
    String range =
        card.low().compareTo(card.high()) == 0
            ? ""
            : Vietnamese.number(card.low()) + "–" + Vietnamese.number(card.high());
    return new Card(
        card.checklist(),
        card.title(),
        card.version(),
        card.note() == null ? "" : card.note(),
        Ring.of(card.points(), card.maxPoints()),
        range,
        Vietnamese.percent(card.coverage()),
        groups);
  }

  private static Check check(Finding finding, FindingStore.@Nullable Current current) {
    return new Check(
        finding.code(),
        finding.title(),
        Standing.of(finding.outcome()),
        finding.outcome().decided()
            ? Standing.points(finding.points(), finding.maxPoints())
            : "chưa quyết / " + Vietnamese.number(finding.maxPoints()),
        finding.says(),
        finding.fix() == null ? "" : finding.fix(),
        finding.reason() == null ? "" : finding.reason().says(),
        current == null ? null : current.finding().since(),
        current == null || current.explanation() == null ? "" : current.explanation().says(),
        finding.observed(),
        finding.evidence());
  }
}
