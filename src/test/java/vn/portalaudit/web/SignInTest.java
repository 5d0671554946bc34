package vn.portalaudit.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import vn.portalaudit.access.Role;
import vn.portalaudit.access.Totp;
import vn.portalaudit.agent.Settings;
import vn.portalaudit.store.AccountStore;
import vn.portalaudit.store.ActionLog;
import vn.portalaudit.store.AgencyNames;
import vn.portalaudit.store.ApiKeyStore;
import vn.portalaudit.web.access.Passwords;

/** Signing in as it is attacked: guessing, fixed sessions, old links, used codes. */
class SignInTest {
  private static final String NEW = "một câu khác hẳn câu cũ";
  private static final MovedClock CLOCK = new MovedClock();
  private static TestApplication app;

  @BeforeAll
  static void start() {
    app = TestApplication.start(access(false), CLOCK);
  }

  /** A person of this test alone, who has a role. */
  private static TestClient fresh(String login, Role role) {
    Integer agency =
        role.ofAgency() ? new AgencyNames(app.database()).id("so-mau").orElse(null) : null;
    new AccountStore(app.database())
        .add(
            new AccountStore.Draft(login, "Người " + login, null, Set.of(role), agency),
            Passwords.hash(DemoAccounts.PASSWORD),
            false);
    return app.as(login);
  }

  private static Settings.Access access(boolean secondFactor) {
    return new Settings.Access(
        secondFactor, Duration.ofMinutes(30), Duration.ofHours(12), null, false, null);
  }

  @AfterAll
  static void stop() {
    app.close();
  }

  private static void pass(Duration time) {
    CLOCK.on(time);
  }

  @Test
  void guessingIsSlowedAndTheOwnerStillGetsInFromAKnownDevice() {
    TestClient owner = fresh("chu", Role.LEADER);
    TestClient stranger = app.anybody();
    for (int i = 0; i < 5; i++) {
      stranger.signIn("chu", "đoán mò lần " + i);
    }

    assertThat(stranger.signIn("chu", DemoAccounts.PASSWORD).text(".notice")).contains("Hãy chờ");
    owner.post("/dang-xuat", owner.token("/tai-khoan"));
    assertThat(owner.signIn("chu", DemoAccounts.PASSWORD).status()).isEqualTo(303);

    pass(Duration.ofSeconds(16));
    assertThat(stranger.signIn("chu", DemoAccounts.PASSWORD).status()).isEqualTo(303);
  }

  @Test
  void anUnknownNameIsAnsweredLikeAWrongPassword() {
    Answer unknown = app.anybody().signIn("khong.co.ai", "sai sai sai sai");
    Answer wrong = app.anybody().signIn("quantri", "sai sai sai sai");

    assertThat(unknown.text(".notice")).isEqualTo(wrong.text(".notice"));
  }

  @Test
  void aSessionThatWasFixedBeforeOpensNothingAfter() {
    TestClient victim = app.anybody();
    victim.get("/dang-nhap");
    String before = victim.cookie("phien");
    victim.signIn("lanhdao", DemoAccounts.PASSWORD);
    String after = victim.cookie("phien");

    TestClient attacker = app.anybody();
    attacker.cookie("phien", String.valueOf(before));

    assertThat(before).isNotNull();
    assertThat(after).isNotNull().isNotEqualTo(before);
    assertThat(attacker.get("/tai-khoan").location()).startsWith("/dang-nhap");
  }

  @Test
  void aSessionEndsWhenNobodyUsesItAndWhenItIsOld() {
    TestClient idle = app.as("lanhdao");
    pass(Duration.ofMinutes(31));
    assertThat(idle.get("/tai-khoan").location()).startsWith("/dang-nhap");

    TestClient busy = app.as("lanhdao");
    for (int i = 0; i < 24; i++) {
      pass(Duration.ofMinutes(29));
      assertThat(busy.get("/tai-khoan").status()).isEqualTo(200);
    }
    pass(Duration.ofMinutes(29));
    assertThat(busy.get("/tai-khoan").location()).startsWith("/dang-nhap");
  }

  @Test
  void readingWritesTheTimeOfASessionOnceAMinute() {
    TestClient reader = fresh("nguoi.doc", Role.LEADER);
    long begun = lastUsed("nguoi.doc");
    reader.get("/tai-khoan");
    assertThat(lastUsed("nguoi.doc")).isEqualTo(begun);

    app.database()
        .jdbc()
        .sql("update spring_session set last_access_time = ? where last_access_time = ?")
        .params(begun - 60_000, begun)
        .update();
    reader.get("/tai-khoan");
    assertThat(lastUsed("nguoi.doc")).isGreaterThanOrEqualTo(begun);
  }

  /** In ms of the clock. */
  private static long lastUsed(String login) {
    return app.database()
        .jdbc()
        .sql(
            """
            select max(last_access_time) from spring_session
            where principal_name = (select id::text from account where login = ?)
            """)
        .param(login)
        .query(Long.class)
        .single();
  }

  @Test
  void whatAPageSendsByItselfKeepsNoSessionAlive() {
    TestClient person = app.as("lanhdao");
    for (int i = 0; i < 3; i++) {
      pass(Duration.ofMinutes(9));
      person.send("GET", "/tai-khoan", null, "X-By-Itself", "1");
    }
    pass(Duration.ofMinutes(9));
    assertThat(person.get("/tai-khoan").location()).startsWith("/dang-nhap");
  }

  @Test
  void aChangedPasswordEndsEveryOtherSession() {
    TestClient here = fresh("doi", Role.LEADER);
    TestClient elsewhere = app.as("doi");

    Answer changed =
        here.submit(
            "/tai-khoan/mat-khau",
            "/tai-khoan/mat-khau",
            "old",
            DemoAccounts.PASSWORD,
            "password",
            NEW,
            "again",
            NEW);

    assertThat(changed.location()).isEqualTo("/tai-khoan");
    assertThat(here.get("/tai-khoan").text("#notices")).contains("Đã đổi mật khẩu");
    assertThat(elsewhere.get("/tai-khoan").location()).startsWith("/dang-nhap");
    assertThat(app.anybody().signIn("doi", NEW).status()).isEqualTo(303);
  }

  @Test
  void aPersonSeesTheirSessionsAndEndsOne() {
    TestClient here = fresh("hai", Role.LEADER);
    TestClient elsewhere = app.as("hai");

    Answer page = here.get("/tai-khoan");
    String end = page.page().select("form[action$=/ket-thuc]").attr("action");
    here.submit("/tai-khoan", end);

    assertThat(page.body()).doesNotContain(String.valueOf(here.cookie("phien")));
    assertThat(elsewhere.get("/tai-khoan").location()).startsWith("/dang-nhap");
    assertThat(here.get("/tai-khoan").status()).isEqualTo(200);
    assertThat(app.as("vanhanh").submit("/tai-khoan", end).status()).isEqualTo(404);
  }

  @Test
  void pagesThatAPersonOpensAtOnceAfterSigningInAllWork() throws Exception {
    TestClient person = fresh("muoi-trang", Role.LEADER);
    try (var threads = Executors.newFixedThreadPool(10)) {
      List<Future<Answer>> pages =
          threads.invokeAll(Collections.nCopies(10, () -> person.get("/tai-khoan")));

      for (Future<Answer> page : pages) {
        assertThat(page.get().status()).isEqualTo(200);
      }
    }
  }

  @Test
  void aClosedAccountIsOutAtOnce() {
    TestClient person = fresh("dong", Role.REPORTER);
    TestClient administrator = app.as("quantri");

    administrator.submit("/nguoi-dung/dong", "/nguoi-dung/dong/khoa");

    assertThat(person.get("/tai-khoan").location()).startsWith("/dang-nhap");
    assertThat(app.anybody().signIn("dong", DemoAccounts.PASSWORD).status()).isEqualTo(422);
  }

  @Test
  void aLinkMadeByAnAdministratorWorksOnceAndTheLastOneOnly() {
    TestClient administrator = app.as("quantri");
    String first = link(administrator);
    String second = link(administrator);
    TestClient person = app.anybody();

    assertThat(person.get(first).status()).isEqualTo(404);
    assertThat(person.submit(second, second, "password", "ngắn", "again", "ngắn").status())
        .isEqualTo(422);
    assertThat(person.submit(second, second, "password", NEW, "again", NEW).location())
        .isEqualTo("/dang-nhap");
    assertThat(person.get(second).status()).isEqualTo(404);
    assertThat(person.signIn("baocao", NEW).status()).isEqualTo(303);
  }

  private static String link(TestClient administrator) {
    Answer made = administrator.submit("/nguoi-dung/baocao", "/nguoi-dung/baocao/lien-ket");
    return made.page().select("#link").val().replaceFirst("^https?://[^/]+", "");
  }

  @Test
  void whatAFormDoesNotAskForIsNotSet() {
    TestClient person = fresh("gan", Role.REPORTER);

    person.submit(
        "/tai-khoan/mat-khau",
        "/tai-khoan/mat-khau",
        "old",
        DemoAccounts.PASSWORD,
        "password",
        NEW,
        "again",
        NEW,
        "roles",
        "administrator",
        "agency",
        "xa-mau",
        "must_change",
        "false");

    AccountStore.Account account = new AccountStore(app.database()).named("gan").orElseThrow();
    assertThat(account.roles()).extracting(Enum::name).containsExactly("REPORTER");
    assertThat(account.agencyName()).contains("Sở");
  }

  @Test
  void whoMustHaveASecondFactorGetsNoFurtherWithoutAndACodeWorksOnce() {
    try (TestApplication strict = TestApplication.start(access(true), CLOCK)) {
      TestClient operator = strict.as("vanhanh");
      Answer sent = operator.get("/cong");
      assertThat(sent.location()).isEqualTo("/tai-khoan/xac-thuc-hai-buoc");

      byte[] secret = decoded(operator.get(sent.location()).text("code.secret").replace(" ", ""));
      Answer codes =
          operator.submit(
              sent.location(), sent.location(), "code", Totp.code(secret, CLOCK.instant()));
      List<String> recovery = codes.page().select(".codes code").eachText();
      assertThat(recovery).hasSize(10);
      byte[] kept =
          strict
              .database()
              .jdbc()
              .sql("select totp_secret from account where login = 'vanhanh'")
              .query(byte[].class)
              .single();
      assertThat(HexFormat.of().formatHex(kept)).doesNotContain(HexFormat.of().formatHex(secret));
      assertThat(operator.get("/cong").status()).isEqualTo(200);

      TestClient again = strict.anybody();
      assertThat(again.signIn("vanhanh", DemoAccounts.PASSWORD).location())
          .isEqualTo("/dang-nhap/ma");
      assertThat(again.get("/cong").location()).startsWith("/dang-nhap");
      String used = Totp.code(secret, CLOCK.instant());
      assertThat(again.submit("/dang-nhap/ma", "/dang-nhap/ma", "code", used).status())
          .isEqualTo(422);
      pass(Duration.ofSeconds(30));
      assertThat(
              again
                  .submit(
                      "/dang-nhap/ma", "/dang-nhap/ma", "code", Totp.code(secret, CLOCK.instant()))
                  .status())
          .isEqualTo(303);
      assertThat(again.get("/cong").status()).isEqualTo(200);

      for (int status : List.of(303, 422)) {
        TestClient lost = strict.anybody();
        lost.signIn("vanhanh", DemoAccounts.PASSWORD);
        assertThat(
                lost.submit("/dang-nhap/ma", "/dang-nhap/ma", "code", recovery.getFirst()).status())
            .isEqualTo(status);
      }
      assertThat(strict.as("lanhdao").get("/cong").status()).isEqualTo(200);
    }
  }

  static byte[] decoded(String base32) {
    java.io.ByteArrayOutputStream out = new java.io.ByteArrayOutputStream();
    int buffer = 0;
    int bits = 0;
    for (char c : base32.toCharArray()) {
      buffer = (buffer << 5) | "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(c);
      bits += 5;
      if (bits >= 8) {
        bits -= 8;
        out.write(buffer >> bits);
      }
    }
    return out.toByteArray();
  }

  @Test
  void theFirstAccountIsMadeByALinkThatWorksOnce() {
    try (TestApplication fresh = TestApplication.empty()) {
      String path = fresh.setUpPath();
      TestClient first = fresh.anybody();

      assertThat(
              first
                  .submit(
                      path,
                      path,
                      "login",
                      "nguyen.van.a",
                      "name",
                      "Nguyễn Văn A",
                      "password",
                      "nguyen.van.a1",
                      "again",
                      "nguyen.van.a1")
                  .text(".notice"))
          .contains("chỉ gồm tên");
      assertThat(
              first
                  .submit(
                      path,
                      path,
                      "login",
                      "nguyen.van.a",
                      "name",
                      "Nguyễn Văn A",
                      "password",
                      NEW,
                      "again",
                      NEW)
                  .location())
          .isEqualTo("/dang-nhap");
      assertThat(first.get(path).status()).isEqualTo(404);
      assertThat(fresh.server().setUpPath()).isEmpty();
      assertThat(first.signIn("nguyen.van.a", NEW).status()).isEqualTo(303);
    }
  }

  @Test
  void noAddressLeadsAwayAfterSigningIn() {
    for (String away :
        List.of("//evil.example/x", "https://evil.example", "/\\evil.example", "javascript:1")) {
      TestClient client = app.anybody();
      Answer answer =
          client.submit(
              "/dang-nhap",
              "/dang-nhap",
              "login",
              "lanhdao",
              "password",
              DemoAccounts.PASSWORD,
              "tiep",
              away);
      assertThat(answer.location()).as(away).isEqualTo("/bang-dieu-hanh");
    }
  }

  @Test
  void theActionLogIsOnlyAddedToAndItsChainHolds() {
    app.as("quantri");
    ActionLog log = new ActionLog(app.database());

    assertThat(log.broken()).isEmpty();
    assertThat(log.page("sign-in", null, null, 0, 10).total()).isPositive();
    for (String sql :
        List.of(
            "update action_log set login = 'khác'",
            "delete from action_log",
            "truncate action_log")) {
      assertThatThrownBy(() -> app.database().jdbc().sql(sql).update())
          .hasMessageContaining("only added to");
    }
    app.database().jdbc().sql("alter table action_log disable trigger action_kept").update();
    app.database()
        .jdbc()
        .sql("update action_log set login = 'khác' where id = (select min(id) from action_log)")
        .update();
    app.database().jdbc().sql("alter table action_log enable trigger action_kept").update();
    assertThat(log.broken()).isPresent();
  }

  @Test
  void anApiKeyActsAsItsOwnerUntilItIsRevoked() {
    ApiKeyStore keys = new ApiKeyStore(app.database());
    int owner = new AccountStore(app.database()).named("lanhdao").orElseThrow().id();
    String key = keys.add(owner, "thử", Set.of("read"), Duration.ofDays(1));

    assertThat(keys.authenticate(key)).isPresent();
    assertThat(keys.authenticate(key + "x")).isEmpty();
    assertThat(keys.of(owner))
        .singleElement()
        .satisfies(k -> assertThat(key).startsWith(k.prefix()));
    assertThat(keys.revoke(owner + 1, keys.of(owner).getFirst().id())).isFalse();
    assertThat(keys.revoke(owner, keys.of(owner).getFirst().id())).isTrue();
    assertThat(keys.authenticate(key)).isEmpty();
  }

  @Test
  void everyAnswerCarriesTheHeadersThatWeAskOfPortals() {
    for (String path : List.of("/dang-nhap", "/khong-co", "/tai-san/x/app.css", "/api/khong-co")) {
      var headers = app.anybody().get(path).headers();
      assertThat(headers.get("Content-Security-Policy"))
          .contains("default-src 'none'", "frame-ancestors 'none'", "base-uri 'none'")
          .doesNotContain("unsafe");
      assertThat(headers.get("X-Content-Type-Options")).isEqualTo("nosniff");
      assertThat(headers.get("X-Frame-Options")).isEqualTo("DENY");
      assertThat(headers.get("Referrer-Policy")).isEqualTo("same-origin");
      assertThat(headers.get("Cross-Origin-Resource-Policy")).isEqualTo("same-origin");
      assertThat(headers.get("Server")).isNull();
    }
  }
}
