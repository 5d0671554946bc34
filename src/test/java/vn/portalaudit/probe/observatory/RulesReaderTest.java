package vn.portalaudit.probe.observatory;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.portalaudit.config.Problems;
import vn.portalaudit.config.YamlFile;

/** What the reader refuses, each by one change of the file that is shipped. */
class RulesReaderTest {

  @ParameterizedTest(name = "{0} -> {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          '      csp-header-invalid:'|'      csp-header-wrong:'|kết quả lạ «csp-header-wrong»
          '      csp-header-invalid:'|'      csp-header-wrong:'|thiếu kết quả «csp-header-invalid»
          '      coop-header-invalid:'|'      coep-header-invalid:'|kết quả lạ «coep-header-invalid»
          '  x-frame-options:'|'  x-frame-option:'|phép thử lạ «x-frame-option»
          '  x-frame-options:'|'  x-frame-option:'|thiếu phép thử «x-frame-options»
          'modifier: 10'|'modifier: 10.5'|phải là số nguyên
          'modifier: 10'|'modifer: 10'|khóa lạ «modifer»
          'six_months: 15552000'|'six_months: nửa năm'|phải là số
          '{name: F, from: 0}'|'{name: F, from: 1}'|thiếu hạng bắt đầu từ 0
          '{name: D-, from: 25}'|'{name: D-, from: 30}'|hai hạng cùng bắt đầu từ 30
          'cookies: cookies-not-found'|'cookies: csp-not-implemented'|không có kết quả «csp-not-implemented»
          'subresource-integrity: html-not-parseable'|'score: 0'|chưa có ví dụ cho kết quả «html-not-parseable»
          'algorithm: 6'|'# algorithm: 6'|thiếu khóa «algorithm»
          """)
  void refuses(String written, String changed, String problem) throws IOException {
    String file = Files.readString(ObservatoryExamplesTest.FILE);
    assertThat(file).contains(written);
    assertThat(problemsOf(file.replaceFirst("\\Q" + written + "\\E", changed)))
        .anyMatch(line -> line.contains(problem));
  }

  @Test
  void theFileItselfHasNoProblem() throws IOException {
    assertThat(problemsOf(Files.readString(ObservatoryExamplesTest.FILE))).isEmpty();
  }

  private static List<String> problemsOf(String text) {
    Problems problems = new Problems();
    Observatory.read(YamlFile.parse("http-observatory.yml", text, problems).orElseThrow());
    return problems.lines();
  }
}
