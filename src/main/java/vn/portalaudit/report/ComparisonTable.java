package vn.portalaudit.report;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import vn.portalaudit.domain.Folding;
import vn.portalaudit.index.Comparison;
import vn.portalaudit.index.Standing;

/** Who moves from one result to another, by how much and why; for people and programs. */
public final class ComparisonTable {
  private static final String SCHEMA = "portal-audit/index-comparison/1";
  private static final int CAUSES = 3;

  private ComparisonTable() {}

  /** Lines for a terminal: each agency that moves or changes, with the three greatest causes. */
  public static List<String> lines(Comparison comparison) {
    List<String> lines = new ArrayList<>();
    List<Comparison.Move> changed =
        comparison.moves().stream()
            .filter(move -> move.places() != 0 || !move.causes().isEmpty())
            .toList();
    lines.add(
        changed.stream().filter(move -> move.places() != 0).count()
            + " cơ quan đổi hạng, "
            + changed.size()
            + " cơ quan đổi điểm hoặc hạng, trên "
            + comparison.moves().size()
            + " cơ quan");
    for (Comparison.Move move : changed) {
      lines.add("");
      lines.add(headline(move));
      move.causes().stream().limit(CAUSES).forEach(cause -> lines.add("    " + cause(cause)));
      if (move.causes().size() > CAUSES) {
        lines.add("    … và " + (move.causes().size() - CAUSES) + " chỉ số nữa; xem --json");
      }
    }
    return lines;
  }

  private static String headline(Comparison.Move move) {
    int places = move.places();
    String moved =
        places == 0
            ? "giữ hạng " + move.after().rank()
            : "hạng "
                + move.before().rank()
                + " → "
                + move.after().rank()
                + (places > 0 ? " (lên " : " (xuống ")
                + Math.abs(places)
                + ")";
    return Folding.tidy(move.before().agency().name())
        + ": "
        + moved
        + "; "
        + percent(move.before().percent())
        + (unchanged(move) ? "" : " → " + percent(move.after().percent()))
        + change(move.percentChange())
        + grades(move);
  }

  private static boolean unchanged(Comparison.Move move) {
    BigDecimal change = move.percentChange();
    return change != null && change.signum() == 0;
  }

  private static String percent(@Nullable BigDecimal percent) {
    return percent == null ? "–" : Vietnamese.number(percent) + "%";
  }

  private static String change(@Nullable BigDecimal change) {
    return change == null || change.signum() == 0 ? "" : " (" + signed(change) + " điểm phần trăm)";
  }

  private static String signed(BigDecimal change) {
    return (change.signum() > 0 ? "+" : "") + Vietnamese.number(change);
  }

  private static String grades(Comparison.Move move) {
    String before = move.before().grade().orElse("chưa định");
    String after = move.after().grade().orElse("chưa định");
    return before.equals(after) ? "" : "; xếp loại " + before + " → " + after;
  }

  private static String cause(Comparison.Cause cause) {
    return cause.indicator()
        + " "
        + Columns.clip(Folding.tidy(cause.title()), 60)
        + ": "
        + counted(cause.before(), "chưa có chỉ số này")
        + " → "
        + counted(cause.after(), "không còn chỉ số này")
        + " ("
        + signed(cause.change())
        + ")";
  }

  private static String counted(Standing.@Nullable Score score, String none) {
    if (score == null) {
      return none;
    }
    if (score.excluded()) {
      return "loại khỏi xếp hạng";
    }
    BigDecimal points = score.points();
    BigDecimal max = score.maxPoints();
    return points == null
        ? score.source().label()
        : Vietnamese.number(points)
            + (max == null ? "" : "/" + Vietnamese.number(max))
            + " điểm ("
            + score.source().label()
            + ")";
  }

  /** The document for other programs. */
  public static String json(Comparison comparison, String before, String after) {
    ObjectNode root = Json.object();
    root.put("schema", SCHEMA);
    root.put("before", before);
    root.put("after", after);
    ArrayNode moves = root.putArray("moves");
    for (Comparison.Move move : comparison.moves()) {
      ObjectNode node = moves.addObject();
      Json.text(node, "agency", move.before().agency().id());
      side(node.putObject("before"), move.before());
      side(node.putObject("after"), move.after());
      node.put("places", move.places());
      Json.optional(node, "percentChange", move.percentChange());
      ArrayNode causes = node.putArray("causes");
      for (Comparison.Cause cause : move.causes()) {
        ObjectNode one = causes.addObject();
        one.put("indicator", cause.indicator());
        Json.number(one, "change", cause.change());
        score(one, "before", cause.before());
        score(one, "after", cause.after());
      }
    }
    return Json.text(root);
  }

  private static void side(ObjectNode node, Standing standing) {
    node.put("rank", standing.rank());
    Json.number(node, "points", standing.points());
    Json.optional(node, "maxPoints", standing.maxPoints());
    Json.optional(node, "percent", standing.percent());
    node.put("grade", standing.grade().orElse(null));
  }

  private static void score(ObjectNode node, String key, Standing.@Nullable Score score) {
    if (score == null) {
      node.putNull(key);
      return;
    }
    ObjectNode side = node.putObject(key);
    Json.optional(side, "points", score.points());
    Json.optional(side, "maxPoints", score.maxPoints());
    side.put("source", score.source().id());
    side.put("excluded", score.excluded());
  }
}
