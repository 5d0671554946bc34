package vn.portalaudit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** What the command line says to somebody who typed it wrong, or asks how to type it. */
final class UsageMistakeTest {
  private static final Pattern ENGLISH =
      Pattern.compile(
          "(?i)\\b(unknown|unmatched|missing|invalid|required|expected|should|usage|options|"
              + "commands|did you mean|show this|print version|not an int)\\b");

  static Stream<Arguments> mistakes() {
    return Stream.of(
        mistake("audit --sai x", "Lệnh «portal-audit audit» không có tùy chọn «--sai»"),
        mistake("audit x --max-page 3", "«--max-page»; ý bạn là «--max-pages»?"),
        mistake("audti x", "Không có lệnh «portal-audit audti»; ý bạn là «audit»?"),
        mistake("audti x", "Các lệnh: audit, judge, "),
        mistake("probe lst", "Không có lệnh «portal-audit probe lst»; ý bạn là «list»?"),
        mistake("audit", "Thiếu URL; viết ./portal-audit audit URL"),
        mistake("probe run", "Thiếu MÃ; viết ./portal-audit probe run MÃ URL"),
        mistake("checklist show", "Thiếu MÃ; viết ./portal-audit checklist show MÃ"),
        mistake("probe sections", "Thiếu TỆP"),
        mistake("audit x --out", "--out thiếu giá trị; viết --out THƯ MỤC"),
        mistake("audit x --out --json a", "--out thiếu giá trị; viết --out THƯ MỤC"),
        mistake("audit x --max-pages nhiều", "--max-pages «nhiều» không dùng được; viết một số"),
        mistake("audit x --max-pages 1.000", "--max-pages «1.000» không dùng được; viết một số"),
        mistake("audit x --resume=thôi", "--resume «thôi» không dùng được; tùy chọn này không có"),
        mistake("audit x --out a --out b", "--out chỉ được ghi một lần"),
        mistake("audit x --resume --resume", "--resume chỉ được ghi một lần"),
        mistake("audit x y", "Thừa «y»; lệnh «portal-audit audit» chỉ nhận URL."),
        mistake("probe list x", "Thừa «x»; lệnh «portal-audit probe list» không nhận tham số nào"));
  }

  private static Arguments mistake(String line, String says) {
    return Arguments.of(line, says);
  }

  @ParameterizedTest
  @MethodSource("mistakes")
  void aMistakeIsToldInVietnameseWithWhatToDo(String line, String says) {
    Cli run = Cli.run(line.split(" "));

    assertThat(run.status()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).contains(says).contains("Xem cách dùng: ./portal-audit");
    assertThat(run.err().lines()).hasSize(2);
    assertThat(run.err()).doesNotContainPattern(ENGLISH);
  }

  @Test
  void whatWasTypedCannotSteerTheTerminal() {
    Cli run = Cli.run("audit", "x", "\u001b[2J" + "y".repeat(5_000));

    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err()).doesNotContain("\u001b").hasSizeLessThan(500);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "audit",
        "judge",
        "checklist",
        "checklist list",
        "checklist show",
        "checklist check",
        "probe",
        "probe list",
        "probe run",
        "probe sections",
        "probe measure",
        "demo"
      })
  void helpIsVietnamese(String command) {
    List<String> words =
        Stream.concat(Stream.of(command.split(" ")).filter(w -> !w.isEmpty()), Stream.of("--help"))
            .toList();

    Cli run = Cli.run(words.toArray(String[]::new));

    assertThat(run.status()).isZero();
    assertThat(run.err()).isEmpty();
    assertThat(run.out()).startsWith("Cách dùng: portal-audit " + command);
    assertThat(run.out()).contains("Tùy chọn:", "Hiện hướng dẫn này rồi kết thúc.");
    assertThat(run.out()).doesNotContainPattern(ENGLISH).doesNotContain("[COMMAND]");
  }

  @Test
  void everyOptionAndParameterIsExplained() {
    assertThat(undescribed(CommandTree.whole())).isEmpty();
  }

  @Test
  void versionIsToldByEveryCommand() {
    assertThat(Cli.run("--version").out()).startsWith("portal-audit ");
    assertThat(Cli.run("probe", "run", "--version").out()).startsWith("portal-audit ");
  }

  private static Stream<String> undescribed(CommandLine line) {
    Stream<String> own =
        line.getCommandSpec().args().stream()
            .filter(arg -> arg.description().length == 0)
            .map(arg -> line.getCommandSpec().qualifiedName() + " " + arg);
    return Stream.concat(
        own, line.getSubcommands().values().stream().flatMap(UsageMistakeTest::undescribed));
  }
}
