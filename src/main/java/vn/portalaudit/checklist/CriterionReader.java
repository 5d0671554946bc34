package vn.portalaudit.checklist;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vn.portalaudit.checklist.Checklist.Criterion;
import vn.portalaudit.checklist.Checklist.Example;
import vn.portalaudit.checklist.Checklist.Inapplicable;
import vn.portalaudit.checklist.Checklist.Scoring;
import vn.portalaudit.checklist.Checklist.Undecidable;
import vn.portalaudit.checklist.Checklist.Validity;
import vn.portalaudit.config.YamlNode;
import vn.portalaudit.domain.FieldType;
import vn.portalaudit.domain.Method;
import vn.portalaudit.domain.PointsBasis;
import vn.portalaudit.domain.PortalKind;

/** Reads one criterion. */
final class CriterionReader {
  private final Vocabulary vocabulary;
  private final ConditionReader conditions;
  private final ScoringReader scorings;
  private final ExampleReader examples;

  CriterionReader(Vocabulary vocabulary) {
    this.vocabulary = vocabulary;
    this.conditions = new ConditionReader(vocabulary);
    this.scorings = new ScoringReader(vocabulary, conditions);
    this.examples = new ExampleReader(vocabulary);
  }

  /** The criterion at that place; after a problem it may be anything, for it is never used. */
  Criterion read(YamlNode node) {
    node.only(
        "id",
        "code",
        "title",
        "basis",
        "points_basis",
        "method",
        "max_points",
        "effective",
        "inapplicable",
        "cant_tell",
        "levels",
        "share",
        "parts",
        "fix",
        "examples");
    String id = id(node.get("id"));
    String code = node.get("code").text();
    String title = node.get("title").text();
    String basis = node.get("basis").text();
    PointsBasis pointsBasis = pointsBasis(node.get("points_basis"));
    Method method = method(node.get("method"));
    Optional<BigDecimal> max = maxPoints(node);
    @Nullable Validity effective =
        node.find("effective").map(CriterionReader::validity).orElse(null);
    @Nullable Inapplicable inapplicable =
        node.find("inapplicable").map(n -> inapplicable(n, method)).orElse(null);
    @Nullable Undecidable undecidable = node.find("cant_tell").map(this::undecidable).orElse(null);
    Scoring scoring = scorings.read(node, method, max.orElse(null));
    YamlNode fix = node.get("fix");
    String advice = fix.text();
    if (advice.indexOf('{') >= 0 || advice.indexOf('}') >= 0) {
      fix.problem("lời khuyên không có chỗ điền { }; viết câu cố định");
    }
    List<Example> tests = examples.read(node, method, inapplicable);
    return new Criterion(
        id,
        code,
        title,
        basis,
        pointsBasis,
        method,
        max.orElse(BigDecimal.ZERO),
        effective,
        inapplicable,
        undecidable,
        scoring,
        advice,
        tests);
  }

  /** An id; reports when it is not an unaccented phrase joined by hyphens. */
  static String id(YamlNode node) {
    String id = node.text();
    boolean plain =
        id.chars().allMatch(c -> c == '-' || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))
            && !id.startsWith("-")
            && !id.endsWith("-")
            && !id.contains("--");
    if (!id.isEmpty() && !plain) {
      node.problem("«" + id + "» phải là cụm danh từ không dấu, chữ thường, nối bằng «-»");
    }
    return id;
  }

  /** The points that can be had; reports when they are missing or 0. */
  static Optional<BigDecimal> maxPoints(YamlNode node) {
    Optional<BigDecimal> max = ScoringReader.points(node, "max_points");
    if (max.isPresent() && max.get().signum() == 0) {
      node.get("max_points").problem("điểm tối đa phải lớn hơn 0");
    }
    return max;
  }

  static PointsBasis pointsBasis(YamlNode node) {
    String word = node.oneOf(words(Arrays.stream(PointsBasis.values()).map(PointsBasis::id)));
    return Arrays.stream(PointsBasis.values())
        .filter(basis -> basis.id().equals(word))
        .findFirst()
        .orElse(PointsBasis.PROPOSED);
  }

  static Validity validity(YamlNode node) {
    node.only("from", "to", "successor");
    LocalDate from = node.get("from").day();
    Optional<YamlNode> toNode = node.find("to");
    @Nullable LocalDate to = toNode.map(YamlNode::day).orElse(null);
    @Nullable String successor = node.find("successor").map(YamlNode::text).orElse(null);
    if (to != null && to.isBefore(from)) {
      toNode.orElseThrow().problem("ngày hết hiệu lực trước ngày có hiệu lực " + from);
    }
    if (to != null && successor == null) {
      node.problem("có «to» thì phải có «successor»: văn bản nào thay thế");
    }
    return new Validity(from, to, successor);
  }

  private Inapplicable inapplicable(YamlNode node, Method method) {
    node.only("to", "when", "says");
    Optional<YamlNode> to = node.find("to");
    Optional<YamlNode> when = node.find("when");
    List<PortalKind> kinds = to.map(ChecklistReader::kinds).orElse(List.of());
    if (to.isPresent() && to.get().isList() && to.get().items().isEmpty()) {
      to.get().problem("danh sách rỗng; viết ít nhất một loại cổng, hoặc bỏ to");
    }
    if (kinds.size() == PortalKind.values().length) {
      to.orElseThrow().problem("có mọi loại cổng; bỏ to, chỉ dùng when");
    }
    if (to.isEmpty() && when.isEmpty()) {
      node.problem("cần to (các loại cổng), when (điều kiện), hoặc cả hai");
    }
    if (when.isPresent() && method == Method.SELF_REPORTED) {
      when.get().problem("tiêu chí self_reported không có máy chấm; bỏ when, chỉ dùng to");
    }
    @Nullable Condition condition = when.map(conditions::read).orElse(null);
    return new Inapplicable(kinds, condition, vocabulary.sentence(node.get("says")));
  }

  private @Nullable Undecidable undecidable(YamlNode node) {
    node.only("when", "reason", "reason_from");
    Condition when = conditions.read(node.get("when"));
    @Nullable String from = node.find("reason_from").map(this::textField).orElse(null);
    return ExampleReader.reason(node.get("reason"))
        .map(reason -> new Undecidable(when, reason, from))
        .orElse(null);
  }

  private String textField(YamlNode node) {
    String key = node.text();
    Optional<FieldType> type = vocabulary.type(node, key);
    if (type.isPresent() && type.get() != FieldType.TEXT) {
      node.problem("cần trường chữ; " + key + " là " + ConditionReader.name(type.get()));
    }
    return key;
  }

  private static Method method(YamlNode node) {
    String word = node.oneOf(words(Arrays.stream(Method.values()).map(Method::id)));
    return Arrays.stream(Method.values())
        .filter(method -> method.id().equals(word))
        .findFirst()
        .orElse(Method.AUTOMATIC);
  }

  private static String[] words(Stream<String> ids) {
    return ids.toArray(String[]::new);
  }
}
