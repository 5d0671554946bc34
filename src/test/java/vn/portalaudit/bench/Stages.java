package vn.portalaudit.bench;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Measures each stage beside its floor and prints how many times the floor it costs. Every stage
 * has a JVM of its own; rounds follow each other, so that stage and floor see the same machine; the
 * least of all iterations counts, for whatever else the machine does can only add.
 */
public final class Stages {
  private static final List<Row> ROWS =
      List.of(
          new Row("gunzip", "gunzip", "gunzipFloor", "one Inflater, one buffer"),
          new Row("SHA-256 of the body", "digest", "digestFloor", "one MessageDigest"),
          new Row("character set", "charset", "charsetFloor", "decode as UTF-8 once"),
          new Row("jsoup parse", "", "parseFloor", "Jsoup.parse of the same bytes"),
          new Row("PageReader", "read", "readFloor", "Jsoup.parse, one NodeTraversor pass"),
          new Row("WARC and index", "keep", "keepFloor", "jwarc response alone"),
          new Row("crawl (queue, traps)", "crawl", "crawlFloor", "each link into a HashSet"),
          new Row("labels, first seen", "labels", "labelsFloor", "each label into a HashMap"),
          new Row("sections found", "sections", "labelsFloor", "each label into a HashMap"),
          new Row("all probes", "probes", "probesFloor", "each character of the text once"),
          new Row("judging (per portal)", "judging", "judgingFloor", "look up each field"));

  /** What a page goes through; the finding of sections is a part of the probes. */
  private static final List<String> OF_A_PAGE =
      List.of("gunzip", "digest", "charset", "read", "keep", "crawl", "labels", "probes");

  private final Map<String, List<Cost>> costs = new HashMap<>();

  private Stages() {}

  private record Row(String title, String ours, String floor, String floorSays) {}

  private record Cost(double micros, double kilobytes) {}

  /**
   * Runs.
   *
   * @param args rounds, 2 without; then a regular expression of the stages wanted, all without
   * @throws RunnerException when a benchmark fails
   */
  public static void main(String[] args) throws RunnerException {
    int rounds = args.length > 0 ? Integer.parseInt(args[0]) : 2;
    String wanted = args.length > 1 ? args[1] : ".*";
    Stages stages = new Stages();
    for (int round = 1; round <= rounds; round++) {
      System.err.printf(Locale.ROOT, "round %d of %d%n", round, rounds);
      stages.add(new Runner(options(wanted)).run());
    }
    stages.print();
  }

  private static Options options(String wanted) {
    return new OptionsBuilder()
        .include("vn\\.portalaudit\\.bench\\.\\w+Stages\\.(" + wanted + ")(Floor)?$")
        .mode(Mode.AverageTime)
        .timeUnit(TimeUnit.MILLISECONDS)
        .forks(1)
        .threads(1)
        .warmupIterations(3)
        .warmupTime(TimeValue.seconds(2))
        .measurementIterations(5)
        .measurementTime(TimeValue.seconds(1))
        .shouldFailOnError(true)
        .verbosity(VerboseMode.SILENT)
        .build();
  }

  private void add(Collection<RunResult> results) {
    for (RunResult result : results) {
      String label = result.getParams().getBenchmark();
      List<Cost> all =
          costs.computeIfAbsent(
              label.substring(label.lastIndexOf('.') + 1), name -> new ArrayList<>());
      for (BenchmarkResult fork : result.getBenchmarkResults()) {
        for (IterationResult iteration : fork.getIterationResults()) {
          double units = counted(iteration, "units");
          all.add(
              new Cost(
                  counted(iteration, "nanos") / units / 1_000,
                  counted(iteration, "bytes") / units / 1_024));
        }
      }
    }
  }

  private static double counted(IterationResult iteration, String counter) {
    for (String name : iteration.getSecondaryResults().keySet()) {
      if (name.endsWith(counter)) {
        return iteration.getSecondaryResults().get(name).getScore();
      }
    }
    throw new IllegalStateException("JMH did not count " + counter);
  }

  private void print() {
    System.out.printf(
        Locale.ROOT,
        "%-22s %12s %12s %7s %9s %9s  %s%n",
        "stage",
        "CPU µs/page",
        "floor µs",
        "ratio",
        "KB/page",
        "floor KB",
        "floor is");
    for (Row row : ROWS) {
      Cost floor = least(row.floor());
      Cost ours = least(row.ours());
      System.out.printf(
          Locale.ROOT,
          "%-22s %12s %12s %7s %9s %9s  %s%n",
          row.title(),
          text(ours.micros(), 1),
          text(floor.micros(), 1),
          text(ours.micros() / floor.micros(), 2),
          text(ours.kilobytes(), 0),
          text(floor.kilobytes(), 0),
          row.floorSays());
    }
    double visitor = least("read").micros() - least("parseFloor").micros();
    double traversal = least("readFloor").micros() - least("parseFloor").micros();
    double sum = OF_A_PAGE.stream().mapToDouble(name -> least(name).micros()).sum();
    double floor =
        List.of("gunzipFloor", "digestFloor", "readFloor", "keepFloor").stream()
            .mapToDouble(name -> least(name).micros())
            .sum();
    System.out.printf(
        Locale.ROOT,
        "of PageReader, without the parse: %s µs; a bare traversal: %s µs%n",
        text(visitor, 1),
        text(traversal, 1));
    System.out.printf(
        Locale.ROOT,
        "all stages of a page: %s µs; gunzip, SHA-256, parse, traversal and WARC at their floors: %s µs; ratio %s%n",
        text(sum, 1),
        text(floor, 1),
        text(sum / floor, 2));
  }

  /** The least that was counted; not a number for nothing. */
  private Cost least(String name) {
    List<Cost> all = costs.getOrDefault(name, List.of());
    return new Cost(
        all.stream().mapToDouble(Cost::micros).min().orElse(Double.NaN),
        all.stream().mapToDouble(Cost::kilobytes).min().orElse(Double.NaN));
  }

  private static String text(double value, int digits) {
    return Double.isNaN(value) ? "–" : String.format(Locale.ROOT, "%." + digits + "f", value);
  }
}
