package vn.portalaudit.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.portalaudit.checklist.Checklist;
import vn.portalaudit.checklist.Checklist.Criterion;
import vn.portalaudit.checklist.Checklist.Grade;
import vn.portalaudit.checklist.Checklist.Group;
import vn.portalaudit.checklist.Checklist.Scoring;
import vn.portalaudit.domain.Finding;
import vn.portalaudit.domain.Method;
import vn.portalaudit.domain.Outcome;
import vn.portalaudit.domain.PointsBasis;
import vn.portalaudit.domain.Reason;
import vn.portalaudit.domain.Scorecard;

class ScorerTest {
  private static final List<Grade> GRADES =
      List.of(grade("Tốt", "80"), grade("Khá", "65"), grade("Trung bình", "50"), grade("Yếu", "0"));

  @Test
  void undecidedPointsWidenTheInterval() {
    Checklist checklist = checklist(GRADES, "50", "30", "20");
    Scorecard card =
        Scorer.scorecard(
            checklist,
            List.of(
                finding(checklist, 0, Outcome.PARTIAL, "41.5"),
                finding(checklist, 1, Outcome.CANT_TELL, "0"),
                finding(checklist, 2, Outcome.UNTESTED, "0")),
            null);
    assertThat(card.points()).isEqualByComparingTo("41.5");
    assertThat(card.low()).isEqualByComparingTo("41.5");
    assertThat(card.high()).isEqualByComparingTo("91.5");
    assertThat(card.maxPoints()).isEqualByComparingTo("100");
    assertThat(card.decidedMax()).isEqualByComparingTo("50");
    assertThat(card.coverage()).isEqualTo(new BigDecimal("0.5000"));
    assertThat(card.grade()).isNull();
    assertThat(card.note()).isNull();
  }

  @Test
  void inapplicableLeavesEveryMaximum() {
    Checklist checklist = checklist(GRADES, "80", "20");
    Scorecard card =
        Scorer.scorecard(
            checklist,
            List.of(
                finding(checklist, 0, Outcome.PARTIAL, "64"),
                finding(checklist, 1, Outcome.INAPPLICABLE, "0")),
            "tham khảo");
    assertThat(card.maxPoints()).isEqualByComparingTo("80");
    assertThat(card.high()).isEqualByComparingTo("64");
    assertThat(card.coverage()).isEqualByComparingTo("1");
    assertThat(card.grade()).isEqualTo("Tốt");
    assertThat(card.note()).isEqualTo("tham khảo");
    assertThat(card.groups().getFirst().maxPoints()).isEqualByComparingTo("80");
  }

  @Test
  void nothingApplicableGivesNoGradeAndNoCoverage() {
    Checklist checklist = checklist(GRADES, "5");
    Scorecard card =
        Scorer.scorecard(
            checklist, List.of(finding(checklist, 0, Outcome.INAPPLICABLE, "0")), null);
    assertThat(card.coverage()).isEqualByComparingTo("0");
    assertThat(card.grade()).isNull();
  }

  @ParameterizedTest(name = "{0} of 100 is {1}")
  @CsvSource({
    "100, Tốt",
    "80, Tốt",
    "79.96, Khá",
    "79.9999, Khá",
    "65, Khá",
    "64.995, Trung bình",
    "50, Trung bình",
    "49.9999, Yếu",
    "0, Yếu"
  })
  void gradesCompareUnroundedPoints(String points, String grade) {
    Checklist checklist = checklist(GRADES, "100");
    assertThat(graded(checklist, points)).isEqualTo(grade);
  }

  @Test
  void gradeIsOfThePercentageNotOfThePoints() {
    Checklist checklist = checklist(GRADES, "3");
    assertThat(graded(checklist, "2.4")).isEqualTo("Tốt");
    assertThat(graded(checklist, "2.3999")).isEqualTo("Khá");
  }

  @Test
  void gradeStandsWhenTheUndecidedCannotChangeIt() {
    Checklist checklist = checklist(GRADES, "95", "5");
    List<Finding> findings =
        List.of(
            finding(checklist, 0, Outcome.PARTIAL, "85"),
            finding(checklist, 1, Outcome.CANT_TELL, "0"));
    assertThat(Scorer.scorecard(checklist, findings, null).grade()).isEqualTo("Tốt");
    assertThat(Scorer.scorecard(checklist(List.of(), "95", "5"), findings, null).grade()).isNull();
  }

  @Test
  void belowTheLowestGradeThereIsNone() {
    Checklist checklist = checklist(List.of(grade("Đạt", "50")), "100");
    assertThat(graded(checklist, "49")).isNull();
    assertThat(graded(checklist, "50")).isEqualTo("Đạt");
  }

  @Test
  void orderOfFindingsDoesNotMatter() {
    Checklist checklist = checklist(GRADES, "50", "30", "20");
    List<Finding> findings =
        new ArrayList<>(
            List.of(
                finding(checklist, 0, Outcome.PASSED, "50"),
                finding(checklist, 1, Outcome.CANT_TELL, "0"),
                finding(checklist, 2, Outcome.PARTIAL, "3.25")));
    Scorecard straight = Scorer.scorecard(checklist, findings, null);
    Collections.reverse(findings);
    assertThat(Scorer.scorecard(checklist, findings, null)).isEqualTo(straight);
  }

  @Test
  void missingDoubleAndForeignFindingsAreMistakes() {
    Checklist checklist = checklist(GRADES, "50", "30");
    Checklist longer = checklist(GRADES, "50", "30", "20");
    Finding first = finding(checklist, 0, Outcome.PASSED, "50");
    Finding second = finding(checklist, 1, Outcome.PASSED, "30");
    assertThatThrownBy(() -> Scorer.scorecard(checklist, List.of(first), null))
        .hasMessage("tieu-chi-1: no finding");
    assertThatThrownBy(() -> Scorer.scorecard(checklist, List.of(first, first), null))
        .hasMessage("tieu-chi-0: two findings");
    assertThatThrownBy(() ->
            Scorer.scorecard(
                checklist, List.of(first, second, finding(longer, 2, Outcome.PASSED, "20")), null))
        .hasMessage("phieu: a finding without a criterion");
  }

  private static @Nullable String graded(Checklist checklist, String points) {
    Outcome outcome = new BigDecimal(points).signum() == 0 ? Outcome.FAILED : Outcome.PARTIAL;
    return Scorer.scorecard(checklist, List.of(finding(checklist, 0, outcome, points)), null)
        .grade();
  }

  private static Finding finding(Checklist checklist, int index, Outcome outcome, String points) {
    Criterion criterion = checklist.criteria().toList().get(index);
    return new Finding(
        "nhom",
        criterion.id(),
        criterion.code(),
        criterion.title(),
        criterion.method(),
        criterion.pointsBasis(),
        outcome,
        new BigDecimal(points),
        criterion.maxPoints(),
        outcome == Outcome.CANT_TELL ? Reason.BLOCKED : null,
        "Câu.",
        null,
        List.of(),
        List.of());
  }

  private static Checklist checklist(List<Grade> grades, String... maxPoints) {
    List<Criterion> criteria = new ArrayList<>();
    BigDecimal sum = BigDecimal.ZERO;
    for (String max : maxPoints) {
      int index = criteria.size();
      sum = sum.add(new BigDecimal(max));
      criteria.add(
          new Criterion(
              "tieu-chi-" + index,
              "1." + index,
              "Tiêu chí",
              "Điều 1",
              PointsBasis.OFFICIAL,
              Method.AUTOMATIC,
              new BigDecimal(max),
              null,
              null,
              null,
              new Scoring.None(),
              "Sửa.",
              List.of()));
    }
    Group group = new Group("nhom", "1", "Nhóm", sum, PointsBasis.OFFICIAL, null, criteria);
    return new Checklist(
        "phieu",
        "2026.1",
        "Phiếu",
        "Quyết định",
        List.of(),
        List.of(),
        null,
        null,
        List.of(),
        grades,
        List.of(group));
  }

  private static Grade grade(String name, String from) {
    return new Grade(name, new BigDecimal(from));
  }
}
