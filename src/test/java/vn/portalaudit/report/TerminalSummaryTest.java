package vn.portalaudit.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TerminalSummaryTest {
  private final TerminalSummary summary = new TerminalSummary(GoldenReportTest.REPORTS);

  @Test
  void linesFitEvenWithLongTitles() {
    List<String> lines = summary.lines(SampleReport.with(t -> t.repeat(9), u -> u), List.of());
    assertThat(lines).allSatisfy(line -> assertThat(Columns.width(line)).isLessThanOrEqualTo(100));
    assertThat(lines).anySatisfy(line -> assertThat(line).endsWith("…"));
  }

  @Test
  void columnsStayStraightWithDecomposedLetters() {
    List<String> lines =
        summary.lines(
            SampleReport.with(t -> Normalizer.normalize(t, Normalizer.Form.NFD), u -> u),
            List.of());
    assertThat(lines).isEqualTo(summary.lines(SampleReport.plain(), List.of()));
  }

  @Test
  void fileLocationsAreNeverCut() {
    Path file = Path.of("/" + "thu-muc-rat-dai/".repeat(12) + "result.json");
    assertThat(summary.lines(SampleReport.plain(), List.of(file)))
        .anySatisfy(line -> assertThat(line).endsWith(file.toString()));
  }

  @Test
  void mostProfitableFixStandsFirst() {
    List<String> lines = summary.lines(SampleReport.plain(), List.of());
    int heading = lines.indexOf("Việc nên sửa trước");
    assertThat(lines.get(heading + 1)).contains("+20").contains("A.2");
    assertThat(lines.get(heading + 2)).contains("+12,5").contains("B.1");
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0, 10, ░░░░░░░░░░",
    "10, 10, 10, ██████████",
    "5, 8, 10, █████▒▒▒░░",
    "0, 10, 10, ▒▒▒▒▒▒▒▒▒▒",
    "0, 0, 0, ░░░░░░░░░░",
  })
  void barsShowGivenUndecidedAndLost(String low, String high, String max, String bar) {
    assertThat(
            Columns.bar(new BigDecimal(low), new BigDecimal(high), new BigDecimal(max), 10))
        .isEqualTo(bar);
  }

  @ParameterizedTest
  @CsvSource({"Đặng, 4", "日本, 4", "ｆｕｌｌ, 8", "a😀b, 4", "한글, 4"})
  void widthsAreThoseOfATerminal(String text, int width) {
    assertThat(Columns.width(text)).isEqualTo(width);
    assertThat(Columns.width(Normalizer.normalize(text, Normalizer.Form.NFC))).isEqualTo(width);
    assertThat(Columns.width(Columns.left(text, 12))).isEqualTo(12);
    assertThat(Columns.width(Columns.right(text, 3))).isLessThanOrEqualTo(3);
  }
}
