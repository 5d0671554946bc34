package vn.portalaudit.index;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.MonthDay;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vn.portalaudit.domain.Folding;

/**
 * One official set of indicators as its file in {@code checklists/chi-so/} gives it: the table of
 * the text, who is assessed, the rules and the calendar, and what the text does not say. Immutable,
 * safe for several threads. Only {@link IndexSetReader} checks the rules between the parts.
 *
 * @param id unaccented noun phrase, the name of the file
 * @param version {@code year.number}; a published version never changes
 * @param title Vietnamese title
 * @param basis the decision it comes from
 * @param maxPoints points of the whole; null where the text gives none
 * @param statedCount number of indicators that the text states for the whole; null when it states
 *     none
 * @param groups every indicator stands in exactly one
 * @param pillars may share groups and so are never added; empty when the text has none
 * @param assessed who is assessed
 * @param rules how points are appraised, counted and graded
 * @param calendar days of the text
 * @param machine what portal audits propose; ours, since no text gives the mapping
 * @param generalTable the text's table of general information; null when it has none
 * @param remarks where the text contradicts itself
 * @param gaps what the text does not give
 */
public record IndexSet(
    String id,
    String version,
    String title,
    String basis,
    @Nullable BigDecimal maxPoints,
    @Nullable Integer statedCount,
    List<Group> groups,
    List<Pillar> pillars,
    Assessed assessed,
    Rules rules,
    Calendar calendar,
    List<MachineFeed> machine,
    @Nullable GeneralTable generalTable,
    List<Remark> remarks,
    List<String> gaps) {
  public IndexSet {
    groups = List.copyOf(groups);
    pillars = List.copyOf(pillars);
    machine = List.copyOf(machine);
    remarks = List.copyOf(remarks);
    gaps = List.copyOf(gaps);
  }

  /** The indicators of all groups, in the text's order. */
  public Stream<Indicator> indicators() {
    return groups.stream().flatMap(group -> group.indicators().stream());
  }

  /** The indicator of that code. */
  public Optional<Indicator> find(String code) {
    return indicators().filter(one -> one.code().equals(code)).findFirst();
  }

  /** By which words the text leaves out an agency of that name; empty when it does not. */
  public Optional<String> whyLeftOut(String name) {
    String folded = Folding.fold(name);
    return assessed.leftOut().stream()
        .filter(one -> Folding.fold(one.agency()).equals(folded))
        .map(LeftOut::basis)
        .findFirst();
  }

  /** The flags that an agency of that name has by the text. */
  public Set<String> flags(String name) {
    String folded = Folding.fold(name);
    return assessed.flags().stream()
        .filter(flag -> flag.agencies().stream().anyMatch(one -> Folding.fold(one).equals(folded)))
        .map(Flag::id)
        .collect(Collectors.toSet());
  }

  /**
   * A main indicator («chỉ số chính») or group of them.
   *
   * @param id unaccented noun phrase
   * @param code number in the text
   * @param title Vietnamese title
   * @param maxPoints its points; null where the text gives none
   * @param statedCount number of indicators that the text states; null when it states none
   * @param awaitsAnnex whether the text leaves its rows to an annex that is not at hand: its one
   *     indicator stands in for them until they are imported
   * @param basis place in the text
   * @param indicators in the text's order
   */
  public record Group(
      String id,
      String code,
      String title,
      @Nullable BigDecimal maxPoints,
      @Nullable Integer statedCount,
      boolean awaitsAnnex,
      String basis,
      List<Indicator> indicators) {
    public Group {
      indicators = List.copyOf(indicators);
    }
  }

  /**
   * An indicator.
   *
   * @param code number in the text, or the one that we give where the text prints none
   * @param title Vietnamese title, as in the text
   * @param maxPoints points that can be had; null where the text gives none
   * @param column where its points come from when nobody has appraised it
   * @param flags whom it concerns: agencies with one of these flags; empty when all
   * @param scales other maxima, by the flag of the agencies that have them
   * @param scoring how a reported value becomes points; null where the text gives no rule
   * @param basis place in the text
   */
  public record Indicator(
      String code,
      String title,
      @Nullable BigDecimal maxPoints,
      Column column,
      Set<String> flags,
      Map<String, BigDecimal> scales,
      @Nullable Scoring scoring,
      String basis) {
    public Indicator {
      flags = Set.copyOf(flags);
      scales = Map.copyOf(scales);
    }
  }

  /**
   * A pillar («trụ cột»).
   *
   * @param id unaccented abbreviation, the start of its indicators' codes
   * @param title Vietnamese title
   * @param maxPoints its points; null where the text gives none
   * @param statedCount number of criteria that the text states; null when it states none
   * @param basis place in the text
   * @param indicators codes of its indicators; those of a shared group stand in several pillars
   */
  public record Pillar(
      String id,
      String title,
      @Nullable BigDecimal maxPoints,
      @Nullable Integer statedCount,
      String basis,
      List<String> indicators) {
    public Pillar {
      indicators = List.copyOf(indicators);
    }
  }

  /**
   * Who is assessed.
   *
   * @param groups agencies are ranked within these
   * @param flags properties of agencies that rows depend on
   * @param leftOut whom the text leaves out
   */
  public record Assessed(List<RankingGroup> groups, List<Flag> flags, List<LeftOut> leftOut) {
    public Assessed {
      groups = List.copyOf(groups);
      flags = List.copyOf(flags);
      leftOut = List.copyOf(leftOut);
    }
  }

  /**
   * Agencies that are ranked together.
   *
   * @param id unaccented word, as agencies carry it
   * @param title Vietnamese title
   * @param statedCount how many agencies the text lists; null when it lists none
   * @param basis place in the text
   */
  public record RankingGroup(
      String id, String title, @Nullable Integer statedCount, String basis) {}

  /**
   * A property of agencies.
   *
   * @param id unaccented word, as agencies carry it
   * @param title Vietnamese title
   * @param agencies names of those that have it, as in the text
   * @param basis place in the text
   */
  public record Flag(String id, String title, List<String> agencies, String basis) {
    public Flag {
      agencies = List.copyOf(agencies);
    }
  }

  /** An agency that the text leaves out: its name and the place in the text. */
  public record LeftOut(String agency, String basis) {}

  /**
   * How points are appraised, counted and graded.
   *
   * @param rounds rounds of appraisal; between two of them agencies explain
   * @param bonus whether the text allows incentive points; the total stays capped at the maximum
   * @param unitIndex whether the text states results as an index from 0 to 1
   * @param noDataIsZero whether the text itself counts what has no data as 0
   * @param exclusionShare share of agencies with data, from 0 to 1, below which an indicator is
   *     proposed for exclusion; null where the text has no such rule
   * @param grades highest first; empty when the text gives none
   * @param normalisations that the text names besides plain points
   * @param basis places in the text
   */
  public record Rules(
      int rounds,
      boolean bonus,
      boolean unitIndex,
      boolean noDataIsZero,
      @Nullable BigDecimal exclusionShare,
      List<Grade> grades,
      List<Normalisation> normalisations,
      String basis) {
    public Rules {
      grades = List.copyOf(grades);
      normalisations = List.copyOf(normalisations);
    }
  }

  /**
   * A grade.
   *
   * @param name Vietnamese name
   * @param from least share of the points, from 0 to 1, unrounded, at which it is given
   */
  public record Grade(String name, BigDecimal from) {}

  /**
   * Days of the text, relative to the assessed year.
   *
   * @param data what the data tell of; null where the text does not say
   * @param terms in the text's order
   */
  public record Calendar(@Nullable DataPeriod data, List<Term> terms) {
    public Calendar {
      terms = List.copyOf(terms);
    }
  }

  /**
   * The period that the data tell of, both days included.
   *
   * @param from its first day
   * @param fromYear years after the assessed one; −1 is the year before
   * @param to its last day
   * @param toYear years after the assessed one
   * @param basis place in the text
   */
  public record DataPeriod(MonthDay from, int fromYear, MonthDay to, int toYear, String basis) {
    /** Its first day for an assessed year. */
    public LocalDate from(int year) {
      return from.atYear(year + fromYear);
    }

    /** Its last day for an assessed year. */
    public LocalDate to(int year) {
      return to.atYear(year + toYear);
    }
  }

  /**
   * A term. At most one of {@code before}, {@code quarter} and {@code days} is set.
   *
   * @param what the step that it ends
   * @param before the day before which it must be done; null without one
   * @param quarter the quarter in which it is done, 1 to 4; null without one
   * @param days days from the letter that asks for the report; null without them
   * @param working whether those are working days; where the text does not say so they are all days
   * @param year years after the assessed one
   * @param says the term in Vietnamese
   * @param basis place in the text
   */
  public record Term(
      Step what,
      @Nullable MonthDay before,
      @Nullable Integer quarter,
      @Nullable Integer days,
      boolean working,
      int year,
      String says,
      String basis) {}

  /** A step that a text sets a term for. */
  public enum Step {
    /** The agencies send their reports. */
    REPORT("report"),
    /** The assessment as a whole. */
    ASSESSMENT("assessment"),
    /** Ranking. */
    RANKING("ranking"),
    /** Publication. */
    PUBLICATION("publication");

    private final String id;

    Step(String id) {
      this.id = id;
    }

    /** The word in files. */
    public String id() {
      return id;
    }
  }

  /**
   * What a portal's audit proposes for an indicator. Always «proposed»: no text gives the mapping.
   *
   * @param indicator code of the indicator
   * @param checklist id of the checklist
   * @param criteria codes of the leaves that are taken; empty when the whole scorecard is
   * @param coverage least share of the points that must be decided, from 0 to 1
   * @param counts whether it counts before the agency's own figure; else it is only shown
   * @param says why, in Vietnamese
   */
  public record MachineFeed(
      String indicator,
      String checklist,
      List<String> criteria,
      BigDecimal coverage,
      boolean counts,
      String says) {
    public MachineFeed {
      criteria = List.copyOf(criteria);
    }
  }

  /**
   * Where the text contradicts itself.
   *
   * @param what in Vietnamese
   * @param stated the number that the text states
   * @param computed what its own rows add up to
   * @param basis place in the text
   */
  public record Remark(String what, BigDecimal stated, BigDecimal computed, String basis) {}
}
