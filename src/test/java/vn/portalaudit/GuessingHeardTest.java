package vn.portalaudit;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
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
import okhttp3.FormBody;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vn.portalaudit.access.Role;
import vn.portalaudit.agent.Agent;
import vn.portalaudit.agent.Settings;
import vn.portalaudit.agent.SettingsFile;
import vn.portalaudit.alert.Channel;
import vn.portalaudit.alert.Guessing;
import vn.portalaudit.alert.Kind;
import vn.portalaudit.alert.Rule;
import vn.portalaudit.alert.Severity;
import vn.portalaudit.alert.Signs;
import vn.portalaudit.net.mail.Mailer;
import vn.portalaudit.schedule.QuietHours;
import vn.portalaudit.schedule.Timetable;
import vn.portalaudit.store.AccountStore;
import vn.portalaudit.store.AlertStore;
import vn.portalaudit.store.Database;
import vn.portalaudit.store.IncidentStore;
import vn.portalaudit.web.Answer;
import vn.portalaudit.web.TestApplication;
import vn.portalaudit.web.TestClient;
import vn.portalaudit.web.access.Passwords;

/**
 * One password is tried with many accounts over HTTP, and people hear of it by mail and chat: once
 * a wave. Addresses are those that a proxy of ours would name.
 */
class GuessingHeardTest {
  private static final String ROBOT = "123456:AAabcdefghijkl";
  private static final String PASSWORD = "câu của người này";
  private static final String BEGAN = "Có người dò mật khẩu";
  private static final String ENDED = "Đã ngừng dò mật khẩu";
  private static final int MANY = 25;
  private static final Settings.Access ACCESS =
      new Settings.Access(
          false,
          Duration.ofMinutes(30),
          Duration.ofHours(12),
          null,
          true,
          null,
          new Guessing(Duration.ofHours(1), 10, 20, 15, 10));

  @TempDir private Path data;

  private final GreenMail post = new GreenMail(new ServerSetup(0, "127.0.0.1", "smtp"));
  private final Queue<JsonNode> chat = new ConcurrentLinkedQueue<>();
  private HttpServer robots;
  private TestApplication app;
  private Database database;

  @BeforeEach
  void start() throws IOException {
    post.start();
    robots = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
    robots.setExecutor(command -> Thread.ofVirtual().start(command));
    robots.createContext(
        "/bot" + ROBOT + "/sendMessage",
        exchange -> {
          try (exchange) {
            chat.add(JsonMapper.shared().readTree(exchange.getRequestBody().readAllBytes()));
            byte[] ok = "{\"ok\":true}".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, ok.length);
            exchange.getResponseBody().write(ok);
          }
        });
    robots.start();
    app = TestApplication.start(ACCESS, InstantSource.system());
    database = app.database();
    String hash = Passwords.hash(PASSWORD);
    for (int i = 0; i < 2 * MANY; i++) {
      new AccountStore(database)
          .add(
              new AccountStore.Draft("can-bo-" + i, "Cán bộ " + i, null, Set.of(Role.LEADER), null),
              hash,
              false);
    }
    channel(Channel.Kind.EMAIL, "truc@tinh.gov.vn", null);
    channel(Channel.Kind.TELEGRAM, "-1001", ROBOT);
  }

  private void channel(Channel.Kind kind, String target, @Nullable String secret) {
    AlertStore alerts = new AlertStore(database);
    int channel = alerts.save(new Channel(0, "Trực " + kind.code(), kind, target, secret), true);
    Set<Kind> kinds = Set.of(Kind.GUESSING, Kind.DISK);
    alerts.add(new Rule(0, channel, kinds, Severity.MINOR, null, null, null, null, true, null));
  }

  @AfterEach
  void stop() {
    robots.stop(0);
    post.stop();
    app.close();
  }

  private Settings settings() {
    Settings standard = SettingsFile.read(data.resolve("none.yml"), Map.of());
    Mailer.Settings mail =
        new Mailer.Settings(
            "127.0.0.1",
            post.getSmtp().getPort(),
            Mailer.Security.NONE,
            null,
            null,
            "giamsat@tinh.gov.vn",
            "Giám sát Cổng",
            Duration.ofSeconds(15),
            Duration.ofSeconds(45));
    return new Settings(
        0,
        0,
        "127.0.0.1",
        data,
        null,
        new Settings.Node("thử", 0, 400, null, true, List.of(), false, Duration.ofMinutes(2)),
        List.of(new Timetable("mac-dinh", Duration.ofDays(1), Map.of(), QuietHours.NONE)),
        List.of(),
        List.of(),
        Optional.of(mail),
        "http://127.0.0.1:" + robots.getAddress().getPort(),
        standard.retention(),
        new Settings.Disk(0, 0),
        ACCESS,
        List.of());
  }

  /** Tries to sign in as a proxy would pass it on. */
  private Answer tried(String address, String login, String password) {
    TestClient client = app.anybody();
    FormBody form =
        new FormBody.Builder()
            .add("_csrf", client.token("/dang-nhap"))
            .add("login", login)
            .add("password", password)
            .build();
    return client.send("POST", "/dang-nhap", form, "X-Forwarded-For", address);
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

  private void counted(int failed) {
    until(
        failed + " are counted",
        () -> count("select coalesce(sum(failed), 0) from door_try") >= failed);
  }

  /** Returns after the agent has looked: at each look it forgets what is old. */
  private void looked() {
    for (int i = 0; i < 2; i++) {
      database
          .jdbc()
          .sql(
              """
              insert into door_try (minute, way, address, name, known)
              values (now() - interval '3 days', 'key', '', 'cu', false)
              """)
          .update();
      until("it looked", () -> count("select count(*) from door_try where name = 'cu'") == 0);
    }
  }

  private static String text(jakarta.mail.internet.MimeMessage message) {
    try {
      return message.getSubject() + "\n" + message.getContent();
    } catch (IOException | jakarta.mail.MessagingException e) {
      throw new IllegalStateException(e);
    }
  }

  private List<String> mails(String words) {
    return Arrays.stream(post.getReceivedMessages())
        .map(GuessingHeardTest::text)
        .filter(text -> text.contains(words))
        .toList();
  }

  private List<String> chats(String words) {
    return chat.stream()
        .map(message -> message.path("text").asString())
        .filter(text -> text.contains(words))
        .toList();
  }

  private void heard(String words) {
    until(words, () -> !mails(words).isEmpty() && !chats(words).isEmpty());
  }

  @Test
  void aSprayIsToldOnceWithWhereItCameFromAndAMistypedPasswordIsNot() throws Exception {
    Settings settings = settings();
    try (Serving serving = new Serving(Home.folder(), settings, database);
        Agent agent = Agent.start(database, settings, serving.means())) {
      assertThat(agent.health().ready()).isTrue();
      Answer mistyped = tried("198.51.100.1", "can-bo-0", "câu của người nay");
      assertThat(tried("198.51.100.1", "can-bo-0", PASSWORD).status()).isEqualTo(303);
      counted(1);
      looked();
      assertThat(count("select count(*) from incident where kind = 'guessing'")).isZero();

      tried("203.0.113.7", "mở http://xau.example ngay", "Mùa thu 2026");
      for (int i = 1; i < MANY; i++) {
        Answer answer = tried("203.0.113.7", "can-bo-" + i, "Mùa thu 2026");
        assertThat(answer.status()).isEqualTo(mistyped.status());
        assertThat(answer.text(".notice")).isEqualTo(mistyped.text(".notice"));
      }
      counted(MANY + 1);
      heard(BEGAN);
      for (String message : List.of(mails(BEGAN).getFirst(), chats(BEGAN).getFirst())) {
        assertThat(message)
            .contains(
                "lần thử sai", "địa chỉ 203.0.113.7: ", "tài khoản can-bo-1", "Việc cần làm: ")
            .doesNotContain("xau.example", "198.51.100.1");
      }
      peopleSeeIt();

      for (int i = MANY; i < 2 * MANY - 1; i++) {
        tried("203.0.113.8", "can-bo-" + i, "Mùa thu 2026");
      }
      counted(2 * MANY);
      looked();
      new IncidentStore(database).take(Signs.diskFills("khác", Instant.now(), "Đĩa của nút khác"));
      heard("sắp đầy đĩa");
      assertThat(mails(BEGAN)).hasSize(1);
      assertThat(chats(BEGAN)).hasSize(1);

      assertThat(tried("203.0.113.7", "can-bo-7", PASSWORD).status()).isEqualTo(303);
      heard("vào được từ thiết bị lạ, với tài khoản can-bo-7");

      database.jdbc().sql("update door_try set minute = minute - interval '2 hours'").update();
      heard(ENDED);
      assertThat(count("select count(*) from incident where kind = 'guessing'")).isEqualTo(1);
      assertThat(
              database
                  .jdbc()
                  .sql("select action from action_log where action like 'guessing%' order by id")
                  .query(String.class)
                  .list())
          .containsExactly("guessing.began", "guessing.worsened", "guessing.ended");
    }
  }

  private void peopleSeeIt() {
    assertThat(app.as("vanhanh").get("/bang-dieu-hanh").text(".todo"))
        .contains("Có dấu hiệu dò mật khẩu");
    TestClient administrator = app.as("quantri");
    assertThat(administrator.get("/suc-khoe").text("tr:contains(Đăng nhập và khóa API)"))
        .contains("đang bị dò", "203.0.113.7", "Nghi bị lộ");
    assertThat(administrator.get("/nhat-ky?tim=guessing").text("tbody"))
        .contains("guessing.began", "lần thử sai");
    administrator.cookie("ngon-ngu", "en");
    assertThat(administrator.get("/suc-khoe").text("tr:contains(API keys)"))
        .contains("being guessed", "failed tries", "most from 203.0.113.7");
  }
}
