package vn.portalaudit.probe;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import vn.portalaudit.config.YamlNode;
import vn.portalaudit.crawl.Page;
import vn.portalaudit.crawl.PageReader;
import vn.portalaudit.crawl.Source;
import vn.portalaudit.crawl.Survey;
import vn.portalaudit.domain.Capture;
import vn.portalaudit.domain.Datum;
import vn.portalaudit.domain.Header;
import vn.portalaudit.domain.Observation;
import vn.portalaudit.domain.Period;
import vn.portalaudit.domain.Result;
import vn.portalaudit.domain.Timing;

/**
 * Examples inside probe files: a small portal ({@code html} of the home page, {@code pages} by
 * address; {@code portal} is its address, {@code home} how its home page answered where it could
 * not be read), what the network says besides ({@link ExampleNetwork}), a day, and what the probe
 * must observe ({@code expect}; {@code unobserved} as a value means that there is no value).
 */
final class Examples {
  private static final String ROOT = "https://mau.gov.vn/";

  private Examples() {}

  /** Runs an example; the sentence says what does not hold. */
  static Optional<String> run(Probe probe, YamlNode example, ProbeCatalog catalog, Source source) {
    example.only(
        "portal",
        "home",
        "html",
        "pages",
        "at",
        "headers",
        "answers",
        "names",
        "handshakes",
        "expect");
    LocalDate day = example.find("at").map(YamlNode::day).orElse(LocalDate.of(2026, 11, 22));
    Instant at = day.atTime(9, 0).atZone(Subject.VIETNAM).toInstant();
    String root = example.find("portal").map(YamlNode::text).orElse(ROOT);
    ExampleNetwork network = new ExampleNetwork(example, at, source);
    List<Page> pages = new ArrayList<>();
    List<Header> headers = new ArrayList<>();
    example
        .find("headers")
        .ifPresent(
            h -> h.entries().forEach((name, value) -> headers.add(new Header(name, value.text()))));
    Optional<YamlNode> refused = example.find("home");
    if (refused.isEmpty()) {
      pages.add(
          page(
              root,
              example.find("html").map(YamlNode::text).orElse("<p>Trang chủ</p>"),
              Page.Type.HOME,
              at,
              headers));
    }
    example
        .find("pages")
        .ifPresent(p ->
            p.entries()
                .forEach((path, html) ->
                    pages.add(
                        page(
                            root + path.replaceFirst("^/", ""),
                            html.text(),
                            Page.Type.SECTION,
                            at,
                            List.of()))));
    List<Capture> captures = new ArrayList<>(pages.stream().map(Page::capture).toList());
    refused.ifPresent(
        node -> captures.add(network.answer(root, Capture.Purpose.HOME, node).capture()));
    Survey survey =
        new Survey(
            root,
            refused.isPresent() ? null : pages.get(0),
            pages,
            captures,
            Set.of(Hosts.of(root)),
            List.of(),
            List.of(),
            null,
            List.of(),
            null);
    List<Observation> observations =
        probe
            .measurer()
            .measure(catalog.subject(survey, network, at, new Period(day.minusYears(1), day)));
    List<String> wrong = new ArrayList<>();
    for (Map.Entry<String, YamlNode> expected : example.get("expect").entries().entrySet()) {
      String is =
          observations.stream()
              .filter(o -> o.field().equals(expected.getKey()))
              .map(o -> words(o.result()))
              .findFirst()
              .orElse("(no such field)");
      String should =
          expected.getValue().isFlag() || expected.getValue().isNumber()
              ? scalar(expected.getValue())
              : expected.getValue().text();
      if (!is.equals(should)) {
        wrong.add(expected.getKey() + " = " + is + ", not " + should);
      }
    }
    return wrong.isEmpty()
        ? Optional.empty()
        : Optional.of(
            probe.id() + " example at line " + example.line() + ": " + String.join("; ", wrong));
  }

  private static String scalar(YamlNode node) {
    return node.isFlag()
        ? String.valueOf(node.flag())
        : node.number().stripTrailingZeros().toPlainString();
  }

  private static String words(Result result) {
    return switch (result) {
      case Result.Unobserved _ -> "unobserved";
      case Result.Value(Datum.Flag(boolean value)) -> String.valueOf(value);
      case Result.Value(Datum.Quantity(java.math.BigDecimal value)) ->
          value.stripTrailingZeros().toPlainString();
      case Result.Value(Datum.Text(String value)) -> value;
      case Result.Value(Datum.Day(LocalDate value)) -> value.toString();
      case Result.Value(Datum.Words(List<String> values)) -> String.join(", ", values);
    };
  }

  private static Page page(
      String url, String html, Page.Type type, Instant at, List<Header> headers) {
    byte[] body = html.getBytes(StandardCharsets.UTF_8);
    Capture.Purpose purpose = type == Page.Type.HOME ? Capture.Purpose.HOME : Capture.Purpose.PAGE;
    Capture capture =
        new Capture(
            url,
            url,
            at,
            purpose,
            200,
            headers,
            null,
            body.length,
            body.length,
            false,
            null,
            List.of(new Capture.Hop(url, 200, null)),
            Timing.NONE);
    return PageReader.read(capture, body, StandardCharsets.UTF_8, type);
  }
}
