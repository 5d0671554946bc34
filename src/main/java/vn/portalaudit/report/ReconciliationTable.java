package vn.portalaudit.report;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import vn.portalaudit.domain.Folding;
import vn.portalaudit.index.Figures;
import vn.portalaudit.index.Reconciliation;

/** The agencies' own points beside the machine's and the appraisers', for people and programs. */
public final class ReconciliationTable {
  private static final String SCHEMA = "portal-audit/index-reconciliation/1";
  private static final int NAME = 34;
  private static final int NUMBER = 12;

  private ReconciliationTable() {}

  /** Lines for a terminal: every difference, then what may be accepted in one go. */
  public static List<String> lines(Figures figures, Reconciliation reconciliation) {
    List<String> lines = new ArrayList<>();
    lines.add(figures.scheme().title());
    lines.add(
        reconciliation.differences().size()
            + " chỗ lệch giữa tự đánh giá, máy và thẩm định, lệch nhiều điểm nhất trước");
    if (!reconciliation.differences().isEmpty()) {
      lines.add(
          Columns.left("Cơ quan", NAME)
              + Columns.left("Chỉ số", 10)
              + Columns.right("Tự đánh giá", NUMBER)
              + Columns.right("Máy", NUMBER)
              + Columns.right("Thẩm định", NUMBER)
              + Columns.right("Lệch", NUMBER));
    }
    reconciliation.differences().forEach(line -> lines.add(line(figures, line)));
    lines.add(
        reconciliation.acceptable().size()
            + " chỗ chưa thẩm định mà tự đánh giá và máy khớp nhau, duyệt một lượt được");
    return lines.stream().map(String::stripTrailing).toList();
  }

  private static String line(Figures figures, Reconciliation.Line line) {
    return Columns.left(Folding.tidy(figures.agencies().get(line.agency()).name()), NAME - 1)
        + " "
        + Columns.left(figures.scheme().items().get(line.item()).id(), 10)
        + Columns.right(shown(line.self()), NUMBER)
        + Columns.right(shown(line.machine()), NUMBER)
        + Columns.right(shown(line.appraised()), NUMBER)
        + Columns.right(Vietnamese.number(line.gap()), NUMBER);
  }

  private static String shown(@Nullable BigDecimal points) {
    return points == null ? "–" : Vietnamese.number(points);
  }

  /** The document for other programs. */
  public static String json(Figures figures, Reconciliation reconciliation) {
    ObjectNode root = Json.object();
    root.put("schema", SCHEMA);
    root.put("set", figures.scheme().id());
    list(root.putArray("differences"), figures, reconciliation.differences());
    list(root.putArray("acceptable"), figures, reconciliation.acceptable());
    return Json.text(root);
  }

  private static void list(ArrayNode list, Figures figures, List<Reconciliation.Line> lines) {
    for (Reconciliation.Line line : lines) {
      ObjectNode node = list.addObject();
      Json.text(node, "agency", figures.agencies().get(line.agency()).id());
      node.put("indicator", figures.scheme().items().get(line.item()).id());
      Json.optional(node, "self", line.self());
      Json.optional(node, "machine", line.machine());
      Json.optional(node, "appraised", line.appraised());
      Json.number(node, "gap", line.gap());
    }
  }
}
