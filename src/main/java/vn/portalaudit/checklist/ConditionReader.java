package vn.portalaudit.checklist;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import vn.portalaudit.config.YamlNode;
import vn.portalaudit.domain.Datum;
import vn.portalaudit.domain.FieldType;

/** Reads conditions and checks that each operator fits the type of its field. */
final class ConditionReader {
  private static final int MAX_DEPTH = 12;
  private static final String[] OPERATORS = {
    "is", "at_least", "at_most", "one_of", "contains", "contains_none"
  };
  private static final String[] KEYS = {
    "observe",
    "is",
    "at_least",
    "at_most",
    "one_of",
    "contains",
    "contains_none",
    "all",
    "any",
    "not"
  };

  /** Holds the place of a condition that could not be read; its file is refused anyway. */
  private static final Condition NOTHING = new Condition.All(List.of());

  private final Vocabulary vocabulary;

  ConditionReader(Vocabulary vocabulary) {
    this.vocabulary = vocabulary;
  }

  /** The condition at that place; after a problem a harmless one. */
  Condition read(YamlNode node) {
    return read(node, 0);
  }

  private Condition read(YamlNode node, int depth) {
    if (depth > MAX_DEPTH) {
      node.problem("điều kiện lồng quá " + MAX_DEPTH + " tầng; viết gọn lại");
      return NOTHING;
    }
    node.only(KEYS);
    List<String> present = new ArrayList<>();
    for (String key : KEYS) {
      if (node.find(key).isPresent()) {
        present.add(key);
      }
    }
    if (present.contains("observe")) {
      present.remove("observe");
      return test(node, present);
    }
    if (present.size() != 1) {
      if (node.isMapping()) {
        node.problem("điều kiện phải là {observe: …, toán tử} hoặc đúng một trong all, any, not");
      }
      return NOTHING;
    }
    return combination(node, present.getFirst(), depth);
  }

  private Condition combination(YamlNode node, String word, int depth) {
    YamlNode inner = node.get(word);
    return switch (word) {
      case "all" -> new Condition.All(several(inner, depth));
      case "any" -> new Condition.Any(several(inner, depth));
      case "not" -> new Condition.Not(read(inner, depth + 1));
      default -> {
        node.problem("«" + word + "» cần có observe: đầu-dò.trường");
        yield NOTHING;
      }
    };
  }

  private List<Condition> several(YamlNode list, int depth) {
    List<YamlNode> items = list.items();
    if (list.isList() && items.isEmpty()) {
      list.problem("danh sách điều kiện rỗng; viết ít nhất một điều kiện");
    }
    return items.stream().map(item -> read(item, depth + 1)).toList();
  }

  private Condition test(YamlNode node, List<String> operators) {
    YamlNode observe = node.get("observe");
    String key = observe.text();
    Optional<FieldType> type = vocabulary.type(observe, key);
    if (operators.size() != 1 || !List.of(OPERATORS).contains(operators.getFirst())) {
      node.problem("cần đúng một toán tử: " + String.join(", ", OPERATORS));
      return NOTHING;
    }
    String operator = operators.getFirst();
    YamlNode operand = node.get(operator);
    if (type.isPresent() && !fits(operator, operand, type.get())) {
      operand.problem(
          "toán tử «" + operator + "» không dùng được cho " + key + " (" + name(type.get()) + ")");
      return NOTHING;
    }
    return operation(operator, key, operand);
  }

  private static Condition operation(String operator, String key, YamlNode operand) {
    return switch (operator) {
      case "is" ->
          new Condition.Is(
              key, operand.isFlag() ? Datum.of(operand.flag()) : Datum.of(operand.text()));
      case "at_least" -> new Condition.AtLeast(key, operand.number());
      case "at_most" -> new Condition.AtMost(key, operand.number());
      case "one_of" -> new Condition.OneOf(key, words(operand));
      case "contains" -> new Condition.Contains(key, operand.text());
      default -> new Condition.ContainsNone(key, words(operand));
    };
  }

  private static List<String> words(YamlNode list) {
    List<String> words = list.texts();
    if (list.isList() && words.isEmpty()) {
      list.problem("danh sách rỗng; viết ít nhất một từ");
    }
    return words;
  }

  private static boolean fits(String operator, YamlNode operand, FieldType type) {
    return switch (operator) {
      case "is" -> operand.isFlag() ? type == FieldType.FLAG : type == FieldType.TEXT;
      case "at_least", "at_most" -> type == FieldType.QUANTITY || type == FieldType.WORDS;
      case "one_of" -> type == FieldType.TEXT;
      default -> type == FieldType.TEXT || type == FieldType.WORDS;
    };
  }

  /** The Vietnamese word for a type, for messages. */
  static String name(FieldType type) {
    return switch (type) {
      case FLAG -> "trường có/không";
      case QUANTITY -> "trường số";
      case TEXT -> "trường chữ";
      case DAY -> "trường ngày";
      case WORDS -> "trường danh sách từ";
    };
  }
}
