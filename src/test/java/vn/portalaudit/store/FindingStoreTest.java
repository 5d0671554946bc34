package vn.portalaudit.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static vn.portalaudit.store.Reports.LIST;
import static vn.portalaudit.store.Reports.START;
import static vn.portalaudit.store.Reports.finding;
import static vn.portalaudit.store.Reports.found;
import static vn.portalaudit.store.Reports.json;
import static vn.portalaudit.store.Reports.report;
import static vn.portalaudit.store.Reports.untold;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.portalaudit.domain.AuditReport;
import vn.portalaudit.domain.Finding;
import vn.portalaudit.domain.Outcome;
import vn.portalaudit.domain.Reason;
import vn.portalaudit.store.Explanation.Ended;
import vn.portalaudit.store.ExplanationStore.Giving;
import vn.portalaudit.store.FindingStore.Current;
import vn.portalaudit.store.FindingStore.Held;

class FindingStoreTest {
  private static final Finding GOOD = finding("a1", Outcome.PASSED, "2", "a1.found = có (cần có)");
  private static final Finding FEW =
      finding("a1", Outcome.PARTIAL, "1", "a1.items = 34 (cần ≥ 48)");
  private static final Finding FEWER =
      finding("a1", Outcome.PARTIAL, "1", "a1.items = 33 (cần ≥ 48)");

  private final Database database = TestDatabase.fresh();
  private final RunStore runs = new RunStore(database);
  private final FindingStore findings = new FindingStore(database);
  private final ExplanationStore explanations = new ExplanationStore(database);

  @BeforeEach
  void portals() {
    Reports.portals(database, 1);
  }

  private void save(AuditReport report) {
    runs.save(1, null, report, json(report), true, Path.of("/x"));
  }

  /** Week by week, one run with one finding of one criterion. */
  private void weeks(Finding... weekly) {
    for (int i = 0; i < weekly.length; i++) {
      save(report("r" + i, i, List.of(weekly[i])));
    }
  }

  private static Instant end(int week) {
    return START.plusSeconds(week * 604_800L + 600);
  }

  private Current current(int week) {
    return findings.current(1, end(week)).getFirst();
  }

  private Optional<Explanation> give(String hash, int week, int untilWeek) {
    return explanations.give(
        new Giving(1, LIST, "a1", hash, "Đang nâng cấp.", "so-noi-vu", end(week), end(untilWeek)));
  }

  @Test
  void aFindingIsConfirmedWhileTheSameIsObserved() {
    weeks(FEW, FEW, FEW);

    Held held = current(2).finding();
    assertThat(held.firstSeen()).isEqualTo(end(0));
    assertThat(held.lastConfirmed()).isEqualTo(end(2));
    assertThat(findings.history(1, LIST, "a1")).containsExactly(held);
  }

  @Test
  void anotherValueEndsTheFindingButNotTheConclusion() {
    weeks(FEW, FEWER);

    List<Held> history = findings.history(1, LIST, "a1");
    assertThat(history).hasSize(2);
    assertThat(history.get(1).endedAt()).isEqualTo(end(1));
    assertThat(history.get(0).firstSeen()).isEqualTo(end(1));
    assertThat(history.get(0).since()).isEqualTo(end(0));
  }

  @Test
  void whatCannotBeToldLeavesKnownWhatWasDecided() {
    weeks(FEW, untold("a1", Reason.BLOCKED), untold("a1", Reason.READ_TIMEOUT), FEW);

    assertThat(current(3).finding().since()).isEqualTo(end(0));
    assertThat(current(3).lastDecided()).isNull();
    assertThat(findings.history(1, LIST, "a1")).hasSize(4);
  }

  @Test
  void whileItCannotBeToldTheLastDecidedIsShownBesideIt() {
    weeks(FEW, untold("a1", Reason.BLOCKED), untold("a1", Reason.READ_TIMEOUT));

    Current now = current(2);
    assertThat(now.finding().reason()).isEqualTo(Reason.READ_TIMEOUT);
    assertThat(now.finding().since()).isEqualTo(end(1));
    assertThat(now.lastDecided())
        .isNotNull()
        .satisfies(last -> assertThat(last.outcome()).isEqualTo(Outcome.PARTIAL));
  }

  @Test
  void aCriterionThatIsNoLongerJudgedEnds() {
    weeks(FEW);
    save(report("r1", 1, List.of(finding("a2", Outcome.FAILED, "0", "a2.found = không (cần có)"))));

    assertThat(findings.current(1, end(1)))
        .extracting(held -> held.finding().criterion())
        .containsExactly("a2");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "tin.ageDays = 200 (cần ≤ 7) | tin.ageDays = 207 (cần ≤ 7) | true",
        "tls.daysLeft = 20 (cần ≥ 30) | tls.daysLeft = 13 (cần ≥ 30) | true",
        "toc-do.homeTotalMs = 3.104 (cần ≤ 3.000) | toc-do.homeTotalMs = 9.000 (cần ≤ 3.000)| true",
        "x.label = Cập nhật 08:31:07 | x.label = Cập nhật 17:02:11 | true",
        "x.url = /a?jsessionid=A1B2 | x.url = /a?jsessionid=FF00 | true",
        "x.label = Tin  tức | x.label = Tin tức | true",
        "tin.items = 34 (cần ≥ 48) | tin.items = 35 (cần ≥ 48) | false",
        "tin.items = 34 (cần ≥ 48) | tin.items = 34 (cần ≥ 60) | false",
        "tin.ageDays = 200 (cần ≤ 7) | tin.ageDays = 200 (cần ≤ 30) | false",
        "tls.notAfter = 01/02/2027 (cần) | tls.notAfter = 01/05/2027 (cần) | false",
        "x.label = Tin tức | x.label = Tin nóng | false",
        "x.found = không (cần có) | y.found = không (cần có) | false"
      })
  void onlyWhatTheAgencyChangedEndsAFinding(String before, String after, boolean goesOn) {
    weeks(finding("a1", Outcome.FAILED, "0", before), finding("a1", Outcome.FAILED, "0", after));

    assertThat(findings.history(1, LIST, "a1")).hasSize(goesOn ? 1 : 2);
  }

  @Test
  void anExplanationStandsWhileTheSameIsObserved() {
    weeks(FEW);
    Explanation given = give(current(0).finding().observedHash(), 0, 20).orElseThrow();

    save(report("s1", 1, List.of(FEW)));
    assertThat(current(1).explanation()).isEqualTo(given);
    save(report("s2", 2, List.of(untold("a1", Reason.BLOCKED))));
    assertThat(current(2).explanation()).isEqualTo(given);
    save(report("s3", 3, List.of(FEWER)));
    assertThat(current(3).explanation()).isNull();

    Explanation then = explanations.history(1, LIST, "a1").getFirst();
    assertThat(then.voidReason()).isEqualTo(Ended.CHANGED);
    assertThat(then.voidSince()).isEqualTo(end(3));
  }

  @Test
  void aLateRunOfThePastVoidsNoExplanation() {
    save(report("r5", 5, List.of(FEW)));
    assertThat(give(current(5).finding().observedHash(), 5, 20)).isPresent();

    save(report("r1", 1, List.of(GOOD)));

    assertThat(current(5).explanation()).isNotNull();
  }

  @Test
  void anExplanationExpiresByTheGivenClock() {
    weeks(FEW);
    assertThat(give(current(0).finding().observedHash(), 0, 4)).isPresent();

    assertThat(explanations.expire(end(3))).isZero();
    assertThat(current(3).explanation()).isNotNull();
    assertThat(current(4).explanation()).isNull();
    assertThat(explanations.expire(end(5))).isEqualTo(1);
    Explanation then = explanations.history(1, LIST, "a1").getFirst();
    assertThat(then.voidReason()).isEqualTo(Ended.EXPIRED);
    assertThat(then.voidSince()).isEqualTo(end(4));
  }

  @Test
  void aNewExplanationTakesThePlaceOfTheOld() {
    weeks(FEW);
    String hash = current(0).finding().observedHash();
    Explanation first = give(hash, 1, 20).orElseThrow();
    Explanation second = give(hash, 2, 20).orElseThrow();

    assertThat(current(2).explanation()).isEqualTo(second);
    assertThat(explanations.withdraw(first.id(), end(3))).isFalse();
    assertThat(explanations.withdraw(second.id(), end(3))).isTrue();
    assertThat(current(3).explanation()).isNull();
    assertThat(explanations.history(1, LIST, "a1"))
        .extracting(Explanation::voidReason)
        .containsExactly(Ended.WITHDRAWN, Ended.WITHDRAWN);
  }

  @Test
  void whatNoLongerHoldsOrIsInOrderCannotBeExplained() {
    weeks(FEW, FEWER);
    String old = findings.history(1, LIST, "a1").getLast().observedHash();
    assertThat(give(old, 1, 20)).isEmpty();

    save(report("s2", 2, List.of(GOOD)));
    assertThat(give(current(2).finding().observedHash(), 2, 20)).isEmpty();
    assertThatThrownBy(() -> give(old, 2, 2)).isInstanceOf(StoreException.class);
  }

  @Test
  void whatChangedSinceTheLastAuditIsTold() {
    save(
        report(
            "r0",
            0,
            List.of(
                GOOD,
                finding("a2", Outcome.FAILED, "0", "a2.found = không (cần có)"),
                finding("b1", Outcome.PASSED, "2", "b1.found = có (cần có)"),
                finding("b2", Outcome.PASSED, "2", "b2.found = có (cần có)")),
            found("tin-tuc", true),
            found("rss", true)));
    save(
        report(
            "r1",
            1,
            List.of(
                untold("a1", Reason.BLOCKED),
                finding("a2", Outcome.PARTIAL, "0.5", "a2.found = có (cần có)"),
                finding("b1", Outcome.FAILED, "0", "b1.found = không (cần có)"),
                untold("b2", Reason.BLOCKED)),
            found("tin-tuc", false)));

    Changes changes = runs.changes("r1").orElseThrow();

    assertThat(changes.before()).isEqualTo("r0");
    assertThat(changes.better()).extracting(Changes.Change::criterion).containsExactly("a2");
    assertThat(changes.worse())
        .extracting(Changes.Change::says)
        .containsExactly("1.b1 Tiêu chí b1: Đạt → Không đạt (2 → 0 điểm)");
    assertThat(changes.undecided()).extracting(Changes.Change::criterion).contains("a1", "b2");
    assertThat(changes.vanished()).containsExactly("tin-tuc");
    assertThat(changes.points(LIST)).isEqualByComparingTo("-1.5");
    assertThat(changes.signals(new BigDecimal("1.5")))
        .containsExactly(
            new Changes.Signal.ScoreFallen(LIST, new BigDecimal("1.5")),
            new Changes.Signal.SectionVanished("tin-tuc"));
    assertThat(changes.signals(new BigDecimal("1.6"))).hasSize(1);
    assertThat(runs.changes("r0").orElseThrow().none()).isTrue();
    assertThat(runs.changes("r9")).isEmpty();
  }

  @Test
  void whatWasUntoldLastTimeIsComparedWithWhatWasDecidedBefore() {
    weeks(GOOD, untold("a1", Reason.BLOCKED), FEW);

    Changes changes = runs.changes("r2").orElseThrow();

    assertThat(changes.decided()).hasSize(1);
    assertThat(changes.worse())
        .extracting(Changes.Change::outcomeBefore)
        .containsExactly(Outcome.PASSED);
    assertThat(runs.changes("r1").orElseThrow().worse()).isEmpty();
  }

  @Test
  void anAuditThatFailedByOurDoingIsTold() {
    weeks(GOOD, untold("a1", Reason.OWN_FAULT), untold("a1", Reason.CONNECT_TIMEOUT));

    assertThat(runs.changes("r1").orElseThrow().signals(BigDecimal.ONE))
        .containsExactly(new Changes.Signal.AuditFailed(Reason.OWN_FAULT));
    assertThat(runs.changes("r2").orElseThrow().signals(BigDecimal.ONE)).isEmpty();
  }
}
