package vn.portalaudit.checklist;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import vn.portalaudit.config.Problems;
import vn.portalaudit.config.YamlNode;
import vn.portalaudit.domain.FieldType;

/**
 * The probes and their fields: what a criterion may refer to. Immutable.
 *
 * @param probes the fields of each probe by its id
 */
record Vocabulary(Map<String, Map<String, FieldType>> probes) {
  /** Times in milliseconds differ from run to run, so no sentence may show them. */
  private static final String UNSTABLE = "Ms";

  /** The type of {@code probe.field}; reports at that place when there is no such field. */
  Optional<FieldType> type(YamlNode at, String key) {
    int dot = key.indexOf('.');
    if (dot < 1 || dot == key.length() - 1) {
      at.problem("«" + key + "» phải viết dạng đầu-dò.trường, ví dụ tin-tuc.items");
      return Optional.empty();
    }
    Optional<Map<String, FieldType>> fields = probe(at, key.substring(0, dot));
    return fields.flatMap(known -> field(at, key.substring(0, dot), known, key.substring(dot + 1)));
  }

  /** The fields of a probe; reports at that place when there is no such probe. */
  Optional<Map<String, FieldType>> probe(YamlNode at, String id) {
    Map<String, FieldType> fields = probes.get(id);
    if (fields == null) {
      at.problem("không có đầu dò «" + id + "»" + hint(id, probes.keySet()));
    }
    return Optional.ofNullable(fields);
  }

  /** The type of a field of a known probe; reports at that place when there is no such field. */
  Optional<FieldType> field(YamlNode at, String probe, Map<String, FieldType> known, String field) {
    FieldType type = known.get(field);
    if (type == null) {
      at.problem(
          "đầu dò «" + probe + "» không có trường «" + field + "»" + fieldHint(field, known));
    }
    return Optional.ofNullable(type);
  }

  /** A sentence for the report; reports placeholders that no audit could fill, or not steadily. */
  String sentence(YamlNode node) {
    String text = node.text();
    int from = 0;
    while (from < text.length()) {
      int open = text.indexOf('{', from);
      int close = text.indexOf('}', from);
      if (open < 0 && close < 0) {
        return text;
      }
      if (open < 0 || close < open || text.substring(open + 1, close).indexOf('{') >= 0) {
        node.problem("dấu ngoặc { } không thành cặp; chỗ điền viết {đầu-dò.trường}");
        return text;
      }
      placeholder(node, text.substring(open + 1, close));
      from = close + 1;
    }
    return text;
  }

  private void placeholder(YamlNode node, String key) {
    if (key.endsWith(UNSTABLE)) {
      node.problem(
          "câu không được nêu {" + key + "}: thời gian đo thay đổi mỗi lần; chỉ nêu ngưỡng");
      return;
    }
    type(node, key);
  }

  /** The nearest known word as the end of a message. */
  static String hint(String word, Set<String> known) {
    String near = Problems.nearest(word, known);
    return near.isEmpty() ? "; xem các tệp trong probes/" : "; có phải «" + near + "»?";
  }

  private static String fieldHint(String word, Map<String, FieldType> known) {
    String near = Problems.nearest(word, known.keySet());
    return near.isEmpty()
        ? "; các trường: " + String.join(", ", new TreeSet<>(known.keySet()))
        : "; có phải «" + near + "»?";
  }
}
