package vn.portalaudit.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What was tried at the door does not pile up. */
class DoorTriesTest {
  private static final Instant NOW = Instant.parse("2026-11-26T03:00:00Z");

  @Test
  void failuresThatNoLongerCountAreForgottenAndThoseThatCountAreNot() {
    try (Database database = TestDatabase.fresh()) {
      SignInStore door = new SignInStore(database);
      door.tried("khong-co-ai", NOW.minus(Duration.ofDays(2)), 1);
      door.tried("con-tinh", NOW.minus(Duration.ofHours(2)), 1);

      new DoorTries(database).forget(NOW.minus(Duration.ofDays(1)));

      assertThat(
              database.jdbc().sql("select subject from sign_in_failure").query(String.class).list())
          .containsExactly("con-tinh");
      assertThat(door.tried("con-tinh", NOW, 1).failures()).isEqualTo(2);
    }
  }
}
