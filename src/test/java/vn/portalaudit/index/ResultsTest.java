package vn.portalaudit.index;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import vn.portalaudit.domain.PointsBasis;
import vn.portalaudit.domain.Scorecard;
import vn.portalaudit.index.Scheme.Item;

class ResultsTest {
  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

  private static Scheme scheme(Item... items) {
    return new Scheme(
        "mau",
        "2026.1",
        "Bộ mẫu",
        null,
        List.of(items),
        List.of(
            new Scheme.Part(
                "1", "1", "Nhóm 1", null, null, IntStream.range(0, items.length).boxed().toList())),
        List.of(),
        List.of(
            new Scheme.Grade("Tốt", BigDecimal.valueOf(80)),
            new Scheme.Grade("Khá", BigDecimal.valueOf(65)),
            new Scheme.Grade("Yếu", BigDecimal.ZERO)),
        new Scheme.Conditions(true, false, Set.of()));
  }

  private static Item item(String id, int max, Column... declared) {
    return Item.of(id, id, BigDecimal.valueOf(max), List.of(declared));
  }

  private static List<Agency> agencies(int count) {
    List<Agency> agencies = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      agencies.add(new Agency("cq-" + i, "Cơ quan " + i, "so", Set.of()));
    }
    return agencies;
  }

  private static Figures column(Scheme scheme, String... points) {
    Figures.Builder builder = new Figures.Builder(scheme, agencies(points.length));
    for (int a = 0; a < points.length; a++) {
      if (!points[a].isEmpty()) {
        builder.put(Column.SELF, a, 0, new BigDecimal(points[a]), null);
      }
    }
    return builder.build();
  }

  private static Settings how(Normalisation normalisation) {
    return new Settings(null, normalisation, false);
  }

  @Test
  void equalsShareARankAndTheNextIsSkipped() {
    Results results = Results.of(column(scheme(item("1", 10)), "7", "9", "7", "3"), Settings.PLAIN);

    assertThat(results.groups().getFirst().ranking())
        .extracting(standing -> standing.agency().id(), Standing::rank)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("cq-1", 1),
            org.assertj.core.groups.Tuple.tuple("cq-0", 2),
            org.assertj.core.groups.Tuple.tuple("cq-2", 2),
            org.assertj.core.groups.Tuple.tuple("cq-3", 4));
  }

  @ParameterizedTest
  @CsvSource({"80, Tốt", "79.9999999999, Khá", "65, Khá", "64.99, Yếu", "0, Yếu"})
  void gradesAreOfUnroundedPoints(String points, String grade) {
    Results results = Results.of(column(scheme(item("1", 100)), points), Settings.PLAIN);

    assertThat(results.standing(0).grade()).contains(grade);
  }

  @Test
  void noDataIsUndecidedUntilClosing() {
    Figures figures =
        new Figures.Builder(scheme(item("1", 70), item("2", 30)), agencies(1))
            .put(Column.SELF, 0, 0, BigDecimal.valueOf(70), null)
            .build();
    Standing open = Results.of(figures, Settings.PLAIN).standing(0);
    Standing closed = Results.of(figures, new Settings(null, Normalisation.NONE, true)).standing(0);

    assertThat(open.points()).isEqualByComparingTo("70");
    assertThat(open.low()).isEqualByComparingTo("70");
    assertThat(open.high()).isEqualByComparingTo("100");
    assertThat(open.grade()).as("could still become Tốt").isEmpty();
    assertThat(open.score(1).points()).isNull();
    assertThat(closed.high()).isEqualByComparingTo("70");
    assertThat(closed.grade()).contains("Khá");
    assertThat(closed.score(1).source()).isEqualTo(Source.DEFAULT);
    assertThat(closed.score(1).points()).isEqualByComparingTo("0");
  }

  @ParameterizedTest
  @EnumSource(
      value = Column.class,
      names = {"SURVEY", "NETWORK", "EXPERTS", "PROVIDED", "MACHINE"})
  void appraisedComesBeforeDeclaredBeforeTheAgencysOwn(Column declared) {
    Figures.Builder builder =
        new Figures.Builder(scheme(item("1", 10, declared), item("2", 10)), agencies(1));
    for (int i = 0; i < 2; i++) {
      builder.put(Column.SELF, 0, i, BigDecimal.ONE, null);
      builder.put(declared, 0, i, BigDecimal.TWO, null);
    }
    Results results = Results.of(builder.build(), Settings.PLAIN);

    assertThat(results.standing(0).score(0).source()).isEqualTo(Source.of(declared));
    assertThat(results.standing(0).score(1).source())
        .as("a column that the set does not declare is only shown")
        .isEqualTo(Source.SELF);
    Results appraised = results.with(Column.APPRAISED, 0, 0, BigDecimal.TEN, null);
    assertThat(appraised.standing(0).score(0).source()).isEqualTo(Source.APPRAISED);
    assertThat(appraised.standing(0).points()).isEqualByComparingTo("11");
  }

  @Test
  void whatDoesNotConcernAnAgencyLeavesItsMaximumAndPercentagesAreCompared() {
    Scheme scheme =
        scheme(
            item("1", 380),
            new Item(
                "7.1",
                "Kinh tế số",
                BigDecimal.valueOf(20),
                List.of(),
                Set.of("kinh-te-so"),
                Set.of(),
                Map.of(),
                null));
    List<Agency> agencies =
        List.of(
            new Agency("a", "A", "so", Set.of()), new Agency("b", "B", "so", Set.of("kinh-te-so")));
    Figures figures =
        new Figures.Builder(scheme, agencies)
            .put(Column.SELF, 0, 0, BigDecimal.valueOf(190), null)
            .put(Column.SELF, 1, 0, BigDecimal.valueOf(190), null)
            .put(Column.SELF, 1, 1, BigDecimal.TEN, null)
            .build();
    Results results = Results.of(figures, Settings.PLAIN);

    assertThat(results.standing(0).maxPoints()).isEqualByComparingTo("380");
    assertThat(results.standing(1).maxPoints()).isEqualByComparingTo("400");
    assertThat(results.standing(0).percent()).isEqualByComparingTo("50");
    assertThat(results.standing(0).rank()).isEqualTo(1);
    assertThat(results.standing(1).rank()).as("200/400 is 190/380").isEqualTo(1);
    assertThat(results.standing(0).score(1).source()).isEqualTo(Source.INAPPLICABLE);
  }

  @Test
  void anotherScaleIsComparedByPercentageAndShownInPoints() {
    Scheme scheme =
        scheme(
            new Item(
                "3",
                "Hạ tầng số",
                HUNDRED,
                List.of(),
                Set.of(),
                Set.of(),
                Map.of("thang-450", BigDecimal.valueOf(50)),
                null));
    List<Agency> agencies =
        List.of(
            new Agency("a", "A", "truc-thuoc", Set.of()),
            new Agency("b", "B", "truc-thuoc", Set.of("thang-450")));
    Figures figures =
        new Figures.Builder(scheme, agencies)
            .put(Column.SELF, 0, 0, BigDecimal.valueOf(80), null)
            .put(Column.SELF, 1, 0, BigDecimal.valueOf(45), null)
            .build();
    Results results = Results.of(figures, Settings.PLAIN);

    assertThat(results.standing(1).points()).isEqualByComparingTo("45");
    assertThat(results.standing(1).maxPoints()).isEqualByComparingTo("50");
    assertThat(results.standing(1).rank()).isEqualTo(1);
  }

  @Test
  void minMaxSpreadsAColumnOverItsMaximum() {
    Results results =
        Results.of(column(scheme(item("1", 10)), "2", "5", "8", ""), how(Normalisation.MIN_MAX));

    assertThat(results.standing(0).points()).isEqualByComparingTo("0");
    assertThat(results.standing(1).points()).isEqualByComparingTo("5");
    assertThat(results.standing(2).points()).isEqualByComparingTo("10");
    assertThat(results.standing(1).plain()).isEqualByComparingTo("5");
    assertThat(results.standing(3).score(0).points()).isNull();
  }

  @Test
  void zScoreCountsStandardDeviationsOfThePopulation() {
    Results results =
        Results.of(column(scheme(item("1", 10)), "2", "4", "9"), how(Normalisation.Z_SCORE));
    double mean = 5;
    double deviation = Math.sqrt((9 + 1 + 16) / 3.0);

    assertThat(results.standing(2).points().doubleValue())
        .isCloseTo((9 - mean) / deviation, org.assertj.core.data.Offset.offset(1e-12));
  }

  @ParameterizedTest
  @CsvSource({"MIN_MAX, 4", "Z_SCORE, 0"})
  void aConstantColumnAndASingleAgencyAreDefined(Normalisation how, String expected) {
    Results constant = Results.of(column(scheme(item("1", 10)), "4", "4"), how(how));
    Results single = Results.of(column(scheme(item("1", 10)), "4"), how(how));

    assertThat(constant.standing(1).points()).isEqualByComparingTo(expected);
    assertThat(single.standing(0).points()).isEqualByComparingTo(expected);
  }

  @Test
  void thirdsThatMakeAWholeTieWithIt() {
    Scheme scheme = scheme(item("1", 1), item("2", 1), item("3", 1), item("4", 3));
    Figures.Builder builder = new Figures.Builder(scheme, agencies(4));
    String[][] points = {
      {"1", "1", "1", "0"}, {"0", "0", "0", "3"}, {"3", "3", "3", "0"}, {"0", "0", "0", "0"}
    };
    for (int a = 0; a < 3; a++) {
      for (int i = 0; i < 4; i++) {
        builder.put(Column.SELF, a, i, new BigDecimal(points[a][i]), null);
      }
    }
    // of each of the first three columns agency 0 has one third of the spread: 1/3 + 1/3 + 1/3
    builder.put(Column.SELF, 3, 3, BigDecimal.ONE, null);
    Results results = Results.of(builder.build(), how(Normalisation.MIN_MAX));

    assertThat(results.standing(0).rank()).isEqualTo(results.standing(3).rank());
  }

  @Test
  void incentivePointsComeAfterNormalisingAndNeverExceedTheMaximum() {
    Figures figures =
        new Figures.Builder(scheme(item("1", 10)), agencies(2))
            .put(Column.SELF, 0, 0, BigDecimal.valueOf(8), null)
            .put(Column.SELF, 1, 0, BigDecimal.valueOf(6), null)
            .bonus(0, BigDecimal.valueOf(5), "sáng kiến")
            .bonus(1, BigDecimal.valueOf(3), "sáng kiến")
            .build();

    assertThat(Results.of(figures, Settings.PLAIN).standing(0).points()).isEqualByComparingTo("10");
    assertThat(Results.of(figures, how(Normalisation.MIN_MAX)).standing(1).points())
        .as("0 of the spread, then 3")
        .isEqualByComparingTo("3");
  }

  @Test
  void fewerThanHalfIsProposedAndOnlyAPersonExcludes() {
    Scheme scheme = scheme(item("1", 10), item("2", 10));
    Figures.Builder builder = new Figures.Builder(scheme, agencies(4));
    for (int a = 0; a < 4; a++) {
      builder.put(Column.SELF, a, 0, BigDecimal.TEN, null);
    }
    builder.put(Column.SELF, 0, 1, BigDecimal.ONE, null);
    Results proposed = Results.of(builder.build(), Settings.PLAIN);
    Results half =
        Results.of(proposed.figures(), Settings.PLAIN).with(Column.SELF, 1, 1, HUNDRED, null);

    assertThat(proposed.proposedExclusions())
        .containsExactly(new Results.Proposal(1, new BigDecimal("0.2500")));
    assertThat(proposed.standing(0).maxPoints()).as("not excluded").isEqualByComparingTo("20");
    assertThat(half.proposedExclusions()).as("exactly half").isEmpty();
    Results excluded =
        Results.of(builder.exclude(1, "Nguyễn Văn An", "khách quan").build(), Settings.PLAIN);
    assertThat(excluded.standing(0).maxPoints()).isEqualByComparingTo("10");
    assertThat(excluded.standing(0).points()).isEqualByComparingTo("10");
    assertThat(excluded.proposedExclusions()).isEmpty();
  }

  @Test
  void pillarsThatShareAGroupAreNeverAdded() {
    Item[] items = {item("1", 250), item("2", 200), item("3", 200), item("4", 200)};
    Scheme scheme =
        new Scheme(
            "mau",
            "1",
            "Huyện",
            BigDecimal.valueOf(850),
            List.of(items),
            IntStream.range(0, 4)
                .mapToObj(i -> new Scheme.Part("n" + i, "n" + i, "", null, null, List.of(i)))
                .toList(),
            IntStream.range(1, 4)
                .mapToObj(i -> new Scheme.Part("t" + i, "t" + i, "", null, null, List.of(0, i)))
                .toList(),
            List.of(),
            new Scheme.Conditions(false, false, Set.of()));
    Figures.Builder builder = new Figures.Builder(scheme, agencies(1));
    for (int i = 0; i < 4; i++) {
      builder.put(Column.SELF, 0, i, HUNDRED, null);
    }
    Standing standing = Results.of(builder.build(), Settings.PLAIN).standing(0);

    assertThat(standing.points()).isEqualByComparingTo("400");
    assertThat(standing.maxPoints()).isEqualByComparingTo("850");
    assertThat(scheme.pillars())
        .allSatisfy(pillar -> {
          assertThat(standing.tally(pillar).points()).isEqualByComparingTo("200");
          assertThat(standing.tally(pillar).maxPoints()).isEqualByComparingTo("450");
        });
  }

  @Test
  void theMachineProposesNothingBelowItsCoverageAndSaysWhy() {
    Feed feed = new Feed(0, "mau-cong", List.of(), new BigDecimal("0.9"));

    Feed.Proposal nothing = feed.propose(List.of(card("60", "80")), BigDecimal.valueOf(5));
    Feed.Proposal share = feed.propose(List.of(card("60", "95")), BigDecimal.valueOf(5));

    assertThat(nothing.points()).isNull();
    assertThat(nothing.says())
        .isEqualTo(
            "máy không đề xuất: mới xác định được 80% số điểm của phiếu «mau-cong», cần ít nhất"
                + " 90%");
    assertThat(share.points()).isEqualByComparingTo("3");
    assertThat(share.open()).isEqualByComparingTo("0.25");
    assertThat(feed.propose(List.of(), BigDecimal.valueOf(5)).says())
        .isEqualTo("máy không đề xuất: kết quả không có phiếu «mau-cong»");
  }

  private static Scorecard card(String points, String decided) {
    return Cards.of("mau-cong", PointsBasis.PROPOSED, points, decided, "100");
  }

  @Test
  void onlyWhatSelfAndMachineAgreeOnMayBeAcceptedInOneGo() {
    Scheme scheme = scheme(item("1", 10), item("2", 10), item("3", 10), item("4", 10));
    Figures figures =
        new Figures.Builder(scheme, agencies(1))
            .put(Column.SELF, 0, 0, BigDecimal.valueOf(7), null)
            .put(Column.MACHINE, 0, 0, BigDecimal.valueOf(7), null)
            .put(Column.SELF, 0, 1, BigDecimal.valueOf(9), null)
            .put(Column.MACHINE, 0, 1, BigDecimal.valueOf(4), null)
            .put(Column.SELF, 0, 2, BigDecimal.valueOf(5), null)
            .put(Column.MACHINE, 0, 2, BigDecimal.valueOf(5), null)
            .open(0, 2, BigDecimal.ONE)
            .put(Column.SELF, 0, 3, BigDecimal.valueOf(5), null)
            .put(Column.MACHINE, 0, 3, BigDecimal.valueOf(5), null)
            .put(Column.APPRAISED, 0, 3, BigDecimal.valueOf(3), null)
            .build();
    Reconciliation reconciliation = Reconciliation.of(figures);

    assertThat(reconciliation.acceptable())
        .extracting(Reconciliation.Line::item)
        .containsExactly(0);
    assertThat(reconciliation.differences())
        .extracting(Reconciliation.Line::item)
        .as("most points first")
        .containsExactly(1, 3);
  }

  @Test
  void aDryRunTellsWhoMovesByHowMuchAndWhy() {
    Scheme old = scheme(item("1", 10), item("2", 10));
    Scheme now = scheme(item("1", 20), item("3", 20));
    Figures figures =
        new Figures.Builder(old, agencies(2))
            .put(Column.SELF, 0, 0, BigDecimal.valueOf(8), null)
            .put(Column.SELF, 1, 0, BigDecimal.valueOf(2), null)
            .put(Column.SELF, 1, 1, BigDecimal.TEN, null)
            .build();
    Results before = Results.of(figures, Settings.PLAIN);
    Results after = Results.of(CarryOver.to(now, figures).build(), Settings.PLAIN);
    Comparison.Move move = Comparison.of(before, after).moves().getFirst();

    assertThat(after.standing(0).points()).as("8 of 10 is 16 of 20").isEqualByComparingTo("16");
    assertThat(move.before().agency().id()).as("fell farthest").isEqualTo("cq-1");
    assertThat(move.places()).isEqualTo(-1);
    assertThat(Objects.requireNonNull(move.percentChange())).isEqualByComparingTo("-50");
    assertThat(move.causes().getFirst().indicator()).isEqualTo("2");
    assertThat(move.causes().stream().map(Comparison.Cause::change))
        .usingElementComparator(BigDecimal::compareTo)
        .containsExactly(BigDecimal.valueOf(-50));
  }
}
