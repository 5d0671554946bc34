package vn.portalaudit.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static vn.portalaudit.store.Reports.card;
import static vn.portalaudit.store.Reports.finding;
import static vn.portalaudit.store.Reports.json;
import static vn.portalaudit.store.Reports.report;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.portalaudit.domain.AuditReport;
import vn.portalaudit.domain.Finding;
import vn.portalaudit.domain.Outcome;
import vn.portalaudit.domain.Reason;
import vn.portalaudit.domain.Scorecard;
import vn.portalaudit.schedule.Work;
import vn.portalaudit.schedule.WorkKind;
import vn.portalaudit.store.Intervals.Interval;
import vn.portalaudit.store.Intervals.Look;

class RunStoreTest {
  private static final Duration LEASE = Duration.ofSeconds(30);
  private static final Path FOLDER = Path.of("/du-lieu/audits/cong-1/x");

  private final Database database = TestDatabase.fresh();
  private final RunStore store = new RunStore(database);
  private final WorkStore queue = new WorkStore(database);
  private final UUID node = UUID.randomUUID();

  @BeforeEach
  void portals() {
    Reports.portals(database, 3);
    new NodeStore(database).register(node, "một", List.of());
  }

  private boolean save(AuditReport report, boolean observed) {
    return store.save(1, null, report, json(report), observed, FOLDER);
  }

  private List<Interval> rows() {
    return database
        .jdbc()
        .sql("select * from finding order by first_seen, id")
        .query((row, n) -> FindingRows.interval(row))
        .list();
  }

  private Work claimed(UUID by) {
    return queue.claim(by, Set.of(WorkKind.AUDIT), LEASE).orElseThrow();
  }

  @Test
  void aRunIsKeptWithItsScoresAndDocument() {
    AuditReport report =
        report("r1", 0, List.of(finding("a1", Outcome.PASSED, "2", "a1.found = có (cần có)")));

    assertThat(save(report, true)).isTrue();

    RunStore.Run run = store.run("r1").orElseThrow();
    assertThat(run.finishedAt()).isEqualTo(report.run().finishedAt());
    assertThat(run.folder()).isEqualTo(FOLDER);
    assertThat(store.newest(1, 5)).containsExactly(run);
    assertThat(store.result("r1").orElseThrow()).contains("\"portal-audit/run/1\"");
    RunStore.Card card = store.latest(List.of(1, 2)).getFirst();
    assertThat(card.points()).isEqualByComparingTo("2");
    assertThat(state("last_run")).isEqualTo("r1");
    assertThat(state("last_points")).isEqualTo("2.0000");
  }

  private String state(String column) {
    return database
        .jdbc()
        .sql("select " + column + "::text from portal_state where portal_id = 1")
        .query(String.class)
        .single();
  }

  @Test
  void theSameRunAgainChangesNothing() {
    AuditReport first =
        report("r1", 0, List.of(finding("a1", Outcome.PASSED, "2", "a1.found = có (cần có)")));
    AuditReport other =
        report("r1", 3, List.of(finding("a1", Outcome.FAILED, "0", "a1.found = không (cần có)")));
    save(first, true);
    List<Interval> before = rows();

    assertThat(save(first, true)).isTrue();
    assertThat(save(other, true)).isTrue();

    assertThat(rows()).isEqualTo(before);
    assertThat(store.newest(1, 5)).hasSize(1);
  }

  @Test
  void aRunOfAnotherPortalIsNotTakenForThisOnes() {
    AuditReport report = report("r1", 0, List.of());
    save(report, true);

    assertThatThrownBy(() -> store.save(2, null, report, json(report), true, FOLDER))
        .isInstanceOf(StoreException.class);
    assertThatThrownBy(() -> store.save(99, null, report, json(report), true, FOLDER))
        .isInstanceOf(StoreException.class);
  }

  @Test
  void whoLostTheWorkKeepsNothing() {
    queue.request(1, WorkKind.AUDIT, "một", "kiểm thử");
    Work asleep = claimed(node);
    database
        .jdbc()
        .sql("update work set lease_until = now() - interval '1 second' where state = 'running'")
        .update();
    Work awake = claimed(node);
    AuditReport late =
        report("r1", 0, List.of(finding("a1", Outcome.FAILED, "0", "a1.found = không (cần có)")));
    AuditReport good =
        report("r1", 0, List.of(finding("a1", Outcome.PASSED, "2", "a1.found = có (cần có)")));

    assertThat(store.save(1, asleep, late, json(late), true, FOLDER)).isFalse();
    assertThat(rows()).isEmpty();
    assertThat(store.save(1, awake, good, json(good), true, FOLDER)).isTrue();
    assertThat(store.save(1, asleep, late, json(late), true, FOLDER)).isFalse();
    assertThat(rows()).extracting(row -> row.seen().outcome()).containsExactly(Outcome.PASSED);
  }

  @Test
  void aRunThatObservedNothingEndsNothing() {
    save(
        report("r1", 0, List.of(finding("a1", Outcome.PASSED, "2", "a1.found = có (cần có)"))),
        true);
    List<Interval> before = rows();

    save(report("r2", 1, List.of(Reports.untold("a1", Reason.CONNECT_TIMEOUT))), false);

    assertThat(rows()).isEqualTo(before);
    assertThat(store.newest(1, 5)).hasSize(2);
    assertThat(store.latest(List.of(1))).extracting(RunStore.Card::run).containsExactly("r1");
    assertThat(state("last_run")).isEqualTo("r1");
  }

  @Test
  void charactersThatTheDatabaseRefusesLoseNoRun() {
    AuditReport report =
        report("r1", 0, List.of(finding("a1", Outcome.PASSED, "2", "a1.label = x\u0000y\uD800 z")));

    assertThat(save(report, true)).isTrue();

    assertThat(rows()).hasSize(1);
    assertThat(PlainText.json("\"\\u0000 \\\\u0000 \\ud83d\\ude00 \\ud83d \\u00e1\""))
        .isEqualTo("\"\\ufffd \\\\u0000 \\ud83d\\ude00 \\ufffd \\u00e1\"");
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void runsGiveTheSameFindingsInWhateverOrderTheyCome(long seed) {
    Random random = new Random(seed);
    List<AuditReport> reports = new ArrayList<>();
    List<Boolean> observed = new ArrayList<>();
    List<Look> looks = new ArrayList<>();
    for (int week = 0; week < 14; week++) {
      AuditReport report = random(random, "r" + week, week);
      boolean seen = random.nextInt(6) > 0;
      reports.add(report);
      observed.add(seen);
      if (seen) {
        looks.add(look(report));
      }
    }
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < reports.size(); i++) {
      order.add(i);
    }
    for (int i = 0; i < 4; i++) {
      Collections.swap(order, random.nextInt(14), random.nextInt(14));
    }

    for (int next : order) {
      save(reports.get(next), observed.get(next));
      wellFormed();
      if (random.nextInt(4) == 0) {
        List<Interval> before = rows();
        save(reports.get(order.getFirst()), observed.get(order.getFirst()));
        assertThat(rows()).isEqualTo(before);
      }
    }

    assertThat(rows().stream().map(row -> row.numbered(0)))
        .containsExactlyInAnyOrderElementsOf(
            Intervals.of(looks).stream().map(row -> row.numbered(0)).toList());
  }

  private static Look look(AuditReport report) {
    return new Look(
        report.run().id(),
        report.run().finishedAt(),
        report.scorecards().stream()
            .flatMap(card ->
                card.findings().stream().map(finding -> Sighting.of(card.checklist(), finding)))
            .toList());
  }

  private static AuditReport random(Random random, String id, int week) {
    List<Scorecard> cards = new ArrayList<>();
    for (String checklist : List.of("bo-thu", "bo-hai")) {
      if (random.nextInt(5) > 0) {
        List<Finding> findings = new ArrayList<>();
        for (String criterion : List.of("a1", "a2", "b1", "b2", "b3")) {
          if (random.nextInt(8) > 0) {
            findings.add(random(random, criterion));
          }
        }
        cards.add(card(checklist, findings));
      }
    }
    return report(id, week, cards, List.of());
  }

  private static Finding random(Random random, String id) {
    return switch (random.nextInt(6)) {
      case 0 -> Reports.untold(id, random.nextBoolean() ? Reason.READ_TIMEOUT : Reason.BLOCKED);
      case 1 -> finding(id, Outcome.PARTIAL, "0.66666", id + ".items = 4 (cần ≥ 48)");
      case 2 -> finding(id, Outcome.PARTIAL, "0.5", id + ".label = Tin nóng (cần có)");
      case 3 -> finding(id, Outcome.FAILED, "0", id + ".found = không (cần có)");
      case 4 -> finding(id, Outcome.INAPPLICABLE, "0", List.of(), null);
      default -> finding(id, Outcome.PASSED, "2", id + ".found = có (cần có)");
    };
  }

  private void wellFormed() {
    int overlaps =
        database
            .jdbc()
            .sql(
                """
                select count(*) from finding a join finding b using (portal_id, checklist, criterion)
                where a.id < b.id and (tstzrange(a.first_seen, a.ended_at)
                  && tstzrange(b.first_seen, b.ended_at)
                  or a.ended_at is null and b.ended_at is null)
                """)
            .query(Integer.class)
            .single();
    assertThat(overlaps).isZero();
  }

  @Test
  void runsOfOnePortalThatComeAtOnceAreTakenOneAfterTheOther() throws Exception {
    List<AuditReport> reports = new ArrayList<>();
    Random random = new Random(7);
    for (int week = 0; week < 12; week++) {
      reports.add(random(random, "r" + week, week));
    }
    CountDownLatch go = new CountDownLatch(1);
    try (ExecutorService threads = Executors.newFixedThreadPool(6)) {
      List<Future<Boolean>> saved = new ArrayList<>();
      for (AuditReport report : reports) {
        saved.add(
            threads.submit(() -> {
              go.await();
              return save(report, true);
            }));
      }
      go.countDown();
      for (Future<Boolean> one : saved) {
        assertThat(one.get()).isTrue();
      }
    }

    wellFormed();
    assertThat(rows().stream().map(row -> row.numbered(0)))
        .containsExactlyInAnyOrderElementsOf(
            Intervals.of(reports.stream().map(RunStoreTest::look).toList()).stream()
                .map(row -> row.numbered(0))
                .toList());
  }

  @Test
  void hundredsOfFindingsGoOnOrEndTogether() {
    List<Finding> first = new ArrayList<>();
    List<Finding> second = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      first.add(finding("a" + i, Outcome.PASSED, "2", "a.items = 60 (cần ≥ 48)"));
      second.add(finding("a" + i, Outcome.PASSED, "2", "a.items = 6" + i % 2 + " (cần ≥ 48)"));
    }
    save(report("r1", 0, first), true);
    save(report("r2", 1, second), true);

    assertThat(rows()).hasSize(300);
    assertThat(rows().stream().filter(row -> row.endedAt() == null)).hasSize(200);
  }
}
