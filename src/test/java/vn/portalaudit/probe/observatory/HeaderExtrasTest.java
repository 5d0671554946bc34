package vn.portalaudit.probe.observatory;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import vn.portalaudit.config.Problems;
import vn.portalaudit.config.YamlFile;
import vn.portalaudit.config.YamlNode;

/** Runs the examples of the file for what the Observatory does not see. */
class HeaderExtrasTest {
  private static final Path FILE =
      Path.of(System.getProperty("portalaudit.home", "."), "probes", "tieu-de-them.yml");

  @TestFactory
  Stream<DynamicTest> everyExampleComesToWhatItExpects() {
    Problems problems = new Problems();
    YamlNode file = YamlFile.read(FILE, problems).orElseThrow();
    HeaderExtras extras = HeaderExtras.read(file);
    problems.throwIfAny();
    return ExtraExample.read(file).stream()
        .map(example ->
            DynamicTest.dynamicTest(
                "line " + example.line() + " " + example.expected().keySet(),
                () -> assertThat(example.difference(extras)).isEmpty()));
  }

  @Test
  void fileWithAnUnknownFieldInAnExampleIsRefused() {
    Problems problems = new Problems();
    String text =
        """
        observatory_cookies: [sess]
        session_cookies: {names: [sid], parts: [phien]}
        any_ancestor: ["*"]
        disclosing: [{field: Server, when: sometimes}]
        compared: [X-Frame-Options]
        weak_tls: [SSLv3]
        examples:
          - given: {}
            expect: {weakTLS: true}
        """;
    HeaderExtras.read(YamlFile.parse("x.yml", text, problems).orElseThrow());
    assertThat(problems.lines())
        .anyMatch(line -> line.contains("trường lạ «weakTLS»"))
        .anyMatch(line -> line.contains("«sometimes»"))
        .anyMatch(line -> line.contains("«hstsOff» cần ít nhất một ví dụ"));
  }
}
