package vn.portalaudit.web.criteria;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vn.portalaudit.checklist.Checklist;
import vn.portalaudit.checklist.Checklist.Criterion;
import vn.portalaudit.checklist.Checklist.Group;
import vn.portalaudit.checklist.Checklist.Inapplicable;
import vn.portalaudit.checklist.Checklist.Scoring;
import vn.portalaudit.checklist.Checklist.Undecidable;
import vn.portalaudit.checklist.Checklist.Validity;
import vn.portalaudit.checklist.Rulebook;
import vn.portalaudit.domain.Folding;
import vn.portalaudit.domain.Method;
import vn.portalaudit.domain.PointsBasis;
import vn.portalaudit.domain.PortalKind;
import vn.portalaudit.report.Bilingual;
import vn.portalaudit.report.Vietnamese;

/** Checklists as the pages show them. */
final class CriteriaViews {
  /** Ways of deciding, for the filter. */
  static final List<Choice> METHODS =
      Arrays.stream(Method.values()).map(m -> new Choice(m.id(), m.label())).toList();

  private static final Bilingual STOP = new Bilingual(".", ".");
  private static final Bilingual OTHERWISE =
      new Bilingual("các trường hợp còn lại", "in all other cases");

  private final ConditionWords words;

  CriteriaViews(Rulebook rules) {
    this.words = new ConditionWords(rules.probes());
  }

  /** One of a choice. */
  public record Choice(String code, String name) {}

  /**
   * A checklist in short.
   *
   * @param validity since when, and until when, it is in force; empty when the text does not say
   * @param basisKind kind of badge for where the points come from
   */
  public record Summary(
      String id,
      String title,
      String version,
      String basis,
      String appliesTo,
      String referenceFor,
      String validity,
      String points,
      String basisKind,
      String pointsBasis,
      int criteria,
      int automatic,
      int assisted,
      int reported,
      String note,
      List<String> gaps,
      List<Choice> grades) {}

  /** A checklist with its tree. */
  public record Book(Summary summary, List<Branch> groups, int shown) {}

  /**
   * A group.
   *
   * @param share of all points, in per cent from 0 to 100
   * @param leaves those criteria that are shown
   */
  public record Branch(
      String id,
      String code,
      String title,
      String points,
      String basisKind,
      String pointsBasis,
      int share,
      List<Leaf> leaves) {}

  /** A criterion. */
  public record Leaf(
      String id,
      String code,
      String title,
      String clause,
      String points,
      String basisKind,
      String pointsBasis,
      String method,
      String validity,
      Bilingual inapplicable,
      Bilingual undecidable,
      List<Step> steps,
      String fix) {}

  /** A step of the scoring: how many points for what. */
  public record Step(String points, Bilingual when, String says) {}

  static Summary summary(Checklist list) {
    List<Criterion> all = list.criteria().toList();
    return new Summary(
        list.id(),
        list.title(),
        list.version(),
        list.basis(),
        kinds(list.appliesTo()),
        kinds(list.referenceFor()),
        validity(list.effective()),
        Vietnamese.number(list.maxPoints()),
        kind(list.pointsBasis()),
        list.pointsBasis().label(),
        all.size(),
        count(all, Method.AUTOMATIC),
        count(all, Method.ASSISTED),
        count(all, Method.SELF_REPORTED),
        Objects.requireNonNullElse(list.note(), ""),
        list.gaps(),
        list.grades().stream()
            .map(grade -> new Choice(grade.name(), Vietnamese.number(grade.from())))
            .toList());
  }

  private static int count(List<Criterion> all, Method method) {
    return (int) all.stream().filter(criterion -> criterion.method() == method).count();
  }

  private static String kinds(List<PortalKind> kinds) {
    return kinds.stream().map(PortalKind::label).collect(Collectors.joining("; "));
  }

  private static String kind(PointsBasis basis) {
    return basis == PointsBasis.OFFICIAL ? "ok" : "warn";
  }

  private static String validity(@Nullable Validity validity) {
    if (validity == null) {
      return "";
    }
    return "từ "
        + Vietnamese.day(validity.from())
        + (validity.to() == null ? "" : " đến " + Vietnamese.day(validity.to()))
        + (validity.successor() == null ? "" : "; thay bằng: " + validity.successor());
  }

  /**
   * The tree.
   *
   * @param method only criteria decided so; empty for all
   * @param text only criteria with this in code, title or clause; empty for all
   */
  Book book(Checklist list, String method, String text) {
    List<Branch> branches = new ArrayList<>();
    int shown = 0;
    String sought = Folding.fold(text);
    for (Group group : list.groups()) {
      List<Leaf> leaves =
          group.criteria().stream()
              .filter(c -> method.isEmpty() || c.method().id().equals(method))
              .filter(c ->
                  sought.isEmpty()
                      || Folding.fold(c.code() + " " + c.title() + " " + c.basis())
                          .contains(sought))
              .map(this::leaf)
              .toList();
      shown += leaves.size();
      if (!leaves.isEmpty()) {
        branches.add(branch(group, list.maxPoints(), leaves));
      }
    }
    return new Book(summary(list), branches, shown);
  }

  private static Branch branch(Group group, BigDecimal all, List<Leaf> leaves) {
    int share =
        all.signum() == 0
            ? 0
            : group
                .maxPoints()
                .multiply(BigDecimal.valueOf(100))
                .divide(all, 0, RoundingMode.HALF_UP)
                .intValue();
    return new Branch(
        group.id(),
        group.code(),
        group.title(),
        Vietnamese.number(group.maxPoints()),
        kind(group.pointsBasis()),
        group.pointsBasis().label(),
        share,
        leaves);
  }

  private Leaf leaf(Criterion criterion) {
    return new Leaf(
        criterion.id(),
        criterion.code(),
        criterion.title(),
        criterion.basis(),
        Vietnamese.number(criterion.maxPoints()),
        kind(criterion.pointsBasis()),
        criterion.pointsBasis().label(),
        criterion.method().label(),
        validity(criterion.effective()),
        inapplicable(criterion.inapplicable()),
        undecidable(criterion.undecidable()),
        steps(criterion),
        criterion.fix());
  }

  private Bilingual inapplicable(@Nullable Inapplicable exception) {
    if (exception == null) {
      return Bilingual.NONE;
    }
    Bilingual says = Bilingual.written(sentence(exception.says()));
    if (!exception.to().isEmpty()) {
      says =
          says.and(new Bilingual(" Áp dụng với: ", " Applies to: "))
              .and(ConditionWords.ours(kinds(exception.to())))
              .and(STOP);
    }
    return exception.when() == null
        ? says
        : says.and(new Bilingual(" Khi ", " When ")).and(words.says(exception.when())).and(STOP);
  }

  private Bilingual undecidable(@Nullable Undecidable undecidable) {
    return undecidable == null
        ? Bilingual.NONE
        : new Bilingual("Khi ", "When ")
            .and(words.says(undecidable.when()))
            .and(new Bilingual(": ", ": "))
            .and(ConditionWords.ours(undecidable.reason().says()));
  }

  private List<Step> steps(Criterion criterion) {
    return switch (criterion.scoring()) {
      case Scoring.Levels levels ->
          levels.levels().stream()
              .map(level ->
                  new Step(
                      Vietnamese.number(level.points()),
                      level.when() == null ? OTHERWISE : words.says(level.when()),
                      sentence(level.says())))
              .toList();
      case Scoring.Share share ->
          List.of(
              new Step(
                  "0–" + Vietnamese.number(criterion.maxPoints()),
                  share(share),
                  sentence(share.says())));
      case Scoring.Parts parts ->
          parts.parts().stream()
              .map(part ->
                  new Step(
                      "+" + Vietnamese.number(part.points()),
                      words.says(part.when()),
                      sentence(part.says())))
              .toList();
      case Scoring.None none -> List.of();
    };
  }

  private Bilingual share(Scoring.Share share) {
    Bilingual says =
        new Bilingual("theo tỷ lệ: ", "in proportion: ")
            .and(words.thing(share.observe()))
            .and(new Bilingual(", đủ điểm từ ", ", full points from "))
            .and(
                ConditionWords.ours(
                    share.observe().endsWith("Share")
                        ? Vietnamese.percent(share.fullAt())
                        : Vietnamese.number(share.fullAt())));
    return share.onlyWhen() == null
        ? says
        : says.and(new Bilingual("; chỉ khi ", "; only when ")).and(words.says(share.onlyWhen()));
  }

  /** A sentence of a report with its places left open. */
  private static String sentence(String says) {
    return says.replaceAll("\\{[^}]*}", "…");
  }
}
