package vn.portalaudit.report;

import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import vn.portalaudit.checklist.Checklist;
import vn.portalaudit.checklist.Checklist.Criterion;
import vn.portalaudit.checklist.Checklist.Group;
import vn.portalaudit.checklist.Checklist.Inapplicable;

/** A checklist as the tree of the document that shows it, in the shape of an index set's. */
final class DefinitionWriter {
  private DefinitionWriter() {}

  static ObjectNode document(Checklist checklist) {
    ObjectNode root = Json.object();
    root.put("id", checklist.id());
    Json.text(root, "title", checklist.title());
    Json.text(root, "basis", checklist.basis());
    root.put("version", checklist.version());
    Json.number(root, "maxPoints", checklist.maxPoints());
    root.put("pointsBasis", checklist.pointsBasis().id());
    ArrayNode groups = root.putArray("groups");
    checklist.groups().forEach(group -> group(groups.addObject(), group));
    root.putArray("pillars");
    ArrayNode gaps = root.putArray("gaps");
    checklist.gaps().forEach(gap -> gaps.add(Json.nfc(gap)));
    return root;
  }

  private static void group(ObjectNode node, Group group) {
    node.put("id", group.id());
    node.put("code", group.code());
    Json.text(node, "title", group.title());
    Json.number(node, "maxPoints", group.maxPoints());
    node.put("statedCount", group.statedCount());
    node.put("pointsBasis", group.pointsBasis().id());
    ArrayNode items = node.putArray("items");
    group.criteria().forEach(criterion -> item(items.addObject(), criterion));
  }

  private static void item(ObjectNode node, Criterion criterion) {
    node.put("id", criterion.id());
    node.put("code", criterion.code());
    Json.text(node, "title", criterion.title());
    Json.number(node, "maxPoints", criterion.maxPoints());
    node.put("method", criterion.method().id());
    Json.text(node, "basis", criterion.basis());
    node.put("pointsBasis", criterion.pointsBasis().id());
    Inapplicable inapplicable = criterion.inapplicable();
    if (inapplicable == null) {
      node.putNull("inapplicable");
      return;
    }
    ObjectNode except = node.putObject("inapplicable");
    ArrayNode kinds = except.putArray("to");
    inapplicable.to().forEach(kind -> kinds.add(kind.id()));
    except.put("conditional", inapplicable.when() != null);
    Json.text(except, "says", inapplicable.says());
  }
}
