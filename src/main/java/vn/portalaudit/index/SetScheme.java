package vn.portalaudit.index;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** An index set as a scheme: the same table, flat, as the arithmetic takes it. */
public final class SetScheme {
  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

  private SetScheme() {}

  /** The scheme of a set; rows that it leaves to an annex are single indicators. */
  public static Scheme of(IndexSet set) {
    List<Scheme.Item> items = new ArrayList<>();
    List<Scheme.Part> groups = new ArrayList<>();
    Map<String, Integer> places = new HashMap<>();
    for (IndexSet.Group group : set.groups()) {
      List<Integer> own = new ArrayList<>();
      for (IndexSet.Indicator one : group.indicators()) {
        own.add(items.size());
        places.put(one.code(), items.size());
        items.add(item(set, one));
      }
      groups.add(
          new Scheme.Part(
              group.id(),
              group.code(),
              group.title(),
              group.maxPoints(),
              group.statedCount(),
              own));
    }
    List<Scheme.Part> pillars =
        set.pillars().stream()
            .map(pillar ->
                new Scheme.Part(
                    pillar.id(),
                    pillar.id(),
                    pillar.title(),
                    pillar.maxPoints(),
                    pillar.statedCount(),
                    pillar.indicators().stream()
                        .map(code -> Objects.requireNonNull(places.get(code)))
                        .toList()))
            .toList();
    return new Scheme(
        set.id(),
        set.version(),
        set.title(),
        set.maxPoints(),
        items,
        groups,
        pillars,
        set.rules().grades().stream()
            .map(grade -> new Scheme.Grade(grade.name(), grade.from().multiply(HUNDRED)))
            .toList(),
        new Scheme.Conditions(
            set.rules().bonus(),
            set.rules().unitIndex(),
            set.assessed().groups().stream()
                .map(IndexSet.RankingGroup::id)
                .collect(Collectors.toSet()),
            noData(set.rules())),
        new Scheme.Annex(
            set.statedCount(),
            set.groups().stream()
                .filter(IndexSet.Group::awaitsAnnex)
                .map(IndexSet.Group::code)
                .collect(Collectors.toSet())));
  }

  private static Scheme.NoDataRules noData(IndexSet.Rules rules) {
    BigDecimal share = rules.exclusionShare();
    return new Scheme.NoDataRules(
        rules.noDataIsZero(),
        share == null ? Scheme.NoDataRules.PROPOSED.exclusionShare() : share,
        share != null);
  }

  private static Scheme.Item item(IndexSet set, IndexSet.Indicator one) {
    List<Column> declared = new ArrayList<>();
    if (one.column() != Column.SELF) {
      declared.add(one.column());
    }
    boolean counts =
        set.machine().stream()
            .anyMatch(feed -> feed.counts() && feed.indicator().equals(one.code()));
    if (counts && !declared.contains(Column.MACHINE)) {
      declared.add(Column.MACHINE);
    }
    return new Scheme.Item(
        one.code(),
        one.title(),
        one.maxPoints(),
        declared,
        one.flags(),
        Set.of(),
        one.scales(),
        one.scoring());
  }

  /**
   * What the machine proposes.
   *
   * @param scheme of the set, also with its annex rows: what is no indicator any more gets nothing
   */
  public static List<Feed> feeds(IndexSet set, Scheme scheme) {
    List<Feed> feeds = new ArrayList<>();
    for (IndexSet.MachineFeed feed : set.machine()) {
      scheme
          .find(feed.indicator())
          .ifPresent(place ->
              feeds.add(new Feed(place, feed.checklist(), feed.criteria(), feed.coverage())));
    }
    return feeds;
  }
}
