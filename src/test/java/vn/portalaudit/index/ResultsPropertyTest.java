package vn.portalaudit.index;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import vn.portalaudit.report.IndexDocument;

/** What must be so of all figures; each failure names its seed. */
class ResultsPropertyTest {
  private static final int CASES = 300;

  private static Settings settings(int seed) {
    return new Settings("2025", Normalisation.values()[seed % 3], seed % 2 == 0);
  }

  @Test
  void totalsAreWhatTheirLeavesAddUpTo() {
    for (int seed = 0; seed < CASES; seed++) {
      Results results = results(seed);
      for (Results.RankingGroup group : results.groups()) {
        for (Standing standing : group.ranking()) {
          BigDecimal points = BigDecimal.ZERO;
          BigDecimal max = BigDecimal.ZERO;
          for (Standing.Score score : standing.scores()) {
            points = points.add(Objects.requireNonNullElse(score.points(), BigDecimal.ZERO));
            max = max.add(Objects.requireNonNull(score.maxPoints()));
          }
          String as = "seed " + seed + " " + standing.agency();
          assertThat(standing.maxPoints()).as(as).isEqualByComparingTo(max);
          assertThat(standing.points())
              .as(as)
              .isEqualByComparingTo(points.add(standing.bonus()).min(max));
          BigDecimal groups = BigDecimal.ZERO;
          for (Scheme.Part part : results.figures().scheme().groups()) {
            groups = groups.add(standing.tally(part).points());
          }
          assertThat(groups).as(as).isEqualByComparingTo(points);
        }
      }
    }
  }

  @Test
  void ranksFollowThePercentageAndTiesShareThem() {
    for (int seed = 0; seed < CASES; seed++) {
      for (Results.RankingGroup group : results(seed).groups()) {
        List<Standing> ranking = group.ranking();
        for (int i = 0; i < ranking.size(); i++) {
          BigDecimal percent = Objects.requireNonNull(ranking.get(i).percent());
          long better =
              ranking.stream()
                  .filter(other -> Objects.requireNonNull(other.percent()).compareTo(percent) > 0)
                  .count();
          assertThat(ranking.get(i).rank()).as("seed " + seed).isEqualTo((int) better + 1);
        }
      }
    }
  }

  @Test
  void orderOfAgenciesAndRowsNeverMatters() {
    for (int seed = 0; seed < CASES; seed++) {
      RandomFigures random = new RandomFigures(seed);
      Scheme scheme = random.scheme(12);
      List<Agency> agencies = random.agencies(9);
      List<RandomFigures.Value> values = random.values(scheme, agencies, 0.4);
      Results once = Results.of(RandomFigures.figures(scheme, agencies, values), settings(seed));
      Results again =
          Results.of(
              RandomFigures.figures(scheme, random.shuffled(agencies), random.shuffled(values)),
              settings(seed));

      assertThat(document(again)).as("seed " + seed).isEqualTo(document(once));
    }
  }

  @Test
  void morePointsNeverLowerAScoreNorARank() {
    for (int seed = 0; seed < CASES; seed++) {
      RandomFigures random = new RandomFigures(seed);
      Scheme scheme = random.scheme(12);
      List<Agency> agencies = random.agencies(9);
      Figures figures =
          RandomFigures.figures(scheme, agencies, random.values(scheme, agencies, 0.4));
      Results before = Results.of(figures, new Settings(null, Normalisation.NONE, seed % 2 == 0));
      int agency = random.below(9);
      int item = random.below(12);
      BigDecimal most = scheme.items().get(item).maxPoints(agencies.get(agency));
      if (!scheme.items().get(item).concerns(agencies.get(agency))) {
        continue;
      }
      Results after = before.with(Column.APPRAISED, agency, item, most, null);

      assertThat(after.standing(agency).points())
          .as("seed " + seed)
          .isGreaterThanOrEqualTo(before.standing(agency).points());
      assertThat(after.standing(agency).rank())
          .as("seed " + seed)
          .isLessThanOrEqualTo(before.standing(agency).rank());
    }
  }

  @Test
  void boundsHoldWhateverIsDecidedLater() {
    for (int seed = 0; seed < CASES; seed++) {
      RandomFigures random = new RandomFigures(seed);
      Scheme scheme = random.scheme(12);
      List<Agency> agencies = random.agencies(4);
      List<RandomFigures.Value> all = random.values(scheme, agencies, 0.9);
      List<RandomFigures.Value> some =
          all.stream().filter(value -> value.column() == Column.SELF).toList();
      List<RandomFigures.Value> fewer = some.subList(0, some.size() / 2);
      Results before = Results.of(RandomFigures.figures(scheme, agencies, fewer), Settings.PLAIN);
      Results later =
          Results.of(
              RandomFigures.figures(scheme, agencies, some),
              new Settings(null, Normalisation.NONE, true));
      for (int a = 0; a < agencies.size(); a++) {
        assertThat(later.standing(a).points())
            .as("seed " + seed)
            .isBetween(
                Objects.requireNonNull(before.standing(a).low()),
                Objects.requireNonNull(before.standing(a).high()));
      }
    }
  }

  @Test
  void oneChangeGivesWhatComputingAllAgainGives() {
    for (int seed = 0; seed < CASES; seed++) {
      RandomFigures random = new RandomFigures(seed);
      Scheme scheme = random.scheme(12);
      List<Agency> agencies = random.agencies(9);
      List<RandomFigures.Value> values = random.values(scheme, agencies, 0.5);
      Results results = Results.of(RandomFigures.figures(scheme, agencies, values), settings(seed));
      for (int change = 0; change < 5; change++) {
        int agency = random.below(9);
        int item = random.below(12);
        BigDecimal most = Objects.requireNonNull(scheme.items().get(item).maxPoints());
        results =
            results.with(
                Column.SELF, agency, item, random.below(4) == 0 ? null : random.points(most), null);
      }
      Results anew = Results.of(results.figures(), settings(seed));

      assertThat(document(results)).as("seed " + seed).isEqualTo(document(anew));
    }
  }

  @Test
  void normalisedColumnsHaveTheirBoundsAndMoments() {
    for (int seed = 0; seed < CASES; seed++) {
      Results results = results(seed);
      if (results.settings().normalisation() == Normalisation.NONE) {
        continue;
      }
      for (Results.RankingGroup group : results.groups()) {
        for (int i = 0; i < results.figures().scheme().items().size(); i++) {
          column(results, group, i, "seed " + seed);
        }
      }
    }
  }

  private static void column(Results results, Results.RankingGroup group, int item, String as) {
    List<BigDecimal> points = new ArrayList<>();
    for (Standing standing : group.ranking()) {
      BigDecimal counts = standing.score(item).points();
      if (counts != null) {
        points.add(counts);
      }
    }
    Spread spread = group.spread(item);
    if (spread == null || spread.constant()) {
      return;
    }
    if (results.settings().normalisation() == Normalisation.MIN_MAX) {
      BigDecimal max = results.figures().scheme().items().get(item).maxPoints();
      assertThat(points.stream().min(BigDecimal::compareTo).orElseThrow())
          .as(as)
          .isEqualByComparingTo("0");
      assertThat(points.stream().max(BigDecimal::compareTo).orElseThrow())
          .as(as)
          .isEqualByComparingTo(max);
    } else {
      BigDecimal sum = points.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
      BigDecimal squares =
          points.stream().map(x -> x.multiply(x)).reduce(BigDecimal.ZERO, BigDecimal::add);
      assertThat(sum.setScale(20, RoundingMode.HALF_EVEN)).as(as).isEqualByComparingTo("0");
      assertThat(squares.setScale(20, RoundingMode.HALF_EVEN))
          .as(as)
          .isEqualByComparingTo(String.valueOf(points.size()));
    }
  }

  private static String document(Results results) {
    StringWriter out = new StringWriter();
    try {
      IndexDocument.write(results, List.of(), out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toString();
  }

  private static Results results(int seed) {
    RandomFigures random = new RandomFigures(seed);
    Scheme scheme = random.scheme(12);
    List<Agency> agencies = random.agencies(9);
    return Results.of(
        RandomFigures.figures(scheme, agencies, random.values(scheme, agencies, 0.3)),
        settings(seed));
  }
}
