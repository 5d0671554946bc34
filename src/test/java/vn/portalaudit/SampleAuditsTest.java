package vn.portalaudit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.portalaudit.agent.Settings;
import vn.portalaudit.demo.FixtureServer;
import vn.portalaudit.domain.Outcome;
import vn.portalaudit.schedule.Timetable;
import vn.portalaudit.store.Changes;
import vn.portalaudit.store.Database;
import vn.portalaudit.store.FindingStore;
import vn.portalaudit.store.RunStore;
import vn.portalaudit.store.TestDatabase;

/** A sample portal has earlier audits with evidence of their own, and shows what changed since. */
class SampleAuditsTest {
  private static final String CODE = "so-thieu-muc";

  @TempDir private Path data;

  @Test
  void earlierStatesAreAuditedOnceWithTheClockOfTheirDay() throws Exception {
    Path sample = SamplePortals.folder(Home.folder(), CODE);
    Instant now = Asked.CLOCK.instant();
    LocalDate today = LocalDate.ofInstant(now, Timetable.VIETNAM);
    assertThat(FixtureServer.past(sample)).containsExactly(56, 28);
    try (FixtureServer server = FixtureServer.start(sample, today);
        Database database = TestDatabase.fresh();
        Serving serving =
            new Serving(Home.folder(), ServingTest.settings(server, data), database)) {
      int portal =
          database
              .jdbc()
              .sql(
                  "insert into portal (code, title, kind, root_url) values (:code, 'Sở', 'so', :url)"
                      + " returning id")
              .param("code", CODE)
              .param("url", "http://" + server.hosts().getFirst() + "/")
              .query(Integer.class)
              .single();
      Settings.Node node = ServingTest.settings(server, data).node();
      SampleAudits audits = new SampleAudits(serving, data, node, () -> false);

      // told to stop in the midst of the first, it keeps nothing; then it goes on from there
      AtomicInteger asked = new AtomicInteger();
      new SampleAudits(serving, data, node, () -> asked.incrementAndGet() > 5)
          .lay(portal, CODE, sample, now);
      assertThat(new RunStore(database).newest(portal, 10)).isEmpty();
      audits.lay(portal, CODE, sample, now);
      audits.lay(portal, CODE, sample, now);

      RunStore store = new RunStore(database);
      List<RunStore.Run> runs = store.newest(portal, 10);
      assertThat(runs).hasSize(2).allMatch(RunStore.Run::complete);
      assertThat(runs)
          .extracting(run -> Duration.between(run.finishedAt(), now).toDays())
          .allMatch(days -> days == 27 || days == 28 || days == 55 || days == 56);
      assertThat(runs)
          .allSatisfy(
              run -> assertThat(Files.isRegularFile(run.folder().resolve("report.html"))).isTrue());
      // the page of the leaders was there then, and is not now
      assertThat(new FindingStore(database).current(portal, now))
          .filteredOn(one -> one.finding().criterion().equals("tieu-su-nhiem-vu-lanh-dao"))
          .singleElement()
          .satisfies(one -> assertThat(one.finding().outcome()).isEqualTo(Outcome.PASSED));
      Changes changes = store.changes(runs.getFirst().id()).orElseThrow();
      assertThat(changes.before()).isNotNull();
      assertThat(changes.worse()).isEmpty();
    }
  }
}
