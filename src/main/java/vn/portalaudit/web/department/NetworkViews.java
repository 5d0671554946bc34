package vn.portalaudit.web.department;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import vn.portalaudit.config.Problems;
import vn.portalaudit.config.YamlFile;
import vn.portalaudit.config.YamlNode;
import vn.portalaudit.domain.AuditReport;
import vn.portalaudit.domain.Datum;
import vn.portalaudit.domain.Observation;
import vn.portalaudit.domain.Reason;
import vn.portalaudit.domain.Result;
import vn.portalaudit.report.Vietnamese;
import vn.portalaudit.web.page.SetLibrary;

/**
 * What the last audit saw of certificates, names and headers, in the words of {@code
 * reports/truong-do.yml}. Safe for threads.
 */
@Component
final class NetworkViews {
  private final List<Probe> probes;

  /**
   * Reads the words.
   *
   * @throws vn.portalaudit.config.ConfigException when a file is wrong
   */
  NetworkViews(SetLibrary library) {
    Path home = library.home();
    Problems problems = new Problems();
    this.probes =
        read(home.resolve("reports/truong-do.yml"), problems).stream()
            .flatMap(file -> file.items().stream())
            .map(node -> probe(node, home, problems))
            .toList();
    problems.throwIfAny();
  }

  /** A probe with its fields. */
  public record Group(String title, List<Field> fields) {}

  /** A field; unobserved ones say why. */
  public record Field(String name, String value, boolean unobserved) {}

  private record Probe(String id, String title, Map<String, Words> fields) {}

  /**
   * The words of a field.
   *
   * @param none what an empty value means
   * @param values what codes mean
   * @param reasons whether the codes are reasons of the closed list
   * @param omitted whether it is left out where nothing was observed
   */
  private record Words(
      String title, String none, Map<String, String> values, boolean reasons, boolean omitted) {
    String say(String code) {
      return reasons ? reason(code) : values.getOrDefault(code, code);
    }

    private static String reason(String code) {
      return code.isEmpty() ? "" : Reason.valueOf(code).says();
    }
  }

  private static Optional<YamlNode> read(Path file, Problems problems) {
    Optional<YamlNode> read = YamlFile.read(file, problems);
    problems.throwIfAny();
    return read;
  }

  private static Probe probe(YamlNode node, Path home, Problems problems) {
    node.only("probe", "title", "fields", "from");
    Map<String, Words> fields = new LinkedHashMap<>();
    node.get("fields").entries().forEach((field, words) -> fields.put(field, words(words)));
    node.find("from")
        .flatMap(file -> read(home.resolve(file.text()), problems))
        .ifPresent(file ->
            file.get("tests").entries().forEach((test, words) -> fields.put(test, results(words))));
    return new Probe(node.get("probe").text(), node.get("title").text(), fields);
  }

  private static Words words(YamlNode node) {
    node.only("title", "none", "values", "reasons", "omitted");
    Map<String, String> values = new LinkedHashMap<>();
    node.find("values").ifPresent(all -> all.entries().forEach((k, v) -> values.put(k, v.text())));
    return new Words(
        node.get("title").text(),
        node.find("none").map(YamlNode::text).orElse("–"),
        values,
        node.find("reasons").map(YamlNode::flag).orElse(false),
        node.find("omitted").map(YamlNode::flag).orElse(false));
  }

  private static Words results(YamlNode test) {
    Map<String, String> values = new LinkedHashMap<>();
    test.get("results")
        .entries()
        .forEach((code, result) -> values.put(code, result.get("says").text()));
    return new Words(test.get("title").text(), "–", values, false, false);
  }

  List<Group> of(AuditReport report) {
    List<Group> groups = new ArrayList<>();
    for (Probe probe : probes) {
      Map<String, Observation> seen =
          report.observations().stream()
              .filter(observation -> observation.probe().equals(probe.id))
              .collect(Collectors.toMap(Observation::field, one -> one, (first, next) -> first));
      List<Field> fields =
          probe.fields.entrySet().stream()
              .flatMap(words -> field(words.getValue(), seen.get(words.getKey())))
              .toList();
      if (!fields.isEmpty()) {
        groups.add(new Group(probe.title, fields));
      }
    }
    return groups;
  }

  private static Stream<Field> field(Words words, @Nullable Observation observation) {
    if (observation == null) {
      return Stream.empty();
    }
    return switch (observation.result()) {
      case Result.Value(Datum datum) ->
          Stream.of(new Field(words.title, value(words, observation.field(), datum), false));
      case Result.Unobserved(Reason reason) ->
          words.omitted ? Stream.empty() : Stream.of(new Field(words.title, reason.says(), true));
    };
  }

  private static String value(Words words, String field, Datum datum) {
    String value =
        switch (datum) {
          case Datum.Words(List<String> codes) ->
              codes.stream().map(words::say).collect(Collectors.joining(", "));
          case Datum.Text(String code) -> words.say(code);
          default -> Vietnamese.datum(field, datum);
        };
    return value.isEmpty() ? words.none : value;
  }
}
