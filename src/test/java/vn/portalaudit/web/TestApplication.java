package vn.portalaudit.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.portalaudit.agent.Agent;
import vn.portalaudit.agent.Settings;
import vn.portalaudit.agent.SettingsFile;
import vn.portalaudit.alert.Carriers;
import vn.portalaudit.alert.Channel;
import vn.portalaudit.alert.Delivery;
import vn.portalaudit.alert.Herald;
import vn.portalaudit.alert.Wording;
import vn.portalaudit.checklist.Rulebook;
import vn.portalaudit.net.Poster;
import vn.portalaudit.net.Web;
import vn.portalaudit.pipeline.Rules;
import vn.portalaudit.store.Database;
import vn.portalaudit.store.TestDatabase;
import vn.portalaudit.web.access.Letters;

/**
 * The whole web application on a database of its own, with two agencies, a portal of each, and the
 * accounts of {@link DemoAccounts}: {@code vanhanh}, {@code lanhdao}, {@code thamdinh}, {@code
 * thamdinh2}, {@code quantri}; {@code baocao} and {@code pheduyet} of {@code so-mau}, {@code
 * baocao2} and {@code pheduyet2} of {@code xa-mau}. No agent runs: what it would find is put in by
 * the test.
 *
 * <pre>{@code
 * private static final TestApplication APP = TestApplication.shared();
 *
 * @Test
 * void theListNamesThePortal() {
 *   Answer page = APP.as("vanhanh").get("/cong");
 *   assertThat(page.status()).isEqualTo(200);
 *   assertThat(page.text("main")).contains("Cổng mẫu của Sở");
 * }
 *
 * @Test
 * void theListIsAccessible() {
 *   try (BrowserPage page = APP.browser("vanhanh")) {
 *     page.open("/cong");
 *     assertThat(page.axe()).isEmpty();
 *   }
 * }
 * }</pre>
 */
public final class TestApplication implements AutoCloseable {
  /** Letters to people, as they were handed to the mail server. */
  static final Mailbox MAILBOX = new Mailbox();

  private static final Settings.Access OPEN =
      new Settings.Access(
          false,
          Settings.Access.STANDARD.idle(),
          Settings.Access.STANDARD.longest(),
          null,
          false,
          null);

  private final Database database;
  private final WebServer server;

  private TestApplication(Database database, WebServer server) {
    this.database = database;
    this.server = server;
  }

  /** The one that read-only tests of a JVM share; what they add must not disturb the others. */
  public static TestApplication shared() {
    return Shared.ONE;
  }

  /** A new one, with the second factor off. */
  public static TestApplication start() {
    return start(OPEN, InstantSource.system());
  }

  /** A new one, with other rules for letting people in, or with another clock. */
  public static TestApplication start(Settings.Access access, InstantSource clock) {
    return start(access, clock, MAILBOX);
  }

  /** A new one that sends its letters in a way of the test's. */
  public static TestApplication start(
      Settings.Access access, InstantSource clock, Letters letters) {
    return start(access, clock, letters, List.of());
  }

  private static TestApplication start(
      Settings.Access access, InstantSource clock, Letters letters, List<X509Certificate> trusted) {
    Database database = TestDatabase.fresh();
    fill(database.jdbc());
    DemoAccounts.make(database, List.of("so-mau", "xa-mau"));
    return new TestApplication(database, serve(database, access, clock, letters, trusted));
  }

  /** A new one that trusts an authority for signatures on papers. */
  public static TestApplication trusting(X509Certificate authority) {
    return start(OPEN, InstantSource.system(), MAILBOX, List.of(authority));
  }

  /** A new one without any account, as {@code serve} finds it for the first time. */
  public static TestApplication empty() {
    Database database = TestDatabase.fresh();
    return new TestApplication(
        database,
        serve(database, Settings.Access.STANDARD, InstantSource.system(), MAILBOX, List.of()));
  }

  private static WebServer serve(
      Database database,
      Settings.Access access,
      InstantSource clock,
      Letters letters,
      List<X509Certificate> trusted) {
    try {
      Path data = Files.createTempDirectory("portal-audit-web-");
      data.toFile().deleteOnExit();
      Settings standard = SettingsFile.read(data.resolve("none.yml"), Map.of());
      Settings settings =
          new Settings(
              0,
              0,
              "127.0.0.1",
              data,
              null,
              standard.node(),
              standard.timetables(),
              standard.campaigns(),
              standard.canaries(),
              standard.mail(),
              standard.telegram(),
              standard.retention(),
              standard.disk(),
              access,
              trusted);
      return WebServer.start(
          new WebServer.Node(
              () -> new Agent.Health(true, "đang hoạt động"),
              () -> new Agent.Figures(0, 0, 0, 0, 0, 0, 0, 0, 0, 0),
              database,
              settings,
              clock,
              Outside::trial,
              () -> Outside.RULEBOOK,
              letters));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void fill(JdbcClient jdbc) {
    agency(jdbc, "so-mau", "Sở Khoa học và Công nghệ mẫu", "so", "Cổng mẫu của Sở");
    agency(jdbc, "xa-mau", "Ủy ban nhân dân xã Mẫu", "xa", "Cổng mẫu của xã");
  }

  private static void agency(
      JdbcClient jdbc, String code, String name, String level, String portal) {
    int agency =
        jdbc.sql("insert into agency (code) values (:code) returning id")
            .param("code", code)
            .query(Integer.class)
            .single();
    jdbc.sql(
            """
            insert into agency_version (agency_id, valid_from, name, level, ranking_group)
            values (:agency, '2020-01-01', :name, :level, :level)
            """)
        .param("agency", agency)
        .param("name", name)
        .param("level", level)
        .update();
    int id =
        jdbc.sql(
                """
                insert into portal (code, title, kind, root_url, tags)
                values (:code, :title, :level, :url, array['mau']) returning id
                """)
            .param("code", code)
            .param("title", portal)
            .param("level", level)
            .param("url", "https://" + code + ".example.gov.vn/")
            .query(Integer.class)
            .single();
    jdbc.sql("insert into portal_owner (portal_id, agency_id) values (:portal, :agency)")
        .param("portal", id)
        .param("agency", agency)
        .update();
  }

  /** What the application works on; tests put in what an agent would find. */
  public Database database() {
    return database;
  }

  /** Where it is. */
  public String address() {
    return "http://localhost:" + server.port();
  }

  WebServer server() {
    return server;
  }

  /** The path of the link for the first account. */
  public String setUpPath() {
    return server.setUpPath().orElseThrow();
  }

  /** Somebody who is not signed in. */
  public TestClient anybody() {
    return new TestClient(address());
  }

  /** An HTTP client of a person who is signed in. */
  public TestClient as(String login) {
    TestClient client = anybody();
    Answer answer = client.signIn(login, DemoAccounts.PASSWORD);
    if (answer.status() != 303) {
      throw new IllegalStateException("not signed in as " + login + ": " + answer.body());
    }
    return client;
  }

  /** Chromium with a person signed in, 1280 wide, light. */
  public BrowserPage browser(String login) {
    return browser(login, 1280, false);
  }

  /** Chromium with a person signed in. Skips the test where there is no Chromium. */
  public BrowserPage browser(String login, int width, boolean dark) {
    BrowserPage page = BrowserPage.open(address(), width, dark);
    page.signIn(login, DemoAccounts.PASSWORD);
    return page;
  }

  @Override
  public void close() {
    server.close();
    database.close();
  }

  /** Keeps what was sent. */
  static final class Mailbox implements Letters {
    /**
     * A letter.
     *
     * @param to its address
     */
    record Sent(String to, String subject, String text) {}

    private final BlockingQueue<Sent> sent = new LinkedBlockingQueue<>();

    @Override
    public String send(String to, String subject, String text) {
      sent.add(new Sent(to, subject, text));
      return "";
    }

    /** The next letter; fails when there is none after ten seconds. */
    Sent next() throws InterruptedException {
      return Objects.requireNonNull(sent.poll(10, TimeUnit.SECONDS), "no letter");
    }
  }

  /** What the program has besides the database; made for those tests that need it. */
  private static final class Outside {
    private static final Path HOME = Path.of(System.getProperty("portalaudit.home", ""));
    private static final Poster POSTER = new Poster(Web.Options.standard().allowPrivate(true));
    private static final Carriers CARRIERS =
        new Carriers(null, POSTER, Carriers.TELEGRAM, InstantSource.system());
    static final Rulebook RULEBOOK = Rules.offline(HOME).rulebook(Map.of());

    static Delivery trial(Channel channel) {
      try {
        Herald herald = new Herald(Wording.read(HOME.resolve("reports/canh-bao.txt")), "");
        return CARRIERS.deliver(herald.trial(channel, Instant.now()));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private static final class Shared {
    private static final TestApplication ONE = start();
  }
}
