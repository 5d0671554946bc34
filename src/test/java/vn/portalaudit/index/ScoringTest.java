package vn.portalaudit.index;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.portalaudit.report.IndexExplanation;
import vn.portalaudit.sheet.Problem;

/** Reported values become points by the rule that the set declares. */
final class ScoringTest {
  private static final BigDecimal MOST = BigDecimal.TEN;

  @TempDir private Path folder;

  private static Scoring.Rule rule(String name) {
    return switch (name) {
      case "linear" -> new Scoring.Linear(number("20"), number("80"));
      case "falling" -> new Scoring.Linear(number("30"), number("0"));
      case "ratio" -> new Scoring.Ratio(number("100"));
      case "steps" ->
          new Scoring.Steps(
              List.of(
                  new Scoring.Step(number("90"), number("10")),
                  new Scoring.Step(number("50"), number("4"))));
      case "half" -> new Scoring.HalfPoints();
      default -> new Scoring.Threshold(number("60"));
    };
  }

  private static BigDecimal number(String digits) {
    return new BigDecimal(digits);
  }

  @ParameterizedTest
  @CsvSource({
    "linear, 20, 0",
    "linear, 50, 5",
    "linear, 80, 10",
    "linear, 95, 10",
    "linear, 3, 0",
    "falling, 0, 10",
    "falling, 15, 5",
    "falling, 40, 0",
    "ratio, 0, 0",
    "ratio, 33, 3.3",
    "ratio, 130, 10",
    "steps, 90, 10",
    "steps, 89.999, 4",
    "steps, 50, 4",
    "steps, 49, 0",
    "half, 0, 0",
    "half, 0.2, 5",
    "half, 1, 10",
    "threshold, 59.9, 0",
    "threshold, 60, 10"
  })
  void aRuleGivesThePointsThatItSays(String name, String value, String points) {
    assertThat(rule(name).points(number(value), MOST)).isEqualByComparingTo(points);
  }

  @ParameterizedTest
  @CsvSource({"linear", "falling", "ratio", "steps", "half", "threshold"})
  void pointsStayWithinTheMaximumAndFollowTheValue(String name) {
    Random random = new Random(742);
    List<BigDecimal> values = new ArrayList<>();
    for (int i = 0; i < 2_000; i++) {
      values.add(BigDecimal.valueOf(random.nextInt(-20_000, 200_000), 3));
    }
    values.sort(Comparator.naturalOrder());
    boolean falls = name.equals("falling");
    BigDecimal before = falls ? MOST : BigDecimal.ZERO;
    for (BigDecimal value : values) {
      BigDecimal points = rule(name).points(value, MOST);
      assertThat(points).as("%s of %s", name, value).isBetween(BigDecimal.ZERO, MOST);
      assertThat(points.compareTo(before) * (falls ? -1 : 1)).isGreaterThanOrEqualTo(0);
      before = points;
    }
  }

  @Test
  void aValueWithoutPointsIsScoredAndExplained() throws IOException {
    Scheme scheme = scheme();
    Files.writeString(
        folder.resolve("agencies.csv"), "agency,name,group\nso-a,Sở A,so\nso-b,Sở B,so\n");
    Files.writeString(
        folder.resolve("self.csv"),
        "agency,indicator,points,value,note\nso-a,1.1,,85.5,báo cáo\nso-b,1.1,4,60,\n");
    FiguresReader.Read read =
        FiguresReader.read(
            folder,
            new FiguresReader.Subject(scheme, all -> List.of(), null),
            file -> {
              throw new IOException("no audits");
            });

    assertThat(read.problems()).isEmpty();
    Figures figures = Objects.requireNonNull(read.figures());
    assertThat(figures.points(Column.SELF, 0, 0)).isEqualByComparingTo("4.275");
    assertThat(figures.points(Column.SELF, 1, 0)).isEqualByComparingTo("4");
    assertThat(read.warnings())
        .extracting(Problem::line)
        .singleElement()
        .asString()
        .contains("self.csv:3")
        .contains("khác 3 điểm mà quy tắc chấm");
    assertThat(String.join("\n", IndexExplanation.lines(Results.of(figures, Settings.PLAIN), 0, 0)))
        .contains("giá trị 85,5 %, tỷ lệ: giá trị chia 100, nhân điểm tối đa; báo cáo");
  }

  private static Scheme scheme() {
    Scheme.Item item =
        new Scheme.Item(
            "1.1",
            "Tỷ lệ văn bản điện tử",
            number("5"),
            List.of(),
            java.util.Set.of(),
            java.util.Set.of(),
            java.util.Map.of(),
            new Scoring("%", rule("ratio")));
    return new Scheme(
        "bo-mau",
        "2026.1",
        "Bộ mẫu",
        number("5"),
        List.of(item),
        List.of(new Scheme.Part("g", "1", "Một", number("5"), 1, List.of(0))),
        List.of(),
        List.of(),
        new Scheme.Conditions(false, false, java.util.Set.of()));
  }
}
