package vn.portalaudit.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import vn.portalaudit.checklist.Checklist.Criterion;
import vn.portalaudit.checklist.Checklist.Inapplicable;
import vn.portalaudit.checklist.Checklist.Level;
import vn.portalaudit.checklist.Checklist.Part;
import vn.portalaudit.checklist.Checklist.Scoring;
import vn.portalaudit.checklist.Checklist.Undecidable;
import vn.portalaudit.checklist.Condition;
import vn.portalaudit.domain.Datum;
import vn.portalaudit.domain.Evidence;
import vn.portalaudit.domain.Finding;
import vn.portalaudit.domain.Method;
import vn.portalaudit.domain.Observation;
import vn.portalaudit.domain.Outcome;
import vn.portalaudit.domain.PointsBasis;
import vn.portalaudit.domain.PortalKind;
import vn.portalaudit.domain.Reason;

class EvaluatorTest {
  private static final Condition FOUND = new Condition.Is("tin-tuc.found", Datum.of(true));
  private static final Scoring LEVELS =
      new Scoring.Levels(
          List.of(
              new Level(points("3"), atLeast(60), "Có {tin-tuc.items} tin."),
              new Level(points("1.5"), atLeast(30), "Chỉ có {tin-tuc.items} tin."),
              new Level(points("0"), null, "Quá ít tin: {tin-tuc.items}.")));
  private static final Scoring SHARE =
      new Scoring.Share("tin-tuc.items", points("60"), "Có {tin-tuc.items}.", FOUND, "Không có.");
  private static final Scoring PARTS =
      new Scoring.Parts(
          List.of(
              new Part(points("1"), FOUND, "Có mục.", "Không có mục."),
              new Part(points("2"), atLeast(30), "Đủ tin.", "Thiếu tin.")));

  private final Map<String, Observation> seen = new HashMap<>();

  @Test
  void firstLevelThatHoldsWins() {
    see("items", Datum.of(60));
    Finding finding = judged(LEVELS);
    assertThat(finding.outcome()).isEqualTo(Outcome.PASSED);
    assertThat(finding.points()).isEqualByComparingTo("3");
    assertThat(finding.says()).isEqualTo("Có 60 tin.");
    assertThat(finding.fix()).isNull();
    assertThat(finding.observed()).containsExactly("tin-tuc.items = 60 (cần ≥ 60)");
  }

  @Test
  void lowerLevelGivesPartialPointsAndShowsWhatWasMissing() {
    see("items", Datum.of(34));
    Finding finding = judged(LEVELS);
    assertThat(finding.outcome()).isEqualTo(Outcome.PARTIAL);
    assertThat(finding.points()).isEqualByComparingTo("1.5");
    assertThat(finding.fix()).isEqualTo("Đăng tin đều.");
    assertThat(finding.observed())
        .containsExactly("tin-tuc.items = 34 (cần ≥ 30)", "tin-tuc.items = 34 (cần ≥ 60)");
  }

  @Test
  void lastLevelFailsAndNamesTheNearestThreshold() {
    see("items", Datum.of(3));
    Finding finding = judged(LEVELS);
    assertThat(finding.outcome()).isEqualTo(Outcome.FAILED);
    assertThat(finding.points()).isEqualByComparingTo("0");
    assertThat(finding.observed()).containsExactly("tin-tuc.items = 3 (cần ≥ 30)");
  }

  @Test
  void unknownLevelCannotTellWithReasonAndItsAdvice() {
    cannotSee("items", Reason.BLOCKED);
    Finding finding = judged(LEVELS);
    assertThat(finding.outcome()).isEqualTo(Outcome.CANT_TELL);
    assertThat(finding.reason()).isEqualTo(Reason.BLOCKED);
    assertThat(finding.says())
        .isEqualTo("Chưa xác định được: tường lửa hoặc trang thử thách chặn hệ thống giám sát.");
    assertThat(finding.fix()).isEqualTo(Reason.BLOCKED.fix());
    assertThat(finding.observed()).containsExactly("tin-tuc.items = chưa rõ (cần ≥ 60)");
  }

  @Test
  void higherLevelThatHoldsIsNotTouchedByAnUnknownLowerOne() {
    Scoring levels =
        new Scoring.Levels(
            List.of(
                new Level(points("3"), FOUND, "Có."),
                new Level(points("1"), atLeast(30), "Có tin."),
                new Level(points("0"), null, "Không.")));
    see("found", Datum.of(true));
    cannotSee("items", Reason.BLOCKED);
    assertThat(judged(levels).outcome()).isEqualTo(Outcome.PASSED);
  }

  @Test
  void shareIsProportionalToFourDecimalsAndCapped() {
    see("found", Datum.of(true));
    see("items", Datum.of(7));
    assertThat(judged(SHARE).points()).isEqualTo(new BigDecimal("0.35"));
    see("items", Datum.of(new BigDecimal("13.33333")));
    assertThat(judged(SHARE).points()).isEqualTo(new BigDecimal("0.6667"));
    see("items", Datum.of(600));
    assertThat(judged(SHARE).points()).isEqualByComparingTo("3");
    assertThat(judged(SHARE).outcome()).isEqualTo(Outcome.PASSED);
    see("items", Datum.of(-4));
    assertThat(judged(SHARE).outcome()).isEqualTo(Outcome.FAILED);
  }

  @Test
  void shareGivesNothingWhereItsConditionFails() {
    see("found", Datum.of(false));
    cannotSee("items", Reason.BLOCKED);
    Finding finding = judged(SHARE);
    assertThat(finding.outcome()).isEqualTo(Outcome.FAILED);
    assertThat(finding.says()).isEqualTo("Không có.");
    assertThat(finding.observed()).containsExactly("tin-tuc.found = không (cần có)");
  }

  @Test
  void shareOfZeroIsZeroWhateverItsConditionIs() {
    cannotSee("found", Reason.BLOCKED);
    see("items", Datum.of(0));
    assertThat(judged(SHARE).outcome()).isEqualTo(Outcome.FAILED);
    see("items", Datum.of(1));
    assertThat(judged(SHARE).reason()).isEqualTo(Reason.BLOCKED);
  }

  @Test
  void shareOfAnUnobservedFieldCannotTell() {
    see("found", Datum.of(true));
    cannotSee("items", Reason.PARSE);
    assertThat(judged(SHARE).reason()).isEqualTo(Reason.PARSE);
  }

  @Test
  void partsAddUpAndSayEach() {
    see("found", Datum.of(true));
    see("items", Datum.of(5));
    Finding finding = judged(PARTS);
    assertThat(finding.outcome()).isEqualTo(Outcome.PARTIAL);
    assertThat(finding.points()).isEqualByComparingTo("1");
    assertThat(finding.says()).isEqualTo("Có mục. Thiếu tin.");
    assertThat(finding.observed())
        .containsExactly("tin-tuc.items = 5 (cần ≥ 30)", "tin-tuc.found = có (cần có)");
  }

  @Test
  void oneUnknownPartLeavesTheWholeCriterionUndecided() {
    see("found", Datum.of(true));
    cannotSee("items", Reason.READ_TIMEOUT);
    Finding finding = judged(PARTS);
    assertThat(finding.outcome()).isEqualTo(Outcome.CANT_TELL);
    assertThat(finding.reason()).isEqualTo(Reason.READ_TIMEOUT);
    assertThat(finding.points()).isEqualByComparingTo("0");
  }

  @Test
  void selfReportAwaitsAPerson() {
    Finding finding = judged(new Scoring.None());
    assertThat(finding.outcome()).isEqualTo(Outcome.UNTESTED);
    assertThat(finding.reason()).isNull();
    assertThat(finding.fix()).isEqualTo("Đăng tin đều.");
  }

  @Test
  void stateThatIsNoVerdictCannotTell() {
    Undecidable unknown =
        new Undecidable(
            new Condition.Is("uptime.state", Datum.of("UNKNOWN")),
            Reason.TOO_LITTLE_HISTORY,
            "uptime.reason");
    see("items", Datum.of(60));
    seen.put("uptime.state", Observation.of("uptime", "state", Datum.of("UNKNOWN"), List.of()));
    Finding finding = judged(LEVELS, unknown);
    assertThat(finding.reason()).isEqualTo(Reason.TOO_LITTLE_HISTORY);
    assertThat(finding.observed()).containsExactly("uptime.state = UNKNOWN (cần khác UNKNOWN)");
    seen.put("uptime.reason", Observation.of("uptime", "reason", Datum.of("BLOCKED"), List.of()));
    assertThat(judged(LEVELS, unknown).reason()).isEqualTo(Reason.BLOCKED);
    assertThat(Wording.fill("{uptime.reason}", seen)).isEqualTo(Reason.BLOCKED.says());
    seen.put("uptime.state", Observation.of("uptime", "state", Datum.of("UP"), List.of()));
    assertThat(judged(LEVELS, unknown).outcome()).isEqualTo(Outcome.PASSED);
    seen.remove("uptime.state");
    assertThat(judged(LEVELS, unknown).reason()).isEqualTo(Reason.OWN_FAULT);
  }

  @Test
  void kindThatTheTextDoesNotBindIsInapplicableWhateverWasSeen() {
    Inapplicable toCommunes =
        new Inapplicable(List.of(PortalKind.XA), null, "Không dành cho cấp xã.");
    cannotSee("items", Reason.BLOCKED);
    Finding finding = judged(LEVELS, toCommunes, PortalKind.XA);
    assertThat(finding.outcome()).isEqualTo(Outcome.INAPPLICABLE);
    assertThat(finding.points()).isEqualByComparingTo("0");
    assertThat(finding.reason()).isNull();
    assertThat(finding.fix()).isNull();
    assertThat(finding.says()).isEqualTo("Không dành cho cấp xã.");
    assertThat(judged(LEVELS, toCommunes, PortalKind.SO).reason()).isEqualTo(Reason.BLOCKED);
    assertThat(judged(new Scoring.None(), toCommunes, PortalKind.XA).outcome())
        .isEqualTo(Outcome.INAPPLICABLE);
  }

  @Test
  void applicabilityIsJudgedInThreeValues() {
    Inapplicable without =
        new Inapplicable(List.of(), new Condition.Not(FOUND), "Không có {tin-tuc.items} gì.");
    see("items", Datum.of(60));
    see("found", Datum.of(false));
    Finding finding = judged(LEVELS, without, PortalKind.SO);
    assertThat(finding.outcome()).isEqualTo(Outcome.INAPPLICABLE);
    assertThat(finding.says()).isEqualTo("Không có 60 gì.");
    assertThat(finding.observed()).containsExactly("tin-tuc.found = không (cần không)");
    see("found", Datum.of(true));
    assertThat(judged(LEVELS, without, PortalKind.SO).outcome()).isEqualTo(Outcome.PASSED);
    cannotSee("found", Reason.READ_TIMEOUT);
    assertThat(judged(LEVELS, without, PortalKind.SO).reason()).isEqualTo(Reason.READ_TIMEOUT);
  }

  @Test
  void conditionIsAskedOnlyOfTheKindsNamed() {
    Inapplicable unit =
        new Inapplicable(List.of(PortalKind.DON_VI_BO), new Condition.Not(FOUND), "Không.");
    see("items", Datum.of(60));
    cannotSee("found", Reason.READ_TIMEOUT);
    assertThat(judged(LEVELS, unit, PortalKind.BO).outcome()).isEqualTo(Outcome.PASSED);
    assertThat(judged(LEVELS, unit, PortalKind.DON_VI_BO).reason()).isEqualTo(Reason.READ_TIMEOUT);
    see("found", Datum.of(false));
    assertThat(judged(LEVELS, unit, PortalKind.DON_VI_BO).outcome())
        .isEqualTo(Outcome.INAPPLICABLE);
  }

  @Test
  void evidenceIsThatOfTheDecidingFieldsInTurnWithoutRepeatsAtMostEight() {
    List<Evidence> many = IntStream.range(0, 9).mapToObj(i -> evidence("/tin/" + i)).toList();
    seen.put("tin-tuc.items", Observation.of("tin-tuc", "items", Datum.of(5), many));
    seen.put(
        "tin-tuc.found",
        Observation.of(
            "tin-tuc", "found", Datum.of(true), List.of(evidence("/muc"), evidence("/tin/0"))));
    Finding finding = judged(PARTS);
    assertThat(finding.evidence())
        .hasSize(8)
        .doesNotHaveDuplicates()
        .startsWith(evidence("/tin/0"), evidence("/muc"), evidence("/tin/1"));
  }

  @Test
  void evidenceOfFieldsThatDidNotDecideStaysOut() {
    Condition both = new Condition.All(List.of(FOUND, atLeast(60)));
    Scoring levels =
        new Scoring.Levels(
            List.of(new Level(points("3"), both, "Có."), new Level(points("0"), null, "Không.")));
    seen.put(
        "tin-tuc.found",
        Observation.of("tin-tuc", "found", Datum.of(false), List.of(evidence("/"))));
    seen.put(
        "tin-tuc.items",
        Observation.of("tin-tuc", "items", Datum.of(99), List.of(evidence("/tin"))));
    assertThat(judged(levels).evidence()).containsExactly(evidence("/"));
  }

  @Test
  void timesAreNeverShownBecauseTheyChangeFromRunToRun() {
    Scoring levels =
        new Scoring.Levels(
            List.of(
                new Level(
                    points("3"), new Condition.AtMost("toc-do.homeTotalMs", points("3000")), "Đủ."),
                new Level(points("0"), null, "Chậm.")));
    seen.put(
        "toc-do.homeTotalMs", Observation.of("toc-do", "homeTotalMs", Datum.of(4711), List.of()));
    assertThat(judged(levels).observed())
        .containsExactly("toc-do.homeTotalMs không đạt (cần ≤ 3000)");
  }

  @Test
  void valuesStandInVietnameseForm() {
    see("items", Datum.of(new BigDecimal("1234567.50")));
    see("newest", Datum.of(LocalDate.of(2026, 7, 1)));
    see("found", Datum.of(true));
    see("empty", Datum.of(false));
    see("label", Datum.of("Tin\u202e\n{tin-tuc.items}"));
    see("words", Datum.of(List.of("a", "b")));
    see("none", Datum.of(List.of()));
    assertThat(Wording.fill("{tin-tuc.items}|{tin-tuc.newest}|{tin-tuc.found}", seen))
        .isEqualTo("1.234.567,5|01/07/2026|có");
    assertThat(Wording.fill("{tin-tuc.empty}|{tin-tuc.words}|{tin-tuc.none}", seen))
        .isEqualTo("không|a, b|không có");
    assertThat(Wording.fill("«{tin-tuc.label}» {tin-tuc.url}", seen))
        .isEqualTo("«Tin {tin-tuc.items}» chưa rõ");
  }

  @Test
  void numbersKeepTheirExactValueUpToFourDecimals() {
    assertThat(
            List.of("0", "34", "-2.50", "2026", "12345", "0.83333", "100.0", "1E+3").stream()
                .map(text -> Wording.number(new BigDecimal(text))))
        .containsExactly("0", "34", "-2,5", "2026", "12.345", "0,8333", "100", "1000");
  }

  @Test
  void longTextsOfAPortalAreCut() {
    see("label", Datum.of("x".repeat(5000)));
    assertThat(Wording.fill("{tin-tuc.label}", seen)).hasSize(161).endsWith("x…");
  }

  private Finding judged(Scoring scoring) {
    return judged(scoring, null);
  }

  private Finding judged(Scoring scoring, @Nullable Undecidable undecidable) {
    return judged(scoring, undecidable, null, PortalKind.SO);
  }

  private Finding judged(Scoring scoring, Inapplicable inapplicable, PortalKind kind) {
    return judged(scoring, null, inapplicable, kind);
  }

  private Finding judged(
      Scoring scoring,
      @Nullable Undecidable undecidable,
      @Nullable Inapplicable inapplicable,
      PortalKind kind) {
    Criterion criterion =
        new Criterion(
            "tin",
            "2.1",
            "Tin",
            "Điều 1",
            PointsBasis.PROPOSED,
            scoring instanceof Scoring.None ? Method.SELF_REPORTED : Method.AUTOMATIC,
            points("3"),
            null,
            inapplicable,
            undecidable,
            scoring,
            "Đăng tin đều.",
            List.of());
    return Evaluator.finding("nhom", criterion, kind, new Judge(Map.copyOf(seen)));
  }

  private void see(String field, Datum datum) {
    seen.put("tin-tuc." + field, Observation.of("tin-tuc", field, datum, List.of()));
  }

  private void cannotSee(String field, Reason reason) {
    seen.put("tin-tuc." + field, Observation.unobserved("tin-tuc", field, reason, List.of()));
  }

  private static Condition atLeast(int items) {
    return new Condition.AtLeast("tin-tuc.items", BigDecimal.valueOf(items));
  }

  private static BigDecimal points(String text) {
    return new BigDecimal(text);
  }

  private static Evidence evidence(String path) {
    return new Evidence("https://so.example.gov.vn" + path, Instant.EPOCH, null, null);
  }
}
