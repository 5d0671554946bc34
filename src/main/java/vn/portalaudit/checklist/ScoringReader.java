package vn.portalaudit.checklist;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vn.portalaudit.checklist.Checklist.Level;
import vn.portalaudit.checklist.Checklist.Part;
import vn.portalaudit.checklist.Checklist.Scoring;
import vn.portalaudit.config.YamlNode;
import vn.portalaudit.domain.FieldType;
import vn.portalaudit.domain.Method;

/** Reads how a criterion gives points: levels, share or parts. */
final class ScoringReader {
  private static final List<String> WAYS = List.of("levels", "share", "parts");

  private final Vocabulary vocabulary;
  private final ConditionReader conditions;

  ScoringReader(Vocabulary vocabulary, ConditionReader conditions) {
    this.vocabulary = vocabulary;
    this.conditions = conditions;
  }

  /**
   * The scoring of a criterion.
   *
   * @param criterion its mapping
   * @param method who decides
   * @param max its points, null when they could not be read
   */
  Scoring read(YamlNode criterion, Method method, @Nullable BigDecimal max) {
    List<String> written = WAYS.stream().filter(way -> criterion.find(way).isPresent()).toList();
    if (method == Method.SELF_REPORTED) {
      if (!written.isEmpty() || criterion.find("cant_tell").isPresent()) {
        criterion.problem(
            "tiêu chí self_reported không có máy chấm; bỏ levels, share, parts, cant_tell");
      }
      return new Scoring.None();
    }
    if (written.size() != 1) {
      criterion.problem("cần đúng một trong levels, share, parts");
      return new Scoring.None();
    }
    YamlNode node = criterion.get(written.getFirst());
    return switch (written.getFirst()) {
      case "levels" -> levels(node, max);
      case "share" -> share(node);
      default -> parts(node, max);
    };
  }

  private Scoring levels(YamlNode list, @Nullable BigDecimal max) {
    List<YamlNode> items = list.items();
    if (list.isList() && items.size() < 2) {
      list.problem("cần ít nhất hai mức: đủ điểm và 0 điểm");
    }
    List<Level> levels = new ArrayList<>();
    Optional<BigDecimal> above = Optional.empty();
    for (YamlNode item : items) {
      boolean last = levels.size() == items.size() - 1;
      item.only("points", "when", "says");
      Optional<BigDecimal> points = points(item, "points");
      points.ifPresent(value -> checkEnds(item, value, max, levels.isEmpty(), last));
      if (points.isPresent() && above.isPresent() && points.get().compareTo(above.get()) >= 0) {
        item.get("points")
            .problem("điểm các mức phải giảm dần; mức trước là " + above.get().toPlainString());
      }
      above = points;
      String says = vocabulary.sentence(item.get("says"));
      levels.add(new Level(points.orElse(BigDecimal.ZERO), when(item, last), says));
    }
    return new Scoring.Levels(levels);
  }

  private static void checkEnds(
      YamlNode item, BigDecimal points, @Nullable BigDecimal max, boolean first, boolean last) {
    if (first && max != null && points.compareTo(max) != 0) {
      item.get("points").problem("mức đầu phải bằng max_points (" + max.toPlainString() + ")");
    }
    if (last && !first && points.signum() != 0) {
      item.get("points").problem("mức cuối phải là 0 điểm");
    }
  }

  private @Nullable Condition when(YamlNode level, boolean last) {
    Optional<YamlNode> when = level.find("when");
    if (last) {
      when.ifPresent(node -> node.problem("mức cuối không có when: đó là mọi trường hợp còn lại"));
      return null;
    }
    return conditions.read(level.get("when"));
  }

  private Scoring share(YamlNode node) {
    node.only("of", "full_at", "says", "only_when", "says_otherwise");
    YamlNode of = node.get("of");
    String key = of.text();
    Optional<FieldType> type = vocabulary.type(of, key);
    if (type.isPresent() && type.get() != FieldType.QUANTITY) {
      of.problem("share cần trường số; " + key + " là " + ConditionReader.name(type.get()));
    }
    YamlNode fullAt = node.get("full_at");
    BigDecimal full = fullAt.number();
    if (fullAt.isNumber() && full.signum() <= 0) {
      fullAt.problem("phải lớn hơn 0");
    }
    String says = vocabulary.sentence(node.get("says"));
    Optional<YamlNode> onlyWhen = node.find("only_when");
    if (onlyWhen.isEmpty()) {
      node.find("says_otherwise")
          .ifPresent(n -> n.problem("chỉ dùng cùng only_when; bỏ, hoặc thêm only_when"));
      return new Scoring.Share(key, full, says, null, null);
    }
    Condition condition = conditions.read(onlyWhen.get());
    String otherwise = vocabulary.sentence(node.get("says_otherwise"));
    return new Scoring.Share(key, full, says, condition, otherwise);
  }

  private Scoring parts(YamlNode list, @Nullable BigDecimal max) {
    List<YamlNode> items = list.items();
    List<Optional<BigDecimal>> points = new ArrayList<>();
    List<Part> parts = new ArrayList<>();
    for (YamlNode item : items) {
      item.only("points", "when", "says", "says_otherwise");
      Optional<BigDecimal> value = points(item, "points");
      if (value.isPresent() && value.get().signum() == 0) {
        item.get("points").problem("phần phải có điểm lớn hơn 0");
      }
      points.add(value);
      parts.add(
          new Part(
              value.orElse(BigDecimal.ZERO),
              conditions.read(item.get("when")),
              vocabulary.sentence(item.get("says")),
              vocabulary.sentence(item.get("says_otherwise"))));
    }
    if (max != null && list.isList() && points.stream().allMatch(Optional::isPresent)) {
      checkSum(list, points.stream().flatMap(Optional::stream), max, "các phần");
    }
    return new Scoring.Parts(parts);
  }

  /** Reports when points do not add up to the stated number. */
  static void checkSum(YamlNode node, Stream<BigDecimal> points, BigDecimal stated, String what) {
    BigDecimal sum = points.reduce(BigDecimal.ZERO, BigDecimal::add);
    if (sum.compareTo(stated) != 0) {
      node.problem(
          "tổng điểm "
              + what
              + " là "
              + sum.toPlainString()
              + ", không bằng max_points "
              + stated.toPlainString());
    }
  }

  /** A number of points; reports when missing, negative or finer than 4 decimals. */
  static Optional<BigDecimal> points(YamlNode parent, String key) {
    YamlNode node = parent.get(key);
    BigDecimal value = node.number();
    if (!node.isNumber()) {
      return Optional.empty();
    }
    if (value.signum() < 0 || value.stripTrailingZeros().scale() > 4) {
      node.problem("điểm phải từ 0 trở lên, nhiều nhất 4 chữ số thập phân");
      return Optional.empty();
    }
    return Optional.of(value);
  }
}
