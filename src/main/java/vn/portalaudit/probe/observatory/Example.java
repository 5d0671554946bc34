package vn.portalaudit.probe.observatory;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.portalaudit.config.YamlNode;
import vn.portalaudit.domain.Header;
import vn.portalaudit.probe.observatory.Observatory.Card;
import vn.portalaudit.probe.observatory.Visit.Answer;

/**
 * An example in a probe file: what a host answers and what it must come to.
 *
 * @param line line of the file
 * @param visit what the host answers
 * @param preload hosts on the preload list for this example, null for those of the file
 * @param results expected result by test
 * @param score expected score, null when the example does not say
 * @param grade expected grade, null when the example does not say
 */
record Example(
    int line,
    Visit visit,
    @Nullable Preload preload,
    Map<String, String> results,
    @Nullable Integer score,
    @Nullable String grade) {
  static final String HOST = "cong.example.vn";

  Example {
    results = Map.copyOf(results);
  }

  /** Reads the examples of a file and reports results that none of them reaches. */
  static List<Example> read(YamlNode file) {
    YamlNode list = file.get("examples");
    List<Example> examples = list.items().stream().map(Example::example).toList();
    Set<String> reached = new HashSet<>();
    examples.forEach(example -> reached.addAll(example.results().values()));
    for (Verdict verdict : Verdict.values()) {
      if (!reached.contains(verdict.id())) {
        list.problem("chưa có ví dụ cho kết quả «" + verdict.id() + "»");
      }
    }
    return examples;
  }

  /** How the outcome differs from what is expected; empty when it does not. */
  Optional<String> difference(Observatory observatory) {
    Card card = (preload == null ? observatory : observatory.with(preload)).judge(visit);
    for (Map.Entry<String, String> expected : results.entrySet()) {
      String got = card.results().get(expected.getKey());
      if (!expected.getValue().equals(got)) {
        return Optional.of(expected.getKey() + ": " + got + " ≠ " + expected.getValue());
      }
    }
    if (score != null && score != card.score()) {
      return Optional.of("score: " + card.score() + " ≠ " + score);
    }
    return grade == null || grade.equals(card.grade())
        ? Optional.empty()
        : Optional.of("grade: " + card.grade() + " ≠ " + grade);
  }

  private static Example example(YamlNode node) {
    node.only("given", "expect");
    YamlNode given =
        node.get("given")
            .only(
                "host",
                "headers",
                "html",
                "https",
                "route",
                "certificate",
                "origin",
                "preload",
                "unreadable");
    Map<String, String> results = new LinkedHashMap<>();
    Integer score = null;
    String grade = null;
    for (Map.Entry<String, YamlNode> entry : node.get("expect").entries().entrySet()) {
      switch (entry.getKey()) {
        case "score" -> score = entry.getValue().whole();
        case "grade" -> grade = entry.getValue().text();
        default -> results.put(entry.getKey(), expected(entry.getKey(), entry.getValue()));
      }
    }
    Preload preload = given.find("preload").map(Preload::read).orElse(null);
    return new Example(node.line(), visit(given), preload, results, score, grade);
  }

  private static String expected(String test, YamlNode result) {
    String id = result.text();
    if (Verdict.of(id).filter(verdict -> verdict.test().id().equals(test)).isEmpty()) {
      result.problem("phép thử «" + test + "» không có kết quả «" + id + "»");
    }
    return id;
  }

  private static Visit visit(YamlNode given) {
    String host = given.find("host").map(YamlNode::text).orElse(HOST);
    boolean https = given.find("https").map(YamlNode::flag).orElse(true);
    List<String> usual = List.of("http://" + host + "/", "https://" + host + "/");
    List<String> route =
        given.find("route").map(YamlNode::texts).orElse(https ? usual : usual.subList(0, 1));
    Answer answer = answer(given, (https ? "https://" : "http://") + host + "/");
    return new Visit(
        host,
        https ? answer : null,
        route.isEmpty() ? null : answer,
        route,
        given.find("certificate").map(YamlNode::flag).orElse(null),
        given.find("origin").map(YamlNode::text).orElse(null));
  }

  /** What a host answers, by the keys {@code headers}, {@code html} and {@code unreadable}. */
  static Answer answer(YamlNode given, String url) {
    List<Header> headers = new ArrayList<>(headers(given));
    if (headers.stream().noneMatch(header -> header.name().equalsIgnoreCase("Content-Type"))) {
      headers.add(new Header("Content-Type", "text/html; charset=utf-8"));
    }
    String type = new Answer(url, headers, Markup.NONE).fields("Content-Type").getFirst();
    byte[] html =
        given.find("html").map(YamlNode::text).orElse("").getBytes(StandardCharsets.UTF_8);
    boolean unreadable = given.find("unreadable").map(YamlNode::flag).orElse(false);
    return new Answer(url, headers, unreadable ? Markup.UNREADABLE : Markup.parse(html, type));
  }

  /** Fields written as {@code Name: value}. */
  static List<Header> headers(YamlNode given) {
    List<Header> headers = new ArrayList<>();
    for (YamlNode line : given.find("headers").map(YamlNode::items).orElse(List.of())) {
      String text = line.text();
      int colon = text.indexOf(':');
      if (colon <= 0) {
        line.problem("phải là «Tên: giá trị»");
      } else {
        headers.add(new Header(text.substring(0, colon), text.substring(colon + 1).strip()));
      }
    }
    return headers;
  }
}
