package vn.portalaudit.web.criteria;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vn.portalaudit.index.Column;
import vn.portalaudit.index.IndexSet;
import vn.portalaudit.index.Scheme;
import vn.portalaudit.report.Vietnamese;
import vn.portalaudit.store.campaign.Definitions;
import vn.portalaudit.web.criteria.Outline.Aspect;
import vn.portalaudit.web.criteria.Outline.Entry;
import vn.portalaudit.web.criteria.Outline.Level;
import vn.portalaudit.web.criteria.Outline.Trait;

/** An index set as an outline, with the rows of its annex where it has them. */
final class SetOutline {
  private final IndexSet set;
  private final Scheme scheme;

  private SetOutline(Definitions.Model model) {
    this.set = model.set();
    this.scheme = model.scheme();
  }

  /**
   * The outline.
   *
   * @param version as it was frozen, with the number of its annex table; else the set's own
   */
  static Outline of(Definitions.Model model, String version) {
    return new SetOutline(model).outline(version);
  }

  private Outline outline(String version) {
    List<Entry> entries = new ArrayList<>();
    entries.add(whole(version));
    for (Scheme.Part part : scheme.groups()) {
      entries.add(
          new Entry(
              Level.GROUP,
              part.id(),
              part.code(),
              part.title(),
              null,
              List.of(
                  new Trait(Aspect.POINTS, "Điểm", points(part.maxPoints())),
                  new Trait(
                      Aspect.RULE,
                      "Số chỉ số văn bản nêu",
                      Objects.toString(part.statedCount(), "")))));
      part.items().forEach(place -> entries.add(leaf(scheme.items().get(place), part.id())));
    }
    return new Outline(set.title() + ", phiên bản " + version, entries);
  }

  private Entry whole(String version) {
    IndexSet.Rules rules = set.rules();
    return new Entry(
        Level.WHOLE,
        "",
        "",
        set.title(),
        null,
        List.of(
            new Trait(Aspect.WORDS, "Phiên bản", version),
            new Trait(Aspect.WORDS, "Căn cứ", set.basis()),
            new Trait(Aspect.POINTS, "Điểm tối đa", points(set.maxPoints())),
            new Trait(
                Aspect.RULE,
                "Nhóm xếp hạng",
                joined(
                    set.assessed().groups().stream().map(IndexSet.RankingGroup::title).toList())),
            new Trait(
                Aspect.RULE,
                "Không xếp hạng",
                joined(set.assessed().leftOut().stream().map(IndexSet.LeftOut::agency).toList())),
            new Trait(Aspect.RULE, "Số vòng thẩm định", String.valueOf(rules.rounds())),
            new Trait(Aspect.RULE, "Điểm khuyến khích", rules.bonus() ? "có" : "không"),
            new Trait(
                Aspect.RULE,
                "Chỉ số không có dữ liệu",
                rules.noDataIsZero() ? "tính 0 điểm theo văn bản" : "để trống"),
            new Trait(
                Aspect.RULE,
                "Đề xuất loại chỉ số",
                rules.exclusionShare() == null
                    ? ""
                    : "khi dưới "
                        + Vietnamese.percent(rules.exclusionShare())
                        + " cơ quan có dữ liệu"),
            new Trait(
                Aspect.RULE,
                "Xếp loại",
                joined(
                    rules.grades().stream()
                        .map(grade -> grade.name() + ": từ " + Vietnamese.percent(grade.from()))
                        .toList())),
            new Trait(
                Aspect.RULE,
                "Thời hạn",
                joined(set.calendar().terms().stream().map(IndexSet.Term::says).toList())),
            new Trait(Aspect.WORDS, "Văn bản không nêu", joined(set.gaps()))));
  }

  private Entry leaf(Scheme.Item item, String group) {
    return new Entry(
        Level.LEAF,
        item.id(),
        item.id(),
        item.title(),
        group,
        List.of(
            new Trait(Aspect.POINTS, "Điểm", points(item.maxPoints())),
            new Trait(
                Aspect.POINTS,
                "Điểm của cơ quan có nhãn",
                joined(
                    new TreeMap<>(item.scales())
                        .entrySet().stream()
                            .map(one -> flag(one.getKey()) + ": " + points(one.getValue()))
                            .toList())),
            new Trait(
                Aspect.RULE,
                "Nguồn điểm",
                joined(item.declared().stream().map(Column::label).toList())),
            new Trait(
                Aspect.RULE,
                "Cách chấm",
                item.scoring() == null
                    ? ""
                    : item.scoring().rule().says()
                        + "; giá trị tính bằng: "
                        + item.scoring().unit()),
            new Trait(Aspect.RULE, "Chỉ áp dụng cho", flags(item.flags())),
            new Trait(Aspect.RULE, "Không áp dụng cho", flags(item.except())),
            new Trait(Aspect.RULE, "Máy đề xuất từ", machine(item.id())),
            new Trait(
                Aspect.WORDS,
                "Điều khoản",
                set.find(item.id()).map(IndexSet.Indicator::basis).orElse(""))));
  }

  private String machine(String indicator) {
    return joined(
        set.machine().stream()
            .filter(feed -> feed.indicator().equals(indicator))
            .map(feed ->
                feed.checklist()
                    + (feed.criteria().isEmpty() ? "" : " " + String.join(", ", feed.criteria()))
                    + "; cần ít nhất "
                    + Vietnamese.percent(feed.coverage())
                    + " số điểm đã rõ"
                    + (feed.counts() ? "" : "; chỉ để tham khảo"))
            .toList());
  }

  private String flags(java.util.Set<String> flags) {
    return joined(flags.stream().sorted().map(this::flag).toList());
  }

  private String flag(String id) {
    return set.assessed().flags().stream()
        .filter(flag -> flag.id().equals(id))
        .findFirst()
        .map(IndexSet.Flag::title)
        .orElse(id);
  }

  private static String joined(List<String> lines) {
    return lines.stream().collect(Collectors.joining("\n"));
  }

  private static String points(@Nullable BigDecimal points) {
    return points == null ? "văn bản không nêu" : Vietnamese.number(points);
  }
}
