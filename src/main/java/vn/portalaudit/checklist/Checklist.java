package vn.portalaudit.checklist;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vn.portalaudit.domain.Method;
import vn.portalaudit.domain.Outcome;
import vn.portalaudit.domain.PointsBasis;
import vn.portalaudit.domain.PortalKind;
import vn.portalaudit.domain.Reason;
import vn.portalaudit.domain.Result;

/**
 * One set of criteria as its file in {@code checklists/} gives it. Immutable, safe for several
 * threads. Only {@link ChecklistReader} checks the rules between the parts (sums, order of levels);
 * the records themselves only hold.
 *
 * @param id unaccented noun phrase, the name of the file
 * @param version {@code year.number}; a published version never changes
 * @param title Vietnamese title
 * @param basis the decision it comes from
 * @param appliesTo kinds of portal for which it is chosen by default
 * @param referenceFor kinds for which it is chosen too, labelled «tham khảo»
 * @param effective when the decision is in force, null when not stated
 * @param note a remark for the report, null without one
 * @param gaps what the decision's text does not give
 * @param grades highest first; empty when the decision gives no grades
 * @param groups in the order of the decision's annex
 */
public record Checklist(
    String id,
    String version,
    String title,
    String basis,
    List<PortalKind> appliesTo,
    List<PortalKind> referenceFor,
    @Nullable Validity effective,
    @Nullable String note,
    List<String> gaps,
    List<Grade> grades,
    List<Group> groups) {
  public Checklist {
    appliesTo = List.copyOf(appliesTo);
    referenceFor = List.copyOf(referenceFor);
    gaps = List.copyOf(gaps);
    grades = List.copyOf(grades);
    groups = List.copyOf(groups);
  }

  /** Points that can be had in all groups. */
  public BigDecimal maxPoints() {
    return groups.stream().map(Group::maxPoints).reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  /** {@link PointsBasis#OFFICIAL} only when every point of it is. */
  public PointsBasis pointsBasis() {
    boolean official =
        Stream.concat(
                groups.stream().map(Group::pointsBasis), criteria().map(Criterion::pointsBasis))
            .allMatch(PointsBasis.OFFICIAL::equals);
    return official ? PointsBasis.OFFICIAL : PointsBasis.PROPOSED;
  }

  /** The criteria of all groups, in order. */
  public Stream<Criterion> criteria() {
    return groups.stream().flatMap(group -> group.criteria().stream());
  }

  /**
   * When a text is in force.
   *
   * @param from first day
   * @param to last day, null while nobody has set one
   * @param successor what takes its place, null only without a last day
   */
  public record Validity(LocalDate from, @Nullable LocalDate to, @Nullable String successor) {}

  /**
   * A grade such as «Tốt».
   *
   * @param name Vietnamese name
   * @param from least percentage of the points, unrounded, at which it is given
   */
  public record Grade(String name, BigDecimal from) {}

  /**
   * A group of criteria.
   *
   * @param id unaccented noun phrase
   * @param code number in the annex
   * @param title Vietnamese title
   * @param maxPoints sum of its criteria
   * @param pointsBasis where that sum comes from
   * @param statedCount number of criteria that the text states, null when it states none
   * @param criteria in the annex's order
   */
  public record Group(
      String id,
      String code,
      String title,
      BigDecimal maxPoints,
      PointsBasis pointsBasis,
      @Nullable Integer statedCount,
      List<Criterion> criteria) {
    public Group {
      criteria = List.copyOf(criteria);
    }
  }

  /**
   * One criterion: identity, law, points, condition, words and tests in one place.
   *
   * @param id unaccented noun phrase, unique in the checklist
   * @param code number in the annex, unique among the criteria
   * @param title Vietnamese title
   * @param basis the clause that asks for it
   * @param pointsBasis where its points come from
   * @param method who decides
   * @param maxPoints points that can be had
   * @param effective when the clause is in force, null when not stated
   * @param inapplicable whom it does not concern, null when it concerns every portal
   * @param undecidable what keeps it from being decided though everything was observed, null when
   *     nothing does
   * @param scoring how observations become points
   * @param fix what the agency does to gain the points
   * @param examples its tests
   */
  public record Criterion(
      String id,
      String code,
      String title,
      String basis,
      PointsBasis pointsBasis,
      Method method,
      BigDecimal maxPoints,
      @Nullable Validity effective,
      @Nullable Inapplicable inapplicable,
      @Nullable Undecidable undecidable,
      Scoring scoring,
      String fix,
      List<Example> examples) {
    public Criterion {
      examples = List.copyOf(examples);
    }
  }

  /**
   * Where a criterion leaves every maximum because its text does not concern the portal: where both
   * parts are given, both must hold.
   *
   * @param to the kinds of portal that it does not concern; empty when the kind does not matter
   * @param when what must be observed besides; null when the kind alone decides
   * @param says sentence for the report
   */
  public record Inapplicable(List<PortalKind> to, @Nullable Condition when, String says) {
    public Inapplicable {
      to = List.copyOf(to);
    }
  }

  /**
   * Where a probe reports a state that is no verdict on the portal, such as «unknown».
   *
   * @param when the condition that must not hold
   * @param reason the reason that is given where it holds
   * @param reasonFrom {@code probe.field} of a text that names the reason better; null without one
   */
  public record Undecidable(Condition when, Reason reason, @Nullable String reasonFrom) {}

  /** How observations become points. */
  public sealed interface Scoring {

    /** The first level whose condition holds gives its points; the last one has no condition. */
    record Levels(List<Level> levels) implements Scoring {
      public Levels {
        levels = List.copyOf(levels);
      }
    }

    /**
     * Points in proportion: {@code value / fullAt × maxPoints}, capped.
     *
     * @param observe {@code probe.field} of a quantity
     * @param fullAt value from which all points are given
     * @param says sentence for the report
     * @param onlyWhen where this does not hold there are no points; null when always
     * @param saysOtherwise sentence for that case; set exactly when {@code onlyWhen} is
     */
    record Share(
        String observe,
        BigDecimal fullAt,
        String says,
        @Nullable Condition onlyWhen,
        @Nullable String saysOtherwise)
        implements Scoring {}

    /** Points that add up. */
    record Parts(List<Part> parts) implements Scoring {
      public Parts {
        parts = List.copyOf(parts);
      }
    }

    /** No machine looks at it: the agency declares. */
    record None() implements Scoring {}
  }

  /** One step of {@link Scoring.Levels}; {@code when} is null in the last one. */
  public record Level(BigDecimal points, @Nullable Condition when, String says) {}

  /** One addend of {@link Scoring.Parts}. */
  public record Part(BigDecimal points, Condition when, String says, String saysOtherwise) {}

  /**
   * One test of a criterion.
   *
   * @param line its line in the file, from 1
   * @param kind the kind of portal; null where it does not matter
   * @param given what is observed, by {@code probe.field}
   * @param outcome what has to come out
   * @param points the points that have to come out, null when the outcome says enough
   * @param reason the reason that has to come out, null when any will do
   */
  public record Example(
      int line,
      @Nullable PortalKind kind,
      Map<String, Result> given,
      Outcome outcome,
      @Nullable BigDecimal points,
      @Nullable Reason reason) {
    public Example {
      given = Map.copyOf(given);
    }
  }
}
