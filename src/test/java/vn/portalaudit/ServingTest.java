package vn.portalaudit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.portalaudit.agent.Agent;
import vn.portalaudit.agent.Settings;
import vn.portalaudit.agent.SettingsFile;
import vn.portalaudit.demo.FixtureServer;
import vn.portalaudit.schedule.QuietHours;
import vn.portalaudit.schedule.Timetable;
import vn.portalaudit.schedule.WorkKind;
import vn.portalaudit.store.Database;
import vn.portalaudit.store.TestDatabase;
import vn.portalaudit.store.WorkStore;

/** The agent whole: database, queue, audits and watch, on a sample portal. */
class ServingTest {
  @TempDir Path data;

  private final Database database = TestDatabase.fresh();

  private Settings settings(FixtureServer server) {
    Settings standard = SettingsFile.read(data.resolve("none.yml"), Map.of());
    List<String> detours = new ArrayList<>();
    for (String host : server.hosts()) {
      detours.add(host + ":80:127.0.0.1:" + server.port());
      detours.add(host + ":443:127.0.0.1:1");
    }
    return new Settings(
        0,
        0,
        "127.0.0.1",
        data,
        null,
        new Settings.Node("thử", 1, 400, null, true, detours, false, Duration.ofSeconds(30)),
        List.of(new Timetable("mac-dinh", Duration.ofSeconds(10), Map.of(), QuietHours.NONE)),
        List.of(),
        standard.canaries(),
        Optional.empty(),
        standard.retention(),
        new Settings.Disk(0, 0),
        standard.access());
  }

  private FixtureServer fixture() throws java.io.IOException {
    return FixtureServer.start(
        Home.folder().resolve("src/test/resources/portals/xa-mau"), LocalDate.of(2026, 11, 20));
  }

  private int portal(FixtureServer server) {
    String host = server.hosts().isEmpty() ? "127.0.0.1:" + server.port() : server.hosts().get(0);
    return database
        .jdbc()
        .sql(
            "insert into portal (code, title, kind, root_url) values ('xa-mau', 'Xã mẫu', 'xa',"
                + " :url) returning id")
        .param("url", "http://" + host + "/")
        .query(Integer.class)
        .single();
  }

  private long count(String sql) {
    return database.jdbc().sql(sql).query(Long.class).single();
  }

  private static void until(BooleanSupplier condition) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(120);
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("within two minutes").isLessThan(end);
      Thread.yield();
    }
  }

  @Test
  void theRulesAreReadBeforeTheDatabaseIsPrepared() throws Exception {
    try (FixtureServer server = fixture();
        Database empty = TestDatabase.empty();
        Serving serving = new Serving(Home.folder(), settings(server), empty)) {
      assertThat(serving.rulebook().checklists()).isNotEmpty();
      empty.migrate();
      assertThat(serving.means()).isNotNull();
    }
  }

  @Test
  void aPortalIsWatchedAndAuditedAndWhatWasConcludedIsKept() throws Exception {
    try (FixtureServer server = fixture()) {
      int portal = portal(server);
      Settings settings = settings(server);
      try (Serving serving = new Serving(Home.folder(), settings, database);
          Agent agent = Agent.start(database, settings, serving.means())) {
        long work = new WorkStore(database).request(portal, WorkKind.AUDIT, "yeu-cau-1", "so-khcn");

        until(() -> count("select count(*) from work where state = 'done'") == 1);
        until(() -> count("select count(*) from probe_result where state in ('U', 'D')") >= 1);

        assertThat(agent.health().ready()).isTrue();
        assertThat(count("select count(*) from audit_run where work_id = " + work)).isEqualTo(1);
        assertThat(count("select count(*) from finding where ended_at is null")).isGreaterThan(50);
        assertThat(count("select count(*) from scorecard")).isGreaterThanOrEqualTo(2);
        assertThat(data.resolve("audits/xa-mau/yeu-cau-1.1/report.html")).exists();
        assertThat(count("select count(*) from portal_state where state in ('U', 'D')"))
            .isEqualTo(1);
      }
    }
  }

  @Test
  void anotherNodeGoesOnFromWhatAStoppedOneGathered() throws Exception {
    try (FixtureServer server = fixture()) {
      int portal = portal(server);
      Settings settings = settings(server);
      new WorkStore(database).request(portal, WorkKind.AUDIT, "yeu-cau-1", "so-khcn");
      Path index = data.resolve("audits/xa-mau/yeu-cau-1.1/captures.jsonl");
      try (Serving serving = new Serving(Home.folder(), settings, database);
          Agent first = Agent.start(database, settings, serving.means())) {
        until(() -> lines(index) >= 5);
        assertThat(first.health().ready()).isTrue();
      }
      assertThat(count("select count(*) from work where state in ('queued', 'done')")).isEqualTo(1);

      try (Serving serving = new Serving(Home.folder(), settings, database);
          Agent second = Agent.start(database, settings, serving.means())) {
        until(() -> count("select count(*) from work where state = 'done'") == 1);
        assertThat(second.health().ready()).isTrue();
      }

      assertThat(count("select count(*) from audit_run")).isEqualTo(1);
      assertThat(count("select count(*) from node where stopped_at is null")).isZero();
    }
  }

  private static long lines(Path file) {
    try {
      return Files.exists(file) ? Files.readAllLines(file).size() : 0;
    } catch (java.io.IOException e) {
      return 0;
    }
  }
}
