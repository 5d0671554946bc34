package vn.portalaudit.web.agency;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import vn.portalaudit.domain.AuditReport;
import vn.portalaudit.domain.Evidence;
import vn.portalaudit.domain.Finding;
import vn.portalaudit.domain.Outcome;
import vn.portalaudit.domain.Scorecard;
import vn.portalaudit.report.Vietnamese;
import vn.portalaudit.store.Changes;
import vn.portalaudit.store.FindingStore;
import vn.portalaudit.web.page.Ring;

/** A report as the agency reads it: points to regain first, then every criterion. */
final class ReportViews {
  /** The choice of the filter for all that costs points. */
  static final String LOST = "mat-diem";

  private ReportViews() {}

  /** A choice of the filter. */
  public record Choice(String code, String name) {}

  /** A checklist. */
  public record Card(
      String id,
      String title,
      String version,
      String note,
      Ring ring,
      String range,
      String coverage,
      String grade,
      String lost,
      List<Regain> regains,
      List<Group> groups) {}

  /** Points that can be had again. */
  public record Regain(
      String code, String title, Verdict verdict, String points, String fix, String href) {}

  /** A group of criteria; those that the filter leaves. */
  public record Group(String title, String points, List<Check> checks) {}

  /**
   * A criterion.
   *
   * @param found whether the evidence shows something there, and not the nearest to what is absent
   * @param moved ▲ or ▼ with the points by which it changed; empty when it did not
   * @param explained what became of an explanation; empty without one
   */
  public record Check(
      String anchor,
      String code,
      String title,
      Verdict verdict,
      String points,
      String says,
      String fix,
      String clause,
      String method,
      String reason,
      java.time.@Nullable Instant since,
      boolean found,
      String moved,
      boolean better,
      String explained,
      String thread,
      List<String> observed,
      List<Evidence> evidence) {}

  /**
   * What the views are made from besides the report.
   *
   * @param base address of the portal's screens
   * @param current what holds of the portal
   * @param changes since the run before; null when there is nothing to compare
   * @param clause of checklist and criterion
   * @param filter code of an outcome, {@link #LOST}, or empty
   */
  record Beside(
      String base,
      List<FindingStore.Current> current,
      @Nullable Changes changes,
      BiFunction<String, String, String> clause,
      String filter) {}

  static List<Choice> choices() {
    List<Choice> choices = new ArrayList<>(List.of(new Choice(LOST, "Còn mất điểm")));
    for (Outcome outcome : Outcome.values()) {
      choices.add(new Choice(Verdict.of(outcome).code(), outcome.label()));
    }
    return choices;
  }

  static List<Card> cards(AuditReport report, Beside beside) {
    Map<String, FindingStore.Current> held = new HashMap<>();
    beside
        .current()
        .forEach(c -> held.put(c.finding().checklist() + "/" + c.finding().criterion(), c));
    Map<String, Changes.Change> moved = new HashMap<>();
    Changes changes = beside.changes();
    if (changes != null) {
      changes.better().forEach(c -> moved.put(c.checklist() + "/" + c.criterion(), c));
      changes.worse().forEach(c -> moved.put(c.checklist() + "/" + c.criterion(), c));
    }
    return report.scorecards().stream().map(card -> card(card, beside, held, moved)).toList();
  }

  private static Card card(
      Scorecard card,
      Beside beside,
      Map<String, FindingStore.Current> held,
      Map<String, Changes.Change> moved) {
    List<Group> groups = new ArrayList<>();
    for (Scorecard.GroupScore group : card.groups()) {
      List<Check> checks =
          card.findings().stream()
              .filter(f -> f.groupId().equals(group.id()) && wanted(f, beside.filter()))
              .map(f -> check(card.checklist(), f, beside, held, moved))
              .toList();
      if (!checks.isEmpty()) {
        groups.add(
            new Group(
                group.code() + ". " + group.title(),
                Verdict.points(group.points(), group.maxPoints()),
                checks));
      }
    }
    BigDecimal lost =
        card.findings().stream()
            .filter(ReportViews::loses)
            .map(f -> f.maxPoints().subtract(f.points()))
            .reduce(BigDecimal.ZERO, BigDecimal::add);
    return new Card(
        card.checklist(),
        card.title(),
        card.version(),
        card.note() == null ? "" : card.note(),
        Ring.of(card.points(), card.maxPoints()),
        card.low().compareTo(card.high()) == 0
            ? ""
            : Vietnamese.number(card.low()) + "–" + Vietnamese.number(card.high()),
        Vietnamese.percent(card.coverage()),
        card.grade() == null ? "" : card.grade(),
        Vietnamese.number(lost),
        regains(card, beside.base()),
        groups);
  }

  private static List<Regain> regains(Scorecard card, String base) {
    return card.findings().stream()
        .filter(ReportViews::loses)
        .sorted(Comparator.comparing((Finding f) -> f.maxPoints().subtract(f.points())).reversed())
        .map(f ->
            new Regain(
                f.code(),
                f.title(),
                Verdict.of(f.outcome()),
                "+" + Vietnamese.number(f.maxPoints().subtract(f.points())),
                f.fix() == null ? "" : f.fix(),
                base + "/bao-cao#" + anchor(card.checklist(), f)))
        .toList();
  }

  private static boolean wanted(Finding finding, String filter) {
    return filter.isEmpty()
        || (filter.equals(LOST)
            ? loses(finding)
            : Verdict.of(finding.outcome()).code().equals(filter));
  }

  private static boolean loses(Finding finding) {
    return finding.outcome().decided() && finding.points().compareTo(finding.maxPoints()) < 0;
  }

  private static String anchor(String checklist, Finding finding) {
    return "c-" + checklist + "-" + finding.criterionId();
  }

  private static Check check(
      String checklist,
      Finding finding,
      Beside beside,
      Map<String, FindingStore.Current> held,
      Map<String, Changes.Change> moved) {
    String key = checklist + "/" + finding.criterionId();
    FindingStore.Current current = held.get(key);
    Changes.Change change = moved.get(key);
    BigDecimal by = change == null ? null : change.points().subtract(change.pointsBefore());
    return new Check(
        anchor(checklist, finding),
        finding.code(),
        finding.title(),
        Verdict.of(finding.outcome()),
        finding.outcome().decided()
            ? Verdict.points(finding.points(), finding.maxPoints())
            : (finding.outcome() == Outcome.INAPPLICABLE ? "– / " : "chưa quyết / ")
                + Vietnamese.number(finding.maxPoints()),
        finding.says(),
        finding.fix() == null ? "" : finding.fix(),
        beside.clause().apply(checklist, finding.criterionId()),
        finding.method().label(),
        finding.reason() == null ? "" : finding.reason().says(),
        current == null ? null : current.finding().since(),
        finding.outcome() == Outcome.PASSED || finding.outcome() == Outcome.PARTIAL,
        by == null ? "" : (by.signum() > 0 ? "▲ " : "▼ ") + Vietnamese.number(by.abs()),
        by != null && by.signum() > 0,
        current == null || current.explanation() == null ? "" : current.explanation().says(),
        beside.base() + "/tieu-chi/" + checklist + "/" + finding.criterionId(),
        finding.observed(),
        finding.evidence());
  }
}
