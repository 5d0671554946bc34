package vn.portalaudit.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import vn.portalaudit.schedule.Campaign;
import vn.portalaudit.schedule.QuietHours;
import vn.portalaudit.schedule.Timetable;
import vn.portalaudit.schedule.WorkKind;
import vn.portalaudit.store.Database;
import vn.portalaudit.store.TestDatabase;
import vn.portalaudit.store.WorkStore;

class OccasionsTest {
  private final Database database = TestDatabase.fresh();
  private final WorkStore queue = new WorkStore(database);

  private static Occasions.Plan tls(String cron) {
    return new Occasions.Plan(
        List.of(
            new Timetable(
                "mac-dinh",
                Duration.ofMinutes(5),
                Map.of(WorkKind.TLS, new Timetable.Rule(cron, Duration.ZERO)),
                QuietHours.NONE)),
        List.of());
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

    Occasions.start(
            database.dataSource(), queue, new Occasions.Plan(nothing, List.of()), UUID.randomUUID())
        .close();

    assertThat(rows("select count(*) from qrtz_triggers")).isZero();
  }

  @Test
  void aCampaignBringsOneAuditAPortalAtItsBeginningAndItsFiguresAfterItsEnd() {
    portals(3);
    LocalDate today = LocalDate.now(Timetable.VIETNAM);
    Campaign under =
        new Campaign("dot-1", null, today.minusDays(1), today.plusDays(9), Duration.ofHours(2));
    Campaign past =
        new Campaign("dot-0", null, today.minusDays(9), today.minusDays(2), Duration.ZERO);
    Occasions.Plan plan = new Occasions.Plan(tls("0 0 1 * * ?").timetables(), List.of(under, past));

    for (int i = 0; i < 2; i++) {
      try (Occasions started =
          Occasions.start(database.dataSource(), queue, plan, UUID.randomUUID())) {
        assertThat(started).isNotNull();
        until(() -> rows("select count(*) from work where slot like 'dot:%'") >= 6);
      }
    }

    assertThat(rows("select count(*) from work where slot = 'dot:dot-1' and kind = 'audit'"))
        .isEqualTo(3);
    assertThat(
            rows("select count(*) from work where slot = 'dot:dot-0' and kind = 'monthly-report'"))
        .isEqualTo(3);
    assertThat(rows("select count(*) from work where slot like 'dot:%'")).isEqualTo(6);

    Occasions.Plan none = new Occasions.Plan(plan.timetables(), List.of());
    Occasions.start(database.dataSource(), queue, none, UUID.randomUUID()).close();
    assertThat(rows("select count(*) from qrtz_job_details where job_group = 'campaigns'"))
        .isZero();
  }
}
