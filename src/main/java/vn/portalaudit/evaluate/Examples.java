package vn.portalaudit.evaluate;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vn.portalaudit.checklist.Checklist;
import vn.portalaudit.checklist.Checklist.Criterion;
import vn.portalaudit.checklist.Checklist.Example;
import vn.portalaudit.checklist.Checklist.Group;
import vn.portalaudit.domain.Finding;
import vn.portalaudit.domain.Observation;
import vn.portalaudit.domain.Outcome;
import vn.portalaudit.domain.PortalKind;
import vn.portalaudit.domain.Reason;

/** Runs the examples that a checklist carries: its own tests. Stateless. */
public final class Examples {
  private Examples() {}

  /**
   * Judges every example of a checklist.
   *
   * @param checklist the criteria with their examples
   * @return one Vietnamese sentence for each example that did not come out as written; empty when
   *     all did
   */
  public static List<String> run(Checklist checklist) {
    List<String> failed = new ArrayList<>();
    for (Group group : checklist.groups()) {
      for (Criterion criterion : group.criteria()) {
        for (Example example : criterion.examples()) {
          Finding finding = judged(checklist, group, criterion, example);
          if (!asExpected(finding, example, criterion.maxPoints())) {
            failed.add(sentence(checklist, criterion, example, finding));
          }
        }
      }
    }
    return failed;
  }

  private static Finding judged(
      Checklist checklist, Group group, Criterion criterion, Example example) {
    Map<String, Observation> byKey = new HashMap<>();
    example
        .given()
        .forEach((key, result) -> {
          int dot = key.indexOf('.');
          byKey.put(
              key,
              new Observation(key.substring(0, dot), key.substring(dot + 1), result, List.of()));
        });
    return Evaluator.finding(group.id(), criterion, kind(checklist, example), new Judge(byKey));
  }

  /** The kind of an example that names none: the first for which the checklist is chosen. */
  private static PortalKind kind(Checklist checklist, Example example) {
    PortalKind kind = example.kind();
    return kind != null ? kind : checklist.appliesTo().stream().findFirst().orElse(PortalKind.SO);
  }

  private static boolean asExpected(Finding finding, Example example, BigDecimal max) {
    BigDecimal points = example.points();
    Reason reason = example.reason();
    return finding.outcome() == example.outcome()
        && (points == null || finding.points().compareTo(points) == 0)
        && (reason == null || reason == finding.reason())
        && (example.outcome() != Outcome.PASSED || finding.points().compareTo(max) == 0);
  }

  private static String sentence(
      Checklist checklist, Criterion criterion, Example example, Finding finding) {
    return checklist.id()
        + ".yml:"
        + example.line()
        + ": "
        + criterion.id()
        + ": ví dụ mong đợi "
        + words(example.outcome(), example.points(), example.reason())
        + " nhưng được "
        + words(finding.outcome(), finding.points(), finding.reason())
        + " («"
        + finding.says()
        + "»); sửa ví dụ hoặc điều kiện";
  }

  private static String words(
      Outcome outcome, @Nullable BigDecimal points, @Nullable Reason reason) {
    return outcome.name().toLowerCase(Locale.ROOT)
        + (points != null && outcome.decided() ? " " + points.toPlainString() + " điểm" : "")
        + (reason != null ? " " + reason.name() : "");
  }
}
