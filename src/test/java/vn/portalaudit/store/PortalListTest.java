package vn.portalaudit.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.text.Normalizer;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.portalaudit.domain.Reason;
import vn.portalaudit.monitor.ProbeResult.State;
import vn.portalaudit.monitor.Standing;
import vn.portalaudit.store.PortalList.Order;
import vn.portalaudit.store.PortalList.Row;
import vn.portalaudit.store.PortalList.Wanted;

class PortalListTest {
  private static final LocalDate TODAY = LocalDate.of(2026, 11, 22);
  private static final Instant NOW = Instant.parse("2026-11-22T01:00:00Z");
  private static final Database DATABASE = TestDatabase.fresh();
  private static final PortalList LIST = new PortalList(DATABASE);

  @BeforeAll
  static void portals() {
    SamplePortals.add(
        DATABASE, "Đà Nẵng", "Ân Thi", "Dương", "Ba Vì", "Ăn 100%", "An Giang", "Cổng đã đóng");
    JdbcClient jdbc = DATABASE.jdbc();
    jdbc.sql("update portal set valid_to = '2025-07-01' where id = 7").update();
    jdbc.sql("update portal set tags = array['y-te', 'mới'] where id in (1, 3)").update();
    jdbc.sql("insert into agency (code) values ('so-a'), ('so-b')").update();
    jdbc.sql(
            """
            insert into agency_version (agency_id, valid_from, valid_to, name, level, ranking_group)
            values (1, '2020-01-01', '2025-07-01', 'Sở cũ', 'so', 'huyen'),
              (1, '2025-07-01', null, 'Sở Y tế', 'so', 'so'), (2, '2020-01-01', null, 'Xã', 'xa', 'xa')
            """)
        .update();
    jdbc.sql(
            """
            insert into portal_owner (portal_id, agency_id, main, valid_to)
            values (1, 1, true, null), (2, 2, true, null), (3, 2, true, '2024-01-01'),
              (4, 1, false, null)
            """)
        .update();
    Standing down =
        new Standing(State.DOWN, NOW, Reason.CONNECT_REFUSED, NOW, 4, 0, true, null, null);
    Standing up = new Standing(State.UP, NOW, null, NOW, 0, 2, false, null, 120);
    Standing weak =
        new Standing(State.DEGRADED, NOW, Reason.TLS_CERTIFICATE, NOW, 0, 0, false, null, 80);
    new ProbeStore(DATABASE, Retention.STANDARD)
        .write(SamplePortals.leases(DATABASE), List.of(), Map.of(1, up, 2, down, 3, weak, 4, down));
    jdbc.sql("update portal_state set since = ? where portal_id = 4")
        .param(Rollup.at(NOW.minusSeconds(60)))
        .update();
    jdbc.sql(
            "update portal_state set up_24h = 1, up_30d = 0.5, up_90d = 0.25, last_points = 61.5,"
                + " last_max = 100, last_grade = 'Khá', spark = array[null, 0, 100]"
                + " where portal_id = 1")
        .update();
    jdbc.sql(
            "update portal_state set up_30d = 0.1, last_points = 9, last_max = 10"
                + " where portal_id = 2")
        .update();
  }

  @AfterAll
  static void close() {
    DATABASE.close();
  }

  private static List<String> titles(Wanted wanted, Order order) {
    return LIST.page(wanted, order, TODAY, 0, 100).rows().stream().map(Row::title).toList();
  }

  private static Wanted text(String text) {
    return new Wanted(Set.of(), null, null, text);
  }

  /**
   * Short pages are read in the order of an index as far as there are values, the last ones not.
   */
  @Test
  void pagesOfEveryOrderMakeUpTheWholeList() {
    for (Order order : Order.values()) {
      List<String> whole = titles(Wanted.ALL, order);
      for (int size = 1; size <= whole.size(); size++) {
        List<String> joined = new ArrayList<>();
        for (int from = 0; from < whole.size(); from += size) {
          LIST.page(Wanted.ALL, order, TODAY, from, size)
              .rows()
              .forEach(row -> joined.add(row.title()));
        }
        assertThat(joined).as(order + " by " + size).isEqualTo(whole);
      }
    }
  }

  @Test
  void sortsTitlesAsVietnameseDoesAndLeavesOutWhatHasEnded() {
    assertThat(titles(Wanted.ALL, Order.TITLE))
        .containsExactly("An Giang", "Ăn 100%", "Ân Thi", "Ba Vì", "Dương", "Đà Nẵng");
    assertThat(LIST.page(text("đóng"), Order.TITLE, LocalDate.of(2025, 6, 30), 0, 9).rows())
        .hasSize(1);
  }

  @Test
  void worstComesFirst() {
    assertThat(titles(Wanted.ALL, Order.STATE))
        .containsExactly("Ba Vì", "Ân Thi", "Dương", "An Giang", "Ăn 100%", "Đà Nẵng");
    assertThat(titles(Wanted.ALL, Order.AVAILABILITY)).startsWith("Ân Thi", "Đà Nẵng", "An Giang");
    assertThat(titles(Wanted.ALL, Order.SCORE)).startsWith("Đà Nẵng", "Ân Thi", "An Giang");
  }

  @Test
  void rowHasWhatTheListShows() {
    assertThat(LIST.page(text("da nang"), Order.TITLE, TODAY, 0, 10).rows())
        .containsExactly(
            new Row(
                1,
                "cong-1",
                "Đà Nẵng",
                "https://cong1.example/",
                List.of("y-te", "mới"),
                "Sở Y tế",
                State.UP,
                NOW,
                null,
                false,
                120,
                1.0,
                0.5,
                0.25,
                java.util.Arrays.asList(null, 0, 100),
                new BigDecimal("61.5000"),
                new BigDecimal("100.0000"),
                "Khá",
                null,
                NOW,
                true));
    Row never = LIST.page(text("an giang"), Order.TITLE, TODAY, 0, 10).rows().getFirst();
    assertThat(never.state()).isEqualTo(State.UNKNOWN);
    assertThat(never.since()).isNull();
    assertThat(never.up30d()).isNull();
    assertThat(never.spark()).isEmpty();
  }

  @Test
  void pagesAndCounts() {
    PortalList.Page second = LIST.page(Wanted.ALL, Order.TITLE, TODAY, 2, 3);

    assertThat(second.rows().stream().map(Row::title)).containsExactly("Ân Thi", "Ba Vì", "Dương");
    assertThat(second.total()).isEqualTo(6);
    assertThat(LIST.byState(Wanted.ALL, TODAY))
        .isEqualTo(Map.of(State.UP, 1, State.DOWN, 2, State.DEGRADED, 1, State.UNKNOWN, 2));
    assertThat(LIST.page(Wanted.ALL, Order.TITLE, TODAY, 100, 3).rows()).isEmpty();
  }

  @Test
  void filtersByStateTagAndGroupOfTheDay() {
    assertThat(titles(new Wanted(Set.of(State.DOWN, State.UP), null, null, null), Order.TITLE))
        .containsExactly("Ân Thi", "Ba Vì", "Đà Nẵng");
    assertThat(titles(new Wanted(Set.of(State.UNKNOWN), null, null, null), Order.TITLE))
        .containsExactly("An Giang", "Ăn 100%");
    assertThat(titles(new Wanted(Set.of(), "mới", null, null), Order.TITLE))
        .containsExactly("Dương", "Đà Nẵng");
    assertThat(titles(new Wanted(Set.of(), null, "so", null), Order.TITLE))
        .containsExactly("Đà Nẵng");
    assertThat(titles(new Wanted(Set.of(), null, "huyen", null), Order.TITLE)).isEmpty();
    assertThat(titles(new Wanted(Set.of(), null, "xa", null), Order.TITLE))
        .containsExactly("Ân Thi");
    assertThat(titles(new Wanted(Set.of(State.UP), "mới", "so", "nẵng"), Order.TITLE))
        .containsExactly("Đà Nẵng");
  }

  @Test
  void textIsFoundWithoutMarksInAnyOrderAndMeansNothingElse() {
    assertThat(titles(text("NANG da"), Order.TITLE)).containsExactly("Đà Nẵng");
    assertThat(titles(text(Normalizer.normalize("đà nẵng", Normalizer.Form.NFD)), Order.TITLE))
        .containsExactly("Đà Nẵng");
    assertThat(titles(text("cong3.example"), Order.TITLE)).containsExactly("Dương");
    assertThat(titles(text("100%"), Order.TITLE)).containsExactly("Ăn 100%");
    assertThat(titles(text("%"), Order.TITLE)).containsExactly("Ăn 100%");
    assertThat(titles(text("_"), Order.TITLE)).isEmpty();
    assertThat(titles(text("\\"), Order.TITLE)).isEmpty();
    assertThat(titles(text("' or true --"), Order.TITLE)).isEmpty();
    assertThat(titles(text("  "), Order.TITLE)).hasSize(6);
  }
}
