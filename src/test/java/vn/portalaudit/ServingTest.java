package vn.portalaudit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
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
import vn.portalaudit.store.ExplanationStore;
import vn.portalaudit.store.FindingStore;
import vn.portalaudit.store.TestDatabase;
import vn.portalaudit.store.WorkStore;

/** The agent whole: database, queue, audits and watch, on a sample portal. */
class ServingTest {
  @TempDir Path data;

  private final Database database = TestDatabase.fresh();

  private Settings settings(FixtureServer server) {
    return settings(server, data);
  }

  /** One node that reaches the hosts of a server in their places, with its data in a folder. */
  static Settings settings(FixtureServer server, Path data) {
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
        standard.telegram(),
        standard.retention(),
        new Settings.Disk(0, 0),
        standard.access(),
        List.of());
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

  @Test
  void anExplanationStandsUntilWhatItExplainsIsSeenToChangeOrItsDayIsOver() throws Exception {
    Path folder = copy(Home.folder().resolve("src/test/resources/portals/xa-mau"));
    try (FixtureServer server = FixtureServer.start(folder, LocalDate.of(2026, 11, 20))) {
      int portal = portal(server);
      Settings settings = settings(server);
      FindingStore findings = new FindingStore(database);
      try (Serving serving = new Serving(Home.folder(), settings, database);
          Agent agent = Agent.start(database, settings, serving.means())) {
        audit(portal, "mot");
        Instant now = serving.clock().instant();
        assertThat(explain(portal, findings.current(portal, now), now)).isGreaterThan(10);

        audit(portal, "hai");
        assertThat(count("select count(*) from explanation where void_since is not null")).isZero();

        Path layout = folder.resolve("_layout.html");
        String html = Files.readString(layout);
        Files.writeString(
            layout,
            html.replace("<h3>Thống kê truy cập</h3>", "")
                .replace("<p>Hôm nay: 87 – Tổng: 120.455</p>", ""));
        audit(portal, "ba");
        assertThat(strings("select criterion from explanation where void_since is not null"))
            .contains("thong-ke-truy-cap-va-rss");
        assertThat(
                strings(
                    "select distinct void_reason from explanation where void_since is not null"))
            .containsExactly("gia-tri-thay-doi");
        assertThat(
                count(
                    """
                    select count(*) from explanation e join finding f
                      using (portal_id, checklist, criterion)
                    where f.ended_at is null and f.outcome <> 'CANT_TELL'
                      and (f.observed_hash = e.observed_hash) <> (e.void_since is null)
                    """))
            .as("all those void that speak of something else, and no other")
            .isZero();
        assertThat(
                findings.current(portal, serving.clock().instant()).stream()
                    .filter(current -> current.explanation() != null))
            .isNotEmpty()
            .noneMatch(c -> c.finding().criterion().equals("thong-ke-truy-cap-va-rss"));
        assertThat(agent.health().ready()).isTrue();
      }

      database
          .jdbc()
          .sql(
              "update explanation set given_at = given_at - interval '3 days', expires_at ="
                  + " now() - interval '1 day' where void_since is null")
          .update();
      try (Serving serving = new Serving(Home.folder(), settings, database);
          Agent agent = Agent.start(database, settings, serving.means())) {
        assertThat(findings.current(portal, serving.clock().instant()))
            .allMatch(current -> current.explanation() == null);
        until(() -> count("select count(*) from explanation where void_since is null") == 0);
        assertThat(agent.health().ready()).isTrue();
      }
      assertThat(
              count(
                  "select count(*) from explanation where void_reason = 'het-han'"
                      + " and void_since = expires_at"))
          .isGreaterThan(5);
    }
  }

  private void audit(int portal, String slot) {
    long work = new WorkStore(database).request(portal, WorkKind.AUDIT, slot, "thử");
    until(() -> count("select count(*) from work where state = 'done' and id = " + work) == 1);
  }

  /** Explains all that can be explained; returns how many findings that were. */
  private int explain(int portal, List<FindingStore.Current> findings, Instant now) {
    ExplanationStore explanations = new ExplanationStore(database);
    int given = 0;
    for (FindingStore.Current current : findings) {
      FindingStore.Held held = current.finding();
      given +=
          explanations
              .give(
                  new ExplanationStore.Giving(
                      portal,
                      held.checklist(),
                      held.criterion(),
                      held.observedHash(),
                      "Đang nâng cấp cổng",
                      "xã",
                      now,
                      now.plus(Duration.ofDays(30))))
              .stream()
              .count();
    }
    return given;
  }

  private List<String> strings(String sql) {
    return database.jdbc().sql(sql).query(String.class).list();
  }

  private Path copy(Path folder) throws java.io.IOException {
    Path copy = Files.createDirectory(data.resolve(folder.getFileName().toString()));
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.copy(file, copy.resolve(file.getFileName()));
      }
    }
    return copy;
  }

  private static long lines(Path file) {
    try {
      return Files.exists(file) ? Files.readAllLines(file).size() : 0;
    } catch (java.io.IOException e) {
      return 0;
    }
  }
}
