package vn.portalaudit.evaluate;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.portalaudit.checklist.Checklist;
import vn.portalaudit.checklist.Checklist.Criterion;
import vn.portalaudit.checklist.Checklist.Group;
import vn.portalaudit.domain.Evidence;
import vn.portalaudit.domain.Finding;
import vn.portalaudit.domain.Observation;
import vn.portalaudit.domain.Outcome;
import vn.portalaudit.domain.PortalKind;
import vn.portalaudit.domain.Reason;
import vn.portalaudit.evaluate.Judge.Leaf;

/**
 * Turns a checklist and what was observed into findings. Pure: the same observations give the same
 * findings, in whatever order they come. Stateless, safe for several threads.
 */
public final class Evaluator {
  private static final int MOST_EVIDENCE = 8;
  private static final String AWAITING =
      "Chờ cơ quan tự khai kèm minh chứng và người chấm xác nhận.";

  private Evaluator() {}

  /**
   * Judges every criterion.
   *
   * @param checklist the criteria, as its reader accepted them
   * @param kind kind of the portal
   * @param byKey what was observed, by {@link Observation#key()}; a field that a criterion names
   *     and that is missing here counts as unobserved by {@link Reason#OWN_FAULT}
   * @return one finding a criterion, in the checklist's order
   */
  public static List<Finding> findings(
      Checklist checklist, PortalKind kind, Map<String, Observation> byKey) {
    Judge judge = new Judge(byKey);
    List<Finding> findings = new ArrayList<>();
    for (Group group : checklist.groups()) {
      for (Criterion criterion : group.criteria()) {
        findings.add(finding(group.id(), criterion, kind, judge));
      }
    }
    return findings;
  }

  static Finding finding(String groupId, Criterion criterion, PortalKind kind, Judge judge) {
    return switch (Decision.of(criterion, kind, judge)) {
      case Decision.Decided decided -> {
        BigDecimal points = plain(decided.points());
        Outcome outcome = outcome(points, criterion.maxPoints());
        yield finding(
            groupId,
            criterion,
            new Conclusion(
                outcome,
                points,
                null,
                Wording.fill(decided.says(), judge.byKey()),
                outcome == Outcome.PASSED ? null : criterion.fix()),
            decided.deciding());
      }
      case Decision.Undecided undecided ->
          finding(
              groupId,
              criterion,
              new Conclusion(
                  Outcome.CANT_TELL,
                  BigDecimal.ZERO,
                  undecided.reason(),
                  "Chưa xác định được: " + undecided.reason().says() + ".",
                  undecided.reason().fix()),
              undecided.deciding());
      case Decision.Unconcerned unconcerned ->
          finding(
              groupId,
              criterion,
              new Conclusion(
                  Outcome.INAPPLICABLE,
                  BigDecimal.ZERO,
                  null,
                  Wording.fill(unconcerned.says(), judge.byKey()),
                  null),
              unconcerned.deciding());
      case Decision.Awaiting awaiting ->
          finding(
              groupId,
              criterion,
              new Conclusion(Outcome.UNTESTED, BigDecimal.ZERO, null, AWAITING, criterion.fix()),
              List.of());
    };
  }

  /** What was concluded; the parts of a finding that do not come from its criterion. */
  private record Conclusion(
      Outcome outcome,
      BigDecimal points,
      @Nullable Reason reason,
      String says,
      @Nullable String fix) {}

  private static Finding finding(
      String groupId, Criterion criterion, Conclusion conclusion, List<Leaf> deciding) {
    return new Finding(
        groupId,
        criterion.id(),
        criterion.code(),
        criterion.title(),
        criterion.method(),
        criterion.pointsBasis(),
        conclusion.outcome(),
        conclusion.points(),
        criterion.maxPoints(),
        conclusion.reason(),
        conclusion.says(),
        conclusion.fix(),
        observed(deciding),
        evidence(deciding));
  }

  private static Outcome outcome(BigDecimal points, BigDecimal max) {
    if (points.signum() == 0) {
      return Outcome.FAILED;
    }
    return points.compareTo(max) == 0 ? Outcome.PASSED : Outcome.PARTIAL;
  }

  /** Without trailing zeros and without an exponent. */
  private static BigDecimal plain(BigDecimal points) {
    BigDecimal stripped = points.stripTrailingZeros();
    return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
  }

  /** One line a field and direction: of several thresholds on a field the first, nearest one. */
  private static List<String> observed(List<Leaf> deciding) {
    Map<String, String> lines = new LinkedHashMap<>();
    for (Leaf leaf : deciding) {
      lines.computeIfAbsent(leaf.holds() + leaf.test().key(), key -> Wording.observed(leaf));
    }
    return List.copyOf(lines.values());
  }

  /** Evidence of the deciding fields in turn, so that one field cannot crowd out the others. */
  private static List<Evidence> evidence(List<Leaf> deciding) {
    Set<Evidence> evidence = new LinkedHashSet<>();
    int longest = deciding.stream().mapToInt(leaf -> leaf.evidence().size()).max().orElse(0);
    for (int i = 0; i < longest; i++) {
      for (Leaf leaf : deciding) {
        if (i < leaf.evidence().size() && evidence.size() < MOST_EVIDENCE) {
          evidence.add(leaf.evidence().get(i));
        }
      }
    }
    return List.copyOf(evidence);
  }
}
