package vn.portalaudit.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What was typed waits in the browser for the one who typed it, and for nobody else. */
class DraftsTest {
  private static final String FORM = "/bao-tri/moi";
  private static final String KEPT =
      "return Object.keys(sessionStorage).filter((key) => /^(draft|unsaved):/.test(key)).length";
  private static TestApplication app;

  @BeforeAll
  static void start() {
    app = TestApplication.start();
    AgencySample.fill(app.database());
  }

  @AfterAll
  static void stop() {
    app.close();
  }

  private static BrowserPage typing(String text) {
    BrowserPage page = app.browser("vanhanh");
    page.open(FORM);
    page.find("main form[data-draft] textarea").sendKeys(text);
    assertThat(page.script(KEPT)).isEqualTo(1L);
    return page;
  }

  private static void sessionEnds(BrowserPage page) {
    page.driver().manage().deleteAllCookies();
    page.open(FORM);
    assertThat(page.path()).startsWith("/dang-nhap");
  }

  @Test
  void aSessionThatEndedKeepsItForTheSamePersonOnly() {
    try (BrowserPage page = typing("Nâng cấp đường truyền")) {
      sessionEnds(page);
      page.signIn("vanhanh", DemoAccounts.PASSWORD);
      page.open(FORM);
      assertThat(page.find("main form[data-draft] textarea").getDomProperty("value"))
          .isEqualTo("Nâng cấp đường truyền");

      sessionEnds(page);
      page.signIn("quantri", DemoAccounts.PASSWORD);
      assertThat(page.script(KEPT)).isEqualTo(0L);
    }
  }

  @Test
  void signingOutTakesItAway() {
    try (BrowserPage page = typing("Chỉ tôi được biết")) {
      page.find("details.who summary").click();
      page.find("form[action='/dang-xuat'] button").click();
      page.find("form[action='/dang-nhap']");
      assertThat(page.script(KEPT)).isEqualTo(0L);
    }
  }

  /** The server takes two million bytes of text. */
  @Test
  void whatWasRefusedWholeIsThereAgain() {
    try (BrowserPage page = typing("Đã gõ lâu. ")) {
      page.script(
          """
          const form = document.querySelector('main form[data-draft]');
          const extra = document.createElement('textarea');
          extra.name = 'them';
          extra.value = 'a'.repeat(3000000);
          form.append(extra);
          form.noValidate = true;
          form.requestSubmit();
          """);
      assertThat(page.find("body[data-problem] main h1").getText()).isEqualTo("Biểu mẫu quá lớn");
      page.open(FORM);
      assertThat(page.find("main form[data-draft] textarea").getDomProperty("value"))
          .isEqualTo("Đã gõ lâu. ");
    }
  }
}
