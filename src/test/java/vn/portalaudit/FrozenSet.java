package vn.portalaudit;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import vn.portalaudit.config.Problems;
import vn.portalaudit.config.YamlFile;
import vn.portalaudit.config.YamlNode;
import vn.portalaudit.domain.AuditReport;
import vn.portalaudit.index.Column;
import vn.portalaudit.index.Feed;
import vn.portalaudit.index.Results;
import vn.portalaudit.index.Scheme;
import vn.portalaudit.report.IndexDocument;
import vn.portalaudit.report.ResultDocument;
import vn.portalaudit.store.campaign.Definitions;
import vn.portalaudit.store.campaign.Means;
import vn.portalaudit.store.campaign.Opening;

/** Reads the frozen set of the test, so that a new version of the set changes no test. */
final class FrozenSet implements Means {
  @Override
  public Definitions.Model model(Opening.Definition definition) {
    YamlNode root =
        YamlFile.parse(definition.set(), definition.source(), new Problems()).orElseThrow();
    Map<String, YamlNode> feeds = new LinkedHashMap<>();
    root.get("machine").items().forEach(node -> feeds.put(node.get("indicator").text(), node));
    List<Scheme.Item> items = new ArrayList<>();
    List<Scheme.Part> groups = new ArrayList<>();
    for (YamlNode group : root.get("groups").items()) {
      List<Integer> places = new ArrayList<>();
      for (YamlNode one : group.get("indicators").items()) {
        places.add(items.size());
        items.add(item(one, feeds));
      }
      groups.add(
          new Scheme.Part(
              group.get("id").text(),
              group.get("code").text(),
              group.get("title").text(),
              group.get("max_points").number(),
              group.get("stated_count").whole(),
              places));
    }
    Scheme scheme =
        new Scheme(
            definition.set(),
            definition.version(),
            root.get("title").text(),
            root.get("max_points").number(),
            items,
            groups,
            List.of(),
            List.of(),
            new Scheme.Conditions(true, false, Set.of("so")));
    List<Feed> machine = feeds.values().stream().map(node -> feed(node, scheme)).toList();
    return new Definitions.Model(scheme, machine);
  }

  private static Scheme.Item item(YamlNode node, Map<String, YamlNode> feeds) {
    String code = node.get("code").text();
    YamlNode feed = feeds.get(code);
    boolean counts = feed != null && feed.get("counts").flag();
    return new Scheme.Item(
        code,
        node.get("title").text(),
        node.get("max_points").number(),
        counts ? List.of(Column.MACHINE) : List.of(),
        Set.copyOf(node.find("flags").map(YamlNode::texts).orElse(List.of())),
        Set.of(),
        Map.of());
  }

  private static Feed feed(YamlNode node, Scheme scheme) {
    BigDecimal coverage = node.get("coverage").number();
    return new Feed(
        scheme.find(node.get("indicator").text()).orElseThrow(),
        node.get("checklist").text(),
        node.find("criteria").map(YamlNode::texts).orElse(List.of()),
        coverage);
  }

  @Override
  public AuditReport report(String json) {
    try {
      return ResultDocument.parse(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String document(Results results, List<String> problems) {
    StringWriter out = new StringWriter();
    try {
      IndexDocument.write(results, problems, out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toString();
  }
}
