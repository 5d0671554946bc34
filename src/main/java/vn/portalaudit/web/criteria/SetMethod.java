package vn.portalaudit.web.criteria;

import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vn.portalaudit.index.Column;
import vn.portalaudit.index.IndexSet;
import vn.portalaudit.index.Scheme;
import vn.portalaudit.index.Scoring;
import vn.portalaudit.report.Vietnamese;
import vn.portalaudit.store.campaign.Definitions;

/**
 * A version of an index set as everybody may check it: its points, where each figure comes from,
 * and how they become a rank. Immutable.
 *
 * @param version as it was frozen, with the number of its annex table; else the set's own
 * @param points of the whole; empty where the text gives none, as everywhere here
 * @param ranked titles of the groups within which agencies are ranked
 * @param rules how points become ranks, one sentence each
 * @param terms days of the text
 * @param gaps what the text does not give
 */
public record SetMethod(
    String title,
    String version,
    String basis,
    String points,
    Tally tally,
    List<String> ranked,
    List<Grade> grades,
    List<String> rules,
    String rulesBasis,
    List<Pillar> pillars,
    List<Branch> branches,
    List<Term> terms,
    List<IndexSet.Remark> remarks,
    List<String> gaps) {
  public SetMethod {
    ranked = List.copyOf(ranked);
    grades = List.copyOf(grades);
    rules = List.copyOf(rules);
    pillars = List.copyOf(pillars);
    branches = List.copyOf(branches);
    terms = List.copyOf(terms);
    remarks = List.copyOf(remarks);
    gaps = List.copyOf(gaps);
  }

  /** How many indicators there are, and from where their figures come. */
  public record Tally(int all, int machine, int others, int reported) {}

  /** A grade, and the percentage from which it is given. */
  public record Grade(String name, String from) {}

  /** A day of the text, and its place. */
  public record Term(String says, String basis) {}

  /** A pillar; those may share indicators. */
  public record Pillar(String title, String points, int indicators, String basis) {}

  /**
   * A group of indicators.
   *
   * @param awaits whether the text leaves its rows to an annex that is not part of this version
   */
  public record Branch(
      String code,
      String title,
      String points,
      String basis,
      boolean awaits,
      List<Measure> measures) {
    public Branch {
      measures = List.copyOf(measures);
    }
  }

  /**
   * An indicator.
   *
   * @param scales other points of agencies with a property, one line each
   * @param only the agencies that it concerns alone; empty when all
   * @param except the agencies that it does not concern
   * @param rule how a value becomes points; empty where the text gives no rule
   * @param unit of the value
   */
  public record Measure(
      String code,
      String title,
      String points,
      List<String> scales,
      List<String> only,
      List<String> except,
      List<Origin> origins,
      String rule,
      String unit,
      String clause) {
    public Measure {
      scales = List.copyOf(scales);
      only = List.copyOf(only);
      except = List.copyOf(except);
      origins = List.copyOf(origins);
    }
  }

  /**
   * From where the points of an indicator come before anybody has appraised it.
   *
   * @param checklist id of the checklist by which the machine judges portals; empty for others
   * @param criteria codes of those of its criteria that are taken; empty for all
   */
  public record Origin(String says, String checklist, String criteria) {}

  static SetMethod of(Definitions.Model model, String version) {
    return new Maker(model.set(), model.scheme()).method(version);
  }

  /** Makes one of a set and its table. */
  private record Maker(IndexSet set, Scheme scheme) {
    SetMethod method(String version) {
      return new SetMethod(
          set.title(),
          version,
          set.basis(),
          points(scheme.maxPoints()),
          tally(),
          set.assessed().groups().stream().map(IndexSet.RankingGroup::title).toList(),
          set.rules().grades().stream()
              .map(grade -> new Grade(grade.name(), Vietnamese.percent(grade.from())))
              .toList(),
          RankingRules.of(set, scheme),
          set.rules().basis(),
          scheme.pillars().stream().map(this::pillar).toList(),
          scheme.groups().stream().map(this::branch).toList(),
          set.calendar().terms().stream().map(t -> new Term(t.says(), t.basis())).toList(),
          set.remarks(),
          set.gaps());
    }

    private Tally tally() {
      List<Column> first = scheme.items().stream().map(Maker::first).toList();
      int machine = (int) first.stream().filter(Column.MACHINE::equals).count();
      int reported = (int) first.stream().filter(Column.SELF::equals).count();
      return new Tally(first.size(), machine, first.size() - machine - reported, reported);
    }

    private static Column first(Scheme.Item item) {
      return item.declared().isEmpty() ? Column.SELF : item.declared().getFirst();
    }

    private Pillar pillar(Scheme.Part part) {
      return new Pillar(
          part.title(),
          points(part.maxPoints()),
          part.items().size(),
          set.pillars().stream()
              .filter(one -> one.id().equals(part.id()))
              .map(IndexSet.Pillar::basis)
              .findFirst()
              .orElse(""));
    }

    private Branch branch(Scheme.Part part) {
      IndexSet.@Nullable Group group =
          set.groups().stream().filter(one -> one.id().equals(part.id())).findFirst().orElse(null);
      return new Branch(
          part.code(),
          part.title(),
          points(part.maxPoints()),
          group == null ? "" : group.basis(),
          scheme.annex().awaiting().contains(part.code()),
          part.items().stream().map(place -> measure(scheme.items().get(place))).toList());
    }

    private Measure measure(Scheme.Item item) {
      Scoring scoring = item.scoring();
      return new Measure(
          item.id(),
          item.title(),
          points(item.maxPoints()),
          new TreeMap<>(item.scales())
              .entrySet().stream()
                  .map(one -> "«" + flag(one.getKey()) + "»: " + points(one.getValue()))
                  .toList(),
          flags(item.flags()),
          flags(item.except()),
          origins(item),
          scoring == null ? "" : scoring.rule().says(),
          scoring == null ? "" : scoring.unit(),
          set.find(item.id()).map(IndexSet.Indicator::basis).orElse(""));
    }

    private List<Origin> origins(Scheme.Item item) {
      List<Origin> origins =
          set.machine().stream()
              .filter(feed -> feed.indicator().equals(item.id()))
              .map(feed ->
                  new Origin(
                      feed.counts()
                          ? "Máy chấm cổng, lấy trước số tự khai"
                          : "Máy chấm cổng, chỉ để tham khảo",
                      feed.checklist(),
                      String.join(", ", feed.criteria())))
              .collect(Collectors.toCollection(java.util.ArrayList::new));
      item.declared().stream()
          .filter(column -> column != Column.MACHINE)
          .forEach(column -> origins.add(new Origin(column.label(), "", "")));
      if (first(item) == Column.SELF || first(item) == Column.MACHINE) {
        origins.add(new Origin("Cơ quan tự khai, kèm minh chứng", "", ""));
      }
      return origins;
    }

    private List<String> flags(Set<String> flags) {
      return flags.stream().sorted().map(this::flag).toList();
    }

    private String flag(String id) {
      return set.assessed().flags().stream()
          .filter(flag -> flag.id().equals(id))
          .findFirst()
          .map(IndexSet.Flag::title)
          .orElse(id);
    }

    private static String points(@Nullable BigDecimal points) {
      return points == null ? "" : Vietnamese.number(points);
    }
  }
}
