package vn.portalaudit.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import vn.portalaudit.checklist.Checklist;
import vn.portalaudit.domain.Finding;
import vn.portalaudit.domain.Observation;
import vn.portalaudit.domain.Outcome;
import vn.portalaudit.domain.Reason;
import vn.portalaudit.domain.Scorecard;
import vn.portalaudit.score.Scorer;

/** What must be so of every checklist and all observations; each failure names its seed. */
class JudgementPropertyTest {
  private static final int CASES = 2_000;

  @Test
  void pointsStayWithinBoundsAndOutcomesFitThem() {
    for (int seed = 0; seed < CASES; seed++) {
      Cases cases = new Cases(new Random(seed), false);
      for (Finding finding :
          Evaluator.findings(cases.checklist(), cases.kind(), cases.observations())) {
        assertThat(finding.outcome()).as(seed(seed, finding)).isEqualTo(fitting(finding));
      }
    }
  }

  private static Outcome fitting(Finding finding) {
    if (finding.reason() != null || !finding.outcome().decided()) {
      assertThat(finding.points()).isEqualByComparingTo(BigDecimal.ZERO);
      boolean unconcerned = finding.outcome() == Outcome.INAPPLICABLE;
      Outcome open = unconcerned ? Outcome.INAPPLICABLE : Outcome.UNTESTED;
      return finding.reason() == null ? open : Outcome.CANT_TELL;
    }
    assertThat(finding.points()).isBetween(BigDecimal.ZERO, finding.maxPoints());
    if (finding.points().signum() == 0) {
      return Outcome.FAILED;
    }
    return finding.points().compareTo(finding.maxPoints()) == 0 ? Outcome.PASSED : Outcome.PARTIAL;
  }

  @Test
  void whatIsDecidedNoLaterObservationCanChange() {
    int decided = 0;
    int undecided = 0;
    int unconcerned = 0;
    for (int seed = 0; seed < CASES; seed++) {
      Cases cases = new Cases(new Random(seed), false);
      Checklist checklist = cases.checklist();
      Map<String, Observation> seen = cases.observations();
      List<Finding> before = Evaluator.findings(checklist, cases.kind(), seen);
      Scorecard card = Scorer.scorecard(checklist, before, null);
      for (int i = 0; i < 5; i++) {
        List<Finding> after = Evaluator.findings(checklist, cases.kind(), cases.completed(seen));
        for (int n = 0; n < before.size(); n++) {
          if (before.get(n).outcome().decided()) {
            assertThat(after.get(n).points())
                .as(seed(seed, before.get(n)))
                .isEqualByComparingTo(before.get(n).points());
            assertThat(after.get(n).outcome()).isEqualTo(before.get(n).outcome());
            decided++;
          } else if (before.get(n).outcome() == Outcome.INAPPLICABLE) {
            assertThat(after.get(n).outcome())
                .as(seed(seed, before.get(n)))
                .isEqualTo(Outcome.INAPPLICABLE);
            unconcerned++;
          } else {
            undecided++;
          }
        }
        assertThat(Scorer.scorecard(checklist, after, null).points())
            .as("seed %d", seed)
            .isBetween(card.low(), card.high());
      }
    }
    assertThat(decided).as("decided cases tried").isGreaterThan(10_000);
    assertThat(unconcerned).as("inapplicable cases tried").isGreaterThan(1_000);
    assertThat(undecided).as("undecided cases tried").isGreaterThan(10_000);
  }

  @Test
  void hidingAFieldEitherChangesNothingOrLeavesPointsUndecided() {
    for (int seed = 0; seed < CASES; seed++) {
      Cases cases = new Cases(new Random(seed), false);
      Checklist checklist = cases.checklist();
      Map<String, Observation> seen = cases.completed(cases.observations());
      List<Finding> before = Evaluator.findings(checklist, cases.kind(), seen);
      List<Finding> after = Evaluator.findings(checklist, cases.kind(), cases.hidden(seen));
      for (int n = 0; n < before.size(); n++) {
        if (after.get(n).outcome() != Outcome.CANT_TELL) {
          assertThat(after.get(n).points())
              .as(seed(seed, before.get(n)))
              .isEqualByComparingTo(before.get(n).points());
        }
      }
    }
  }

  /** Of whole observations: knowing more may make a decided level unknown again. */
  @Test
  void moreOfWhatIsAskedForNeverCostsPoints() {
    int risen = 0;
    for (int seed = 0; seed < CASES; seed++) {
      Cases cases = new Cases(new Random(seed), true);
      Checklist checklist = cases.checklist();
      Map<String, Observation> seen = cases.completed(cases.observations());
      Scorecard before =
          Scorer.scorecard(checklist, Evaluator.findings(checklist, cases.kind(), seen), null);
      Scorecard after =
          Scorer.scorecard(
              checklist, Evaluator.findings(checklist, cases.kind(), cases.raised(seen)), null);
      assertThat(after.points()).as("seed %d", seed).isGreaterThanOrEqualTo(before.points());
      risen += after.points().compareTo(before.points()) > 0 ? 1 : 0;
    }
    assertThat(risen).as("cases in which points rose").isGreaterThan(50);
  }

  @Test
  void moreForOneCriterionNeverLowersTheScorecard() {
    for (int seed = 0; seed < CASES; seed++) {
      Cases cases = new Cases(new Random(seed), false);
      Checklist checklist = cases.checklist();
      List<Finding> findings =
          new ArrayList<>(Evaluator.findings(checklist, cases.kind(), cases.observations()));
      Scorecard before = Scorer.scorecard(checklist, findings, null);
      int index = cases.random().nextInt(findings.size());
      Finding changed = findings.get(index);
      if (changed.outcome() == Outcome.INAPPLICABLE) {
        continue;
      }
      findings.set(index, as(changed, Outcome.PASSED, changed.maxPoints()));
      Scorecard after = Scorer.scorecard(checklist, findings, null);
      assertThat(after.points()).as("seed %d", seed).isGreaterThanOrEqualTo(before.points());
      assertThat(after.low()).as("seed %d", seed).isGreaterThanOrEqualTo(before.low());
      assertThat(after.high()).as("seed %d", seed).isGreaterThanOrEqualTo(before.high());
      assertThat(after.coverage()).isGreaterThanOrEqualTo(before.coverage());
    }
  }

  @Test
  void orderOfConditionsObservationsAndFindingsDoesNotMatter() {
    for (int seed = 0; seed < CASES; seed++) {
      Cases cases = new Cases(new Random(seed), false);
      Checklist checklist = cases.checklist();
      Map<String, Observation> seen = cases.observations();
      List<Finding> straight = Evaluator.findings(checklist, cases.kind(), seen);
      List<Finding> mixed =
          new ArrayList<>(
              Evaluator.findings(cases.shuffled(checklist), cases.kind(), Map.copyOf(seen)));
      assertThat(mixed.stream().map(JudgementPropertyTest::conclusion))
          .as("seed %d", seed)
          .isEqualTo(straight.stream().map(JudgementPropertyTest::conclusion).toList());
      Collections.shuffle(mixed, cases.random());
      Scorecard one = Scorer.scorecard(checklist, straight, null);
      Scorecard two = Scorer.scorecard(checklist, mixed, null);
      assertThat(two.points()).isEqualTo(one.points());
      assertThat(two.groups()).isEqualTo(one.groups());
      assertThat(two.grade()).isEqualTo(one.grade());
    }
  }

  @Test
  void aFindingThatCannotTellNeverChangesDecidedPoints() {
    for (int seed = 0; seed < CASES; seed++) {
      Cases cases = new Cases(new Random(seed), false);
      Checklist checklist = cases.checklist();
      List<Finding> findings =
          new ArrayList<>(Evaluator.findings(checklist, cases.kind(), cases.observations()));
      Scorecard before = Scorer.scorecard(checklist, findings, null);
      int index = cases.random().nextInt(findings.size());
      Finding changed = findings.get(index);
      if (changed.outcome() == Outcome.INAPPLICABLE) {
        continue;
      }
      BigDecimal lost = changed.outcome().decided() ? changed.points() : BigDecimal.ZERO;
      findings.set(index, as(changed, Outcome.CANT_TELL, BigDecimal.ZERO));
      Scorecard after = Scorer.scorecard(checklist, findings, null);
      assertThat(after.points())
          .as("seed %d", seed)
          .isEqualByComparingTo(before.points().subtract(lost));
      assertThat(after.high()).as("seed %d", seed).isGreaterThanOrEqualTo(before.high());
      assertThat(after.maxPoints()).isEqualByComparingTo(before.maxPoints());
      assertThat(after.coverage()).isBetween(BigDecimal.ZERO, before.coverage());
      assertThat(sumOfGroups(after)).isEqualByComparingTo(after.points());
    }
  }

  /** Words for a failure, made only when there is one. */
  private static Supplier<String> seed(int seed, Finding finding) {
    return () -> "seed " + seed + ": " + finding;
  }

  private static BigDecimal sumOfGroups(Scorecard card) {
    return card.groups().stream()
        .map(Scorecard.GroupScore::points)
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private static String conclusion(Finding finding) {
    return List.of(finding.criterionId(), finding.outcome(), finding.points()).stream()
        .map(Object::toString)
        .collect(Collectors.joining(" "));
  }

  private static Finding as(Finding f, Outcome outcome, BigDecimal points) {
    return new Finding(
        f.groupId(),
        f.criterionId(),
        f.code(),
        f.title(),
        f.method(),
        f.pointsBasis(),
        outcome,
        points,
        f.maxPoints(),
        outcome == Outcome.CANT_TELL ? Reason.BLOCKED : null,
        "Câu.",
        null,
        List.of(),
        List.of());
  }
}
