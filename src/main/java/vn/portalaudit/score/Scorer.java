package vn.portalaudit.score;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.portalaudit.checklist.Checklist;
import vn.portalaudit.checklist.Checklist.Criterion;
import vn.portalaudit.checklist.Checklist.Grade;
import vn.portalaudit.checklist.Checklist.Group;
import vn.portalaudit.domain.Finding;
import vn.portalaudit.domain.Outcome;
import vn.portalaudit.domain.Scorecard;
import vn.portalaudit.domain.Scorecard.GroupScore;

/**
 * Adds findings up. Points stay exact; what is undecided widens the interval {@code low..high} and
 * never becomes 0 or full. Stateless, safe for several threads.
 */
public final class Scorer {
  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

  private Scorer() {}

  /**
   * The scorecard of one portal.
   *
   * @param checklist the criteria
   * @param findings one finding a criterion, in any order
   * @param note a remark such as «tham khảo»; stands before the checklist's own note
   * @return the scorecard, its findings in the checklist's order
   * @throws IllegalArgumentException when a criterion has no finding, two of them, or a finding has
   *     no criterion
   */
  public static Scorecard scorecard(
      Checklist checklist, List<Finding> findings, @Nullable String note) {
    Map<String, Finding> byCriterion = byCriterion(checklist, findings);
    List<GroupScore> groups = new ArrayList<>();
    List<Finding> ordered = new ArrayList<>();
    Sum total = Sum.NOTHING;
    for (Group group : checklist.groups()) {
      Sum sum = Sum.NOTHING;
      for (Criterion criterion : group.criteria()) {
        Finding finding = byCriterion.get(criterion.id());
        if (finding == null) {
          throw new IllegalArgumentException(criterion.id() + ": no finding");
        }
        ordered.add(finding);
        sum = sum.plus(finding);
      }
      groups.add(score(group, sum));
      total = total.plus(sum);
    }
    return new Scorecard(
        checklist.id(),
        checklist.version(),
        checklist.title(),
        checklist.basis(),
        joined(note, checklist.note()),
        checklist.pointsBasis(),
        total.points(),
        total.points(),
        total.high(),
        total.max(),
        total.decidedMax(),
        total.coverage(),
        grade(checklist.grades(), total).orElse(null),
        groups,
        ordered);
  }

  private static Map<String, Finding> byCriterion(Checklist checklist, List<Finding> findings) {
    Map<String, Finding> byCriterion = new HashMap<>();
    for (Finding finding : findings) {
      if (byCriterion.put(finding.criterionId(), finding) != null) {
        throw new IllegalArgumentException(finding.criterionId() + ": two findings");
      }
    }
    if (byCriterion.size() > checklist.criteria().count()) {
      throw new IllegalArgumentException(checklist.id() + ": a finding without a criterion");
    }
    return byCriterion;
  }

  private static GroupScore score(Group group, Sum sum) {
    return new GroupScore(
        group.id(),
        group.code(),
        group.title(),
        sum.points(),
        sum.points(),
        sum.high(),
        sum.max(),
        group.pointsBasis());
  }

  private static @Nullable String joined(@Nullable String note, @Nullable String own) {
    if (note == null || own == null) {
      return note == null ? own : note;
    }
    return note + " " + own;
  }

  /** The grade, unless what is undecided could still change it. */
  private static Optional<String> grade(List<Grade> grades, Sum total) {
    Optional<String> least = grade(grades, total.points(), total.max());
    Optional<String> most = grade(grades, total.high(), total.max());
    return least.equals(most) ? least : Optional.empty();
  }

  /** Compares {@code 100 × points} with {@code from × max}: nothing is divided, nothing rounded. */
  private static Optional<String> grade(List<Grade> grades, BigDecimal points, BigDecimal max) {
    if (max.signum() == 0) {
      return Optional.empty();
    }
    return grades.stream()
        .filter(g -> points.multiply(HUNDRED).compareTo(g.from().multiply(max)) >= 0)
        .map(Grade::name)
        .findFirst();
  }

  /**
   * Sums over some findings.
   *
   * @param points decided points
   * @param decidedMax what the decided criteria could give
   * @param max what all applicable criteria could give
   */
  private record Sum(BigDecimal points, BigDecimal decidedMax, BigDecimal max) {
    static final Sum NOTHING = new Sum(BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO);

    Sum plus(Finding finding) {
      if (finding.outcome() == Outcome.INAPPLICABLE) {
        return this;
      }
      BigDecimal all = max.add(finding.maxPoints());
      return finding.outcome().decided()
          ? new Sum(points.add(finding.points()), decidedMax.add(finding.maxPoints()), all)
          : new Sum(points, decidedMax, all);
    }

    Sum plus(Sum other) {
      return new Sum(
          points.add(other.points), decidedMax.add(other.decidedMax), max.add(other.max));
    }

    BigDecimal high() {
      return points.add(max).subtract(decidedMax);
    }

    BigDecimal coverage() {
      return max.signum() == 0 ? BigDecimal.ZERO : decidedMax.divide(max, 4, RoundingMode.HALF_UP);
    }
  }
}
