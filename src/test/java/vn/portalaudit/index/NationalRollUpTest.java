package vn.portalaudit.index;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class NationalRollUpTest {
  private static Scheme scheme(List<Scheme.Item> items, List<Scheme.Part> pillars) {
    return new Scheme(
        "mau",
        "1",
        "Mẫu",
        null,
        items,
        List.of(),
        pillars,
        List.of(),
        new Scheme.Conditions(false, false, Set.of()));
  }

  private static Results results(Scheme scheme, int[][] points) {
    List<Agency> agencies = new ArrayList<>();
    for (int a = 0; a < points.length; a++) {
      agencies.add(new Agency("cq-" + a, "Cơ quan " + a, "g", Set.of()));
    }
    Figures.Builder builder = new Figures.Builder(scheme, agencies);
    for (int a = 0; a < points.length; a++) {
      for (int i = 0; i < points[a].length; i++) {
        if (points[a][i] >= 0) {
          builder.put(Column.SELF, a, i, BigDecimal.valueOf(points[a][i]), null);
        }
      }
    }
    return Results.of(builder.build(), Settings.PLAIN);
  }

  private static Scheme.Item item(String id, int max) {
    return Scheme.Item.of(id, id, BigDecimal.valueOf(max), List.of());
  }

  @Test
  void provincesAndMinistriesMakeTheCountry() {
    Scheme provinces =
        scheme(
            List.of(item("cqs.1", 40), item("kts.1", 30)),
            List.of(
                new Scheme.Part("cqs", "cqs", "Chính quyền số", null, null, List.of(0)),
                new Scheme.Part("kts", "kts", "Kinh tế số", null, null, List.of(1))));
    Scheme ministries = scheme(List.of(item("1", 50)), List.of());
    NationalRollUp rolled =
        NationalRollUp.of(
            results(provinces, new int[][] {{40, 15}, {20, -1}}),
            results(ministries, new int[][] {{15}}));

    assertThat(rolled.indicators().getFirst().percent())
        .as("100, 50 and the ministry's 30 per cent")
        .isEqualByComparingTo("60");
    assertThat(rolled.indicators().getFirst().bodies()).isEqualTo(3);
    assertThat(rolled.pillars().get(1).percent())
        .as("of the one province that has points")
        .isEqualByComparingTo("50");
    assertThat(rolled.percent())
        .isEqualByComparingTo(
            new BigDecimal("3900")
                .divide(BigDecimal.valueOf(70), 20, java.math.RoundingMode.HALF_EVEN));
  }

  @Test
  void whatNobodyHasLeavesTheWholeOpen() {
    Scheme provinces = scheme(List.of(item("cqs.1", 40), item("kts.1", 30)), List.of());
    NationalRollUp rolled =
        NationalRollUp.of(
            results(provinces, new int[][] {{40, -1}}),
            results(scheme(List.of(item("1", 50)), List.of()), new int[][] {{15}}));

    assertThat(rolled.percent()).isNull();
    assertThat(rolled.indicators().get(1).percent()).isNull();
  }
}
