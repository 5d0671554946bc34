package vn.portalaudit.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The official sets say what their texts say, and a file with a mistake is refused. */
final class IndexSetsTest {
  private static final Path FOLDER =
      Path.of(System.getProperty("portalaudit.home", "."), "checklists", "chi-so");
  private static final IndexSets SETS = IndexSets.load(FOLDER);

  private static IndexSet set(String id) {
    return SETS.find(id).orElseThrow();
  }

  @Test
  void theTwelveSetsAreThere() {
    assertThat(SETS.sets())
        .extracting(IndexSet::id)
        .containsExactly(
            "bac-giang-2294-cntt-huyen",
            "bac-giang-2294-cntt-so",
            "btttt-1726-bo",
            "btttt-1726-quoc-gia",
            "btttt-1726-tinh",
            "ha-noi-920-huyen",
            "ha-noi-920-thanh-pho",
            "noi-vu-988-thuoc-bo",
            "noi-vu-988-truc-thuoc",
            "tuyen-quang-742-huyen",
            "tuyen-quang-742-so",
            "tuyen-quang-742-xa");
    assertThat(SETS.sets()).allSatisfy(set -> assertThat(set.gaps()).isNotEmpty());
  }

  static Stream<Arguments> points() {
    return Stream.of(
        Arguments.of("bac-giang-2294-cntt-so", 100, List.of(10, 30, 30, 10, 10, 10)),
        Arguments.of("bac-giang-2294-cntt-huyen", 100, List.of(5, 25, 30, 15, 5, 10, 10)),
        Arguments.of("btttt-1726-bo", 500, List.of(50, 70, 50, 50, 80, 50, 50, 50, 50)),
        Arguments.of("ha-noi-920-thanh-pho", 400, List.of(30, 30, 20, 20, 50, 120, 20, 30, 80)),
        Arguments.of("noi-vu-988-thuoc-bo", 450, List.of(30, 30, 50, 20, 50, 270)),
        Arguments.of("noi-vu-988-truc-thuoc", 600, List.of(30, 30, 100, 40, 100, 300)),
        Arguments.of("ha-noi-920-huyen", 500, List.of(40, 30, 40, 40, 70, 90, 30, 60, 100)),
        Arguments.of("tuyen-quang-742-so", 450, List.of(-1, -1, -1, -1, -1, -1)),
        Arguments.of("tuyen-quang-742-xa", 350, List.of(-1, -1, -1, -1, -1, -1)),
        Arguments.of("tuyen-quang-742-huyen", 850, List.of(250, 600)));
  }

  @ParameterizedTest
  @MethodSource("points")
  void groupsHaveThePointsOfTheText(String id, int all, List<Integer> groups) {
    assertThat(set(id).maxPoints()).isEqualByComparingTo(BigDecimal.valueOf(all));
    assertThat(set(id).groups())
        .extracting(group -> group.maxPoints() == null ? -1 : group.maxPoints().intValueExact())
        .containsExactlyElementsOf(groups);
  }

  @ParameterizedTest
  @CsvSource({"ha-noi-920-thanh-pho, 46, 400", "ha-noi-920-huyen, 60, 500"})
  void rowsAddUpToTheText(String id, int rows, int points) {
    assertThat(set(id).indicators()).hasSize(rows);
    assertThat(
            set(id)
                .indicators()
                .map(IndexSet.Indicator::maxPoints)
                .reduce(BigDecimal.ZERO, BigDecimal::add))
        .isEqualByComparingTo(BigDecimal.valueOf(points));
  }

  static Stream<Arguments> counts() {
    return Stream.of(
        Arguments.of("ha-noi-920-thanh-pho", 46, List.of(5, 4, 2, 4, 8, 14, 1, 6, 2)),
        Arguments.of("ha-noi-920-huyen", 60, List.of(7, 3, 6, 8, 8, 10, 6, 10, 2)),
        Arguments.of("noi-vu-988-thuoc-bo", 30, List.of(3, 3, 3, 2, 3, 16)),
        Arguments.of("noi-vu-988-truc-thuoc", 41, List.of(3, 3, 6, 4, 7, 18)));
  }

  @ParameterizedTest
  @MethodSource("counts")
  void groupsHaveTheCountsOfTheText(String id, int all, List<Integer> groups) {
    assertThat(set(id).statedCount()).isEqualTo(all);
    assertThat(set(id).groups())
        .extracting(IndexSet.Group::statedCount)
        .containsExactlyElementsOf(groups);
  }

  @Test
  void whatATextSaysTwiceDifferentlyStandsAsStatedAndAsCounted() {
    assertThat(set("ha-noi-920-huyen").remarks())
        .extracting(one -> one.stated().intValueExact(), one -> one.computed().intValueExact())
        .containsExactly(tuple(33, 7 + 3 + 6 + 8 + 8), tuple(27, 10 + 6 + 10 + 2));
  }

  @Test
  void everyPartNamesTheDecisionThatItIsTakenFrom() {
    for (IndexSet set : SETS.sets()) {
      String number = set.id().replaceAll("[^0-9]+", " ").strip().split(" ")[0];
      Stream.of(
              set.groups().stream().map(IndexSet.Group::basis),
              set.indicators().map(IndexSet.Indicator::basis),
              set.pillars().stream().map(IndexSet.Pillar::basis),
              set.assessed().groups().stream().map(IndexSet.RankingGroup::basis),
              set.assessed().flags().stream().map(IndexSet.Flag::basis),
              set.assessed().leftOut().stream().map(IndexSet.LeftOut::basis),
              set.calendar().terms().stream().map(IndexSet.Term::basis),
              Stream.of(set.basis(), set.rules().basis()))
          .flatMap(all -> all)
          .forEach(basis -> assertThat(basis).as(set.id()).contains(" " + number + "/QĐ"));
    }
  }

  @Test
  void aPillarOfTheProvincesHasSevenMainIndicatorsTheNetworkAndExperts() {
    IndexSet provinces = set("btttt-1726-tinh");
    assertThat(provinces.pillars())
        .extracting(IndexSet.Pillar::maxPoints)
        .usingElementComparator(BigDecimal::compareTo)
        .containsExactly(BigDecimal.valueOf(400), BigDecimal.valueOf(300), BigDecimal.valueOf(300));
    for (IndexSet.Pillar pillar : provinces.pillars()) {
      assertThat(pillar.indicators())
          .containsExactlyElementsOf(
              Stream.of("1", "2", "3", "4", "5", "6", "7", "mang", "chuyen-gia")
                  .map(name -> pillar.id() + "." + name)
                  .toList());
    }
    assertThat(provinces.find("cqs.5").orElseThrow().maxPoints()).isEqualByComparingTo("80");
    assertThat(provinces.find("kts.mang").orElseThrow().column()).isEqualTo(Column.NETWORK);
    assertThat(provinces.find("xhs.chuyen-gia").orElseThrow().column()).isEqualTo(Column.EXPERTS);
  }

  @Test
  void pillarsOfTheDistrictsShareTheFoundation() {
    IndexSet districts = set("tuyen-quang-742-huyen");
    assertThat(districts.pillars())
        .extracting(IndexSet.Pillar::statedCount)
        .containsExactly(62, 52, 51);
    assertThat(districts.pillars())
        .allSatisfy(p -> assertThat(p.indicators()).contains("1", "2", "3", "4", "5", "6"));
  }

  @Test
  void theDigitalEconomyConcernsNineDepartments() {
    IndexSet city = set("ha-noi-920-thanh-pho");
    assertThat(city.find("7.1").orElseThrow().flags()).containsExactly("kinh-te-so");
    assertThat(city.assessed().flags().getFirst().agencies()).hasSize(9);
    assertThat(city.assessed().groups().getFirst().statedCount()).isEqualTo(22);
    assertThat(city.rules().rounds()).isEqualTo(2);
  }

  @Test
  void theMachineProposesAndCountsOnlyForThePortalRow() {
    assertThat(set("ha-noi-920-thanh-pho").machine())
        .extracting(IndexSet.MachineFeed::indicator, IndexSet.MachineFeed::counts)
        .containsExactly(tuple("6.1", true), tuple("8.5", false), tuple("8.6", false));
    assertThat(set("ha-noi-920-huyen").machine())
        .extracting(IndexSet.MachineFeed::indicator)
        .containsExactly("6.1");
    assertThat(set("noi-vu-988-thuoc-bo").machine()).isEmpty();
    Scheme scheme = SetScheme.of(set("ha-noi-920-thanh-pho"));
    assertThat(scheme.items().get(scheme.find("6.1").orElseThrow()).declared())
        .containsExactly(Column.MACHINE);
    assertThat(scheme.items().get(scheme.find("8.5").orElseThrow()).declared()).isEmpty();
    assertThat(SetScheme.feeds(set("ha-noi-920-thanh-pho"), scheme)).hasSize(3);
  }

  @Test
  void gradesOfTheItIndexStandAtTheirShares() {
    assertThat(SetScheme.of(set("bac-giang-2294-cntt-so")).grades())
        .extracting(grade -> grade.from().intValueExact())
        .containsExactly(80, 65, 50, 0);
  }
}
