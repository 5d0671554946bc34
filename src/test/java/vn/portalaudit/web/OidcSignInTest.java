package vn.portalaudit.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import vn.portalaudit.access.Role;
import vn.portalaudit.agent.Settings;
import vn.portalaudit.store.AccountStore;
import vn.portalaudit.web.access.Passwords;

/** Signing in over a real OpenID provider, one that lies, and one that is away. */
class OidcSignInTest {
  private static final String START = "/dang-nhap/qua/oidc";
  private static TestApplication app;
  private static OpenIdProvider provider;
  private static Answer away;
  private static String issuer;

  @BeforeAll
  static void start() throws IOException {
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    issuer = "http://localhost:" + port;
    Settings.Oidc oidc =
        new Settings.Oidc(
            "Tài khoản công vụ tỉnh",
            issuer,
            OpenIdProvider.CLIENT,
            OpenIdProvider.SECRET,
            true,
            Set.of("mfa"));
    app =
        TestApplication.start(
            new Settings.Access(
                true, Duration.ofMinutes(30), Duration.ofHours(12), null, false, oidc),
            InstantSource.system());
    away = app.anybody().get(START);
    provider = OpenIdProvider.start(port, app.address());
  }

  @AfterAll
  static void stop() {
    provider.close();
    app.close();
  }

  private static int account(
      String login, @Nullable String email, Role role, @Nullable String subject) {
    AccountStore accounts = new AccountStore(app.database());
    int id =
        accounts
            .add(
                new AccountStore.Draft(login, "Người " + login, email, Set.of(role), null),
                Passwords.hash(DemoAccounts.PASSWORD),
                false)
            .orElseThrow();
    if (subject != null) {
      accounts.link(id, issuer, subject);
    }
    return id;
  }

  /** The way there and back; what the application answers in the end. */
  private static Answer walk(TestClient here, String person, String wanted) {
    return here.get(there(here, person, wanted));
  }

  /** The way there; the path on which the provider sends back. */
  private static String there(TestClient here, String person, String wanted) {
    Answer sent = here.get(START + "?tiep=" + wanted);
    assertThat(sent.status()).isEqualTo(302);
    TestClient browser = provider.anybody();
    browser.get(sent.location());
    browser.submit("/login", "/login", "username", person, "password", OpenIdProvider.PASSWORD);
    return browser.get(sent.location()).location();
  }

  private static String refusal(TestClient here, Answer answer) {
    assertThat(answer.location()).isEqualTo("/dang-nhap");
    assertThat(here.get("/tai-khoan").location()).startsWith("/dang-nhap");
    return here.get("/dang-nhap").text(".notice");
  }

  @Test
  void aProviderThatIsAwayIsToldAndPasswordsStillWork() {
    assertThat(away.status()).isEqualTo(503);
    assertThat(away.text(".notice")).contains("Chưa kết nối được");
    assertThat(app.anybody().signIn("lanhdao", DemoAccounts.PASSWORD).status()).isEqualTo(303);
  }

  @Test
  void theRequestCarriesStateNonceAndProofOfTheKey() {
    assertThat(app.anybody().get(START).location())
        .contains("response_type=code", "state=", "nonce=", "code_challenge_method=S256")
        .contains("scope=openid%20email", "client_id=" + OpenIdProvider.CLIENT);
  }

  @Test
  void whoIsLinkedComesWhereTheyWantedInANewSession() {
    account("an", null, Role.LEADER, "s-an");
    TestClient here = app.anybody();
    String back = there(here, "s-an", "/cong");
    String before = here.cookie("phien");

    Answer answer = here.get(back);

    assertThat(answer.location()).isEqualTo("/cong");
    assertThat(here.cookie("phien")).isNotEqualTo(before);
    assertThat(here.get("/cong").status()).isEqualTo(200);
    assertThat(here.get(back).location()).as("used twice").isEqualTo("/dang-nhap");
  }

  @Test
  void whoNobodyKnowsIsGivenNoAccount() {
    TestClient here = app.anybody();
    int before = accounts();

    String says = refusal(here, walk(here, "s-la", ""));

    assertThat(says).contains("chưa gắn", "s-la");
    assertThat(accounts()).isEqualTo(before);
    assertThat(here.get("/dang-nhap").text(".notice")).isEmpty();
  }

  private static int accounts() {
    return app.database().jdbc().sql("select count(*) from account").query(Integer.class).single();
  }

  @Test
  void anAdministratorLinksAndUnlinksAnAccount() {
    account("binh", null, Role.LEADER, null);
    account("quan-tri-moi", null, Role.ADMINISTRATOR, "s-quantri");
    provider.says("s-quantri", claims -> claims.claim("amr", List.of("pwd", "mfa")));
    TestClient administrator = app.anybody();
    walk(administrator, "s-quantri", "");

    Answer page = administrator.get("/nguoi-dung/binh");
    assertThat(page.text("main")).contains("Tài khoản công vụ tỉnh");
    String path = "/nguoi-dung/binh/dinh-danh";
    assertThat(administrator.submit("/nguoi-dung/binh", path, "subject", "s-quantri").status())
        .isEqualTo(409);
    administrator.submit("/nguoi-dung/binh", path, "subject", "s-binh");
    TestClient here = app.anybody();
    assertThat(walk(here, "s-binh", "/cong").location()).isEqualTo("/cong");
    administrator.submit("/nguoi-dung/binh", path, "subject", "");
    assertThat(here.get("/cong").location()).startsWith("/dang-nhap");
    TestClient again = app.anybody();
    assertThat(refusal(again, walk(again, "s-binh", ""))).contains("chưa gắn");
  }

  @Test
  void aVerifiedAddressLinksOneAccountAndAnUnverifiedNone() {
    account("chi", "chi@so.example.gov.vn", Role.LEADER, null);
    account("doi-1", "doi@so.example.gov.vn", Role.LEADER, null);
    account("doi-2", "Doi@so.example.gov.vn", Role.LEADER, null);
    mail("s-chi-gia", "chi@so.example.gov.vn", false);
    mail("s-chi", "CHI@so.example.gov.vn", true);
    mail("s-doi", "doi@so.example.gov.vn", true);

    for (String person : List.of("s-chi-gia", "s-doi")) {
      TestClient here = app.anybody();
      assertThat(refusal(here, walk(here, person, ""))).contains("chưa gắn");
    }
    assertThat(walk(app.anybody(), "s-chi", "/cong").location()).isEqualTo("/cong");
    mail("s-chi", "khac@so.example.gov.vn", false);
    assertThat(walk(app.anybody(), "s-chi", "/cong").location()).isEqualTo("/cong");
  }

  private static void mail(String person, String address, boolean verified) {
    provider.says(
        person, claims -> claims.claim("email", address).claim("email_verified", verified));
  }

  @Test
  void aSecondFactorOfTheProviderCountsOnlyWhereItSaysSo() {
    account("dung", null, Role.OPERATOR, "s-dung");
    TestClient weak = app.anybody();
    walk(weak, "s-dung", "/cong");
    assertThat(weak.get("/cong").location()).isEqualTo("/tai-khoan/xac-thuc-hai-buoc");

    provider.says("s-dung", claims -> claims.claim("amr", List.of("pwd", "mfa")));
    TestClient strong = app.anybody();
    walk(strong, "s-dung", "/cong");
    assertThat(strong.get("/cong").status()).isEqualTo(200);
  }

  @Test
  void aClosedAccountStaysClosed() {
    int id = account("dong", null, Role.LEADER, "s-dong");
    new AccountStore(app.database()).disabled(id, true);
    TestClient here = app.anybody();

    assertThat(refusal(here, walk(here, "s-dong", ""))).contains("chưa gắn");
  }

  @Test
  void whatTheProviderDidNotSayForThisVisitIsRefused() {
    account("gian", null, Role.LEADER, "s-gian");
    provider.says("s-gian", claims -> claims.claim("nonce", "của lần khác"));
    refused("s-gian");
    provider.says("s-gian", claims -> claims.issuer("https://evil.example"));
    refused("s-gian");
    provider.says("s-gian", claims -> claims.audience(List.of("ung-dung-khac")));
    refused("s-gian");
    provider.says("s-gian", claims -> {});
    provider.signsByAnotherKey(true);
    refused("s-gian");
    provider.signsByAnotherKey(false);
    assertThat(walk(app.anybody(), "s-gian", "/cong").location()).isEqualTo("/cong");
  }

  private static void refused(String person) {
    TestClient here = app.anybody();
    assertThat(refusal(here, walk(here, person, ""))).contains("không thành");
  }

  @Test
  void anAnswerForAnotherBrowserOrAnotherStateIsRefused() {
    account("hai", null, Role.LEADER, "s-hai");
    TestClient attacker = app.anybody();
    String back = there(attacker, "s-hai", "");
    TestClient victim = app.anybody();

    assertThat(refusal(victim, victim.get(back))).contains("không thành");
    assertThat(refusal(attacker, attacker.get(back.replaceFirst("state=.....", "state=xxxxx"))))
        .contains("không thành");
    assertThat(app.anybody().get("/dang-nhap/ve/oidc").location()).isEqualTo("/dang-nhap");
  }

  @Test
  void theAddressAfterwardsIsOneOfThisServer() {
    account("khanh", null, Role.LEADER, "s-khanh");

    assertThat(walk(app.anybody(), "s-khanh", "//evil.example").location())
        .isEqualTo("/bang-dieu-hanh");
  }

  @Test
  void inABrowserTheButtonLeadsThereAndBackAndOutOfBoth() {
    account("lan", null, Role.LEADER, "s-lan");
    try (BrowserPage page = BrowserPage.open(app.address(), 1280, false)) {
      page.open("/dang-nhap");
      assertThat(page.axe()).isEmpty();
      page.picture("dang-nhap-oidc");
      page.follow("Đăng nhập bằng Tài khoản công vụ tỉnh");
      page.driver().findElement(By.name("username")).sendKeys("s-lan");
      page.driver().findElement(By.name("password")).sendKeys(OpenIdProvider.PASSWORD);
      page.driver().findElement(By.cssSelector("button[type=submit]")).click();
      page.find("details.who");
      assertThat(page.path()).startsWith("/bang-dieu-hanh");

      page.script("document.querySelector('form[action=\"/dang-xuat\"]').requestSubmit()");
      assertThat(page.find("main").getText()).contains("vẫn còn đăng nhập ở");
      page.picture("da-dang-xuat");
      page.follow("Đăng xuất cả ở «Tài khoản công vụ tỉnh»");
      page.open("/dang-nhap");
      page.follow("Đăng nhập bằng Tài khoản công vụ tỉnh");
      assertThat(page.driver().findElements(By.name("username"))).hasSize(1);
    }
  }
}
