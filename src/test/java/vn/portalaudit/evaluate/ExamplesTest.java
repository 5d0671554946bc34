package vn.portalaudit.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import vn.portalaudit.checklist.Checklist;
import vn.portalaudit.checklist.Checklist.Criterion;
import vn.portalaudit.checklist.Checklist.Group;
import vn.portalaudit.checklist.ChecklistReader;
import vn.portalaudit.checklist.ContractFields;
import vn.portalaudit.config.Problems;
import vn.portalaudit.domain.Outcome;
import vn.portalaudit.domain.PortalKind;

class ExamplesTest {
  private static final Path HOME = Path.of(System.getProperty("portalaudit.home", "."));

  @Test
  void everyExampleOfTheTechnicalScoreComesOutAsWritten() {
    assertThat(Examples.run(technical())).isEmpty();
  }

  @Test
  void technicalScoreHasHundredPointsForEveryKindAndSaysItIsUnofficial() {
    Checklist checklist = technical();
    assertThat(checklist.maxPoints()).isEqualByComparingTo("100");
    assertThat(checklist.appliesTo()).containsExactlyInAnyOrder(PortalKind.values());
    assertThat(checklist.note()).contains("không cộng vào phiếu khác");
    assertThat(checklist.groups())
        .extracting(g -> g.maxPoints().intValueExact())
        .containsExactly(25, 25, 25, 15, 10);
    assertThat(checklist.grades()).isEmpty();
  }

  @Test
  void wrongExpectationIsToldWithItsLineAndWhatCameOut() {
    Checklist checklist = technical();
    Criterion first = checklist.criteria().findFirst().orElseThrow();
    Checklist.Example right = first.examples().getFirst();
    Checklist.Example wrong =
        new Checklist.Example(
            right.line(), null, right.given(), Outcome.PARTIAL, BigDecimal.valueOf(15), null);
    List<String> failed = Examples.run(with(checklist, first, wrong));
    assertThat(failed)
        .singleElement()
        .asString()
        .startsWith(
            String.format(
                Locale.ROOT,
                "ky-thuat-cong.yml:%d: %s: ví dụ mong đợi partial 15 điểm nhưng được passed 25 điểm",
                right.line(),
                first.id()));
  }

  private static Checklist technical() {
    Problems problems = new Problems();
    Path file = HOME.resolve("checklists").resolve("ky-thuat-cong.yml");
    return ChecklistReader.read(file, ContractFields.ALL, problems)
        .orElseThrow(() -> new AssertionError(problems.lines()));
  }

  private static Checklist with(Checklist c, Criterion first, Checklist.Example example) {
    Criterion changed =
        new Criterion(
            first.id(),
            first.code(),
            first.title(),
            first.basis(),
            first.pointsBasis(),
            first.method(),
            first.maxPoints(),
            first.effective(),
            first.inapplicable(),
            first.undecidable(),
            first.scoring(),
            first.fix(),
            List.of(example));
    Group group = c.groups().getFirst();
    Group only =
        new Group(
            group.id(),
            group.code(),
            group.title(),
            group.maxPoints(),
            group.pointsBasis(),
            null,
            List.of(changed));
    return new Checklist(
        c.id(),
        c.version(),
        c.title(),
        c.basis(),
        c.appliesTo(),
        c.referenceFor(),
        null,
        null,
        List.of(),
        List.of(),
        List.of(only));
  }
}
