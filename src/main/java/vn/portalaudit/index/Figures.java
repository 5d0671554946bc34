package vn.portalaudit.index;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * All figures of one period on one scheme: every column of every agency. Immutable, safe for
 * several threads; {@link #with} shares what does not change.
 */
public final class Figures {
  private final Frame frame;
  private final List<Entries> entries;

  /**
   * What stays when a figure changes.
   *
   * @param scheme the indicators
   * @param agencies who is assessed
   * @param exclusions the excluded indicators by their place
   * @param byAgency the places of the agencies
   */
  record Frame(
      Scheme scheme,
      List<Agency> agencies,
      SortedMap<Integer, Exclusion> exclusions,
      Map<String, Integer> byAgency) {}

  /**
   * An indicator that a person took out of the ranking.
   *
   * @param by who
   * @param reason why
   */
  public record Exclusion(String by, String reason) {}

  /**
   * Incentive points.
   *
   * @param points how many
   * @param reason what for
   */
  public record Bonus(BigDecimal points, String reason) {}

  private Figures(Frame frame, List<Entries> entries) {
    this.frame = frame;
    this.entries = entries;
  }

  /** What stays when a figure changes. */
  Frame frame() {
    return frame;
  }

  public Scheme scheme() {
    return frame.scheme();
  }

  public List<Agency> agencies() {
    return frame.agencies();
  }

  /** The place of an agency. */
  public OptionalInt find(String agency) {
    Integer place = frame.byAgency().get(agency);
    return place == null ? OptionalInt.empty() : OptionalInt.of(place);
  }

  /** The ids of all agencies, for hints. */
  public java.util.Set<String> ids() {
    return frame.byAgency().keySet();
  }

  /** The figures of the agency at a place. */
  Entries of(int agency) {
    return entries.get(agency);
  }

  /** The points in a column, or null when it has none. */
  public @Nullable BigDecimal points(Column column, int agency, int item) {
    return entries.get(agency).points(column, item);
  }

  /** Whether any agency has points there. */
  boolean any(Column column, int item) {
    return entries.stream().anyMatch(row -> row.points(column, item) != null);
  }

  /** What is written beside the points in a column (evidence, reason, provider), or null. */
  public @Nullable String words(Column column, int agency, int item) {
    return entries.get(agency).words(column, item);
  }

  /** What the undecided part of a portal's audit could still add to the machine's points. */
  public BigDecimal open(int agency, int item) {
    return entries.get(agency).open(item);
  }

  /** Why an indicator does not concern an agency beyond what the scheme says, or null. */
  public @Nullable String inapplicable(int agency, int item) {
    return entries.get(agency).inapplicable(item);
  }

  /** An agency's incentive points. */
  public Optional<Bonus> bonus(int agency) {
    return Optional.ofNullable(entries.get(agency).bonus());
  }

  /** The excluded indicators by their place. */
  public SortedMap<Integer, Exclusion> exclusions() {
    return frame.exclusions();
  }

  /**
   * The figures with one value changed.
   *
   * @param points the new value; null takes it away
   */
  public Figures with(
      Column column, int agency, int item, @Nullable BigDecimal points, @Nullable String words) {
    List<Entries> changed = new ArrayList<>(entries);
    Entries row = entries.get(agency).copy();
    row.put(column, item, points, words);
    changed.set(agency, row);
    return new Figures(frame, changed);
  }

  /** Gathers figures. Not safe for several threads. */
  public static final class Builder {
    private final Scheme scheme;
    private final List<Agency> agencies;
    private final List<Entries> entries = new ArrayList<>();
    private final SortedMap<Integer, Exclusion> exclusions = new TreeMap<>();
    private final Map<String, Integer> byAgency = new HashMap<>();
    private final Map<BigDecimal, BigDecimal> shared = new HashMap<>();

    /**
     * For agencies on a scheme.
     *
     * @throws IllegalArgumentException when an agency stands there twice
     */
    public Builder(Scheme scheme, List<Agency> agencies) {
      this.scheme = scheme;
      this.agencies = List.copyOf(agencies);
      for (Agency agency : agencies) {
        if (byAgency.put(agency.id(), entries.size()) != null) {
          throw new IllegalArgumentException("two agencies " + agency.id());
        }
        entries.add(new Entries(scheme.items().size()));
      }
    }

    /** The place of an agency. */
    OptionalInt find(String agency) {
      Integer place = byAgency.get(agency);
      return place == null ? OptionalInt.empty() : OptionalInt.of(place);
    }

    Scheme scheme() {
      return scheme;
    }

    /** Puts points into a column. */
    public Builder put(
        Column column, int agency, int item, BigDecimal points, @Nullable String words) {
      // a campaign has few different values: one object for each keeps 15,000 agencies small
      BigDecimal one = shared.computeIfAbsent(points.stripTrailingZeros(), value -> value);
      entries.get(agency).put(column, item, one, words);
      return this;
    }

    /** Says something beside a column that has no points. */
    public Builder say(Column column, int agency, int item, String words) {
      entries.get(agency).say(column, item, words);
      return this;
    }

    /** What the undecided part of a portal's audit could still add to the machine's points. */
    public Builder open(int agency, int item, BigDecimal points) {
      entries.get(agency).open(item, points);
      return this;
    }

    /** Takes an indicator out for one agency, which it does not concern. */
    public Builder inapplicable(int agency, int item, String says) {
      entries.get(agency).inapplicable(item, says);
      return this;
    }

    /** Gives incentive points. */
    public Builder bonus(int agency, BigDecimal points, String reason) {
      entries.get(agency).bonus(new Bonus(points, reason));
      return this;
    }

    /** Takes an indicator out of the ranking. */
    public Builder exclude(int item, String by, String reason) {
      exclusions.put(item, new Exclusion(by, reason));
      return this;
    }

    /** The figures gathered; the builder must not be used any more. */
    public Figures build() {
      return new Figures(
          new Frame(
              scheme,
              agencies,
              java.util.Collections.unmodifiableSortedMap(exclusions),
              Map.copyOf(byAgency)),
          List.copyOf(entries));
    }
  }
}
