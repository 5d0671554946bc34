package vn.portalaudit.index;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.portalaudit.config.YamlNode;

/** Reads how a reported value becomes points. */
final class ScoringRules {
  private ScoringRules() {}

  static Scoring read(YamlNode node, @Nullable BigDecimal most) {
    if (most == null) {
      node.problem("chỉ số chưa có max_points nên chưa chấm theo quy tắc được; bỏ scoring");
    }
    node.only("rule", "unit", "zero_at", "full_at", "from", "steps", "examples");
    Scoring scoring = new Scoring(node.get("unit").text(), rule(node, most));
    examples(node, scoring, most);
    return scoring;
  }

  private static Scoring.Rule rule(YamlNode node, @Nullable BigDecimal most) {
    String rule = node.get("rule").oneOf("linear", "ratio", "steps", "half_points", "threshold");
    return switch (rule) {
      case "linear" -> linear(node);
      case "ratio" -> ratio(node);
      case "steps" -> new Scoring.Steps(steps(node.get("steps"), most));
      case "threshold" -> new Scoring.Threshold(node.get("from").number());
      default -> new Scoring.HalfPoints();
    };
  }

  /** Values with the points that they must give; a rule without them is not understood. */
  private static void examples(YamlNode node, Scoring scoring, @Nullable BigDecimal most) {
    YamlNode list = node.get("examples");
    if (list.isList() && list.items().size() < 2) {
      list.problem("cần ít nhất hai ví dụ, ví dụ {value: 50, points: 2.5}");
    }
    for (YamlNode item : list.items()) {
      item.only("value", "points");
      BigDecimal value = item.get("value").number();
      BigDecimal stated = item.get("points").number();
      if (most == null || !item.get("value").isNumber() || !item.get("points").isNumber()) {
        continue;
      }
      BigDecimal computed =
          scoring.points(value, most).setScale(4, RoundingMode.HALF_UP).stripTrailingZeros();
      if (computed.compareTo(stated) != 0) {
        item.get("points")
            .problem(
                "quy tắc cho "
                    + computed.toPlainString()
                    + " điểm với giá trị "
                    + value.toPlainString()
                    + "; sửa ví dụ hoặc quy tắc");
      }
    }
  }

  private static Scoring.Rule linear(YamlNode node) {
    BigDecimal zero = node.get("zero_at").number();
    BigDecimal full = node.get("full_at").number();
    if (zero.compareTo(full) == 0) {
      node.get("full_at").problem("phải khác zero_at");
      return new Scoring.HalfPoints();
    }
    return new Scoring.Linear(zero, full);
  }

  private static Scoring.Rule ratio(YamlNode node) {
    BigDecimal full = node.get("full_at").number();
    if (full.signum() <= 0) {
      node.get("full_at").problem("phải lớn hơn 0");
    }
    return new Scoring.Ratio(full.signum() <= 0 ? BigDecimal.ONE : full);
  }

  private static List<Scoring.Step> steps(YamlNode list, @Nullable BigDecimal most) {
    List<Scoring.Step> steps = new ArrayList<>();
    for (YamlNode item : list.items()) {
      item.only("from", "points");
      BigDecimal from = item.get("from").number();
      BigDecimal points = item.get("points").number();
      if (!steps.isEmpty()
          && (from.compareTo(steps.getLast().from()) >= 0
              || points.compareTo(steps.getLast().points()) >= 0)) {
        item.problem("các bậc phải giảm dần cả from và points; bậc cao nhất viết trước");
      }
      if (points.signum() < 0 || (most != null && points.compareTo(most) > 0)) {
        item.get("points").problem("điểm của bậc phải từ 0 đến max_points");
      }
      steps.add(new Scoring.Step(from, points));
    }
    return steps;
  }
}
