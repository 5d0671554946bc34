package vn.portalaudit.web.criteria;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.stream.Collectors;
import vn.portalaudit.checklist.Condition;
import vn.portalaudit.report.Vietnamese;

/** Conditions as Vietnamese clauses. Safe for threads. */
final class ConditionWords {
  private static final Properties FIELDS = fields();
  private final Map<String, String> probes;

  /**
   * @param probes titles of the probes, by their ids
   */
  ConditionWords(Map<String, String> probes) {
    this.probes = probes;
  }

  private static Properties fields() {
    Properties words = new Properties();
    try (InputStream in =
        ConditionWords.class.getResourceAsStream("/web/criteria/fields.properties")) {
      words.load(new InputStreamReader(Objects.requireNonNull(in), StandardCharsets.UTF_8));
      return words;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether there are words for a field. */
  static boolean knows(String key) {
    return FIELDS.containsKey(field(key));
  }

  private static String field(String key) {
    return key.substring(key.indexOf('.') + 1);
  }

  /** What must hold. */
  String says(Condition condition) {
    return switch (condition) {
      case Condition.Is is ->
          thing(is.key()) + ": " + Vietnamese.datum(field(is.key()), is.value());
      case Condition.AtLeast least ->
          thing(least.key()) + ": từ " + number(least.key(), least.least()) + " trở lên";
      case Condition.AtMost most ->
          thing(most.key()) + ": không quá " + number(most.key(), most.most());
      case Condition.OneOf one -> thing(one.key()) + ": là một trong " + quoted(one.words());
      case Condition.Contains has -> thing(has.key()) + ": có " + quoted(List.of(has.word()));
      case Condition.ContainsNone none -> thing(none.key()) + ": không có " + quoted(none.words());
      case Condition.All all -> joined(all.conditions(), "; và ");
      case Condition.Any any -> joined(any.conditions(), "; hoặc ");
      case Condition.Not not -> "không phải (" + says(not.condition()) + ")";
    };
  }

  private String joined(List<Condition> conditions, String by) {
    return conditions.stream()
        .map(part -> part instanceof Condition.Test ? says(part) : "(" + says(part) + ")")
        .collect(Collectors.joining(by));
  }

  /** A quantity that is asked for. */
  String thing(String key) {
    String probe = key.substring(0, key.indexOf('.'));
    return "«"
        + probes.getOrDefault(probe, probe)
        + "» "
        + FIELDS.getProperty(field(key), field(key));
  }

  private static String number(String key, BigDecimal value) {
    return key.endsWith("Share") ? Vietnamese.percent(value) : Vietnamese.number(value);
  }

  private static String quoted(List<String> words) {
    return words.stream().map(word -> "«" + word + "»").collect(Collectors.joining(", "));
  }
}
