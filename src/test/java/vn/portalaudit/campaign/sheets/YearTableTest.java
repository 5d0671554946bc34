package vn.portalaudit.campaign.sheets;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Years of one set stand beside each other in percent; a change of the set breaks the series. */
final class YearTableTest {
  private static YearTable.Published year(int year, String definition, String ranking) {
    return new YearTable.Published(
        year,
        "ky-" + year,
        "2026.1",
        definition,
        """
        {"number": 1, "decision": {"number": "1", "date": "2026-01-01", "signer": "A"},
         "agencies": {"so-a": "Sở A", "so-b": "Sở B", "so-c": "Sở C"},
         "result": {"groups": [{"group": "so", "ranking": [%s]}]}}
        """
            .formatted(ranking));
  }

  private static String line(String agency, int rank, String points, String most, String percent) {
    return """
    {"agency": "%s", "rank": %d, "points": %s, "maxPoints": %s, "percent": %s, "grade": null}
    """
        .formatted(agency, rank, points, most, percent);
  }

  private final YearTable table =
      YearTable.of(
          List.of(
              year(
                  2026,
                  "sha256:b",
                  line("so-b", 1, "450", "500", "90") + "," + line("so-a", 2, "400", "500", "80")),
              year(
                  2025,
                  "sha256:a",
                  line("so-a", 1, "340", "400", "85") + "," + line("so-c", 2, "200", "400", "50")),
              year(2024, "sha256:a", line("so-a", 1, "300", "400", "75"))));

  @Test
  void sharesAreComparedNotPoints() {
    YearTable.Row first =
        table.rows().stream().filter(row -> row.agency().equals("so-a")).findFirst().orElseThrow();

    // 400 of 500 after 340 of 400 is a loss
    assertThat(first.gained(0)).isEqualByComparingTo("-5");
    assertThat(first.gained(1)).isEqualByComparingTo("10");
    assertThat(first.gained(2)).isNull();
  }

  @Test
  void aYearWithAnotherDefinitionIsMarked() {
    assertThat(table.years())
        .extracting(YearTable.Year::broken)
        .containsExactly(true, false, false);
    assertThat(table.breaks()).contains("2026").doesNotContain("2025");
  }

  @Test
  void whoWasNotAssessedInAYearHasNothingThere() {
    assertThat(table.rows())
        .extracting(YearTable.Row::agency)
        .containsExactly("so-b", "so-a", "so-c");
    assertThat(table.rows().getLast().stood())
        .extracting(Optional::isPresent)
        .containsExactly(false, true, false);
    assertThat(new String(table.table("Bộ").csv(), StandardCharsets.UTF_8).lines().toList())
        .contains("so,so-c,Sở C,,,50,2,,");
  }
}
