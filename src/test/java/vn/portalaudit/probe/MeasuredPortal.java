package vn.portalaudit.probe;

import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import vn.portalaudit.config.Problems;
import vn.portalaudit.config.YamlFile;
import vn.portalaudit.config.YamlNode;
import vn.portalaudit.crawl.Source;
import vn.portalaudit.crawl.Survey;
import vn.portalaudit.domain.Capture;
import vn.portalaudit.domain.Datum;
import vn.portalaudit.domain.Observation;
import vn.portalaudit.domain.Period;
import vn.portalaudit.domain.Reason;
import vn.portalaudit.domain.Result;
import vn.portalaudit.domain.Timing;

/** A portal of which only the home page's capture and measurements are known. */
final class MeasuredPortal implements Source {
  static final Instant NOW = Instant.parse("2026-11-22T03:00:00Z");

  private final String root;
  private final List<Capture> captures = new ArrayList<>();
  private final Map<String, String> record = new HashMap<>();
  private @Nullable Reason stopped;
  private int live;

  MeasuredPortal(String root) {
    this.root = root;
  }

  MeasuredPortal home(String finalUrl, int status, @Nullable Reason reason, Timing timing) {
    captures.add(
        new Capture(
            root,
            finalUrl,
            NOW,
            Capture.Purpose.HOME,
            status,
            List.of(),
            null,
            0,
            0,
            false,
            reason,
            List.of(),
            timing));
    return this;
  }

  MeasuredPortal home(int status, @Nullable Reason reason) {
    return home(root, status, reason, Timing.NONE);
  }

  MeasuredPortal stopped(Reason reason) {
    stopped = reason;
    return this;
  }

  MeasuredPortal recorded(String kind, String target, String json) {
    record.put(kind + " " + target, json);
    return this;
  }

  int live() {
    return live;
  }

  Subject subject(Instant at) {
    Survey survey =
        new Survey(
            root, null, List.of(), captures, Set.of(), List.of(), List.of(), null, List.of(), null);
    Period period = new Period(LocalDate.of(2025, 11, 22), LocalDate.of(2026, 11, 22));
    return new Subject(survey, this, at, period, Map.of(), new Content(List.of()));
  }

  @Override
  public String measure(String kind, String target, Supplier<String> ask) {
    if (stopped != null) {
      throw new Stopped(stopped);
    }
    return record.computeIfAbsent(
        kind + " " + target,
        key -> {
          live++;
          return ask.get();
        });
  }

  @Override
  public Answer fetch(String url, Capture.Purpose purpose) {
    throw new AssertionError("not asked here");
  }

  @Override
  public Answer render(String url) {
    throw new AssertionError("not asked here");
  }

  @Override
  public void picture(String url, String name) {
    throw new AssertionError("not asked here");
  }

  /** The probe of a file in {@code probes/}, without problems. */
  static Kind.Measurer compiled(Kind kind, String id) {
    Problems problems = new Problems();
    Path file = Path.of(System.getProperty("portalaudit.home", "."), "probes", id + ".yml");
    YamlNode node =
        YamlFile.read(file, problems).orElseThrow(() -> new AssertionError(problems.lines()));
    List<String> keys = new ArrayList<>(kind.parameters());
    keys.addAll(List.of("probe", "kind", "title", "examples"));
    node.only(keys.toArray(String[]::new));
    if (!node.get("kind").text().equals(kind.name()) || !node.get("probe").text().equals(id)) {
      throw new AssertionError(file + " is of another kind or name");
    }
    Kind.Measurer measurer = kind.compile(id, node);
    if (!problems.none()) {
      throw new AssertionError(problems.lines());
    }
    return measurer;
  }

  /** What is wrong with a probe file of this text. */
  static List<String> problems(Kind kind, String yaml) {
    Problems problems = new Problems();
    kind.compile("x", YamlFile.parse("x.yml", yaml, problems).orElseThrow());
    return problems.lines();
  }

  /** Fields by name: values bare, reasons as they are. */
  static Map<String, Object> fields(List<Observation> observations) {
    Map<String, Object> fields = new HashMap<>();
    for (Observation observation : observations) {
      Object was = fields.put(observation.field(), bare(observation.result()));
      if (was != null) {
        throw new AssertionError(observation.field() + " observed twice");
      }
    }
    return fields;
  }

  private static Object bare(Result result) {
    return switch (result) {
      case Result.Unobserved unobserved -> unobserved.reason();
      case Result.Value value -> bare(value.datum());
    };
  }

  private static Object bare(Datum datum) {
    return switch (datum) {
      case Datum.Flag flag -> flag.value();
      case Datum.Quantity quantity -> quantity.value().intValueExact();
      case Datum.Text text -> text.value();
      case Datum.Day day -> day.value();
      case Datum.Words words -> words.values();
    };
  }
}
