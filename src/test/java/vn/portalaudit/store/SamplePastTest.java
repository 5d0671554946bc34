package vn.portalaudit.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import vn.portalaudit.monitor.Grid;

/** The invented past of the demonstration looks like a real one to whoever reads it. */
class SamplePastTest {
  private static final Instant NOW = Instant.parse("2026-11-25T03:00:00Z");

  @Test
  void ninetyDaysAreThereOnceWithTheirOutages() {
    try (Database database = TestDatabase.fresh()) {
      database
          .jdbc()
          .sql(
              """
              insert into portal (code, title, kind, root_url)
              select 'cong-' || n, 'Cổng ' || n, 'so', 'https://c' || n || '.example.gov.vn/'
              from generate_series(1, 2) n
              """)
          .update();
      SamplePast past = new SamplePast(database);

      assertThat(past.lay(NOW)).isTrue();
      assertThat(past.lay(NOW)).isFalse();

      LocalDate today = LocalDate.of(2026, 11, 25);
      PortalList.Page page =
          new PortalList(database)
              .page(PortalList.Wanted.ALL, PortalList.Order.TITLE, today, 0, 10);
      assertThat(page.rows()).hasSize(2);
      assertThat(page.rows()).allSatisfy(row -> assertThat(row.spark()).hasSize(90));
      assertThat(page.rows().get(0).up90d()).isEqualTo(1.0);
      assertThat(page.rows().get(1).up90d()).isLessThan(1.0);
      // a chart of 24 hours has no hole, and the watch finds none of its planned times missed
      assertThat(new PortalHistory(database).series(1, PortalHistory.Span.DAY, NOW))
          .hasSizeBetween(1438, 1440)
          .allSatisfy(point ->
              assertThat(point.at().toEpochMilli() % 60_000)
                  .isEqualTo(Grid.of(1, Duration.ofMinutes(1)).phaseMs()));
      // the last hour is settled some minutes after it is over
      assertThat(new Overview(database).hours(NOW)).hasSize(23);
      assertThat(new PublicStatus(database).troubles(NOW.minusSeconds(90L * 86_400), 2))
          .hasSizeBetween(3, 4)
          .allSatisfy(trouble -> assertThat(trouble.endsAt()).isNotNull());
      assertThat(new PublicStatus(database).troubles(NOW.minusSeconds(90L * 86_400), 1)).isEmpty();
    }
  }
}
