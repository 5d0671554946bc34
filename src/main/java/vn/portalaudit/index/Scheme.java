package vn.portalaudit.index;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What is computed: an index set, or a checklist whose leaves are the indicators, with the rows
 * that a text leaves to its annex. Flat, so that the arithmetic is the same for all. Immutable,
 * safe for several threads.
 */
public final class Scheme {
  private final String id;
  private final String version;
  private final String title;
  private final @Nullable BigDecimal maxPoints;
  private final List<Item> items;
  private final List<Part> groups;
  private final List<Part> pillars;
  private final List<Grade> grades;
  private final Conditions conditions;
  private final Annex annex;
  private final List<Integer> places;
  private final Map<String, Integer> byId = new HashMap<>();

  /**
   * An indicator at the bottom of the table.
   *
   * @param id code in the text
   * @param title its Vietnamese title
   * @param maxPoints points that can be had; null where the text gives none
   * @param declared the columns that the set takes its points from after an appraisal and before
   *     the agency's own, the first that has data
   * @param flags whom it concerns: agencies with one of these flags; empty when all
   * @param except whom it does not concern: agencies with one of these flags
   * @param scales other maxima by the flag of the agencies that have them
   * @param scoring how a reported value becomes points; null where the set gives no rule
   */
  public record Item(
      String id,
      String title,
      @Nullable BigDecimal maxPoints,
      List<Column> declared,
      Set<String> flags,
      Set<String> except,
      Map<String, BigDecimal> scales,
      @Nullable Scoring scoring) {
    public Item {
      declared = List.copyOf(declared);
      flags = Set.copyOf(flags);
      except = Set.copyOf(except);
      scales = Map.copyOf(scales);
    }

    /** An indicator that concerns every agency. */
    public static Item of(
        String id, String title, @Nullable BigDecimal maxPoints, List<Column> declared) {
      return new Item(id, title, maxPoints, declared, Set.of(), Set.of(), Map.of(), null);
    }

    /** Whether it concerns an agency. */
    public boolean concerns(Agency agency) {
      return (flags.isEmpty() || flags.stream().anyMatch(agency.flags()::contains))
          && except.stream().noneMatch(agency.flags()::contains);
    }

    /** The points that an agency can have; null where the text gives none. */
    public @Nullable BigDecimal maxPoints(Agency agency) {
      for (Map.Entry<String, BigDecimal> scale : scales.entrySet()) {
        if (agency.flags().contains(scale.getKey())) {
          return scale.getValue();
        }
      }
      return maxPoints;
    }
  }

  /**
   * A group or pillar.
   *
   * @param id its id
   * @param code its number in the text
   * @param title its Vietnamese title
   * @param maxPoints points that can be had; null where the text gives none
   * @param statedCount number of indicators that the text states; null when it states none
   * @param items its indicators by their place; an indicator may stand in several pillars
   */
  public record Part(
      String id,
      String code,
      String title,
      @Nullable BigDecimal maxPoints,
      @Nullable Integer statedCount,
      List<Integer> items) {
    public Part {
      items = List.copyOf(items);
    }
  }

  /**
   * A grade.
   *
   * @param name Vietnamese name
   * @param from least percentage, unrounded, at which it is given
   */
  public record Grade(String name, BigDecimal from) {}

  /**
   * What the text allows besides.
   *
   * @param bonus whether it has incentive points
   * @param unitIndex whether it states results as an index from 0 to 1
   * @param groups the ranking groups that it is for; empty when any
   * @param noData what becomes of indicators without data
   */
  public record Conditions(
      boolean bonus, boolean unitIndex, Set<String> groups, NoDataRules noData) {
    /** With the rules on missing data that are proposed where a text has none. */
    public Conditions(boolean bonus, boolean unitIndex, Set<String> groups) {
      this(bonus, unitIndex, groups, NoDataRules.PROPOSED);
    }

    public Conditions {
      groups = Set.copyOf(groups);
    }
  }

  /**
   * What becomes of indicators without data.
   *
   * @param zeroByText whether the text itself counts them as 0 at closing; else that is proposed
   * @param exclusionShare share of agencies with data, from 0 to 1, below which an indicator is
   *     proposed for exclusion
   * @param excludesByText whether the text itself says so; else that is proposed
   */
  public record NoDataRules(boolean zeroByText, BigDecimal exclusionShare, boolean excludesByText) {
    /** For sets and checklists whose texts are silent: those of 1726, part II 2.b.vi. */
    public static final NoDataRules PROPOSED = new NoDataRules(false, new BigDecimal("0.5"), false);

    /** The share as a percentage, for people. */
    public BigDecimal exclusionPercent() {
      return exclusionShare.movePointRight(2);
    }

    /** Whether an indicator is proposed for exclusion. */
    boolean excludes(int supplied, int concerned) {
      return BigDecimal.valueOf(supplied)
              .compareTo(exclusionShare.multiply(BigDecimal.valueOf(concerned)))
          < 0;
    }
  }

  /**
   * A scheme.
   *
   * @param id id of the set or checklist
   * @param version its version
   * @param title its Vietnamese title
   * @param maxPoints points of the whole; null where the text gives none
   * @param items the indicators in the text's order
   * @param groups each indicator in exactly one
   * @param pillars may share indicators and so are never added
   * @param grades highest first; empty when the text gives none
   * @param conditions what the text allows besides
   */
  public Scheme(
      String id,
      String version,
      String title,
      @Nullable BigDecimal maxPoints,
      List<Item> items,
      List<Part> groups,
      List<Part> pillars,
      List<Grade> grades,
      Conditions conditions) {
    this(
        id,
        version,
        title,
        maxPoints,
        items,
        groups,
        pillars,
        grades,
        conditions,
        new Annex(null, Set.of()));
  }

  /**
   * What the text says of rows that it leaves to an annex.
   *
   * @param statedCount number of indicators that it states for the whole; null when it states none
   * @param awaiting codes of the groups whose rows are to be imported
   */
  public record Annex(@Nullable Integer statedCount, Set<String> awaiting) {
    public Annex {
      awaiting = Set.copyOf(awaiting);
    }
  }

  Scheme(
      String id,
      String version,
      String title,
      @Nullable BigDecimal maxPoints,
      List<Item> items,
      List<Part> groups,
      List<Part> pillars,
      List<Grade> grades,
      Conditions conditions,
      Annex annex) {
    this.annex = annex;
    this.id = id;
    this.version = version;
    this.title = title;
    this.maxPoints = maxPoints;
    this.items = List.copyOf(items);
    this.groups = List.copyOf(groups);
    this.pillars = List.copyOf(pillars);
    this.grades = List.copyOf(grades);
    this.conditions = conditions;
    this.places = IntStream.range(0, items.size()).boxed().toList();
    for (int i = 0; i < items.size(); i++) {
      if (byId.put(items.get(i).id(), i) != null) {
        throw new IllegalArgumentException(id + ": two indicators " + items.get(i).id());
      }
    }
    Set<Integer> once = new HashSet<>();
    if (!groups.stream().flatMap(group -> group.items().stream()).allMatch(once::add)) {
      throw new IllegalArgumentException(id + ": an indicator in two groups");
    }
  }

  public String id() {
    return id;
  }

  public String version() {
    return version;
  }

  /** Id and version, as people tell one version from another. */
  public String named() {
    return id + " " + version;
  }

  public String title() {
    return title;
  }

  public @Nullable BigDecimal maxPoints() {
    return maxPoints;
  }

  public List<Item> items() {
    return items;
  }

  public List<Part> groups() {
    return groups;
  }

  public List<Part> pillars() {
    return pillars;
  }

  public List<Grade> grades() {
    return grades;
  }

  public Conditions conditions() {
    return conditions;
  }

  /** What the text says of rows that it leaves to an annex. */
  public Annex annex() {
    return annex;
  }

  /** The places of all indicators. */
  List<Integer> places() {
    return places;
  }

  /** The place of an indicator. */
  public OptionalInt find(String item) {
    Integer place = byId.get(item);
    return place == null ? OptionalInt.empty() : OptionalInt.of(place);
  }

  /** The ids of all indicators, for hints. */
  public Set<String> ids() {
    return Set.copyOf(byId.keySet());
  }
}
