package vn.portalaudit.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The screens for running the watch, looked at in a real browser. */
class OperationsBrowserTest {
  private static TestApplication app;

  @BeforeAll
  static void start() {
    app = TestApplication.start();
    OperationsSample.fill(app.database());
  }

  @AfterAll
  static void stop() {
    app.close();
  }

  @ParameterizedTest
  @CsvSource({"1280, false", "360, true"})
  void areAccessible(int width, boolean dark) {
    List<String> wrong = new ArrayList<>();
    try (BrowserPage page = app.browser("vanhanh", width, dark)) {
      for (String path : OperationsSample.PAGES) {
        page.open(path);
        page.picture("ops" + path.replaceAll("[/?=]", "-") + "-" + width + (dark ? "-dark" : ""));
        page.axe().forEach(found -> wrong.add(path + ": " + found));
      }
      assertThat(wrong).isEmpty();
      assertThat(page.complaints()).isEmpty();
    }
  }

  @Test
  void anOperatorTakesUpAnIncidentByKeyboard() {
    try (BrowserPage page = app.browser("vanhanh")) {
      page.open("/su-co");
      page.find("tbody th a").sendKeys(org.openqa.selenium.Keys.ENTER);
      page.find("form[action$='/tiep-nhan'] button").sendKeys(org.openqa.selenium.Keys.ENTER);
      page.find("#notices .notice");
      assertThat(page.text()).contains("Đã tiếp nhận sự cố.", "đã tiếp nhận");
    }
  }
}
