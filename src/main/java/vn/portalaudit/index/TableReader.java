package vn.portalaudit.index;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vn.portalaudit.config.YamlNode;
import vn.portalaudit.index.IndexSet.Group;
import vn.portalaudit.index.IndexSet.Indicator;
import vn.portalaudit.index.IndexSet.Pillar;

/** Reads the table of an index set and checks its sums, counts and codes. */
final class TableReader {
  private final Set<String> flags;
  private final Set<String> codes = new HashSet<>();

  TableReader(Set<String> flags) {
    this.flags = flags;
  }

  /** The groups beneath the root of a set, which must add up to the whole. */
  List<Group> groups(YamlNode root, @Nullable BigDecimal max) {
    Set<String> ids = new HashSet<>();
    Set<String> groupCodes = new HashSet<>();
    YamlNode list = root.get("groups");
    List<Group> groups = new ArrayList<>();
    for (YamlNode item : list.items()) {
      groups.add(group(item, ids, groupCodes));
    }
    if (list.isList() && groups.isEmpty()) {
      list.problem("cần ít nhất một nhóm");
    }
    if (max != null) {
      checkSum(root, groups.stream().map(Group::maxPoints), max, "các nhóm");
    }
    return groups;
  }

  private Group group(YamlNode node, Set<String> ids, Set<String> groupCodes) {
    node.only(
        "id", "code", "title", "max_points", "stated_count", "awaits_annex", "basis", "indicators");
    String id = IndexSetReader.id(node, ids);
    String code = unique(node.get("code"), groupCodes);
    String title = node.get("title").text();
    @Nullable BigDecimal max = points(node);
    boolean awaits = node.find("awaits_annex").map(YamlNode::flag).orElse(false);
    String basis = node.get("basis").text();
    List<Indicator> indicators = new ArrayList<>();
    YamlNode list = node.get("indicators");
    for (YamlNode item : list.items()) {
      indicators.add(indicator(item, basis));
    }
    if (list.isList() && indicators.isEmpty()) {
      list.problem("nhóm cần ít nhất một chỉ số");
    }
    if (max != null) {
      checkSum(node, indicators.stream().map(Indicator::maxPoints), max, "các chỉ số");
    }
    @Nullable Integer stated =
        node.find("stated_count")
            .map(one -> awaits ? one.whole() : compared(one, indicators.size()))
            .orElse(null);
    return new Group(id, code, title, max, stated, awaits, basis, indicators);
  }

  private Indicator indicator(YamlNode node, String groupBasis) {
    node.only("code", "title", "max_points", "column", "flags", "scales", "scoring", "basis");
    String code = unique(node.get("code"), codes);
    @Nullable BigDecimal max = points(node);
    Map<String, BigDecimal> scales = new LinkedHashMap<>();
    node.find("scales")
        .ifPresent(list ->
            list.entries()
                .forEach((flag, value) -> scales.put(known(value, flag), positive(value))));
    return new Indicator(
        code,
        node.get("title").text(),
        max,
        node.find("column").map(TableReader::column).orElse(Column.SELF),
        Set.copyOf(IndexSetReader.list(node, "flags", one -> known(one, one.text()))),
        scales,
        node.find("scoring").map(one -> ScoringRules.read(one, max)).orElse(null),
        node.find("basis").map(YamlNode::text).orElse(groupBasis));
  }

  private String known(YamlNode node, String flag) {
    if (!flags.contains(flag)) {
      node.problem("nhãn «" + flag + "» chưa khai ở assessed.flags; thêm vào đó hoặc sửa lại");
    }
    return flag;
  }

  private static Column column(YamlNode node) {
    String word = node.oneOf(Arrays.stream(Column.values()).map(Column::id).toArray(String[]::new));
    return Column.of(word).orElse(Column.SELF);
  }

  private static String unique(YamlNode node, Set<String> seen) {
    String code = node.text();
    if (!seen.add(code)) {
      node.problem("mã «" + code + "» viết hai lần; mỗi nơi một mã");
    }
    return code;
  }

  /** The pillars, which must add up from their indicators where all points are known. */
  List<Pillar> pillars(YamlNode list, List<Group> groups) {
    Map<String, Indicator> byCode = new LinkedHashMap<>();
    groups.forEach(group -> group.indicators().forEach(one -> byCode.put(one.code(), one)));
    Set<String> ids = new HashSet<>();
    List<Pillar> pillars = new ArrayList<>();
    for (YamlNode node : list.items()) {
      node.only("id", "title", "max_points", "stated_count", "basis", "indicators");
      String id = IndexSetReader.id(node, ids);
      @Nullable BigDecimal max = points(node);
      List<Indicator> own = new ArrayList<>();
      for (YamlNode item : node.get("indicators").items()) {
        @Nullable Indicator found = byCode.get(item.text());
        if (found == null) {
          item.problem("không có chỉ số «" + item.text() + "» trong các nhóm; sửa mã");
        } else {
          own.add(found);
        }
      }
      if (max != null) {
        checkSum(node, own.stream().map(Indicator::maxPoints), max, "các chỉ số");
      }
      pillars.add(
          new Pillar(
              id,
              node.get("title").text(),
              max,
              node.find("stated_count").map(YamlNode::whole).orElse(null),
              node.get("basis").text(),
              own.stream().map(Indicator::code).toList()));
    }
    return pillars;
  }

  /** The number of indicators that the text states for the whole. */
  int count(YamlNode node, List<Group> groups) {
    boolean whole = groups.stream().noneMatch(Group::awaitsAnnex);
    int found = groups.stream().mapToInt(group -> group.indicators().size()).sum();
    if (whole) {
      return compared(node, found);
    }
    boolean stated = groups.stream().allMatch(group -> group.statedCount() != null);
    int sum = groups.stream().map(Group::statedCount).mapToInt(n -> n == null ? 0 : n).sum();
    return stated ? compared(node, sum) : node.whole();
  }

  private static int compared(YamlNode node, int found) {
    int stated = node.whole();
    if (node.isNumber() && stated != found) {
      node.problem("văn bản nêu " + stated + " chỉ số nhưng tệp có " + found);
    }
    return stated;
  }

  private static void checkSum(
      YamlNode node, Stream<@Nullable BigDecimal> parts, BigDecimal stated, String what) {
    BigDecimal sum = BigDecimal.ZERO;
    for (@Nullable BigDecimal part : parts.toList()) {
      if (part == null) { // the text does not give it, so that nothing can be compared
        return;
      }
      sum = sum.add(part);
    }
    if (sum.compareTo(stated) != 0) {
      node.get("max_points")
          .problem(
              "tổng điểm "
                  + what
                  + " là "
                  + sum.toPlainString()
                  + ", không bằng max_points "
                  + stated.toPlainString());
    }
  }

  /** The points at {@code max_points}; null, and so written, where the text gives none. */
  static @Nullable BigDecimal points(YamlNode parent) {
    YamlNode node = parent.get("max_points");
    return node.isNull() ? null : positive(node);
  }

  private static BigDecimal positive(YamlNode node) {
    BigDecimal value = node.number();
    if (node.isNumber() && (value.signum() <= 0 || value.stripTrailingZeros().scale() > 4)) {
      node.problem("điểm phải lớn hơn 0, nhiều nhất 4 chữ số thập phân");
    }
    return value;
  }
}
