package vn.portalaudit.checklist;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.portalaudit.checklist.Checklist.Criterion;
import vn.portalaudit.checklist.Checklist.Group;
import vn.portalaudit.config.YamlNode;
import vn.portalaudit.domain.PointsBasis;

/** Reads the groups of a checklist and checks their sums, counts and names. */
final class GroupReader {
  private final CriterionReader criteria;

  GroupReader(Vocabulary vocabulary) {
    this.criteria = new CriterionReader(vocabulary);
  }

  /** The groups beneath the root of a checklist. */
  List<Group> read(YamlNode root) {
    YamlNode list = root.get("groups");
    List<Group> groups = new ArrayList<>();
    Unique ids = new Unique();
    Unique codes = new Unique();
    Unique criterionIds = new Unique();
    Unique criterionCodes = new Unique();
    for (YamlNode item : list.items()) {
      groups.add(group(item, criterionIds, criterionCodes));
      ids.check(item, "id");
      codes.check(item, "code");
    }
    if (list.isList() && groups.isEmpty()) {
      list.problem("cần ít nhất một nhóm");
    }
    root.find("max_points").ifPresent(total -> checkTotal(total, groups));
    return groups;
  }

  private static void checkTotal(YamlNode total, List<Group> groups) {
    BigDecimal stated = total.number();
    if (total.isNumber()) {
      ScoringReader.checkSum(total, groups.stream().map(Group::maxPoints), stated, "các nhóm");
    }
  }

  private Group group(YamlNode node, Unique criterionIds, Unique criterionCodes) {
    node.only("id", "code", "title", "max_points", "points_basis", "stated_count", "criteria");
    String id = CriterionReader.id(node.get("id"));
    String code = node.get("code").text();
    String title = node.get("title").text();
    Optional<BigDecimal> max = CriterionReader.maxPoints(node);
    PointsBasis basis = CriterionReader.pointsBasis(node.get("points_basis"));
    List<Criterion> read = new ArrayList<>();
    for (YamlNode item : node.get("criteria").items()) {
      read.add(criteria.read(item));
      criterionIds.check(item, "id");
      criterionCodes.check(item, "code");
    }
    checkSum(node, max, read);
    @Nullable Integer stated =
        node.find("stated_count").map(n -> count(n, read.size())).orElse(null);
    return new Group(id, code, title, max.orElse(BigDecimal.ZERO), basis, stated, read);
  }

  private static void checkSum(YamlNode node, Optional<BigDecimal> max, List<Criterion> criteria) {
    YamlNode list = node.get("criteria");
    if (list.isList() && criteria.isEmpty()) {
      list.problem("nhóm cần ít nhất một tiêu chí");
    }
    // Points that could not be read were reported where they stand; their sum would mislead.
    boolean known = criteria.stream().allMatch(c -> c.maxPoints().signum() > 0);
    if (max.isPresent() && known && !criteria.isEmpty()) {
      ScoringReader.checkSum(
          node.get("max_points"),
          criteria.stream().map(Criterion::maxPoints),
          max.get(),
          "các tiêu chí");
    }
  }

  private static int count(YamlNode node, int found) {
    int stated = node.whole();
    if (node.isNumber() && stated != found) {
      node.problem("văn bản nêu " + stated + " tiêu chí nhưng tệp có " + found);
    }
    return stated;
  }

  /** Reports a text that stands twice in a checklist. */
  private static final class Unique {
    private final Set<String> seen = new HashSet<>();

    void check(YamlNode parent, String key) {
      Optional<YamlNode> node = parent.find(key);
      // A text of the wrong type was reported when it was read, and problems are told only once.
      if (node.isPresent() && !seen.add(node.get().text())) {
        node.get().problem(key + " «" + node.get().text() + "» viết hai lần; mỗi nơi một " + key);
      }
    }
  }
}
