package vn.portalaudit.probe.observatory;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.portalaudit.config.YamlNode;
import vn.portalaudit.domain.Datum;
import vn.portalaudit.probe.observatory.ExtraSigns.Inner;
import vn.portalaudit.probe.observatory.ExtraSigns.Look;
import vn.portalaudit.probe.observatory.ExtraSigns.Sign;

/**
 * An example of the file for {@link HeaderExtras}.
 *
 * @param line line of the file
 * @param look what is looked at
 * @param expected expected values; null for a field that cannot be seen
 */
record ExtraExample(int line, Look look, Map<ExtraField, Optional<Datum>> expected) {
  /** Reads the examples and reports fields without an example that finds and one that does not. */
  static List<ExtraExample> read(YamlNode file) {
    YamlNode list = file.get("examples");
    List<ExtraExample> examples = new ArrayList<>();
    for (YamlNode node : list.items()) {
      node.only("given", "expect");
      examples.add(new ExtraExample(node.line(), look(node.get("given")), expected(node)));
    }
    Set<Boolean> seen = new HashSet<>();
    for (ExtraField field : ExtraField.values()) {
      seen.clear();
      examples.forEach(
          example ->
              Optional.ofNullable(example.expected().get(field))
                  .flatMap(value -> value)
                  .ifPresent(value -> seen.add(finds(value))));
      if (seen.size() < 2) {
        list.problem(
            "«" + field.id() + "» cần ít nhất một ví dụ có và một ví dụ không có phát hiện");
      }
    }
    return examples;
  }

  /** How the outcome differs from what is expected; empty when it does not. */
  Optional<String> difference(HeaderExtras extras) {
    for (Map.Entry<ExtraField, Optional<Datum>> entry : expected.entrySet()) {
      Sign sign = extras.sign(entry.getKey(), look);
      if (!Optional.ofNullable(sign.value()).equals(entry.getValue())) {
        return Optional.of(entry.getKey().id() + ": " + sign.value() + " ≠ " + entry.getValue());
      }
    }
    return Optional.empty();
  }

  private static boolean finds(Datum value) {
    return switch (value) {
      case Datum.Flag flag -> flag.value();
      case Datum.Words words -> !words.values().isEmpty();
      case Datum.Quantity quantity -> quantity.value().compareTo(BigDecimal.ZERO) > 0;
      case Datum.Text text -> !text.value().isEmpty();
      case Datum.Day day -> true;
    };
  }

  private static Map<ExtraField, Optional<Datum>> expected(YamlNode node) {
    Map<ExtraField, Optional<Datum>> expected = new LinkedHashMap<>();
    node.get("expect")
        .entries()
        .forEach(
            (id, value) ->
                ExtraField.of(id)
                    .ifPresentOrElse(
                        field -> expected.put(field, value(field, value)),
                        () -> value.problem("trường lạ «" + id + "»")));
    return expected;
  }

  private static Optional<Datum> value(ExtraField field, YamlNode value) {
    if (value.isMapping()) {
      value.only("unobserved").get("unobserved").text();
      return Optional.empty();
    }
    return Optional.of(
        field == ExtraField.DISCLOSURE ? Datum.of(value.texts()) : Datum.of(value.flag()));
  }

  private static Look look(YamlNode given) {
    given.only("headers", "html", "https", "status", "inner", "tls");
    boolean https = given.find("https").map(YamlNode::flag).orElse(true);
    int status = given.find("status").map(YamlNode::whole).orElse(200);
    List<Inner> inner = new ArrayList<>();
    for (YamlNode page : given.find("inner").map(YamlNode::items).orElse(List.of())) {
      page.only("url", "headers");
      inner.add(new Inner(page.get("url").text(), Example.headers(page)));
    }
    @Nullable List<String> versions = given.find("tls").map(YamlNode::texts).orElse(null);
    return new Look(
        Example.answer(given, (https ? "https://" : "http://") + Example.HOST + "/"),
        https,
        RootVisit.scored(status),
        inner,
        versions,
        null);
  }
}
