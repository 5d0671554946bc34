package vn.portalaudit.checklist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import vn.portalaudit.checklist.Checklist.Criterion;
import vn.portalaudit.checklist.Checklist.Scoring;
import vn.portalaudit.config.Problems;
import vn.portalaudit.domain.Datum;
import vn.portalaudit.domain.Method;
import vn.portalaudit.domain.Outcome;
import vn.portalaudit.domain.PointsBasis;
import vn.portalaudit.domain.PortalKind;
import vn.portalaudit.domain.Reason;
import vn.portalaudit.domain.Result;

class ChecklistReaderTest {

  /** The first line of each file is a comment with the one message that it must cause. */
  @TestFactory
  Stream<DynamicTest> everyBadFileIsRefusedWithItsMessage() throws IOException {
    List<Path> files = badFiles();
    assertThat(files).hasSizeGreaterThanOrEqualTo(20);
    return files.stream()
        .map(file -> dynamicTest(file.getFileName().toString(), () -> refused(file)));
  }

  private static void refused(Path file) throws IOException {
    String expected = Files.readAllLines(file).getFirst().substring("# ".length());
    Problems problems = new Problems();
    Optional<Checklist> read = ChecklistReader.read(file, ContractFields.ALL, problems);
    assertThat(problems.lines()).containsExactly(expected);
    assertThat(read).isEmpty();
  }

  @Test
  void everyPartOfAGoodFileIsRead() {
    Checklist checklist = sample();
    assertThat(checklist.id()).isEqualTo("phieu-mau");
    assertThat(checklist.version()).isEqualTo("2026.1");
    assertThat(checklist.appliesTo()).containsExactly(PortalKind.SO, PortalKind.BO);
    assertThat(checklist.referenceFor()).containsExactly(PortalKind.XA);
    assertThat(checklist.effective())
        .isEqualTo(
            new Checklist.Validity(
                LocalDate.of(2020, 11, 17),
                LocalDate.of(2025, 12, 31),
                "Chưa có văn bản thay thế"));
    assertThat(checklist.note()).isEqualTo("Phiếu để thử.");
    assertThat(checklist.gaps()).containsExactly("Phụ lục không nêu cách làm tròn.");
    assertThat(checklist.grades()).extracting(Checklist.Grade::name).containsExactly("Tốt", "Yếu");
    assertThat(checklist.maxPoints()).isEqualByComparingTo("10");
    assertThat(checklist.pointsBasis()).isEqualTo(PointsBasis.PROPOSED);
    assertThat(checklist.groups()).extracting(Checklist.Group::code).containsExactly("1", "2");
    assertThat(checklist.groups())
        .extracting(Checklist.Group::statedCount)
        .containsExactly(2, null);
    assertThat(checklist.criteria())
        .extracting(Criterion::id)
        .containsExactly(
            "so-do-to-chuc", "so-tin-trong-ky", "duong-truyen-kin", "quy-che-van-hanh");
  }

  @Test
  void everyWayOfScoringIsRead() {
    List<Criterion> criteria = sample().criteria().toList();
    assertThat(criteria.get(0).scoring())
        .isInstanceOfSatisfying(
            Scoring.Levels.class,
            levels -> {
              assertThat(levels.levels()).hasSize(2);
              assertThat(levels.levels().getFirst().when())
                  .isEqualTo(
                      new Condition.All(
                          List.of(
                              new Condition.Is("co-cau-to-chuc.found", Datum.of(true)),
                              new Condition.Not(
                                  new Condition.Is("co-cau-to-chuc.empty", Datum.of(true))))));
              assertThat(levels.levels().getLast().when()).isNull();
            });
    assertThat(criteria.get(1).scoring())
        .isInstanceOfSatisfying(
            Scoring.Share.class,
            share -> {
              assertThat(share.observe()).isEqualTo("tin-tuc.itemsInPeriod");
              assertThat(share.fullAt()).isEqualByComparingTo("60");
              assertThat(share.saysOtherwise()).isEqualTo("Không có mục tin tức.");
            });
    assertThat(criteria.get(2).scoring())
        .isInstanceOfSatisfying(
            Scoring.Parts.class,
            parts ->
                assertThat(parts.parts())
                    .extracting(p -> p.points().toPlainString())
                    .containsExactly("1.5", "2.5"));
    assertThat(criteria.get(2).undecidable())
        .isEqualTo(
            new Checklist.Undecidable(
                new Condition.Is("uptime.state", Datum.of("UNKNOWN")),
                Reason.TOO_LITTLE_HISTORY,
                "uptime.reason"));
    assertThat(criteria.get(3).scoring()).isEqualTo(new Scoring.None());
    assertThat(criteria.get(3).method()).isEqualTo(Method.SELF_REPORTED);
  }

  @Test
  void exampleWithAnUnobservedProbeCoversAllItsFields() {
    Criterion first = sample().criteria().findFirst().orElseThrow();
    Checklist.Example example = first.examples().getLast();
    assertThat(example.outcome()).isEqualTo(Outcome.CANT_TELL);
    assertThat(example.reason()).isEqualTo(Reason.READ_TIMEOUT);
    assertThat(example.given())
        .hasSize(Objects.requireNonNull(ContractFields.ALL.get("co-cau-to-chuc")).size())
        .containsEntry("co-cau-to-chuc.newest", new Result.Unobserved(Reason.READ_TIMEOUT));
  }

  @Test
  void folderTellsTheProblemsOfAllFilesAtOnce() throws IOException {
    Problems problems = new Problems();
    Path folder = Objects.requireNonNull(badFiles().getFirst().getParent());
    ChecklistFolder read = ChecklistFolder.load(folder, ContractFields.ALL, problems);
    assertThat(read.find("phieu-truong-la")).isEmpty();
    assertThat(problems.lines())
        .anyMatch(line -> line.startsWith("phieu-truong-la.yml:"))
        .anyMatch(line -> line.startsWith("phieu-cho-dien-ho.yml:"));
  }

  @Test
  void folderFindsByIdAndChoosesByKindWithReferences() throws Exception {
    Problems problems = new Problems();
    ChecklistFolder folder =
        ChecklistFolder.load(resource("checklists"), ContractFields.ALL, problems);
    assertThat(problems.lines()).isEmpty();
    assertThat(folder.find("phieu-mau")).isPresent();
    assertThat(folder.find("phieu-khac")).isEmpty();
    assertThat(folder.chosenFor(PortalKind.SO)).hasSize(1);
    assertThat(folder.chosenFor(PortalKind.XA)).hasSize(1);
    assertThat(folder.chosenFor(PortalKind.TINH)).isEmpty();
  }

  @Test
  void otherEndingAndMissingFolderAreProblems(@TempDir Path dir) throws IOException {
    Problems problems = new Problems();
    Files.writeString(dir.resolve("phieu.yaml"), "checklist: phieu");
    ChecklistFolder.load(dir, ContractFields.ALL, problems);
    ChecklistFolder.load(dir.resolve("khong-co"), ContractFields.ALL, problems);
    assertThat(problems.lines())
        .containsExactly(
            "phieu.yaml: đổi đuôi tệp thành .yml",
            "khong-co: không đọc được thư mục bộ tiêu chí; kiểm tra đường dẫn");
  }

  @Test
  void deepNestingIsRefused(@TempDir Path dir) throws Exception {
    String good = Files.readString(resource("checklists").resolve("phieu-mau.yml"));
    String deep = "{not: ".repeat(20) + "{observe: uptime.state, is: UP}" + "}".repeat(20);
    Path file = dir.resolve("phieu-mau.yml");
    Files.writeString(
        file, good.replace("{observe: tls.certificate, contains_none: [EXPIRED]}", deep));
    Problems problems = new Problems();
    assertThat(ChecklistReader.read(file, ContractFields.ALL, problems)).isEmpty();
    assertThat(problems.lines()).singleElement().asString().contains("lồng quá 12 tầng");
  }

  static Checklist sample() {
    Problems problems = new Problems();
    try {
      Path file = resource("checklists").resolve("phieu-mau.yml");
      return ChecklistReader.read(file, ContractFields.ALL, problems)
          .orElseThrow(() -> new AssertionError(problems.lines()));
    } catch (URISyntaxException e) {
      throw new AssertionError(e);
    }
  }

  private static List<Path> badFiles() throws IOException {
    try (Stream<Path> files = Files.list(resource("config-bad"))) {
      return files
          .filter(file -> file.getFileName().toString().startsWith("phieu-"))
          .sorted()
          .toList();
    } catch (URISyntaxException e) {
      throw new AssertionError(e);
    }
  }

  private static Path resource(String name) throws URISyntaxException {
    URL url = Objects.requireNonNull(ChecklistReaderTest.class.getResource("/" + name));
    return Path.of(url.toURI());
  }
}
