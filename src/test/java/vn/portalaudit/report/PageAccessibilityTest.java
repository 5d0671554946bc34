package vn.portalaudit.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;

/** The page in a real browser; skipped where there is none. */
class PageAccessibilityTest {
  private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
  private static final Path DRIVER = Path.of("/usr/bin/chromedriver");

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({"1200, false", "1200, true", "360, false", "360, true"})
  void axeFindsNothing(int width, boolean dark) throws IOException {
    try (InputStream axe = getClass().getResourceAsStream("/axe.min.js")) {
      String source =
          new String(Objects.requireNonNull(axe).readAllBytes(), StandardCharsets.UTF_8);
      ChromeDriver browser = open(width, dark);
      try {
        browser.executeScript("document.querySelectorAll('details').forEach(d => d.open = true)");
        browser.executeScript(source);
        Object found =
            browser.executeAsyncScript(
                "const done = arguments[arguments.length - 1];"
                    + "axe.run().then(r => done(r.passes.length < 20 ? ['axe did not look']"
                    + " : r.violations.flatMap(v => v.nodes.map("
                    + "n => v.id + ' ' + n.html + ' ' + n.failureSummary))))");
        assertThat((List<?>) found).isEmpty();
      } finally {
        browser.quit();
      }
    }
  }

  @Test
  void aPhoneNeedsNoSidewaysScrolling() throws IOException {
    ChromeDriver browser = open(360, false);
    try {
      browser.executeScript("document.querySelectorAll('details').forEach(d => d.open = true)");
      Object width = browser.executeScript("return document.documentElement.scrollWidth");
      assertThat(width).isEqualTo(360L);
    } finally {
      browser.quit();
    }
  }

  private ChromeDriver open(int width, boolean dark) throws IOException {
    assumeTrue(Files.isExecutable(CHROMIUM) && Files.isExecutable(DRIVER), "no browser here");
    Path page =
        new ReportFiles(GoldenReportTest.REPORTS)
            .write(SampleReport.plain(), SampleReport.checklists(), folder)
            .page();
    ChromeOptions options = new ChromeOptions();
    options.setBinary(CHROMIUM.toFile());
    options.addArguments(
        "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run");
    options.addArguments("--disable-background-networking", "--window-size=1200,1600");
    if (dark) {
      options.addArguments("--force-dark-mode");
    }
    if (width < 500) {
      Map<String, Object> metrics = Map.of("width", width, "height", 740, "pixelRatio", 2.0);
      options.setExperimentalOption("mobileEmulation", Map.of("deviceMetrics", metrics));
    }
    ChromeDriverService service =
        new ChromeDriverService.Builder().usingDriverExecutable(DRIVER.toFile()).build();
    ChromeDriver browser = new ChromeDriver(service, options);
    browser.get(page.toUri().toString());
    Object darkSeen =
        browser.executeScript("return matchMedia('(prefers-color-scheme: dark)').matches");
    assertThat(darkSeen).isEqualTo(dark);
    return browser;
  }
}
