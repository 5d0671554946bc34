package vn.portalaudit.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.HashSet;
import java.util.Set;
import okhttp3.FormBody;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import vn.portalaudit.access.Role;
import vn.portalaudit.agent.Settings;
import vn.portalaudit.store.AccountStore;
import vn.portalaudit.web.access.Passwords;

/** What ends a session ends it everywhere, and nobody comes in by another's. */
class SessionEndsTest {
  private static final MovedClock CLOCK = new MovedClock();
  private static TestApplication app;

  @BeforeAll
  static void start() {
    // behind a proxy of ours, which names the client
    app =
        TestApplication.start(
            new Settings.Access(
                false, Duration.ofMinutes(30), Duration.ofHours(12), null, true, null),
            CLOCK);
  }

  @AfterAll
  static void stop() {
    app.close();
  }

  private static void made(String login, Role role) {
    assertThat(
            new AccountStore(app.database())
                .add(
                    new AccountStore.Draft(login, "Người " + login, null, Set.of(role), null),
                    Passwords.hash(DemoAccounts.PASSWORD),
                    false))
        .isPresent();
  }

  private static int count(String table) {
    return app.database().jdbc().sql("select count(*) from " + table).query(Integer.class).single();
  }

  @Test
  void whoFindsTheCookieOfAPersonWhoLeftFindsNothing() {
    TestClient person = app.as("lanhdao");
    String cookie = String.valueOf(person.cookie("phien"));
    person.post("/dang-xuat", person.token("/tai-khoan"));

    TestClient thief = app.anybody();
    thief.cookie("phien", cookie);

    assertThat(thief.get("/tai-khoan").location()).startsWith("/dang-nhap");
    assertThat(person.get("/tai-khoan").location()).startsWith("/dang-nhap");
  }

  @Test
  void theIdOfASessionCannotBeGuessed() {
    Set<String> ids = new HashSet<>();
    for (int i = 0; i < 20; i++) {
      TestClient client = app.anybody();
      client.get("/dang-nhap");
      byte[] id = Base64.getDecoder().decode(String.valueOf(client.cookie("phien")));
      ids.add(new String(id, StandardCharsets.US_ASCII));
    }

    // 36 letters of 6 bits; one with the dashes of a UUID would have 122
    assertThat(ids)
        .hasSize(20)
        .allMatch(id -> id.matches("[A-Za-z0-9_-]{36}"))
        .noneMatch(id -> id.matches("[0-9a-f-]{36}"));
  }

  @Test
  void whoLosesARoleIsOutWithEveryTabAndKey() {
    made("xuong-chuc", Role.OPERATOR);
    TestClient person = app.as("xuong-chuc");
    String token = person.token("/bao-tri/moi");
    ApiClient key = ApiClient.of(app, "xuong-chuc", "read", "maintenance");
    assertThat(key.get("/api/v1/portals").status()).isEqualTo(200);
    int maintained = count("maintenance");
    TestClient administrator = app.as("quantri");
    String form = "/nguoi-dung/xuong-chuc";
    String version = administrator.get(form).page().select("input[name=version]").val();

    assertThat(
            administrator
                .submit(
                    form,
                    form,
                    "login",
                    "xuong-chuc",
                    "name",
                    "Người khác",
                    "roles",
                    "leader",
                    "version",
                    version)
                .location())
        .isEqualTo("/nguoi-dung");

    assertThat(
            person
                .post("/bao-tri/moi", token, "says", "Từ thẻ cũ", "from", "01/01/2027 08:00")
                .location())
        .startsWith("/dang-nhap");
    assertThat(person.get("/tai-khoan").location()).startsWith("/dang-nhap");
    assertThat(key.post("/api/v1/maintenance", "{}").status()).isEqualTo(403);
    assertThat(count("maintenance")).isEqualTo(maintained);

    administrator.submit(form, form + "/khoa");
    assertThat(key.get("/api/v1/portals").status()).isEqualTo(401);
  }

  @Test
  void whoGotHoldOfAPasswordIsShutOutTogetherWithSessionsDevicesAndKeys() {
    made("bi-lo", Role.LEADER);
    TestClient thief = app.as("bi-lo");
    ApiClient key = ApiClient.of(app, "bi-lo", "read");
    ApiClient other = ApiClient.of(app, "lanhdao", "read");
    TestClient administrator = app.as("quantri");
    String form = "/nguoi-dung/bi-lo";
    assertThat(administrator.get(form).text("#h-exposed")).contains("1 khóa còn hiệu lực");

    administrator.submit(form, form + "/lien-ket");
    assertThat(thief.get("/tai-khoan").status()).isEqualTo(200);
    assertThat(key.get("/api/v1/portals").status()).isEqualTo(200);

    Answer made = administrator.submit(form, form + "/lien-ket", "exposed", "1");
    assertThat(made.text(".notice")).contains("1 khóa API bị thu hồi");
    assertThat(thief.get("/tai-khoan").location()).startsWith("/dang-nhap");
    assertThat(thief.signIn("bi-lo", DemoAccounts.PASSWORD).status()).isEqualTo(422);
    assertThat(key.get("/api/v1/portals").status()).isEqualTo(401);
    assertThat(other.get("/api/v1/portals").status()).isEqualTo(200);
    assertThat(
            app.database()
                .jdbc()
                .sql(
                    """
                    select count(*) from known_device d join account a on a.id = d.account_id
                    where a.login = 'bi-lo'
                    """)
                .query(Integer.class)
                .single())
        .isZero();
    assertThat(administrator.get("/nhat-ky?tim=account.exposed").text("tbody")).contains("bi-lo");

    String link = made.page().select("#link").val().replaceFirst("^https?://[^/]+", "");
    String fresh = "câu mới của chủ tài khoản";
    TestClient owner = app.anybody();
    assertThat(owner.submit(link, link, "password", fresh, "again", fresh).status()).isEqualTo(303);
    assertThat(owner.signIn("bi-lo", fresh).status()).isEqualTo(303);
  }

  @Test
  void anAdministratorStaysOneAndGivesNobodyARoleThatIsNone() {
    TestClient administrator = app.as("quantri");
    String form = "/nguoi-dung/quantri";
    String version = administrator.get(form).page().select("input[name=version]").val();

    for (String role : new String[] {"leader", "root", ""}) {
      assertThat(
              administrator
                  .submit(form, form, "name", "Tôi", "roles", role, "version", version)
                  .status())
          .as(role)
          .isEqualTo(422);
    }
    assertThat(new AccountStore(app.database()).named("quantri").orElseThrow().roles())
        .containsExactly(Role.ADMINISTRATOR);
  }

  @Test
  void anInvitationOpensForADay() {
    TestClient administrator = app.as("quantri");
    Answer made =
        administrator.submit(
            "/nguoi-dung/moi",
            "/nguoi-dung/moi",
            "login",
            "moi-den",
            "name",
            "Người mới đến",
            "roles",
            "leader");
    String path = made.page().select("#link").val().replaceFirst("^https?://[^/]+", "");

    assertThat(app.anybody().get(path).status()).isEqualTo(200);
    assertThat(
            app.database()
                .jdbc()
                .sql(
                    "select extract(epoch from max(expires_at - made_at)) from access_link where"
                        + " kind = 'invite'")
                .query(Integer.class)
                .single())
        .isEqualTo(86_400);
    app.database()
        .jdbc()
        .sql("update access_link set expires_at = now() - interval '1 second'")
        .update();
    assertThat(app.anybody().get(path).status()).isEqualTo(404);
  }

  @Test
  void onePasswordTriedOnManyAccountsIsSlowedByTheAddressItComesFrom() {
    for (int i = 0; i < 30; i++) {
      assertThat(from("198.51.100.7", "nguoi-" + i, "một mật khẩu hay dùng").text(".notice"))
          .contains("không đúng");
    }

    assertThat(from("198.51.100.7", "lanhdao", DemoAccounts.PASSWORD).text(".notice"))
        .contains("Hãy chờ");
    assertThat(from("198.51.100.8", "lanhdao", DemoAccounts.PASSWORD).status()).isEqualTo(303);
    CLOCK.on(Duration.ofSeconds(16));
    assertThat(from("198.51.100.7", "lanhdao", DemoAccounts.PASSWORD).status()).isEqualTo(303);
  }

  private static Answer from(String address, String login, String password) {
    TestClient client = app.anybody();
    FormBody form =
        new FormBody.Builder()
            .add("_csrf", client.token("/dang-nhap"))
            .add("login", login)
            .add("password", password)
            .build();
    return client.send("POST", "/dang-nhap", form, "X-Forwarded-For", address);
  }
}
