package vn.portalaudit.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import vn.portalaudit.Main;
import vn.portalaudit.checklist.Checklist;
import vn.portalaudit.demo.FixtureServer;
import vn.portalaudit.domain.Datum;
import vn.portalaudit.domain.Observation;
import vn.portalaudit.domain.PortalKind;
import vn.portalaudit.domain.Reason;
import vn.portalaudit.domain.Result;
import vn.portalaudit.domain.Scorecard;
import vn.portalaudit.evaluate.Evaluator;
import vn.portalaudit.report.ResultDocument;
import vn.portalaudit.score.Scorer;

/**
 * How long judging and scoring 100 portals takes. The observations are those of audits of the
 * sample portals, made a hundred with values that differ from portal to portal, always in the same
 * way.
 */
public final class HundredPortals {
  private static final int PORTALS = 100;
  private static final int ROUNDS = 30;
  private static final int COUNTED = 11;
  private static final int TARGET_MS = 1_000;
  private static final LocalDate DAY = LocalDate.of(2026, 11, 20);
  private static final List<String> SAMPLES = List.of("so-mau", "so-thieu-muc", "so-bay", "xa-mau");
  private static final List<String> OFFICIAL = List.of("bac-giang-2294-cong-so", "noi-vu-988-cong");

  private HundredPortals() {}

  /**
   * Runs.
   *
   * @param args folder of the program, a folder for the audits of the sample portals
   * @throws IOException when the sample portals cannot be audited
   */
  public static void main(String[] args) throws IOException {
    List<Map<String, Observation>> portals = portals(Path.of(args[0]), Path.of(args[1]));
    List<Checklist> all = CrawledPortal.rules().checklists().checklists();
    Timed official =
        new Timed(
            "official checklists " + OFFICIAL,
            all.stream().filter(c -> OFFICIAL.contains(c.id())).toList());
    Timed every = new Timed("all " + all.size() + " checklists", all);
    for (int round = 0; round < ROUNDS; round++) {
      official.judge(portals);
      every.judge(portals);
    }
    System.exit(official.print() & every.print() ? 0 : 1);
  }

  /** Judges by some checklists and takes the time. */
  private static final class Timed {
    private final String title;
    private final List<Checklist> checklists;
    private final List<Double> millis = new ArrayList<>();
    private int findings;

    Timed(String title, List<Checklist> checklists) {
      this.title = title;
      this.checklists = checklists;
    }

    void judge(List<Map<String, Observation>> portals) {
      long began = System.nanoTime();
      findings = HundredPortals.judge(checklists, portals);
      millis.add((System.nanoTime() - began) / 1e6);
    }

    /** Prints; whether the target was met. */
    boolean print() {
      List<Double> last = millis.subList(ROUNDS - COUNTED, ROUNDS).stream().sorted().toList();
      double warm = last.get(COUNTED / 2);
      System.out.printf(
          Locale.ROOT,
          "%d portals, %s: %d findings, first round %.0f ms, warm %.1f ms (target %d ms)%n",
          PORTALS,
          title,
          findings,
          millis.getFirst(),
          warm,
          TARGET_MS);
      return warm <= TARGET_MS;
    }
  }

  private static int judge(List<Checklist> checklists, List<Map<String, Observation>> portals) {
    int findings = 0;
    for (Map<String, Observation> byKey : portals) {
      for (Checklist checklist : checklists) {
        Scorecard card =
            Scorer.scorecard(checklist, Evaluator.findings(checklist, PortalKind.SO, byKey), null);
        findings += card.findings().size();
      }
    }
    return findings;
  }

  private static List<Map<String, Observation>> portals(Path home, Path temp) throws IOException {
    List<List<Observation>> seen = new ArrayList<>();
    PrintStream screen = System.out;
    System.setOut(
        new PrintStream(Files.newOutputStream(temp.resolve("log")), true, StandardCharsets.UTF_8));
    for (String sample : SAMPLES) {
      seen.add(
          audited(
              home.resolve("src/test/resources/portals").resolve(sample), temp.resolve(sample)));
    }
    System.setOut(screen);
    List<Map<String, Observation>> portals = new ArrayList<>();
    for (int i = 0; i < PORTALS; i++) {
      Random random = new Random(i);
      Map<String, Observation> byKey = new HashMap<>();
      for (Observation observation : seen.get(i % seen.size())) {
        byKey.put(observation.key(), varied(observation, random));
      }
      portals.add(byKey);
    }
    return portals;
  }

  private static List<Observation> audited(Path portal, Path out) throws IOException {
    try (FixtureServer server = FixtureServer.start(portal, DAY)) {
      String local = "127.0.0.1:" + server.port();
      List<String> hosts = server.hosts();
      List<String> args = new ArrayList<>();
      args.addAll(List.of("audit", "http://" + (hosts.isEmpty() ? local : hosts.getFirst()) + "/"));
      args.addAll(List.of("--kind", server.kind().id(), "--at", DAY.toString()));
      args.addAll(List.of("--allow-private", "--rate", "off", "--browser", "never"));
      args.addAll(List.of("--out", out.toString()));
      for (String host : hosts) {
        args.addAll(List.of("--connect-to", host + ":80:" + local));
      }
      if (Main.run(args.toArray(String[]::new)) != 0) {
        throw new IOException("the audit of " + portal + " failed");
      }
      return ResultDocument.read(out.resolve("result.json")).observations();
    }
  }

  /** Of twenty fields one unobserved, three of another value; numbers and days move about. */
  private static Observation varied(Observation seen, Random random) {
    int chance = random.nextInt(20);
    if (chance == 0) {
      return Observation.unobserved(
          seen.probe(), seen.field(), Reason.READ_TIMEOUT, seen.evidence());
    }
    return switch (seen.result()) {
      case Result.Unobserved unobserved -> seen;
      case Result.Value value ->
          Observation.of(
              seen.probe(), seen.field(), varied(value.datum(), chance, random), seen.evidence());
    };
  }

  private static Datum varied(Datum datum, int chance, Random random) {
    return switch (datum) {
      case Datum.Flag flag -> Datum.of(flag.value() != chance < 4);
      case Datum.Quantity quantity ->
          Datum.of(quantity.value().multiply(BigDecimal.valueOf(random.nextInt(31), 1)));
      case Datum.Day day -> Datum.of(day.value().minusDays(random.nextInt(400)));
      case Datum.Text text -> text;
      case Datum.Words words -> words;
    };
  }
}
