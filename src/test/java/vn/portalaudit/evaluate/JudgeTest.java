package vn.portalaudit.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.portalaudit.checklist.Condition;
import vn.portalaudit.domain.Datum;
import vn.portalaudit.domain.Observation;
import vn.portalaudit.domain.Reason;
import vn.portalaudit.evaluate.Judge.Leaf;
import vn.portalaudit.evaluate.Judge.Truth;
import vn.portalaudit.evaluate.Judge.Verdict;

class JudgeTest {
  private static final Condition YES = new Condition.Is("a.yes", Datum.of(true));
  private static final Condition NO = new Condition.Is("a.no", Datum.of(true));
  private static final Condition BLOCKED = new Condition.Is("a.blocked", Datum.of(true));
  private static final Condition SLOW = new Condition.Is("a.slow", Datum.of(true));

  private static final Judge JUDGE =
      new Judge(
          Map.ofEntries(
              seen("yes", Datum.of(true)),
              seen("no", Datum.of(false)),
              seen("number", Datum.of(new BigDecimal("48.0"))),
              seen("text", Datum.of("UP")),
              seen("words", Datum.of(List.of("TLSv1.2", "TLSv1.3"))),
              seen("day", Datum.of(LocalDate.of(2026, 7, 1))),
              unseen("blocked", Reason.BLOCKED),
              unseen("slow", Reason.TOO_SLOW)));

  @ParameterizedTest(name = "{0} and {1} = {2}, {0} or {1} = {3}")
  @CsvSource({
    "T, T, T, T", "T, F, F, T", "T, U, U, T",
    "F, T, F, T", "F, F, F, F", "F, U, F, U",
    "U, T, U, T", "U, F, F, U", "U, U, U, U"
  })
  void kleenesTables(String left, String right, String and, String or) {
    List<Condition> both = List.of(condition(left), condition(right));
    assertThat(JUDGE.judge(new Condition.All(both)).truth()).isEqualTo(truth(and));
    assertThat(JUDGE.judge(new Condition.Any(both)).truth()).isEqualTo(truth(or));
    List<Condition> turned =
        List.of(new Condition.Not(condition(left)), new Condition.Not(condition(right)));
    assertThat(JUDGE.judge(new Condition.Not(new Condition.Any(turned))).truth())
        .as("De Morgan")
        .isEqualTo(truth(and));
    assertThat(JUDGE.judge(new Condition.Not(new Condition.All(turned))).truth())
        .as("De Morgan")
        .isEqualTo(truth(or));
  }

  @Test
  void negationLeavesUnknownUnknown() {
    assertThat(JUDGE.judge(new Condition.Not(YES)).truth()).isEqualTo(Truth.FAILS);
    assertThat(JUDGE.judge(new Condition.Not(NO)).truth()).isEqualTo(Truth.HOLDS);
    assertThat(JUDGE.judge(new Condition.Not(BLOCKED)).truth()).isEqualTo(Truth.UNKNOWN);
  }

  @Test
  void reasonIsThatOfTheFirstUnknownField() {
    Verdict verdict = JUDGE.judge(new Condition.All(List.of(YES, SLOW, BLOCKED)));
    assertThat(verdict.reason()).isEqualTo(Reason.TOO_SLOW);
    assertThat(JUDGE.judge(new Condition.Any(List.of(NO, BLOCKED, SLOW))).reason())
        .isEqualTo(Reason.BLOCKED);
    assertThat(JUDGE.judge(new Condition.All(List.of(NO, SLOW))).reason()).isNull();
  }

  @Test
  void whatNobodyDeliveredIsOurOwnFault() {
    Verdict verdict = JUDGE.judge(new Condition.Is("a.forgotten", Datum.of(true)));
    assertThat(verdict.truth()).isEqualTo(Truth.UNKNOWN);
    assertThat(verdict.reason()).isEqualTo(Reason.OWN_FAULT);
  }

  @Test
  void valueOfAnotherTypeThanDeclaredIsOurOwnFault() {
    for (Condition condition :
        List.of(
            new Condition.Is("a.text", Datum.of(true)),
            new Condition.AtLeast("a.day", BigDecimal.ONE),
            new Condition.AtMost("a.yes", BigDecimal.ONE),
            new Condition.OneOf("a.number", List.of("48")),
            new Condition.Contains("a.yes", "có"),
            new Condition.ContainsNone("a.number", List.of("4")))) {
      assertThat(JUDGE.judge(condition).reason()).as("%s", condition).isEqualTo(Reason.OWN_FAULT);
    }
  }

  @Test
  void operatorsCompareExactly() {
    assertThat(holds(new Condition.AtLeast("a.number", new BigDecimal("48")))).isTrue();
    assertThat(holds(new Condition.AtLeast("a.number", new BigDecimal("48.0001")))).isFalse();
    assertThat(holds(new Condition.AtMost("a.number", new BigDecimal("48.00")))).isTrue();
    assertThat(holds(new Condition.AtMost("a.number", new BigDecimal("47.9999")))).isFalse();
    assertThat(holds(new Condition.AtLeast("a.words", new BigDecimal("2")))).isTrue();
    assertThat(holds(new Condition.AtMost("a.words", new BigDecimal("1")))).isFalse();
    assertThat(holds(new Condition.Is("a.text", Datum.of("UP")))).isTrue();
    assertThat(holds(new Condition.Is("a.text", Datum.of("up")))).isFalse();
    assertThat(holds(new Condition.OneOf("a.text", List.of("DOWN", "UP")))).isTrue();
    assertThat(holds(new Condition.Contains("a.words", "TLSv1.3"))).isTrue();
    assertThat(holds(new Condition.Contains("a.words", "TLSv1"))).isFalse();
    assertThat(holds(new Condition.Contains("a.text", "U"))).isTrue();
    assertThat(holds(new Condition.ContainsNone("a.words", List.of("TLSv1", "SSLv3")))).isTrue();
    assertThat(holds(new Condition.ContainsNone("a.words", List.of("TLSv1.2")))).isFalse();
  }

  @Test
  void onlyTheFieldsThatDecidedAreNamed() {
    assertThat(deciding(new Condition.All(List.of(YES, NO, BLOCKED)))).containsExactly("a.no");
    assertThat(deciding(new Condition.Any(List.of(NO, BLOCKED, YES)))).containsExactly("a.yes");
    assertThat(deciding(new Condition.All(List.of(YES, BLOCKED)))).containsExactly("a.blocked");
    assertThat(deciding(new Condition.Any(List.of(NO, NO)))).containsExactly("a.no", "a.no");
    assertThat(deciding(new Condition.Not(new Condition.Any(List.of(NO, YES)))))
        .containsExactly("a.yes");
  }

  private static List<String> deciding(Condition condition) {
    return JUDGE.judge(condition).deciding().stream().map(Leaf::test).map(t -> t.key()).toList();
  }

  private static boolean holds(Condition condition) {
    return JUDGE.judge(condition).truth() == Truth.HOLDS;
  }

  private static Condition condition(String letter) {
    return switch (letter) {
      case "T" -> YES;
      case "F" -> NO;
      default -> BLOCKED;
    };
  }

  private static Truth truth(String letter) {
    return switch (letter) {
      case "T" -> Truth.HOLDS;
      case "F" -> Truth.FAILS;
      default -> Truth.UNKNOWN;
    };
  }

  private static Map.Entry<String, Observation> seen(String field, Datum datum) {
    return Map.entry("a." + field, Observation.of("a", field, datum, List.of()));
  }

  private static Map.Entry<String, Observation> unseen(String field, Reason reason) {
    return Map.entry("a." + field, Observation.unobserved("a", field, reason, List.of()));
  }
}
