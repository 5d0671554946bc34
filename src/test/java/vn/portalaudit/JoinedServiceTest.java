package vn.portalaudit;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import vn.portalaudit.agent.Agent;
import vn.portalaudit.agent.Settings;
import vn.portalaudit.agent.SettingsFile;
import vn.portalaudit.alert.Channel;
import vn.portalaudit.alert.Rule;
import vn.portalaudit.alert.Severity;
import vn.portalaudit.alert.Signature;
import vn.portalaudit.demo.FixtureServer;
import vn.portalaudit.schedule.QuietHours;
import vn.portalaudit.schedule.Timetable;
import vn.portalaudit.schedule.WorkKind;
import vn.portalaudit.store.AlertStore;
import vn.portalaudit.store.Database;
import vn.portalaudit.store.TestDatabase;
import vn.portalaudit.store.WorkStore;

/** The service joined: what portals do reaches people, and nothing is lost on the way. */
class JoinedServiceTest {
  private static final String SECRET = "khoa-cua-kenh";

  @TempDir Path data;

  private final Database.Address address = TestDatabase.freshAddress();
  private final Database database = Database.external(address);
  private final Queue<JsonNode> told = new ConcurrentLinkedQueue<>();
  private volatile int status = 200;
  private volatile boolean signed = true;
  private HttpServer server;

  @BeforeEach
  void serve() throws Exception {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 500);
    server.setExecutor(command -> Thread.ofVirtual().start(command));
    server.createContext(
        "/",
        exchange -> {
          try (exchange) {
            byte[] page = "<title>Cổng</title><p>Xin chào".getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
            exchange.sendResponseHeaders(status, page.length);
            exchange.getResponseBody().write(page);
          }
        });
    server.createContext(
        "/webhook",
        exchange -> {
          try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            var head = exchange.getRequestHeaders();
            signed &=
                Signature.of(SECRET, head.getFirst("X-Portal-Audit-Timestamp"), body)
                    .equals(head.getFirst("X-Portal-Audit-Signature"));
            told.add(JsonMapper.shared().readTree(body));
            exchange.sendResponseHeaders(204, -1);
          }
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
    database.close();
  }

  private Settings settings(List<String> detours) {
    Settings standard = SettingsFile.read(data.resolve("none.yml"), Map.of());
    return new Settings(
        0,
        0,
        "127.0.0.1",
        data,
        null,
        new Settings.Node("thử", 1, 400, null, true, detours, false, Duration.ofSeconds(9)),
        List.of(new Timetable("mac-dinh", Duration.ofSeconds(10), Map.of(), QuietHours.NONE)),
        List.of(),
        List.of(),
        Optional.empty(),
        standard.telegram(),
        standard.retention(),
        new Settings.Disk(0, 0),
        Settings.Access.STANDARD,
        List.of());
  }

  private Settings watching(int portals) {
    database
        .jdbc()
        .sql(
            "insert into portal (code, title, kind, root_url) select 'c-' || i, 'Cổng ' || i, 'xa',"
                + " 'http://127.0.0.1:' || ? || '/c' || i from generate_series(1, ?) as i")
        .params(server.getAddress().getPort(), portals)
        .update();
    return settings(List.of());
  }

  private long count(String sql) {
    return database.jdbc().sql(sql).query(Long.class).single();
  }

  private static void until(String what, BooleanSupplier condition) {
    long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(3);
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as(what).isLessThan(end);
      Thread.onSpinWait();
      java.util.concurrent.locks.LockSupport.parkNanos(50_000_000);
    }
  }

  /** News are gathered for a minute; here it is over at once. */
  private void gathered() {
    database.jdbc().sql("update incident_event set at = at - interval '61 seconds'").update();
  }

  @Test
  void manyPortalsThatFallTogetherAreToldInOneMessageAndSoIsTheirReturn() throws Exception {
    Settings settings = watching(500);
    AlertStore alerts = new AlertStore(database);
    String target = "http://127.0.0.1:" + server.getAddress().getPort() + "/webhook";
    int channel = alerts.save(new Channel(0, "Trực", Channel.Kind.WEBHOOK, target, SECRET), true);
    alerts.add(new Rule(0, channel, Set.of(), Severity.MINOR, null, null, null, null, true, null));

    try (Serving serving = new Serving(Home.folder(), settings, database);
        Agent agent = Agent.start(database, settings, serving.means())) {
      until(
          "all are up", () -> count("select count(*) from portal_state where state = 'U'") == 500);
      status = 503;
      until(
          "all are down", () -> count("select count(*) from incident where kind = 'down'") == 500);
      gathered();
      until("people were told", () -> !told.isEmpty());
      status = 200;
      until(
          "all is over",
          () -> count("select count(*) from incident where state = 'closed'") == 500);
      gathered();
      until("people were told again", () -> told.size() >= 2);
      assertThat(agent.health().ready()).isTrue();
    }

    assertThat(signed).isTrue();
    assertThat(told).hasSize(2);
    JsonNode fell = told.remove();
    assertThat(fell.path("items")).hasSize(500);
    assertThat(fell.path("items").get(0).path("event").asString()).isEqualTo("opened");
    assertThat(fell.path("text").asString()).contains("500 cổng");
    JsonNode back = told.remove();
    assertThat(back.path("items")).hasSize(500);
    assertThat(back.path("items").get(0).path("event").asString()).isEqualTo("ended");
    assertThat(count("select count(*) from incident where jsonb_array_length(evidence) >= 5"))
        .isEqualTo(500);
  }

  @Test
  void nothingIsLostWhileTheDatabaseIsAway() throws Exception {
    Settings settings = watching(20);
    String name = address.url().replaceAll(".*/([a-z0-9_]+).*", "$1");
    JdbcClient admin =
        JdbcClient.create(
            new DriverManagerDataSource(
                address.url().replace("/" + name, "/postgres"),
                String.valueOf(address.user()),
                String.valueOf(address.password())));

    try (Serving serving = new Serving(Home.folder(), settings, database);
        Agent agent = Agent.start(database, settings, serving.means())) {
      until("all are up", () -> count("select count(*) from portal_state where state = 'U'") == 20);
      admin.sql("alter database " + name + " allow_connections false").update();
      admin
          .sql("select pg_terminate_backend(pid) from pg_stat_activity where datname = ?")
          .param(name)
          .query()
          .listOfRows();
      until("results wait on disk", () -> agent.figures().spooled() > 0);
      assertThat(agent.health().ready()).isFalse();
      long before = System.nanoTime();
      until("an interval passed", () -> System.nanoTime() - before > 25_000_000_000L);
      admin.sql("alter database " + name + " allow_connections true").update();
      until("they were kept", () -> agent.figures().spooled() == 0);
      until(
          "people hear of it",
          () -> count("select count(*) from incident where kind = 'database'") == 1);
    }

    // between the first slot of a portal and its last each has a result that was truly seen
    assertThat(
            count(
                """
                select count(*) from (select portal_id, count(*) as seen,
                  extract(epoch from max(slot_at) - min(slot_at))::int / 10 + 1 as due
                  from probe_result where state = 'U' group by 1) as slots where seen < due
                """))
        .isZero();
    assertThat(count("select count(*) from probe_result where state <> 'U'")).isZero();
    assertThat(
            count(
                "select min(n) from (select count(*) as n from probe_result group by"
                    + " portal_id) as results"))
        .isGreaterThanOrEqualTo(4);
  }

  @Test
  void whatIsCancelledEndsSoonAndKeepsNothing() throws Exception {
    try (FixtureServer slow = fixture("so-cham")) {
      Settings settings = settings(detours(slow));
      int portal = portal(slow, "so-cham");
      WorkStore queue = new WorkStore(database);
      long work = queue.request(portal, WorkKind.AUDIT, "mot", "thử");
      try (Serving serving = new Serving(Home.folder(), settings, database);
          Agent agent = Agent.start(database, settings, serving.means())) {
        until(
            "progress is seen",
            () ->
                count(
                        "select count(*) from work where checkpoint ->> 'phase' <> ''"
                            + " and (checkpoint ->> 'pages')::int > 0")
                    == 1);
        assertThat(queue.cancel(work)).isTrue();
        long cancelled = System.nanoTime();
        until("the audit ends", () -> agent.figures().audits() == 0);
        assertThat(Duration.ofNanos(System.nanoTime() - cancelled))
            .isLessThan(Duration.ofSeconds(5));
      }
      assertThat(count("select count(*) from audit_run")).isZero();
      assertThat(count("select count(*) from work where state = 'cancelled'")).isEqualTo(1);
    }
  }

  @Test
  void whatTheWatchCountedIsJudgedAndReplaysFromTheFolderAlone() throws Exception {
    try (FixtureServer fixture = fixture("xa-mau")) {
      Settings settings = settings(detours(fixture));
      int portal = portal(fixture, "xa-mau");
      database
          .jdbc()
          .sql(
              """
              insert into probe_day (portal_id, day, up, degraded, down, unknown)
              select ?, current_date - i, 287, 0, 1, 0 from generate_series(1, 60) as i
              """)
          .param(portal)
          .update();
      WorkStore queue = new WorkStore(database);
      queue.request(portal, WorkKind.AUDIT, "mot", "thử");
      queue.request(portal, WorkKind.HEADERS, "mot", "thử");
      queue.request(portal, WorkKind.MONTHLY_REPORT, "2026-10", "thử");
      try (Serving serving = new Serving(Home.folder(), settings, database);
          Agent agent = Agent.start(database, settings, serving.means())) {
        until("all is done", () -> count("select count(*) from work where state = 'done'") == 3);
        assertThat(agent.health().ready()).isTrue();
      }
    }
    Path folder = data.resolve("audits/xa-mau/mot.1");
    JsonNode result =
        JsonMapper.shared().readTree(Files.readAllBytes(folder.resolve("result.json")));
    JsonNode counted =
        result
            .path("observations")
            .valueStream()
            .filter(observation -> observation.path("field").asString().equals("availability"))
            .findFirst()
            .orElseThrow();
    assertThat(counted.path("value").asDouble()).isEqualTo(0.9965);
    assertThat(counted.path("evidence").get(0).path("quote").asString())
        .contains("17220 lượt tốt")
        .contains("khoảng tin cậy 95%");
    Path again = data.resolve("again.json");
    assertThat(Main.run("judge", folder.toString(), "--json", again.toString())).isZero();
    assertThat(judged(again)).isEqualTo(judged(folder.resolve("result.json")));
    assertThat(count("select count(*) from portal_look where kind = 'headers'")).isEqualTo(1);
    assertThat(count("select count(*) from portal_state where headers is not null")).isEqualTo(1);
    assertThat(count("select count(*) from availability where occasion = '2026-10'")).isEqualTo(1);
  }

  private static JsonNode judged(Path file) throws Exception {
    ObjectNode document = (ObjectNode) JsonMapper.shared().readTree(Files.readAllBytes(file));
    ((ObjectNode) document.path("run")).remove("judgedAt");
    return document;
  }

  private static FixtureServer fixture(String name) throws Exception {
    return FixtureServer.start(
        Home.folder().resolve("src/test/resources/portals").resolve(name),
        LocalDate.of(2026, 11, 20));
  }

  private static List<String> detours(FixtureServer server) {
    List<String> detours = new ArrayList<>();
    for (String host : server.hosts()) {
      detours.add(host + ":80:127.0.0.1:" + server.port());
      detours.add(host + ":443:127.0.0.1:1");
    }
    return detours;
  }

  private int portal(FixtureServer fixture, String code) {
    return database
        .jdbc()
        .sql(
            "insert into portal (code, title, kind, root_url) values (?, 'Cổng mẫu', ?, ?)"
                + " returning id")
        .params(code, fixture.kind().id(), "http://" + fixture.hosts().getFirst() + "/")
        .query(Integer.class)
        .single();
  }
}
