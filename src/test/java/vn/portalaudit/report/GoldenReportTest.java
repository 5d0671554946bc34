package vn.portalaudit.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class GoldenReportTest {
  private static final Path HOME = Path.of(System.getProperty("portalaudit.home", "."));
  private static final Path GOLDEN = HOME.resolve("src/test/resources/golden/report");
  static final Path REPORTS = HOME.resolve("reports");

  @Test
  void resultDocumentStaysAsPublished() throws IOException {
    matches("so-mau.json", ResultDocument.write(SampleReport.plain()));
  }

  @Test
  void pageStaysAsSeen() throws IOException {
    HtmlReport html = new HtmlReport(new Templates(REPORTS));
    matches("so-mau.html", html.render(SampleReport.plain(), SampleReport.checklists()));
  }

  @Test
  void summaryStaysAsSeen() throws IOException {
    List<Path> files = List.of(Path.of("data/audits/mau/result.json"));
    List<String> lines = new TerminalSummary(REPORTS).lines(SampleReport.plain(), files);
    matches("so-mau.txt", String.join("\n", lines) + "\n");
  }

  private static void matches(String name, String actual) throws IOException {
    Path golden = GOLDEN.resolve(name);
    if (Boolean.getBoolean("golden.update")) {
      Files.createDirectories(GOLDEN);
      Files.writeString(golden, actual);
    }
    assertThat(actual).isEqualTo(Files.readString(golden));
  }
}
