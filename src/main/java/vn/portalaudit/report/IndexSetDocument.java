package vn.portalaudit.report;

import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import vn.portalaudit.domain.Method;
import vn.portalaudit.domain.PointsBasis;
import vn.portalaudit.index.Column;
import vn.portalaudit.index.IndexSet;
import vn.portalaudit.index.IndexSet.Group;
import vn.portalaudit.index.IndexSet.Indicator;
import vn.portalaudit.index.IndexSet.MachineFeed;
import vn.portalaudit.index.IndexSet.Pillar;

/**
 * An index set as the document that shows it, in the shape of a checklist's. A set whose groups
 * each belong to one pillar has them there only; one whose pillars share groups has both.
 */
public final class IndexSetDocument {
  private final IndexSet set;

  private IndexSetDocument(IndexSet set) {
    this.set = set;
  }

  /**
   * The document.
   *
   * @param set the set
   * @return JSON text that ends with a line feed
   */
  public static String write(IndexSet set) {
    return Json.text(new IndexSetDocument(set).document());
  }

  private ObjectNode document() {
    ObjectNode root = Json.object();
    root.put("id", set.id());
    Json.text(root, "title", set.title());
    Json.text(root, "basis", set.basis());
    root.put("version", set.version());
    points(root, set.maxPoints());
    root.put("statedCount", set.statedCount());
    ArrayNode groups = root.putArray("groups");
    if (!split()) {
      set.groups().forEach(group -> group(groups.addObject(), group, group.indicators()));
    }
    ArrayNode pillars = root.putArray("pillars");
    set.pillars().forEach(pillar -> pillar(pillars.addObject(), pillar));
    ArrayNode gaps = root.putArray("gaps");
    set.gaps().forEach(gap -> gaps.add(Json.nfc(gap)));
    ArrayNode remarks = root.putArray("remarks");
    set.remarks()
        .forEach(remark -> {
          ObjectNode node = remarks.addObject();
          Json.text(node, "what", remark.what());
          Json.number(node, "stated", remark.stated());
          Json.number(node, "computed", remark.computed());
          Json.text(node, "basis", remark.basis());
        });
    ArrayNode machine = root.putArray("machine");
    set.machine().forEach(feed -> feed(machine.addObject(), feed));
    return root;
  }

  /** Whether every indicator stands in exactly one pillar. */
  private boolean split() {
    List<String> inPillars =
        set.pillars().stream().flatMap(pillar -> pillar.indicators().stream()).toList();
    return !inPillars.isEmpty()
        && inPillars.size() == set.indicators().count()
        && Set.copyOf(inPillars).size() == inPillars.size();
  }

  private void pillar(ObjectNode node, Pillar pillar) {
    node.put("id", pillar.id());
    Json.text(node, "title", pillar.title());
    points(node, pillar.maxPoints());
    node.put("statedCount", pillar.statedCount());
    Json.text(node, "basis", pillar.basis());
    ArrayNode groups = node.putArray("groups");
    for (Group group : set.groups()) {
      List<Indicator> own =
          group.indicators().stream()
              .filter(one -> pillar.indicators().contains(one.code()))
              .toList();
      if (!own.isEmpty()) {
        group(groups.addObject(), group, own);
      }
    }
  }

  private void group(ObjectNode node, Group group, List<Indicator> indicators) {
    boolean whole = indicators.size() == group.indicators().size();
    node.put("id", group.id());
    node.put("code", group.code());
    Json.text(node, "title", group.title());
    points(node, whole ? group.maxPoints() : null);
    node.put("statedCount", whole ? group.statedCount() : null);
    node.put("awaitsAnnex", group.awaitsAnnex());
    ArrayNode items = node.putArray("items");
    indicators.forEach(indicator -> item(items.addObject(), indicator));
  }

  private void item(ObjectNode node, Indicator indicator) {
    node.put("code", indicator.code());
    Json.text(node, "title", indicator.title());
    points(node, indicator.maxPoints());
    node.put("method", method(indicator));
    Json.text(node, "basis", indicator.basis());
    ArrayNode flags = node.putArray("flags");
    indicator.flags().stream().sorted().forEach(flags::add);
    ObjectNode scales = node.putObject("scales");
    indicator.scales().forEach((flag, most) -> Json.number(scales, flag, most));
  }

  private String method(Indicator indicator) {
    Stream<MachineFeed> feeds =
        set.machine().stream().filter(feed -> feed.indicator().equals(indicator.code()));
    if (indicator.column() != Column.SELF) {
      return indicator.column().id();
    }
    return feeds.findAny().isPresent() ? Method.ASSISTED.id() : Method.SELF_REPORTED.id();
  }

  private static void feed(ObjectNode node, MachineFeed feed) {
    node.put("indicator", feed.indicator());
    node.put("checklist", feed.checklist());
    ArrayNode criteria = node.putArray("criteria");
    feed.criteria().forEach(criteria::add);
    Json.number(node, "coverage", feed.coverage());
    node.put("counts", feed.counts());
    node.put("status", PointsBasis.PROPOSED.id());
    Json.text(node, "says", feed.says());
  }

  /** Points of the text; null, and then of no basis, where it gives none. */
  private static void points(ObjectNode node, @Nullable BigDecimal points) {
    if (points == null) {
      node.putNull("maxPoints");
      node.putNull("pointsBasis");
    } else {
      Json.number(node, "maxPoints", points);
      node.put("pointsBasis", PointsBasis.OFFICIAL.id());
    }
  }
}
