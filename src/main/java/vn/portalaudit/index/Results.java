package vn.portalaudit.index;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Figures computed and ranked. Pure and exact: the order of agencies, rows and files never matters.
 * Immutable, safe for several threads.
 */
public final class Results {
  private final Figures figures;
  private final Settings settings;
  private final Map<String, RankingGroup> groups;

  private Results(Figures figures, Settings settings, Map<String, RankingGroup> groups) {
    this.figures = figures;
    this.settings = settings;
    this.groups = groups;
  }

  /** Computes and ranks. */
  public static Results of(Figures figures, Settings settings) {
    Map<String, List<Integer>> members = new TreeMap<>();
    for (int a = 0; a < figures.agencies().size(); a++) {
      members.computeIfAbsent(figures.agencies().get(a).group(), group -> new ArrayList<>()).add(a);
    }
    Map<String, RankingGroup> groups = new LinkedHashMap<>();
    members.forEach(
        (name, agencies) -> groups.put(name, RankingGroup.of(name, agencies, figures, settings)));
    return new Results(figures, settings, groups);
  }

  /**
   * The results after one value changed: the same as computing all again, but only what depends on
   * it is touched.
   *
   * @param points the new value; null takes it away
   */
  public Results with(
      Column column, int agency, int item, @Nullable BigDecimal points, @Nullable String words) {
    Figures changed = figures.with(column, agency, item, points, words);
    String group = figures.agencies().get(agency).group();
    Map<String, RankingGroup> now = new LinkedHashMap<>(groups);
    now.computeIfPresent(group, (name, was) -> was.with(changed, settings, agency, item));
    return new Results(changed, settings, now);
  }

  public Figures figures() {
    return figures;
  }

  public Settings settings() {
    return settings;
  }

  /** The ranking groups by name. */
  public List<RankingGroup> groups() {
    return List.copyOf(groups.values());
  }

  /** Where an agency stands. */
  public Standing standing(int agency) {
    RankingGroup group = groups.get(figures.agencies().get(agency).group());
    if (group == null) {
      throw new IllegalArgumentException("no agency " + agency);
    }
    return group.standing(agency);
  }

  /**
   * An indicator for which too few of the agencies that it concerns have data.
   *
   * @param item its place
   * @param share of agencies with data, 4 decimals, rounded down so that it stays below the limit
   */
  public record Proposal(int item, BigDecimal share) {}

  /**
   * The indicators that may be excluded by the set's share (one half in 1726, part II 2.b.vi).
   * Nothing is excluded by this: a named person does it, with a reason.
   */
  public List<Proposal> proposedExclusions() {
    List<Proposal> proposals = new ArrayList<>();
    int items = figures.scheme().items().size();
    int[] concerned = new int[items];
    int[] supplied = new int[items];
    for (RankingGroup group : groups.values()) {
      group.count(concerned, supplied);
    }
    Scheme.NoDataRules rules = figures.scheme().conditions().noData();
    for (int i = 0; i < items; i++) {
      if (rules.excludes(supplied[i], concerned[i]) && !figures.exclusions().containsKey(i)) {
        proposals.add(
            new Proposal(
                i,
                BigDecimal.valueOf(supplied[i])
                    .divide(BigDecimal.valueOf(concerned[i]), 4, java.math.RoundingMode.DOWN)));
      }
    }
    return proposals;
  }

  /** The agencies that are ranked together. Immutable. */
  public static final class RankingGroup {
    private final String name;
    private final int[] members;
    private final Tally.Row[] rows;
    private final @Nullable Spread[] spreads;
    private final Standing[] standings;
    private final int[] order;

    private RankingGroup(
        String name,
        int[] members,
        Tally.Row[] rows,
        @Nullable Spread[] spreads,
        Standing[] standings,
        int[] order) {
      this.name = name;
      this.members = members;
      this.rows = rows;
      this.spreads = spreads;
      this.standings = standings;
      this.order = order;
    }

    static RankingGroup of(
        String name, List<Integer> agencies, Figures figures, Settings settings) {
      int[] members = agencies.stream().mapToInt(Integer::intValue).sorted().toArray();
      Counted[] counted = new Counted[members.length];
      for (int m = 0; m < members.length; m++) {
        counted[m] = Counted.of(figures, members[m], settings.closing());
      }
      int items = figures.scheme().items().size();
      @Nullable Spread[] spreads = new Spread[items];
      if (settings.normalisation() != Normalisation.NONE) {
        for (int i = 0; i < items; i++) {
          spreads[i] = spread(counted, i, settings);
        }
      }
      Tally.Row[] rows = new Tally.Row[members.length];
      Standing[] standings = new Standing[members.length];
      for (int m = 0; m < members.length; m++) {
        rows[m] = row(counted[m], spreads, figures, settings, members[m]);
        standings[m] = Standing.of(figures, settings, members[m], rows[m]);
      }
      int[] order = sorted(IntStream.range(0, members.length).toArray(), standings);
      rank(standings, order, 0, order.length - 1);
      return new RankingGroup(name, members, rows, spreads, standings, order);
    }

    /** In an order that is nearly right already, sorting costs one pass. */
    private static int[] sorted(int[] nearly, Standing[] standings) {
      return Arrays.stream(nearly)
          .boxed()
          .sorted(Comparator.comparing(m -> standings[m], Standing.BEST_FIRST))
          .mapToInt(Integer::intValue)
          .toArray();
    }

    /** Gives ranks from one place of the order to another, and on while ties carry a change. */
    private static void rank(Standing[] standings, int[] order, int from, int to) {
      for (int i = from; i < order.length; i++) {
        Standing own = standings[order[i]];
        @Nullable Standing before = i == 0 ? null : standings[order[i - 1]];
        boolean tie = before != null && Standing.BY_SHARE.compare(before, own) == 0;
        int rank = before != null && tie ? before.rank() : i + 1;
        if (i > to && own.rank() == rank) {
          return;
        }
        standings[order[i]] = own.ranked(rank);
      }
    }

    private static @Nullable Spread spread(Counted[] counted, int item, Settings settings) {
      List<BigDecimal> points = new ArrayList<>(counted.length);
      for (Counted one : counted) {
        BigDecimal x = one.plain()[item];
        if (x != null) {
          points.add(x);
        }
      }
      return Spread.of(points, settings.normalisation() == Normalisation.Z_SCORE);
    }

    private static Tally.Row row(
        Counted counted,
        @Nullable Spread[] spreads,
        Figures figures,
        Settings settings,
        int agency) {
      Entries entries = figures.of(agency);
      @Nullable BigDecimal[] machineOpen = settings.closing() ? null : entries.open();
      if (settings.normalisation() == Normalisation.NONE) {
        return new Tally.Row(counted, counted.plain(), machineOpen);
      }
      @Nullable BigDecimal[] points = new BigDecimal[spreads.length];
      for (int i = 0; i < points.length; i++) {
        points[i] = normalised(counted, spreads[i], settings, i);
      }
      return new Tally.Row(counted, points, machineOpen);
    }

    private static @Nullable BigDecimal normalised(
        Counted counted, @Nullable Spread spread, Settings settings, int item) {
      BigDecimal x = counted.plain()[item];
      return x == null || spread == null
          ? null
          : spread.apply(settings.normalisation(), x, counted.maxima()[item]);
    }

    /** The group after one value of one agency changed. */
    RankingGroup with(Figures changed, Settings settings, int agency, int item) {
      int m = Arrays.binarySearch(members, agency);
      Tally.Row[] now = rows.clone();
      @Nullable Spread[] spread = spreads.clone();
      Standing[] moved = standings.clone();
      Counted counted = Counted.of(changed, agency, settings.closing());
      boolean others =
          settings.normalisation() != Normalisation.NONE
              && respread(spread, now, moved, counted, m, settings, item);
      now[m] = row(counted, spread, changed, settings, agency);
      moved[m] = Standing.of(changed, settings, agency, now[m]);
      int[] places = others ? sorted(order, moved) : moved(m, moved);
      if (others) {
        rank(moved, places, 0, places.length - 1);
      }
      return new RankingGroup(name, members, now, spread, moved, places);
    }

    /** Applies a changed spread of an indicator to the others; false when it stays as it was. */
    private boolean respread(
        @Nullable Spread[] spread,
        Tally.Row[] now,
        Standing[] moved,
        Counted counted,
        int m,
        Settings settings,
        int item) {
      Counted[] all = new Counted[rows.length];
      for (int i = 0; i < all.length; i++) {
        all[i] = i == m ? counted : rows[i].counted();
      }
      spread[item] = spread(all, item, settings);
      if (java.util.Objects.equals(spread[item], spreads[item])) {
        return false;
      }
      for (int i = 0; i < now.length; i++) {
        if (i != m && rows[i].counted().plain()[item] != null) {
          now[i] = renormalised(rows[i], spread[item], settings, item);
          moved[i] = standings[i].shifted(now[i], item);
        }
      }
      return true;
    }

    /** The order after one member moved: only those between its old and new place get new ranks. */
    private int[] moved(int m, Standing[] standings) {
      int[] places = new int[order.length];
      int old = 0;
      while (order[old] != m) {
        old++;
      }
      System.arraycopy(order, 0, places, 0, old);
      System.arraycopy(order, old + 1, places, old, order.length - old - 1);
      int low = 0;
      int high = order.length - 1;
      while (low < high) {
        int middle = (low + high) >>> 1;
        if (Standing.BEST_FIRST.compare(standings[places[middle]], standings[m]) < 0) {
          low = middle + 1;
        } else {
          high = middle;
        }
      }
      System.arraycopy(places, low, places, low + 1, order.length - 1 - low);
      places[low] = m;
      rank(standings, places, Math.min(low, old), Math.max(low, old));
      return places;
    }

    private static Tally.Row renormalised(
        Tally.Row row, @Nullable Spread spread, Settings settings, int item) {
      @Nullable BigDecimal[] points = row.points().clone();
      points[item] = normalised(row.counted(), spread, settings, item);
      return new Tally.Row(row.counted(), points, row.machineOpen());
    }

    /** The group's name. */
    public String name() {
      return name;
    }

    /** The agencies, the best first; equals in the order of their ids. */
    public List<Standing> ranking() {
      List<Standing> ranking = new ArrayList<>(order.length);
      for (int m : order) {
        ranking.add(standings[m]);
      }
      return ranking;
    }

    /** How an indicator's points lie over the group; null without normalising or points. */
    public @Nullable Spread spread(int item) {
      return spreads[item];
    }

    Standing standing(int agency) {
      return standings[Arrays.binarySearch(members, agency)];
    }

    void count(int[] concerned, int[] supplied) {
      for (Tally.Row row : rows) {
        Source[] sources = row.counted().sources();
        for (int i = 0; i < sources.length; i++) {
          concerned[i] += sources[i] == Source.INAPPLICABLE ? 0 : 1;
          supplied[i] += sources[i].data() ? 1 : 0;
        }
      }
    }
  }
}
