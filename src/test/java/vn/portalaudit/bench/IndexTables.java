package vn.portalaudit.bench;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.ThreadMXBean;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Function;
import vn.portalaudit.domain.AuditReport;
import vn.portalaudit.index.Agency;
import vn.portalaudit.index.Column;
import vn.portalaudit.index.Figures;
import vn.portalaudit.index.FiguresReader;
import vn.portalaudit.index.Normalisation;
import vn.portalaudit.index.RandomFigures;
import vn.portalaudit.index.Results;
import vn.portalaudit.index.Scheme;
import vn.portalaudit.index.Settings;
import vn.portalaudit.report.IndexDocument;

/**
 * Computing and ranking 15,000 agencies × 60 indicators with every column, re-ranking after one
 * change, and importing 10,000 × 60 cells, good and bad; warm, by the clock.
 */
public final class IndexTables {
  private static final int AGENCIES = 15_000;
  private static final int ITEMS = 60;
  private static final int IMPORTED = 10_000;
  private static final int ROUNDS = 7;

  private IndexTables() {}

  /** Runs in a folder for the files to import. */
  public static void main(String[] args) throws IOException {
    RandomFigures random = new RandomFigures(1);
    Scheme scheme = random.scheme(ITEMS);
    List<Agency> agencies =
        random.agencies(AGENCIES).stream()
            .map(one -> new Agency(one.id(), one.name(), "xa", one.flags()))
            .toList();
    Figures figures = figures(random, scheme, agencies);
    for (Normalisation how : Normalisation.values()) {
      Settings settings = new Settings("2025", how, false);
      print(
          "compute and rank " + AGENCIES + " × " + ITEMS + ", " + how.id(),
          median(ROUNDS, i -> Results.of(figures, settings)));
      Results results = Results.of(figures, settings);
      print("  one changed value re-ranked", median(60, i -> changed(results, random, i)));
    }
    Results results = Results.of(figures, Settings.PLAIN);
    print(
        "  every group, pillar and indicator written as a JSON document",
        median(3, i -> written(results)));
    System.out.printf("peak heap of all this: %d MB%n", peakMegabytes());
    importing(Path.of(args[0]), random, scheme);
  }

  private static String written(Results results) {
    try (Writer out = Writer.nullWriter()) {
      IndexDocument.write(results, List.of(), out);
      return "written";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Figures figures(RandomFigures random, Scheme scheme, List<Agency> agencies) {
    Figures.Builder builder = new Figures.Builder(scheme, agencies);
    for (int a = 0; a < agencies.size(); a++) {
      for (int i = 0; i < ITEMS; i++) {
        for (Column column : Column.values()) {
          if (scheme.items().get(i).concerns(agencies.get(a))
              && (column == Column.SELF || random.below(3) > 0)) {
            BigDecimal most = Objects.requireNonNull(scheme.items().get(i).maxPoints());
            builder.put(column, a, i, random.points(most), null);
          }
        }
      }
    }
    return builder.build();
  }

  private static Results changed(Results results, RandomFigures random, int round) {
    int item = round % ITEMS;
    BigDecimal most = results.figures().scheme().items().get(item).maxPoints();
    return results.with(
        Column.APPRAISED,
        random.below(AGENCIES),
        item,
        random.points(Objects.requireNonNull(most)),
        null);
  }

  private static void importing(Path folder, RandomFigures random, Scheme scheme)
      throws IOException {
    List<Agency> agencies = random.agencies(IMPORTED);
    for (boolean bad : new boolean[] {false, true}) {
      write(folder, random, scheme, agencies, bad);
      long start = System.nanoTime();
      FiguresReader.Read read =
          FiguresReader.read(
              folder, new FiguresReader.Subject(scheme, on -> List.of(), null), IndexTables::none);
      Duration took = Duration.ofNanos(System.nanoTime() - start);
      System.out.printf(
          Locale.ROOT,
          "import of %d × %d cells, %s: %.2f s, %d bad cells named%n",
          IMPORTED,
          ITEMS,
          bad ? "every tenth bad" : "all good",
          took.toMillis() / 1000.0,
          read.problems().size());
    }
  }

  private static AuditReport none(Path file) throws IOException {
    throw new IOException("none");
  }

  private static void write(
      Path folder, RandomFigures random, Scheme scheme, List<Agency> agencies, boolean bad)
      throws IOException {
    try (BufferedWriter out = Files.newBufferedWriter(folder.resolve("agencies.csv"))) {
      out.write("agency,name,group,flags\n");
      for (Agency agency : agencies) {
        out.write(agency.id() + "," + agency.name() + "," + agency.group() + ",kinh-te-so\n");
      }
    }
    int row = 0;
    try (BufferedWriter out = Files.newBufferedWriter(folder.resolve("self.csv"))) {
      out.write("agency,indicator,points,evidence,note\n");
      for (Agency agency : agencies) {
        for (Scheme.Item item : scheme.items()) {
          BigDecimal most = Objects.requireNonNull(item.maxPoints());
          String points = bad && ++row % 10 == 0 ? "12abc" : random.points(most).toPlainString();
          out.write(agency.id() + "," + item.id() + "," + points + ",Quyết định số " + row + ",\n");
        }
      }
    }
  }

  /** Median nanoseconds by the clock and of CPU, which other work on the machine hardly touches. */
  private record Cost(Duration clock, Duration cpu) {}

  private static Cost median(int rounds, Function<Integer, Object> work) {
    long[] clock = new long[rounds];
    long[] cpu = new long[rounds];
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    for (int i = -5; i < rounds; i++) {
      long start = System.nanoTime();
      long startCpu = threads.getCurrentThreadCpuTime();
      Object made = work.apply(Math.max(i, 0));
      cpu[Math.max(i, 0)] = threads.getCurrentThreadCpuTime() - startCpu;
      clock[Math.max(i, 0)] = System.nanoTime() - start;
      Objects.requireNonNull(made);
    }
    Arrays.sort(clock);
    Arrays.sort(cpu);
    return new Cost(Duration.ofNanos(clock[rounds / 2]), Duration.ofNanos(cpu[rounds / 2]));
  }

  private static void print(String what, Cost took) {
    System.out.printf(
        Locale.ROOT,
        "%s: %.1f ms by the clock, %.1f ms of CPU%n",
        what,
        took.clock().toNanos() / 1e6,
        took.cpu().toNanos() / 1e6);
  }

  private static long peakMegabytes() {
    return ManagementFactory.getMemoryPoolMXBeans().stream()
            .filter(pool -> pool.getType() == MemoryType.HEAP)
            .map(MemoryPoolMXBean::getPeakUsage)
            .mapToLong(usage -> usage.getUsed())
            .sum()
        / 1_000_000;
  }
}
