package vn.portalaudit.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import okhttp3.MediaType;
import okhttp3.MultipartBody;
import okhttp3.RequestBody;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import vn.portalaudit.access.Role;
import vn.portalaudit.access.Totp;
import vn.portalaudit.agent.Settings;
import vn.portalaudit.store.AccountStore;
import vn.portalaudit.store.Rechecks;
import vn.portalaudit.store.SignInStore;
import vn.portalaudit.web.access.Passwords;

/** The door under attack by many at once, by forged requests, and by letters. */
class AttackTest {
  private static final String NEW = "một câu hoàn toàn khác";
  private static final MovedClock CLOCK = new MovedClock();
  private static TestApplication app;

  @BeforeAll
  static void start() {
    app = TestApplication.start(access("http://giamsat.example.gov.vn"), CLOCK);
  }

  @AfterAll
  static void stop() {
    app.close();
  }

  private static Settings.Access access(String publicUrl) {
    return new Settings.Access(
        false, Duration.ofMinutes(30), Duration.ofHours(12), publicUrl, false, null);
  }

  private static AccountStore accounts() {
    return new AccountStore(app.database());
  }

  private static int made(String login, @Nullable String email, boolean mustChange, Role... roles) {
    return accounts()
        .add(
            new AccountStore.Draft(login, "Người " + login, email, Set.of(roles), null),
            Passwords.hash(DemoAccounts.PASSWORD),
            mustChange)
        .orElseThrow();
  }

  /** Runs the same at one time. */
  private static <T> List<T> atOnce(int times, Callable<T> what) throws Exception {
    try (ExecutorService threads = Executors.newFixedThreadPool(times)) {
      List<T> results = new ArrayList<>();
      for (Future<T> one : threads.invokeAll(java.util.Collections.nCopies(times, what))) {
        results.add(one.get());
      }
      return results;
    }
  }

  @Test
  void guessesThatAreSentAtOnceAreCountedLikeOthers() throws Exception {
    SignInStore door = new SignInStore(app.database());
    Instant now = CLOCK.instant();

    List<Boolean> looked =
        atOnce(12, () -> door.tried("account:nhieu-lan", now, 1).pause().isZero());

    assertThat(looked).filteredOn(one -> one).hasSize(5);
    assertThat(door.tried("account:nhieu-lan", now, 1).pause()).isPositive();
  }

  @Test
  void aLinkThatManyOpenAtOnceIsUsedByOne() throws Exception {
    int id = made("mot-lan", null, false, Role.LEADER);
    SignInStore door = new SignInStore(app.database());
    String token = door.link(SignInStore.LinkKind.RESET, id, Duration.ofMinutes(30));

    assertThat(atOnce(50, () -> door.use(token))).filteredOn(one -> one).hasSize(1);
  }

  @Test
  void ofManyWhoAskForAnAuditAtOnceOneIsHeard() throws Exception {
    Rechecks rechecks = new Rechecks(app.database());
    Instant now = CLOCK.instant();

    assertThat(atOnce(50, () -> rechecks.request(1, "baocao", now)))
        .filteredOn(Rechecks.Answer.Queued.class::isInstance)
        .hasSize(1);
    assertThat(
            app.database()
                .jdbc()
                .sql("select count(*) from work where portal_id = 1")
                .query(Integer.class)
                .single())
        .isEqualTo(1);
  }

  @Test
  void anotherSpellingOfALoginIsTheSameAccount() {
    made("cach-viet", null, false, Role.LEADER);
    for (String login :
        List.of("cach-viet", "CACH-VIET", " cach-viet ", "Cach-Viet", "\tcach-viet")) {
      app.anybody().signIn(login, "đoán mò một lần");
    }

    assertThat(app.anybody().signIn("cach-vieT", DemoAccounts.PASSWORD).text(".notice"))
        .contains("Hãy chờ");
  }

  @Test
  void theSessionIsAnotherOneAfterEachStepOfSigningIn() {
    int id = made("hai-buoc", null, false, Role.LEADER);
    TestClient person = app.as("hai-buoc");
    Answer enrolment = person.get("/tai-khoan/xac-thuc-hai-buoc");
    byte[] secret = SignInTest.decoded(enrolment.text("code.secret").replace(" ", ""));
    person.submit(
        "/tai-khoan/xac-thuc-hai-buoc",
        "/tai-khoan/xac-thuc-hai-buoc",
        "code",
        Totp.code(secret, CLOCK.instant()));
    CLOCK.on(Duration.ofSeconds(30));

    TestClient again = app.anybody();
    again.get("/dang-nhap");
    String before = again.cookie("phien");
    again.signIn("hai-buoc", DemoAccounts.PASSWORD);
    String between = again.cookie("phien");
    String code = Totp.code(secret, CLOCK.instant());
    String token = again.token("/dang-nhap/ma");
    again.post("/dang-nhap/ma", token, "code", code);
    String after = again.cookie("phien");

    assertThat(List.of(before, between, after)).doesNotHaveDuplicates();
    assertThat(again.get("/tai-khoan").status()).isEqualTo(200);
    for (int i = 0; i < 6; i++) {
      TestClient guesser = app.anybody();
      guesser.signIn("hai-buoc", DemoAccounts.PASSWORD);
      Answer answer =
          guesser.submit("/dang-nhap/ma", "/dang-nhap/ma", "code", i == 0 ? code : "00000" + i);
      assertThat(answer.text(".notice")).contains(i < 5 ? "Mã không đúng" : "Hãy chờ");
    }
    assertThat(accounts().find(id).orElseThrow().totpLastStep()).isPositive();
  }

  @Test
  void whoWasGivenAPasswordDoesNothingBeforeAnotherIsChosen() {
    made("moi-vao", null, true, Role.OPERATOR, Role.LEADER, Role.ADMINISTRATOR, Role.APPRAISER);
    TestClient person = app.anybody();
    assertThat(person.signIn("moi-vao", DemoAccounts.PASSWORD).status()).isEqualTo(303);
    String token = person.token("/tai-khoan/mat-khau");
    List<String> open = new ArrayList<>();
    for (RouteSamples.Route route : RouteSamples.of(app)) {
      String path = RouteSamples.with(route, "1");
      if (!route.api() && !path.matches("/(tai-khoan/mat-khau|dang-xuat|healthz|tai-san/.*)")) {
        Answer answer =
            route.method().name().equals("GET") ? person.get(path) : person.post(path, token);
        if (!answer.location().equals("/tai-khoan/mat-khau")) {
          open.add(route + " " + answer.status());
        }
      }
    }
    assertThat(open).isEmpty();

    try (BrowserPage page = BrowserPage.open(app.address(), 1280, false)) {
      page.open("/dang-nhap");
      page.fill("login", "moi-vao");
      page.fill("password", DemoAccounts.PASSWORD);
      page.press("Đăng nhập");
      page.open("/cong");
      assertThat(page.path()).isEqualTo("/tai-khoan/mat-khau");
      page.picture("mat-khau-dau");
      page.fill("old", DemoAccounts.PASSWORD);
      page.fill("password", "moi-vao moi-vao");
      page.fill("again", "moi-vao moi-vao");
      page.press("Đổi mật khẩu");
      assertThat(page.text()).contains("chỉ gồm tên");
      page.fill("old", DemoAccounts.PASSWORD);
      page.fill("password", NEW);
      page.fill("again", NEW);
      page.press("Đổi mật khẩu");
      // the answer has come before another page is asked for
      page.driver().findElement(By.xpath("//main//*[contains(text(), 'Đã đổi mật khẩu')]"));
      page.open("/cong");
      assertThat(page.path()).isEqualTo("/cong");
    }
  }

  @Test
  void aForgottenPasswordIsSetByALetterOnceAndWithinHalfAnHour() throws Exception {
    made("quen", "quen@so.example.gov.vn", false, Role.LEADER);
    TestClient elsewhere = app.as("quen");

    Answer known = ask("quen");
    TestApplication.Mailbox.Sent first = TestApplication.MAILBOX.next();
    Answer unknown = ask("khong-co-ai");
    ask("quen");
    TestApplication.Mailbox.Sent letter = TestApplication.MAILBOX.next();

    assertThat(unknown.status()).isEqualTo(known.status()).isEqualTo(303);
    assertThat(unknown.location()).isEqualTo(known.location()).isEqualTo("/dang-nhap");
    assertThat(letter.to()).isEqualTo("quen@so.example.gov.vn");
    assertThat(app.anybody().get(path(first)).status()).isEqualTo(404);
    TestClient person = app.anybody();
    String path = path(letter);
    assertThat(person.submit(path, path, "password", NEW, "again", NEW).location())
        .isEqualTo("/dang-nhap");
    assertThat(person.get(path).status()).isEqualTo(404);
    assertThat(elsewhere.get("/tai-khoan").location()).startsWith("/dang-nhap");
    assertThat(app.anybody().signIn("quen", NEW).status()).isEqualTo(303);
    assertThat(
            app.database()
                .jdbc()
                .sql(
                    "select count(*) from action_log where action = 'password.asked' and login ="
                        + " 'quen'")
                .query(Integer.class)
                .single())
        .isEqualTo(2);
    assertThat(
            app.database()
                .jdbc()
                .sql("select max(expires_at - made_at) from access_link where kind = 'reset'")
                .query(String.class)
                .single())
        .isEqualTo("00:30:00");
  }

  @Test
  void lettersForOnePersonAreFewAndTheirAddressIsNotTheRequests() throws Exception {
    made("bi-lam-phien", "phien@so.example.gov.vn", false, Role.LEADER);
    made("nguoi-sau", "sau@so.example.gov.vn", false, Role.LEADER);
    for (int i = 0; i < 4; i++) {
      TestClient stranger = app.anybody();
      String token = stranger.token("/quen-mat-khau");
      stranger.send(
          "POST",
          "/quen-mat-khau",
          new okhttp3.FormBody.Builder().add("_csrf", token).add("login", "bi-lam-phien").build(),
          "X-Forwarded-Host",
          "evil.example");
    }
    ask("nguoi-sau");

    List<String> to = new ArrayList<>();
    for (TestApplication.Mailbox.Sent sent = TestApplication.MAILBOX.next();
        !sent.to().startsWith("sau@");
        sent = TestApplication.MAILBOX.next()) {
      assertThat(sent.text()).contains("http://giamsat.example.gov.vn/dat-mat-khau/");
      assertThat(sent.text()).doesNotContain("evil");
      to.add(sent.to());
    }
    assertThat(to).hasSize(3);
  }

  @Test
  void theLetterIsInTheLanguageOfTheAccount() throws Exception {
    made("doc-tieng-anh", "anh@so.example.gov.vn", false, Role.LEADER);
    app.as("doc-tieng-anh").get("/ngon-ngu/en");
    ask("doc-tieng-anh");
    TestApplication.Mailbox.Sent letter = TestApplication.MAILBOX.next();
    while (!letter.to().startsWith("anh@")) {
      letter = TestApplication.MAILBOX.next();
    }
    assertThat(letter.subject()).isEqualTo("Reset your Portal Monitor password");
    assertThat(letter.text()).contains("open this link within 30 minutes");
    assertThat(app.anybody().get(path(letter)).status()).isEqualTo(200);
  }

  private static Answer ask(String login) {
    return app.anybody().submit("/quen-mat-khau", "/quen-mat-khau", "login", login);
  }

  private static String path(TestApplication.Mailbox.Sent letter) {
    return letter
        .text()
        .replaceFirst("(?s).*http://giamsat.example.gov.vn(/dat-mat-khau/\\S+).*", "$1");
  }

  @Test
  void withoutAMailServerTheAdministratorIsNamed() {
    TestClient stranger = TestApplication.shared().anybody();

    assertThat(stranger.get("/quen-mat-khau").status()).isEqualTo(404);
    assertThat(stranger.get("/dang-nhap").text("main")).contains("Quản trị viên");
    assertThat(app.anybody().get("/dang-nhap").page().select("a[href=/quen-mat-khau]")).hasSize(1);
  }

  @Test
  void aFormThatIsTooLargeIsToldInWords() {
    TestClient person = app.as("vanhanh");
    RequestBody body =
        new MultipartBody.Builder()
            .setType(MultipartBody.FORM)
            .addFormDataPart("_csrf", person.token("/nhap-danh-ba"))
            .addFormDataPart(
                "file",
                "to.xlsx",
                RequestBody.create(new byte[30_000_000], MediaType.get("application/zip")))
            .build();

    Answer answer = person.send("POST", "/nhap-danh-ba", body);

    assertThat(answer.status()).isEqualTo(413);
    assertThat(answer.text("main")).contains("lớn hơn 20 MB", "quay lại");
  }

  /** Without its token, which was not read, the form would look as if it were forged. */
  @Test
  void aFormOfTooMuchTextOrTooManyFieldsIsToldInWords() {
    TestClient person = app.as("vanhanh");
    String token = person.token("/bao-tri/moi");
    Answer text = person.post("/bao-tri/moi", token, "says", "a".repeat(3_000_000));
    assertThat(text.status()).isEqualTo(413);
    assertThat(text.text("main")).contains("quá nhiều chữ", "rút ngắn").doesNotContain("20 MB");

    MultipartBody.Builder parts = new MultipartBody.Builder().setType(MultipartBody.FORM);
    parts.addFormDataPart("_csrf", token);
    for (int i = 0; i < 200; i++) {
      parts.addFormDataPart("o" + i, "x");
    }
    Answer many = person.send("POST", "/nhap-danh-ba", parts.build());
    assertThat(many.status()).isEqualTo(413);
    assertThat(many.text("main")).contains("quá nhiều ô").doesNotContain("20 MB");
  }

  @Test
  void behindTlsEveryAnswerAsksForTlsAndCookiesGoNoOtherWay() {
    try (TestApplication tls =
        TestApplication.start(access("https://giamsat.example.gov.vn"), CLOCK)) {
      for (String path : List.of("/dang-nhap", "/khong-co", "/api/khong-co", "/trang-thai")) {
        assertThat(tls.anybody().get(path).headers().get("Strict-Transport-Security"))
            .as(path)
            .contains("max-age=63072000");
      }
      assertThat(tls.anybody().get("/dang-nhap").headers().values("Set-Cookie"))
          .allSatisfy(cookie ->
              assertThat(cookie)
                  .startsWith("__Host-")
                  .contains("Secure", "HttpOnly", "SameSite=Lax", "Path=/"));
    }
    assertThat(app.anybody().get("/dang-nhap").headers().get("Strict-Transport-Security")).isNull();
  }

  @Test
  void theHostOfARequestGetsNowhere() {
    for (String path : List.of("/cong", "/dang-nhap", "/trang-thai", "/du-lieu-mo", "/")) {
      Answer answer =
          app.anybody()
              .send(
                  "GET",
                  path,
                  null,
                  "X-Forwarded-Host",
                  "evil.example",
                  "X-Forwarded-Proto",
                  "https",
                  "Forwarded",
                  "host=evil.example");
      assertThat(answer.body() + answer.headers()).as(path).doesNotContain("evil.example");
    }
  }

  @Test
  void aRefusedLoginIsOneLineInTheLog() {
    app.anybody().signIn("ai\ndó\r\n2026 vanhanh đã vào", "sai sai sai sai");

    assertThat(
            app.database()
                .jdbc()
                .sql("select login from action_log where action = 'sign-in.failed'")
                .query(String.class)
                .list())
        .noneMatch(login -> login.matches("(?s).*[\\r\\n].*"))
        .anyMatch(login -> login.contains("đã vào"));
  }
}
