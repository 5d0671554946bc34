package vn.portalaudit.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import vn.portalaudit.config.Problems;
import vn.portalaudit.config.YamlFile;
import vn.portalaudit.config.YamlNode;

final class ExpectationsTest {
  private static final Path PORTALS = Path.of("src/test/resources/portals");

  static List<Path> portals() throws IOException {
    try (Stream<Path> folders = Files.list(PORTALS)) {
      return folders.filter(Files::isDirectory).sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("portals")
  void expectationsNameCriteriaThatExist(Path portal) {
    Problems problems = new Problems();
    Map<String, YamlNode> checklists =
        YamlFile.read(portal.resolve("expected.yml"), problems).orElseThrow().entries();
    assertThat(checklists).isNotEmpty();
    checklists.forEach((checklist, outcomes) -> {
      Set<String> codes = codes(checklist, problems);
      assertThat(outcomes.entries().keySet()).isNotEmpty().isSubsetOf(codes);
      outcomes
          .entries()
          .values()
          .forEach(outcome ->
              outcome.oneOf(
                  "passed", "partial", "failed", "cant_tell", "inapplicable", "untested"));
    });
    assertThat(problems.lines()).isEmpty();
  }

  private static Set<String> codes(String checklist, Problems problems) {
    Set<String> codes = new HashSet<>();
    YamlFile.read(Path.of("checklists", checklist + ".yml"), problems)
        .orElseThrow()
        .get("groups")
        .items()
        .forEach(group ->
            group
                .get("criteria")
                .items()
                .forEach(criterion -> codes.add(criterion.get("code").text())));
    return codes;
  }
}
