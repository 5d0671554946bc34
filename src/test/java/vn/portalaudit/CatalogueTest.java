package vn.portalaudit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import vn.portalaudit.checklist.Checklist;
import vn.portalaudit.crawl.Source;
import vn.portalaudit.domain.Method;
import vn.portalaudit.evaluate.Examples;
import vn.portalaudit.pipeline.Rules;

/** The data of the product as it ships: everything loads, and every example holds. */
final class CatalogueTest {
  private static final List<String> STABLE_SECTIONS =
      List.of(
          "gioi-thieu",
          "co-cau-to-chuc",
          "chuc-nang-nhiem-vu",
          "lanh-dao",
          "lien-he",
          "danh-ba",
          "tin-tuc",
          "pho-bien-phap-luat",
          "chi-dao-dieu-hanh",
          "lich-lam-viec-lanh-dao",
          "lich-tiep-cong-dan",
          "chien-luoc-quy-hoach-ke-hoach",
          "van-ban",
          "du-an",
          "dau-thau-mua-sam",
          "cong-khai-ngan-sach",
          "dich-vu-cong",
          "lay-y-kien-du-thao",
          "hoi-dap",
          "phan-anh-kien-nghi",
          "duong-day-nong",
          "thong-ke-bao-cao",
          "de-tai-khoa-hoc",
          "du-lieu-mo",
          "chuyen-doi-so",
          "tim-kiem",
          "so-do-cong",
          "rss",
          "tieng-nuoc-ngoai",
          "mang-xa-hoi",
          "thong-ke-truy-cap",
          "chan-trang",
          "lien-ket-web",
          "tiep-can-thong-tin");

  private static Rules rules;

  @BeforeAll
  static void load() {
    rules = Rules.offline(Home.folder());
  }

  @Test
  void examplesOfEveryProbeHold() {
    assertThat(rules.probes().failedExamples(Source.NONE)).isEmpty();
  }

  @Test
  void examplesOfEveryChecklistHold() {
    assertThat(rules.checklists().checklists())
        .flatMap(checklist -> Examples.run(checklist))
        .isEmpty();
  }

  @Test
  void theSectionsThatOtherProgramsNameAreThere() {
    for (String section : STABLE_SECTIONS) {
      assertThat(rules.probes().fields().get(section))
          .as(section)
          .containsKeys("found", "url", "label", "items", "newest", "empty");
    }
  }

  @Test
  void officialGroupsAndLeavesAreComplete() {
    Checklist department = rules.checklists().find("bac-giang-2294-cong-so").orElseThrow();
    assertThat(department.groups())
        .extracting(g -> g.maxPoints().intValueExact())
        .containsExactly(6, 10, 8, 15, 12, 6, 10, 7, 5, 10, 6, 5);
    assertThat(department.criteria()).hasSize(64);
    Checklist ministry = rules.checklists().find("noi-vu-988-cong").orElseThrow();
    assertThat(ministry.groups()).hasSize(13);
    assertThat(ministry.criteria()).hasSize(34);
    assertThat(ministry.criteria().filter(c -> c.method() == Method.SELF_REPORTED)).hasSize(7);
    for (Checklist checklist : rules.checklists().checklists()) {
      assertThat(checklist.maxPoints()).as(checklist.id()).isEqualByComparingTo("100");
    }
  }

  @Test
  void noCriterionIsNamedInCodeOrTemplates() throws IOException {
    Set<String> ids = new HashSet<>();
    rules.checklists().checklists().forEach(c -> c.criteria().forEach(l -> ids.add(l.id())));
    rules.probes().entries().forEach(probe -> ids.remove(probe.id()));
    try (Stream<Path> files =
        Stream.concat(
            Files.walk(Home.folder().resolve("src/main/java")),
            Files.walk(Home.folder().resolve("reports")))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String text = Files.readString(file);
        assertThat(ids).as(file.toString()).noneMatch(id -> text.contains('"' + id + '"'));
      }
    }
  }
}
