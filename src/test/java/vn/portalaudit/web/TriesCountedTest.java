package vn.portalaudit.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import vn.portalaudit.access.Totp;
import vn.portalaudit.agent.Settings;
import vn.portalaudit.alert.Tries;
import vn.portalaudit.alert.Tries.Way;
import vn.portalaudit.store.DoorTries;

/** Whatever can be guessed is counted: passwords, codes, letters, keys; refused tries too. */
class TriesCountedTest {
  private static final MovedClock CLOCK = new MovedClock();

  private static List<Tries> counted(TestApplication app, Way way, int failed) {
    DoorTries tries = new DoorTries(app.database());
    long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
    while (true) {
      List<Tries> found = tries.since(Instant.EPOCH).stream().filter(t -> t.way() == way).toList();
      if (found.stream().mapToInt(Tries::failed).sum() >= failed) {
        return found;
      }
      assertThat(System.nanoTime()).as(way + " " + found).isLessThan(end);
      LockSupport.parkNanos(50_000_000);
    }
  }

  @Test
  void eachWayIsCountedByAddressAndName() {
    Settings.Access access =
        new Settings.Access(
            false,
            Duration.ofMinutes(30),
            Duration.ofHours(12),
            "http://giamsat.example.gov.vn",
            false,
            null);
    try (TestApplication app = TestApplication.start(access, CLOCK)) {
      for (int i = 0; i < 8; i++) {
        app.anybody().signIn("Lanhdao ", "đoán lần " + i);
      }
      app.anybody().signIn("khong-co", "đoán");
      TestClient appraiser = app.as("thamdinh");
      String path = "/tai-khoan/xac-thuc-hai-buoc";
      byte[] secret = SignInTest.decoded(appraiser.get(path).text("code.secret").replace(" ", ""));
      appraiser.submit(path, path, "code", Totp.code(secret, CLOCK.instant()));
      TestClient thief = app.anybody();
      thief.signIn("thamdinh", DemoAccounts.PASSWORD);
      for (int i = 0; i < 6; i++) {
        thief.submit("/dang-nhap/ma", "/dang-nhap/ma", "code", "sai" + i);
      }
      app.anybody().submit("/quen-mat-khau", "/quen-mat-khau", "login", "baocao");
      for (String key : List.of("pa_1", "pa_2", "pa_2", "pa_3")) {
        assertThat(new ApiClient(app, key).get("/api/v1/portals").status()).isEqualTo(401);
      }
      app.anybody().send("GET", "/api/v1/portals", null, "Authorization", "Basic bGFuaGRhbzoxMjM=");

      List<Tries> passwords = counted(app, Way.PASSWORD, 9);
      assertThat(passwords)
          .filteredOn(t -> t.name().equals("lanhdao"))
          .singleElement()
          .satisfies(t -> {
            assertThat(t.known()).isTrue();
            assertThat(t.failed()).isEqualTo(8);
            assertThat(t.refused()).isEqualTo(3);
            assertThat(t.address()).matches("127.0.0.1|0:0:0:0:0:0:0:1|::1");
          });
      assertThat(passwords).filteredOn(t -> t.name().equals("khong-co") && !t.known()).hasSize(1);
      assertThat(counted(app, Way.CODE, 6))
          .singleElement()
          .satisfies(t -> {
            assertThat(t.name()).isEqualTo("thamdinh");
            assertThat(t.refused()).isEqualTo(1);
            assertThat(t.entered()).isZero();
          });
      assertThat(counted(app, Way.RESET, 1)).extracting(Tries::name).containsExactly("baocao");
      List<Tries> keys = counted(app, Way.KEY, 5);
      assertThat(keys).extracting(Tries::failed).containsExactly(2, 1, 1, 1);
      assertThat(keys.stream().map(Tries::name).collect(Collectors.joining()))
          .matches("[0-9a-f]{32}");
      assertThat(passwordsOf(app, "thamdinh").entered()).isEqualTo(1);
    }
  }

  private static Tries passwordsOf(TestApplication app, String login) {
    return new DoorTries(app.database())
        .since(Instant.EPOCH).stream()
            .filter(t -> t.way() == Way.PASSWORD && t.name().equals(login))
            .reduce((a, b) -> a)
            .orElseThrow();
  }
}
