package vn.portalaudit.config;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * A place in a YAML document, read strictly: a wrong type is a problem with its line, never a
 * silent conversion. After a problem the accessors return a harmless value, so that reading goes on
 * and finds the next problem.
 */
public final class YamlNode {
  private static final Pattern NUMBER = Pattern.compile("-?\\d{1,15}(\\.\\d{1,10})?");

  private final Node node;
  private final String file;
  private final String path;
  private final Problems problems;

  YamlNode(Node node, String file, String path, Problems problems) {
    this.node = node;
    this.file = file;
    this.path = path;
    this.problems = problems;
  }

  /** Reports a problem at this place. */
  public void problem(String says) {
    problems.add(file, line(), path, says);
  }

  /** Line number from 1. */
  public int line() {
    return node.getStartMark().map(mark -> mark.getLine() + 1).orElse(0);
  }

  /** Whether this is a mapping. */
  public boolean isMapping() {
    return node instanceof MappingNode;
  }

  /** Whether this is a list. */
  public boolean isList() {
    return node instanceof SequenceNode;
  }

  /** Whether this is written as {@code null}. */
  public boolean isNull() {
    return node instanceof ScalarNode scalar && scalar.getTag().equals(Tag.NULL);
  }

  /** Whether this is written as a plain number. */
  public boolean isNumber() {
    return node instanceof ScalarNode scalar
        && !scalar.getTag().equals(Tag.STR)
        && NUMBER.matcher(scalar.getValue()).matches();
  }

  /** Whether this is written as {@code true} or {@code false}. */
  public boolean isFlag() {
    return node instanceof ScalarNode scalar && scalar.getTag().equals(Tag.BOOL);
  }

  /**
   * Reports keys that are not among the allowed ones, and keys that stand twice.
   *
   * @param allowed the keys that this mapping may have
   * @return this node
   */
  public YamlNode only(String... allowed) {
    Set<String> known = Set.of(allowed);
    Set<String> seen = new HashSet<>();
    for (NodeTuple tuple : tuples()) {
      YamlNode key = new YamlNode(tuple.getKeyNode(), file, path, problems);
      String name = keyText(tuple);
      if (!known.contains(name)) {
        String near = Problems.nearest(name, known);
        key.problem(
            "khóa lạ «"
                + name
                + "»; "
                + (near.isEmpty()
                    ? "các khóa được dùng: " + String.join(", ", known.stream().sorted().toList())
                    : "có phải «" + near + "»?"));
      } else if (!seen.add(name)) {
        key.problem("khóa «" + name + "» viết hai lần; bỏ một");
      }
    }
    return this;
  }

  /** The value of a key that must be there; reports when it is not and returns an empty place. */
  public YamlNode get(String key) {
    Optional<YamlNode> found = find(key);
    if (found.isEmpty()) {
      problem("thiếu khóa «" + key + "»; thêm «" + key + ": …»");
      return new YamlNode(
          new ScalarNode(Tag.NULL, "", org.snakeyaml.engine.v2.common.ScalarStyle.PLAIN),
          file,
          child(key),
          new Problems());
    }
    return found.get();
  }

  /** The value of a key, if it is there. */
  public Optional<YamlNode> find(String key) {
    for (NodeTuple tuple : tuples()) {
      if (keyText(tuple).equals(key)) {
        return Optional.of(new YamlNode(tuple.getValueNode(), file, child(key), problems));
      }
    }
    return Optional.empty();
  }

  /** The entries of a mapping in the order written; reports a key that stands twice. */
  public Map<String, YamlNode> entries() {
    Map<String, YamlNode> entries = new LinkedHashMap<>();
    for (NodeTuple tuple : tuples()) {
      String key = keyText(tuple);
      if (entries.put(key, new YamlNode(tuple.getValueNode(), file, child(key), problems))
          != null) {
        new YamlNode(tuple.getKeyNode(), file, path, problems)
            .problem("khóa «" + key + "» viết hai lần; bỏ một");
      }
    }
    return entries;
  }

  /** The entries of a list. */
  public List<YamlNode> items() {
    if (!(node instanceof SequenceNode sequence)) {
      problem("phải là danh sách; viết mỗi phần tử sau dấu «-»");
      return List.of();
    }
    List<YamlNode> items = new ArrayList<>();
    for (Node item : sequence.getValue()) {
      items.add(new YamlNode(item, file, path + "[" + items.size() + "]", problems));
    }
    return items;
  }

  /** The entries of a list of texts. */
  public List<String> texts() {
    return items().stream().map(YamlNode::text).toList();
  }

  /** A text; a number or a flag written without quotes is a problem. */
  public String text() {
    if (!(node instanceof ScalarNode scalar)) {
      problem("phải là chữ");
      return "";
    }
    if (!scalar.getTag().equals(Tag.STR)) {
      problem("phải là chữ; đặt «" + scalar.getValue() + "» trong dấu nháy kép");
      return scalar.getValue();
    }
    if (scalar.getValue().isBlank()) {
      problem("không được để trống");
    }
    return scalar.getValue().strip();
  }

  /** An exact number with a decimal point. */
  public BigDecimal number() {
    if (!isNumber()) {
      problem("phải là số viết với dấu chấm thập phân, ví dụ 1.5" + written());
      return BigDecimal.ZERO;
    }
    return new BigDecimal(((ScalarNode) node).getValue());
  }

  /** A whole number. */
  public int whole() {
    BigDecimal number = number();
    try {
      return number.intValueExact();
    } catch (ArithmeticException e) {
      problem("phải là số nguyên, không phải " + number.toPlainString());
      return 0;
    }
  }

  /** A flag. */
  public boolean flag() {
    if (!isFlag()) {
      problem("phải là true hoặc false" + written());
      return false;
    }
    return ((ScalarNode) node).getValue().equalsIgnoreCase("true");
  }

  /** A day written as {@code yyyy-MM-dd}. */
  public LocalDate day() {
    String value = node instanceof ScalarNode scalar ? scalar.getValue() : "";
    try {
      return LocalDate.parse(value);
    } catch (DateTimeParseException e) {
      problem("phải là ngày dạng 2026-07-01" + written());
      return LocalDate.EPOCH;
    }
  }

  /** One of the allowed words. */
  public String oneOf(String... allowed) {
    String word = text();
    if (!Set.of(allowed).contains(word)) {
      problem("«" + word + "» không dùng được; chọn một trong: " + String.join(", ", allowed));
    }
    return word;
  }

  private List<NodeTuple> tuples() {
    if (!(node instanceof MappingNode mapping)) {
      problem("phải là các cặp «khóa: giá trị»");
      return List.of();
    }
    return mapping.getValue();
  }

  private static String keyText(NodeTuple tuple) {
    return tuple.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "?";
  }

  private String child(String key) {
    return path.isEmpty() ? key : path + "." + key;
  }

  private String written() {
    return node instanceof ScalarNode scalar ? ", không phải «" + scalar.getValue() + "»" : "";
  }
}
