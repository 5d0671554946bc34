package vn.portalaudit.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import vn.portalaudit.schedule.QuietHours;
import vn.portalaudit.schedule.Timetable;
import vn.portalaudit.schedule.WorkKind;
import vn.portalaudit.store.Database;
import vn.portalaudit.store.TestDatabase;
import vn.portalaudit.store.WorkStore;

class OccasionsTest {
  private final Database database = TestDatabase.fresh();
  private final WorkStore queue = new WorkStore(database);

  private static List<Timetable> tls(String cron) {
    return List.of(
        new Timetable(
            "mac-dinh",
            Duration.ofMinutes(5),
            Map.of(WorkKind.TLS, new Timetable.Rule(cron, Duration.ZERO)),
            QuietHours.NONE));
  }

  private void portals(int count) {
    database
        .jdbc()
        .sql(
            "insert into portal (code, title, kind, root_url) select 'c-' || i, 'C', 'so',"
                + " 'https://c.example.vn/' from generate_series(1, :n) i")
        .param("n", count)
        .update();
  }

  private long rows(String sql) {
    return database.jdbc().sql(sql).query(Long.class).single();
  }

  private static void until(BooleanSupplier condition) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).isLessThan(end);
      Thread.onSpinWait();
    }
  }

  @Test
  void twoNodesFillTheQueueOnceAnOccasion() {
    portals(20);
    try (Occasions one =
            Occasions.start(database.dataSource(), queue, tls("* * * * * ?"), UUID.randomUUID());
        Occasions two =
            Occasions.start(database.dataSource(), queue, tls("* * * * * ?"), UUID.randomUUID())) {
      assertThat(one).isNotSameAs(two);
      until(() -> rows("select count(distinct slot) from work") >= 3);
    }

    assertThat(rows("select count(*) from work"))
        .isEqualTo(20 * rows("select count(distinct slot) from work"));
    assertThat(rows("select count(*) from work where kind <> 'tls'")).isZero();
  }

  @Test
  void whatWasMissedWhileNoNodeRanIsCaughtUpOnce() {
    portals(1);
    String daily = "0 0 1 * * ?";
    Occasions.start(database.dataSource(), queue, tls(daily), UUID.randomUUID()).close();
    database
        .jdbc()
        .sql("update qrtz_triggers set next_fire_time = next_fire_time - 3 * 86400000")
        .update();

    try (Occasions later =
        Occasions.start(database.dataSource(), queue, tls(daily), UUID.randomUUID())) {
      assertThat(later).isNotNull();
      until(() -> rows("select count(*) from work") > 0);
    }

    assertThat(rows("select count(*) from work")).isEqualTo(1);
  }

  @Test
  void aRuleThatIsTakenAwayFiresNoMore() {
    Occasions.start(database.dataSource(), queue, tls("0 0 1 * * ?"), UUID.randomUUID()).close();
    List<Timetable> nothing =
        List.of(new Timetable("mac-dinh", Duration.ofMinutes(5), Map.of(), QuietHours.NONE));

    Occasions.start(database.dataSource(), queue, nothing, UUID.randomUUID()).close();

    assertThat(rows("select count(*) from qrtz_triggers")).isZero();
  }
}
