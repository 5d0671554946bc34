package vn.portalaudit;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.portalaudit.access.Role;
import vn.portalaudit.agent.Settings;
import vn.portalaudit.agent.SettingsFile;
import vn.portalaudit.store.AccountStore;
import vn.portalaudit.web.Answer;
import vn.portalaudit.web.DemoAccounts;
import vn.portalaudit.web.TestApplication;
import vn.portalaudit.web.TestClient;
import vn.portalaudit.web.access.Passwords;

/** A forgotten password, from the form over a letter by a server for mail to the next sign-in. */
class ForgottenPasswordTest {
  private static final String PUBLIC = "http://giamsat.example.gov.vn";
  private static final String NEW = "mưa rơi trên mái ngói cũ";

  @TempDir private Path folder;

  private final GreenMail post = new GreenMail(new ServerSetup(0, "127.0.0.1", "smtp"));

  @BeforeEach
  void serve() {
    post.start();
  }

  @AfterEach
  void stop() {
    post.stop();
  }

  private Settings settings(int port) throws IOException {
    Path file = folder.resolve("portal-audit.yml");
    Files.writeString(
        file,
        """
        mail:
          host: 127.0.0.1
          port: %d
          security: none
          from: giamsat@tinh.gov.vn
        access:
          second-factor: false
          public-url: %s
        """
            .formatted(port, PUBLIC));
    return SettingsFile.read(file, Map.of());
  }

  private static TestApplication start(Settings settings, Messaging messaging) {
    TestApplication app =
        TestApplication.start(
            settings.access(), InstantSource.system(), Objects.requireNonNull(messaging.letters()));
    assertThat(
            new AccountStore(app.database())
                .add(
                    new AccountStore.Draft(
                        "quen", "Đỗ Thị Quên", "quen@so.gov.vn", Set.of(Role.LEADER), null),
                    Passwords.hash(DemoAccounts.PASSWORD),
                    false))
        .isPresent();
    return app;
  }

  private static Answer ask(TestClient person, String login) {
    return person.submit("/quen-mat-khau", "/quen-mat-khau", "login", login);
  }

  @Test
  void theLetterLeadsToANewPasswordOnceAndEndsEveryOtherSession() throws Exception {
    Settings settings = settings(post.getSmtp().getPort());
    try (Messaging messaging = new Messaging(Home.folder(), settings);
        TestApplication app = start(settings, messaging)) {
      TestClient elsewhere = app.as("quen");
      TestClient person = app.anybody();

      assertThat(person.get("/dang-nhap").page().select("a[href=/quen-mat-khau]")).hasSize(1);
      assertThat(ask(person, "quen").location()).isEqualTo("/dang-nhap");
      assertThat(post.waitForIncomingEmail(20_000, 1)).isTrue();
      MimeMessage letter = post.getReceivedMessages()[0];
      assertThat(letter.getAllRecipients())
          .extracting(Object::toString)
          .containsExactly("quen@so.gov.vn");
      assertThat(letter.getFrom()[0].toString()).contains("giamsat@tinh.gov.vn");
      assertThat(letter.getSubject()).isEqualTo("Đặt lại mật khẩu Giám sát Cổng");
      String text = String.valueOf(letter.getContent());
      assertThat(text).contains("Chào Đỗ Thị Quên", "trong 30 phút");
      String path =
          text.lines()
              .filter(line -> line.startsWith(PUBLIC + "/dat-mat-khau/"))
              .findFirst()
              .orElseThrow()
              .strip()
              .substring(PUBLIC.length());

      assertThat(person.get(path).headers().get("Cache-Control")).contains("no-store");
      assertThat(elsewhere.get("/tai-khoan").status()).isEqualTo(200);
      assertThat(person.submit(path, path, "password", NEW, "again", NEW).location())
          .isEqualTo("/dang-nhap");

      assertThat(person.get(path).status()).isEqualTo(404);
      assertThat(elsewhere.get("/tai-khoan").location()).startsWith("/dang-nhap");
      assertThat(app.anybody().signIn("quen", DemoAccounts.PASSWORD).status()).isEqualTo(422);
      assertThat(person.signIn("quen", NEW).status()).isEqualTo(303);
      assertThat(person.get("/tai-khoan").text("main")).contains("Đỗ Thị Quên");
      assertThat(post.getReceivedMessages()).hasSize(1);
    }
  }

  @Test
  void whenTheServerForMailIsAwayTheAnswerIsTheSameAndTheLogSaysWhy() throws Exception {
    int nobody;
    try (ServerSocket socket = new ServerSocket(0)) {
      nobody = socket.getLocalPort();
    }
    Settings settings = settings(nobody);
    try (Messaging messaging = new Messaging(Home.folder(), settings);
        TestApplication app = start(settings, messaging)) {
      Answer known = ask(app.anybody(), "quen");
      Answer unknown = ask(app.anybody(), "khong-co-ai");

      assertThat(known.status()).isEqualTo(unknown.status()).isEqualTo(303);
      assertThat(known.location()).isEqualTo(unknown.location()).isEqualTo("/dang-nhap");
      TestClient administrator = app.as("quantri");
      String log = "/nhat-ky?tim=password.asked";
      long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
      while (!administrator.get(log).text("main").contains("chưa gửi được thư: ")) {
        assertThat(System.nanoTime()).as("the failure is told").isLessThan(end);
        LockSupport.parkNanos(50_000_000);
      }
      assertThat(app.as("quen").get("/tai-khoan").status()).isEqualTo(200);
    }
  }
}
