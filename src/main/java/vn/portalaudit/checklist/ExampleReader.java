package vn.portalaudit.checklist;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vn.portalaudit.checklist.Checklist.Example;
import vn.portalaudit.checklist.Checklist.Inapplicable;
import vn.portalaudit.config.Problems;
import vn.portalaudit.config.YamlNode;
import vn.portalaudit.domain.Datum;
import vn.portalaudit.domain.FieldType;
import vn.portalaudit.domain.Method;
import vn.portalaudit.domain.Outcome;
import vn.portalaudit.domain.PortalKind;
import vn.portalaudit.domain.Reason;
import vn.portalaudit.domain.Result;

/** Reads the examples of a criterion, typed by the fields that the probes declare. */
final class ExampleReader {
  private static final String UNOBSERVED = "unobserved";
  private static final String[] OUTCOMES = {
    "passed", "partial", "failed", "cant_tell", "inapplicable", "untested"
  };

  private final Vocabulary vocabulary;

  ExampleReader(Vocabulary vocabulary) {
    this.vocabulary = vocabulary;
  }

  /** The examples of a criterion; reports when an outcome that must be shown is missing. */
  List<Example> read(YamlNode criterion, Method method, @Nullable Inapplicable inapplicable) {
    YamlNode list = criterion.get("examples");
    List<Example> examples = new ArrayList<>();
    for (YamlNode item : list.items()) {
      example(item, method).ifPresent(examples::add);
      if (inapplicable == null) {
        item.find("kind")
            .ifPresent(n -> n.problem("loại cổng chỉ đổi kết quả khi có inapplicable; bỏ kind"));
      }
    }
    if (list.isList()) {
      checkComplete(list, due(method, inapplicable), examples);
    }
    return examples;
  }

  private static List<Outcome> due(Method method, @Nullable Inapplicable inapplicable) {
    List<Outcome> due = new ArrayList<>();
    if (method == Method.SELF_REPORTED) {
      due.add(Outcome.UNTESTED);
    } else {
      due.addAll(List.of(Outcome.PASSED, Outcome.FAILED, Outcome.CANT_TELL));
    }
    if (inapplicable != null) {
      due.add(Outcome.INAPPLICABLE);
    }
    return due;
  }

  private static void checkComplete(YamlNode list, List<Outcome> due, List<Example> examples) {
    Set<Outcome> shown = examples.stream().map(Example::outcome).collect(Collectors.toSet());
    List<String> missing =
        due.stream().filter(outcome -> !shown.contains(outcome)).map(ExampleReader::word).toList();
    if (!missing.isEmpty()) {
      list.problem("thiếu ví dụ có kết quả " + String.join(", ", missing));
    }
  }

  private Optional<Example> example(YamlNode item, Method method) {
    item.only("kind", "given", "expect");
    @Nullable PortalKind kind = item.find("kind").flatMap(ChecklistReader::kind).orElse(null);
    Map<String, Result> given = new HashMap<>();
    Optional<YamlNode> written = item.find("given");
    if (written.isPresent()) {
      written.get().entries().forEach((probe, node) -> given(probe, node, given));
    } else if (method != Method.SELF_REPORTED && kind == null) {
      item.get("given");
    }
    YamlNode expect = item.get("expect").only("outcome", "points", "reason");
    String word = expect.get("outcome").oneOf(OUTCOMES);
    if (!List.of(OUTCOMES).contains(word)) {
      return Optional.empty();
    }
    Outcome outcome = Outcome.valueOf(word.toUpperCase(Locale.ROOT));
    return Optional.of(
        new Example(
            item.line(), kind, given, outcome, points(expect, outcome), reason(expect, outcome)));
  }

  private static @Nullable BigDecimal points(YamlNode expect, Outcome outcome) {
    Optional<YamlNode> points = expect.find("points");
    if (points.isPresent() && !outcome.decided()) {
      points.get().problem("kết quả " + word(outcome) + " không có điểm; bỏ points");
      return null;
    }
    if (points.isEmpty() && outcome != Outcome.PARTIAL) {
      return null;
    }
    return ScoringReader.points(expect, "points").orElse(null);
  }

  private static @Nullable Reason reason(YamlNode expect, Outcome outcome) {
    Optional<YamlNode> reason = expect.find("reason");
    if (reason.isEmpty()) {
      return null;
    }
    if (outcome != Outcome.CANT_TELL) {
      reason.get().problem("lý do chỉ đi với cant_tell; bỏ reason");
      return null;
    }
    return reason(reason.get()).orElse(null);
  }

  private void given(String probe, YamlNode node, Map<String, Result> given) {
    Optional<Map<String, FieldType>> fields = vocabulary.probe(node, probe);
    Optional<YamlNode> whole = node.find(UNOBSERVED);
    if (whole.isPresent()) {
      node.only(UNOBSERVED);
      Optional<Reason> reason = reason(whole.get());
      if (reason.isPresent() && fields.isPresent()) {
        Result unobserved = new Result.Unobserved(reason.get());
        fields.get().keySet().forEach(field -> given.put(probe + "." + field, unobserved));
      }
      return;
    }
    Map<String, YamlNode> entries = node.entries();
    if (fields.isEmpty()) {
      return;
    }
    entries.forEach((field, value) ->
        vocabulary
            .field(value, probe, fields.get(), field)
            .flatMap(type -> result(value, type))
            .ifPresent(result -> given.put(probe + "." + field, result)));
  }

  private static Optional<Result> result(YamlNode node, FieldType type) {
    if (node.isMapping()) {
      return reason(node.only(UNOBSERVED).get(UNOBSERVED)).map(Result.Unobserved::new);
    }
    return Optional.of(new Result.Value(datum(node, type)));
  }

  private static Datum datum(YamlNode node, FieldType type) {
    return switch (type) {
      case FLAG -> Datum.of(node.flag());
      case QUANTITY -> Datum.of(node.number());
      case TEXT -> Datum.of(node.text());
      case DAY -> Datum.of(node.day());
      case WORDS -> Datum.of(node.texts());
    };
  }

  /** A reason of the closed list; reports any other word. */
  static Optional<Reason> reason(YamlNode node) {
    String word = node.text();
    Optional<Reason> reason =
        Stream.of(Reason.values()).filter(known -> known.name().equals(word)).findFirst();
    if (reason.isEmpty()) {
      Set<String> known = Stream.of(Reason.values()).map(Reason::name).collect(Collectors.toSet());
      String near = Problems.nearest(word, known);
      node.problem(
          "không có lý do «"
              + word
              + "»"
              + (near.isEmpty() ? "; xem danh sách lý do" : "; có phải «" + near + "»?"));
    }
    return reason;
  }

  private static String word(Outcome outcome) {
    return outcome.name().toLowerCase(Locale.ROOT);
  }
}
