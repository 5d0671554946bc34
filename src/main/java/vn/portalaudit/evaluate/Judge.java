package vn.portalaudit.evaluate;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vn.portalaudit.checklist.Condition;
import vn.portalaudit.domain.Datum;
import vn.portalaudit.domain.Evidence;
import vn.portalaudit.domain.Observation;
import vn.portalaudit.domain.Reason;
import vn.portalaudit.domain.Result;

/**
 * Judges conditions in three values (Kleene's strong logic): false and unknown is false, true or
 * unknown is true, and whatever else touches unknown stays unknown, with the reason of the first
 * unknown field. Immutable.
 *
 * @param byKey what was observed, by {@code probe.field}
 */
record Judge(Map<String, Observation> byKey) {

  /** What a condition came to. */
  enum Truth {
    HOLDS,
    FAILS,
    UNKNOWN
  }

  /**
   * A field that decided, beside the condition on it.
   *
   * @param test the condition
   * @param negated whether it stands beneath a {@code not}
   * @param holds whether what was asked (with the {@code not}) was so
   * @param result what was observed
   * @param evidence where
   */
  record Leaf(
      Condition.Test test, boolean negated, Truth holds, Result result, List<Evidence> evidence) {}

  /**
   * A judged condition.
   *
   * @param reason set exactly when unknown
   * @param deciding the fields without which it would have come out otherwise
   */
  record Verdict(Truth truth, @Nullable Reason reason, List<Leaf> deciding) {}

  /** Judges a condition. */
  Verdict judge(Condition condition) {
    return judge(condition, false);
  }

  private Verdict judge(Condition condition, boolean negated) {
    return switch (condition) {
      case Condition.Test test -> test(test, negated);
      case Condition.Not not -> judge(not.condition(), !negated);
      // Beneath a `not` the verdicts are already turned over, so De Morgan turns «all» into «any».
      case Condition.All all ->
          combine(all.conditions(), negated, negated ? Truth.HOLDS : Truth.FAILS);
      case Condition.Any any ->
          combine(any.conditions(), negated, negated ? Truth.FAILS : Truth.HOLDS);
    };
  }

  private Verdict combine(List<Condition> conditions, boolean negated, Truth dominating) {
    List<Verdict> verdicts = conditions.stream().map(inner -> judge(inner, negated)).toList();
    for (Truth truth : List.of(dominating, Truth.UNKNOWN)) {
      List<Leaf> deciding = new ArrayList<>();
      @Nullable Verdict first = null;
      for (Verdict verdict : verdicts) {
        if (verdict.truth() == truth) {
          first = first == null ? verdict : first;
          deciding.addAll(verdict.deciding());
        }
      }
      if (first != null) {
        return new Verdict(truth, first.reason(), deciding);
      }
    }
    List<Leaf> all = verdicts.stream().flatMap(verdict -> verdict.deciding().stream()).toList();
    return new Verdict(dominating == Truth.HOLDS ? Truth.FAILS : Truth.HOLDS, null, all);
  }

  private Verdict test(Condition.Test test, boolean negated) {
    Result result = result(test.key());
    return switch (result) {
      case Result.Unobserved unobserved -> unknown(test, negated, unobserved.reason());
      case Result.Value value -> {
        @Nullable Boolean met = meets(test, value.datum());
        if (met == null) {
          yield unknown(test, negated, Reason.OWN_FAULT);
        }
        Truth truth = met != negated ? Truth.HOLDS : Truth.FAILS;
        yield new Verdict(
            truth, null, List.of(new Leaf(test, negated, truth, result, evidence(test.key()))));
      }
    };
  }

  private Verdict unknown(Condition.Test test, boolean negated, Reason reason) {
    Leaf leaf =
        new Leaf(test, negated, Truth.UNKNOWN, new Result.Unobserved(reason), evidence(test.key()));
    return new Verdict(Truth.UNKNOWN, reason, List.of(leaf));
  }

  /** What was observed of a field; what nobody delivered is this program's own fault. */
  Result result(String key) {
    Observation observation = byKey.get(key);
    return observation == null ? new Result.Unobserved(Reason.OWN_FAULT) : observation.result();
  }

  /** Where a field was observed. */
  List<Evidence> evidence(String key) {
    Observation observation = byKey.get(key);
    return observation == null ? List.of() : observation.evidence();
  }

  /** Whether a value meets the test; null when it has a type that its probe did not declare. */
  private static @Nullable Boolean meets(Condition.Test test, Datum datum) {
    return switch (test) {
      case Condition.Is is ->
          is.value().getClass() == datum.getClass() ? is.value().equals(datum) : null;
      case Condition.AtLeast atLeast -> {
        @Nullable Integer sign = compare(datum, atLeast.least());
        yield sign == null ? null : sign >= 0;
      }
      case Condition.AtMost atMost -> {
        @Nullable Integer sign = compare(datum, atMost.most());
        yield sign == null ? null : sign <= 0;
      }
      case Condition.OneOf oneOf ->
          datum instanceof Datum.Text text ? oneOf.words().contains(text.value()) : null;
      case Condition.Contains contains -> has(datum, contains.word());
      case Condition.ContainsNone none -> hasNone(datum, none.words());
    };
  }

  private static @Nullable Integer compare(Datum datum, BigDecimal bound) {
    return switch (datum) {
      case Datum.Quantity quantity -> quantity.value().compareTo(bound);
      case Datum.Words words -> BigDecimal.valueOf(words.values().size()).compareTo(bound);
      case Datum.Flag flag -> null;
      case Datum.Text text -> null;
      case Datum.Day day -> null;
    };
  }

  private static @Nullable Boolean has(Datum datum, String word) {
    return switch (datum) {
      case Datum.Words words -> words.values().contains(word);
      case Datum.Text text -> text.value().contains(word);
      case Datum.Flag flag -> null;
      case Datum.Quantity quantity -> null;
      case Datum.Day day -> null;
    };
  }

  private static @Nullable Boolean hasNone(Datum datum, List<String> words) {
    for (String word : words) {
      @Nullable Boolean has = has(datum, word);
      if (has == null) {
        return null;
      }
      if (has) {
        return false;
      }
    }
    return true;
  }
}
