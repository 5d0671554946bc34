package vn.portalaudit.probe.observatory;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import vn.portalaudit.config.Problems;
import vn.portalaudit.config.YamlFile;
import vn.portalaudit.config.YamlNode;

/** Runs the examples of the probe file, and checks what its reader refuses. */
class ObservatoryExamplesTest {
  static final Path FILE =
      Path.of(System.getProperty("portalaudit.home", "."), "probes", "http-observatory.yml");

  static Observatory observatory() {
    Problems problems = new Problems();
    YamlNode file = YamlFile.read(FILE, problems).orElseThrow();
    Observatory observatory = Observatory.read(file);
    problems.throwIfAny();
    return observatory;
  }

  @TestFactory
  Stream<DynamicTest> everyExampleComesToWhatItExpects() {
    Problems problems = new Problems();
    YamlNode file = YamlFile.read(FILE, problems).orElseThrow();
    Observatory observatory = Observatory.read(file);
    problems.throwIfAny();
    return Example.read(file).stream()
        .map(example ->
            DynamicTest.dynamicTest(
                "line " + example.line() + " " + example.results().values(),
                () -> assertThat(example.difference(observatory)).isEmpty()));
  }

  @Test
  void everyResultHasPointsAndASentence() {
    Observatory observatory = observatory();
    assertThat(Verdict.values()).hasSize(77);
    assertThat(List.of(Verdict.values()))
        .allSatisfy(verdict -> assertThat(observatory.says(verdict.id())).isPresent());
    assertThat(observatory.algorithm()).isEqualTo(6);
  }
}
