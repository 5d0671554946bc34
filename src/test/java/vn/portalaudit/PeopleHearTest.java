package vn.portalaudit;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vn.portalaudit.agent.Agent;
import vn.portalaudit.agent.Settings;
import vn.portalaudit.agent.SettingsFile;
import vn.portalaudit.alert.Channel;
import vn.portalaudit.alert.Kind;
import vn.portalaudit.alert.Rule;
import vn.portalaudit.alert.Severity;
import vn.portalaudit.net.mail.Mailer;
import vn.portalaudit.schedule.QuietHours;
import vn.portalaudit.schedule.Timetable;
import vn.portalaudit.schedule.WorkKind;
import vn.portalaudit.store.AlertStore;
import vn.portalaudit.store.Database;
import vn.portalaudit.store.TestDatabase;
import vn.portalaudit.store.WorkStore;

/**
 * What the service finds reaches people: over a server for mail and one that stands for Telegram's
 * robots. One service for all of it.
 */
class PeopleHearTest {
  private static final String ROBOT = "123456:AAabcdefghijkl";
  private static final String LOST = "mất kết nối";
  private static final String BACK = "đã kết nối lại";

  @TempDir private Path data;

  private final Database database = TestDatabase.fresh();
  private final GreenMail post = new GreenMail(new ServerSetup(0, "127.0.0.1", "smtp"));
  private final Queue<JsonNode> chat = new ConcurrentLinkedQueue<>();
  private final List<HttpServer> servers = new ArrayList<>();
  private volatile int status = 200;

  @BeforeEach
  void serve() throws IOException {
    post.start();
    HttpServer server = HttpServer.create(anywhere(), 100);
    start(server);
    server.createContext(
        "/bot" + ROBOT + "/sendMessage",
        exchange -> {
          try (exchange) {
            chat.add(JsonMapper.shared().readTree(exchange.getRequestBody().readAllBytes()));
            byte[] ok = "{\"ok\":true}".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, ok.length);
            exchange.getResponseBody().write(ok);
          }
        });
  }

  private static InetSocketAddress anywhere() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
  }

  private void start(HttpServer server) {
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
    server.start();
    servers.add(server);
  }

  @AfterEach
  void stop() {
    servers.forEach(server -> server.stop(0));
    post.stop();
    database.close();
  }

  private String base() {
    return "http://127.0.0.1:" + servers.getFirst().getAddress().getPort();
  }

  private void portal(String code, String url) {
    database
        .jdbc()
        .sql("insert into portal (code, title, kind, root_url) values (?, ?, 'xa', ?)")
        .params(code, "Cổng " + code, url)
        .update();
  }

  /** A portal whose certificate ends so soon. */
  private void ending(String code, Duration in) throws IOException {
    Instant now = Instant.now();
    HeldCertificate certificate =
        new HeldCertificate.Builder()
            .addSubjectAlternativeName("127.0.0.1")
            .validityInterval(
                now.minus(Duration.ofDays(60)).toEpochMilli(), now.plus(in).toEpochMilli())
            .build();
    HttpsServer server = HttpsServer.create(anywhere(), 100);
    server.setHttpsConfigurator(
        new HttpsConfigurator(
            new HandshakeCertificates.Builder().heldCertificate(certificate).build().sslContext()));
    start(server);
    portal(code, "https://127.0.0.1:" + server.getAddress().getPort() + "/");
  }

  private Settings settings() {
    Settings standard = SettingsFile.read(data.resolve("none.yml"), Map.of());
    return new Settings(
        0,
        0,
        "127.0.0.1",
        data,
        null,
        new Settings.Node("thử", 1, 400, null, true, List.of(), false, Duration.ofMinutes(2)),
        List.of(new Timetable("mac-dinh", Duration.ofSeconds(10), Map.of(), QuietHours.NONE)),
        List.of(),
        List.of(base() + "/moc-1", base() + "/moc-2"),
        Optional.of(mail()),
        base(),
        standard.retention(),
        new Settings.Disk(0, 0),
        Settings.Access.STANDARD,
        List.of());
  }

  private Mailer.Settings mail() {
    return new Mailer.Settings(
        "127.0.0.1",
        post.getSmtp().getPort(),
        Mailer.Security.NONE,
        null,
        null,
        "giamsat@tinh.gov.vn",
        "Giám sát Cổng",
        Duration.ofSeconds(15),
        Duration.ofSeconds(45));
  }

  private void channel(Channel.Kind kind, String target, @Nullable String secret) {
    AlertStore alerts = new AlertStore(database);
    int channel = alerts.save(new Channel(0, "Trực " + kind.code(), kind, target, secret), true);
    Set<Kind> kinds = Set.of(Kind.CERTIFICATE, Kind.OWN_OUTAGE);
    Duration remind = Duration.ofHours(1);
    alerts.add(new Rule(0, channel, kinds, Severity.INFO, null, null, null, null, true, remind));
  }

  private long count(String sql) {
    return database.jdbc().sql(sql).query(Long.class).single();
  }

  private static void until(String what, BooleanSupplier condition) {
    long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(4);
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as(what).isLessThan(end);
      LockSupport.parkNanos(50_000_000);
    }
  }

  private void passes(String time) {
    database
        .jdbc()
        .sql("update incident_event set at = at - cast(? as interval)")
        .param(time)
        .update();
  }

  private boolean mailed(String words) {
    return Arrays.stream(post.getReceivedMessages())
        .anyMatch(message -> {
          try {
            return (message.getSubject() + message.getContent()).contains(words);
          } catch (IOException | jakarta.mail.MessagingException e) {
            return false;
          }
        });
  }

  private boolean chatted(String words) {
    return chat.stream().anyMatch(message -> message.path("text").asString().contains(words));
  }

  @Test
  void certificatesThatEndRemindersAndAnOutageOfOursAreToldByMailAndChat() throws Exception {
    ending("mot-thang", Duration.ofDays(29));
    ending("hai-tuan", Duration.ofDays(13));
    ending("mot-tuan", Duration.ofDays(6));
    ending("mot-ngay", Duration.ofHours(20));
    for (int i = 0; i < 10; i++) {
      portal("c-" + i, base() + "/c" + i);
    }
    channel(Channel.Kind.EMAIL, "truc@tinh.gov.vn", null);
    channel(Channel.Kind.TELEGRAM, "-1001", ROBOT);
    Settings settings = settings();
    WorkStore queue = new WorkStore(database);
    for (int portal = 1; portal <= 4; portal++) {
      queue.request(portal, WorkKind.TLS, "mot", "thử");
    }
    try (Serving serving = new Serving(Home.folder(), settings, database);
        Agent agent = Agent.start(database, settings, serving.means())) {
      until(
          "certificates are seen",
          () -> count("select count(*) from incident where kind = 'certificate'") == 4);
      assertThat(
              database
                  .jdbc()
                  .sql(
                      "select severity from incident where kind = 'certificate' order by portal_id")
                  .query(String.class)
                  .list())
          .containsExactly("info", "minor", "major", "critical");
      passes("61 seconds");
      for (int days : new int[] {30, 14, 7, 1}) {
        String words = "còn không quá " + days + " ngày";
        until("mail: " + words, () -> mailed(words));
        until("chat: " + words, () -> chatted(words));
      }
      assertThat(chat.element().path("chat_id").asString()).isEqualTo("-1001");

      passes("2 hours");
      until("a reminder", () -> mailed("Nhắc lại") && chatted("Nhắc lại"));

      until(
          "all are up",
          () -> count("select count(*) from portal_state where state in ('U', 'D')") == 14);
      status = 503;
      until(
          "the fault is taken for ours",
          () -> count("select count(*) from incident where kind = 'own-outage'") == 1);
      passes("61 seconds");
      until("people hear of its beginning", () -> mailed(LOST) && chatted(LOST));
      assertThat(mailed(BACK) || chatted(BACK)).isFalse();
      status = 200;
      until(
          "it is over",
          () ->
              count(
                      "select count(*) from incident where kind = 'own-outage' and state ="
                          + " 'closed'")
                  == 1);
      passes("61 seconds");
      until("people hear of its end", () -> mailed(BACK) && chatted(BACK));
      assertThat(count("select count(*) from incident where kind = 'down'")).isZero();
      assertThat(count("select count(*) from incident where kind = 'own-outage'")).isEqualTo(1);
      assertThat(agent.health().says()).isEqualTo("đang hoạt động");
    }
  }
}
