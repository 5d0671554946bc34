package vn.portalaudit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.portalaudit.demo.FixtureServer;
import vn.portalaudit.domain.AuditReport;
import vn.portalaudit.domain.AuditRun;
import vn.portalaudit.report.ResultDocument;
import vn.portalaudit.store.Changes;
import vn.portalaudit.store.Database;
import vn.portalaudit.store.FindingStore;
import vn.portalaudit.store.RunStore;
import vn.portalaudit.store.TestDatabase;

/** Whole audits of the sample portals in the database. */
final class FindingsOfPortalsTest {
  private static final LocalDate DAY = LocalDate.of(2026, 11, 20);
  private static final Path PORTALS = Path.of("src/test/resources/portals");

  @TempDir private Path temp;

  @Test
  void aPortalThatDidNotChangeKeepsItsFindingsAndOneThatLostSectionsLosesThem() throws IOException {
    try (Database database = TestDatabase.fresh()) {
      database
          .jdbc()
          .sql(
              """
              insert into portal (code, title, kind, root_url)
              values ('so-mau', 'Sở Mẫu', 'so', 'https://so-mau.example.vn/')
              """)
          .update();
      RunStore runs = new RunStore(database);
      FindingStore findings = new FindingStore(database);
      AuditReport first = audit("so-mau", "r1", 0);
      AuditReport second = audit("so-mau", "r2", 1);
      AuditReport poorer = audit("so-thieu-muc", "r3", 2);
      Instant end = poorer.run().finishedAt();
      int criteria = first.scorecards().stream().mapToInt(c -> c.findings().size()).sum();

      save(runs, first);
      save(runs, second);

      assertThat(runs.changes("r2").orElseThrow().none()).isTrue();
      assertThat(findings.current(1, end))
          .hasSize(criteria)
          .allSatisfy(current -> {
            assertThat(current.finding().firstRun()).isEqualTo("r1");
            assertThat(current.finding().lastRun()).isEqualTo("r2");
          });

      save(runs, poorer);
      Changes changes = runs.changes("r3").orElseThrow();
      assertThat(changes.worse()).isNotEmpty();
      assertThat(changes.vanished()).isNotEmpty();
      assertThat(changes.signals(BigDecimal.ONE))
          .hasAtLeastOneElementOfType(Changes.Signal.ScoreFallen.class)
          .hasAtLeastOneElementOfType(Changes.Signal.SectionVanished.class);
    }
  }

  private static void save(RunStore runs, AuditReport report) {
    String json = ResultDocument.write(report);
    assertThat(runs.save(1, null, report, json, true, Path.of("/x"))).isTrue();
  }

  private AuditReport audit(String name, String id, int week) throws IOException {
    try (FixtureServer server = FixtureServer.start(PORTALS.resolve(name), DAY)) {
      String host = server.hosts().isEmpty() ? "127.0.0.1:" + server.port() : server.hosts().get(0);
      Path out = temp.resolve(id);
      List<String> args =
          new ArrayList<>(List.of("audit", "http://" + host + "/", "--kind", server.kind().id()));
      args.addAll(List.of("--allow-private", "--rate", "off", "--browser", "never"));
      args.addAll(List.of("--at", DAY.toString(), "--out", out.toString()));
      for (String known : server.hosts()) {
        args.add("--connect-to");
        args.add(known + ":80:127.0.0.1:" + server.port());
        // nobody listens there: what the machine's own look-ups say changes from one to the next
        args.add("--connect-to");
        args.add(known + ":443:127.0.0.1:1");
      }
      assertThat(Main.run(args.toArray(String[]::new))).isIn(0, 3);
      assertThat(Files.exists(out.resolve("result.json"))).isTrue();
      return renamed(ResultDocument.read(out.resolve("result.json")), id, week);
    }
  }

  /** The same report as one of another week. */
  private static AuditReport renamed(AuditReport report, String id, int week) {
    AuditRun run = report.run();
    long later = week * 604_800L;
    return new AuditReport(
        new AuditRun(
            id,
            run.portal(),
            run.kind(),
            run.startedAt().plusSeconds(later),
            run.finishedAt().plusSeconds(later),
            run.at(),
            run.judgedAt(),
            run.period(),
            run.rulesDigest(),
            run.pages(),
            run.requests(),
            run.bytes(),
            run.complete()),
        report.scorecards(),
        report.observations(),
        report.warnings());
  }
}
