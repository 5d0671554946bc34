package vn.portalaudit.index;

import java.math.BigDecimal;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.portalaudit.config.YamlNode;

/**
 * The examples in a set's file: what its scales, exceptions, grades and exclusions must give. They
 * are held against the set whenever it is read, so that a change of a rule that nobody meant is
 * seen.
 */
final class SetExamples {
  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

  private final IndexSet set;
  private final Scheme scheme;

  private SetExamples(IndexSet set) {
    this.set = set;
    this.scheme = SetScheme.of(set);
  }

  /** Reports every example that the set does not hold. */
  static void check(YamlNode list, IndexSet set) {
    if (list.isList() && list.items().isEmpty()) {
      list.problem("cần ít nhất một ví dụ, ví dụ {flags: [], max_points: 400}");
    }
    SetExamples examples = new SetExamples(set);
    list.items().forEach(examples::check);
  }

  private void check(YamlNode node) {
    if (node.find("percent").isPresent()) {
      grade(node.only("percent", "grade"));
    } else if (node.find("with_data").isPresent()) {
      exclusion(node.only("agencies", "with_data", "proposed"));
    } else if (node.find("agency").isPresent()) {
      agency(node.only("agency", "flags", "left_out"));
    } else {
      maximum(node.only("flags", "max_points"));
    }
  }

  /** The points that an agency with some flags can have. */
  private void maximum(YamlNode node) {
    Set<String> flags = new HashSet<>(node.get("flags").texts());
    Agency agency = new Agency("vi-du", "Ví dụ", "", flags);
    BigDecimal sum = BigDecimal.ZERO;
    @Nullable BigDecimal known = BigDecimal.ZERO;
    for (Scheme.Item item : scheme.items()) {
      BigDecimal most = item.concerns(agency) ? item.maxPoints(agency) : BigDecimal.ZERO;
      known = known == null || most == null ? null : sum.add(most);
      sum = known == null ? sum : known;
    }
    BigDecimal all = known == null ? set.maxPoints() : known;
    YamlNode stated = node.get("max_points");
    if (stated.isNull() ? all != null : all == null || !same(stated, all)) {
      stated.problem(
          "bộ này cho "
              + (all == null ? "null (văn bản không nêu điểm)" : all.toPlainString())
              + "; sửa ví dụ hoặc flags, scales của các chỉ số");
    }
  }

  private static boolean same(YamlNode stated, BigDecimal computed) {
    return stated.number().compareTo(computed) == 0;
  }

  private void grade(YamlNode node) {
    BigDecimal share = node.get("percent").number().divide(HUNDRED);
    String computed =
        set.rules().grades().stream()
            .filter(grade -> share.compareTo(grade.from()) >= 0)
            .map(IndexSet.Grade::name)
            .findFirst()
            .orElse("");
    if (!node.get("grade").text().equals(computed)) {
      node.get("grade").problem("bộ này xếp «" + computed + "»; sửa ví dụ hoặc rules.grades");
    }
  }

  private void exclusion(YamlNode node) {
    boolean computed =
        scheme
            .conditions()
            .noData()
            .excludes(node.get("with_data").whole(), node.get("agencies").whole());
    if (node.get("proposed").flag() != computed) {
      node.get("proposed")
          .problem("bộ này cho " + computed + "; sửa ví dụ hoặc rules.exclusion_share");
    }
  }

  private void agency(YamlNode node) {
    String name = node.get("agency").text();
    Set<String> flags = Set.copyOf(node.get("flags").texts());
    if (!flags.equals(set.flags(name))) {
      node.get("flags")
          .problem(
              "bộ này cho "
                  + set.flags(name).stream().sorted().toList()
                  + "; sửa ví dụ hoặc assessed.flags");
    }
    if (node.find("left_out").isPresent()
        && node.get("left_out").flag() != set.whyLeftOut(name).isPresent()) {
      node.get("left_out")
          .problem(
              "bộ này cho "
                  + set.whyLeftOut(name).isPresent()
                  + "; sửa ví dụ hoặc assessed.left_out");
    }
  }
}
