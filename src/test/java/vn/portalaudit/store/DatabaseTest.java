package vn.portalaudit.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;

class DatabaseTest {
  private static List<String> tables(Database database) {
    return database
        .jdbc()
        .sql("select tablename from pg_tables where schemaname = 'public' order by 1")
        .query(String.class)
        .list();
  }

  @Test
  void migratesFromEmptyAndASecondTimeDoesNothing() {
    try (Database database = TestDatabase.empty()) {
      assertThat(tables(database)).isEmpty();
      database.migrate();
      List<String> first = tables(database);
      assertThat(first).contains("portal", "work", "probe_result", "incident", "outbox");
      assertThat(database.flyway().migrate().migrationsExecuted).isZero();
      assertThat(tables(database)).isEqualTo(first);
    }
  }

  @Test
  void everyTestHasADatabaseOfItsOwn() {
    try (Database one = TestDatabase.fresh();
        Database two = TestDatabase.fresh()) {
      one.jdbc().sql("insert into agency (code) values ('so-y-te')").update();
      assertThat(count(one)).isEqualTo(1);
      assertThat(count(two)).isZero();
    }
  }

  private static int count(Database database) {
    return database.jdbc().sql("select count(*) from agency").query(Integer.class).single();
  }

  @Test
  void failedTransactionLeavesNothing() {
    try (Database database = TestDatabase.fresh()) {
      assertThatThrownBy(() ->
              database.within(jdbc -> {
                jdbc.sql("insert into agency (code) values ('so-y-te')").update();
                throw new IllegalStateException("stop");
              }))
          .hasMessage("stop");
      assertThat(count(database)).isZero();
    }
  }

  @Test
  void changedMigrationIsToldAndNothingRuns() {
    try (Database database = TestDatabase.fresh()) {
      database
          .jdbc()
          .sql("update flyway_schema_history set checksum = 1 where version = '1'")
          .update();
      assertThatThrownBy(database::migrate)
          .isInstanceOf(StoreException.class)
          .hasMessageStartingWith("Không chuẩn bị được cơ sở dữ liệu: ")
          .satisfies(failure -> assertThat(Database.wasAway(failure)).isFalse());
    }
  }

  @Test
  void statementsAndWaitsForLocksAreCutOff() {
    try (Database database = TestDatabase.fresh()) {
      assertThat(database.jdbc().sql("show statement_timeout").query(String.class).single())
          .isEqualTo("30s");
      assertThat(database.jdbc().sql("show lock_timeout").query(String.class).single())
          .isEqualTo("10s");
    }
  }

  @Test
  void serverThatIsDownFailsCallsAndNotTheStart() {
    Database.Address nobody = new Database.Address("jdbc:postgresql://127.0.0.1:1/x", "u", "p");
    try (Database database = Database.external(nobody)) {
      assertThat(database.answers()).isFalse();
      assertThatThrownBy(() -> database.jdbc().sql("select 1").query().singleValue())
          .isInstanceOf(DataAccessException.class);
      assertThatThrownBy(database::migrate)
          .isInstanceOf(StoreException.class)
          .satisfies(failure -> assertThat(Database.wasAway(failure)).isTrue());
    }
  }

  @Test
  void onlyPostgresqlIsAccepted() {
    assertThatThrownBy(() -> Database.external(new Database.Address("jdbc:h2:mem:x", null, null)))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("jdbc:postgresql://");
  }

  @Test
  void addressShowsNoSecret() {
    assertThat(new Database.Address("jdbc:postgresql://h/d?password=p", "u", "secret").toString())
        .contains("//h/d")
        .doesNotContain("secret")
        .doesNotContain("password=p");
  }
}
