package vn.portalaudit.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/** A campaign from its opening to the public page, in a real browser. */
class CampaignWalkTest {
  @Test
  void fromTheOpeningToThePublicPage() {
    try (TestApplication app = TestApplication.start()) {
      CampaignSample sample = new CampaignSample(app);
      String code = sample.prepared("ky-2026", 1);
      String campaign = "/ky-danh-gia/" + code;
      try (BrowserPage page = app.browser("vanhanh")) {
        look(page, "/ky-danh-gia/moi?bo=" + CampaignSample.SET + "&nam=2026", "campaign-form");
        page.open(campaign);
        page.press("Mở kỳ");
        page.press("Đồng ý");
        page.find(".notice.ok");
        look(page, campaign, "campaign");
        sample.handIn(sample.id(code));
        sample.proves(code, "so-mau");
        page.open(campaign);
        page.press("Bắt đầu thẩm định");
        page.press("Đồng ý");
        page.find(".notice.ok");
        look(page, campaign + "/chi-so", "campaign-indicators");
        look(page, campaign + "/hoi-dong", "campaign-council");
      }
      appraiseByKeys(app, code);
      for (String login : List.of("vanhanh", "lanhdao")) {
        try (BrowserPage page = app.browser(login, 360, true)) {
          look(page, campaign, "campaign-phone-" + login);
          page.open(campaign + "/hoi-dong");
          page.press("Chốt vòng");
          page.press("Đồng ý");
          page.find(".notice.ok");
          if (login.equals("lanhdao")) {
            look(page, "/xep-hang/" + code, "ranking-phone");
          }
        }
      }
      try (BrowserPage page = app.browser("vanhanh")) {
        page.open(campaign);
        page.press("Trình quyết định");
        page.press("Đồng ý");
        page.find(".notice.ok");
        page.open(campaign + "/cong-bo");
        page.fill("number", "12/QĐ-UBND");
        page.fill("on", "20/11/2026");
        page.fill("signer", "Nguyễn Văn Ký");
        page.press("Công bố");
        page.press("Đồng ý");
        page.find(".notice.ok");
        look(page, campaign + "/cong-bo", "campaign-publications");
        look(page, "/xep-hang/" + code, "ranking");
        look(page, "/xep-hang/" + code + "/so-ba", "agency-card");
        page.driver().manage().deleteAllCookies();
        look(page, "/cong-bo", "publications");
        look(page, "/cong-bo/" + code + "/1", "publication");
        assertThat(page.text()).contains("12/QĐ-UBND", "Sở Khoa học và Công nghệ mẫu");
        assertThat(page.complaints()).isEmpty();
      }
    }
  }

  /** All nine decisions without a mouse: accept, adjust with a reason, ask, next, previous. */
  private static void appraiseByKeys(TestApplication app, String code) {
    try (BrowserPage page = app.browser("thamdinh")) {
      look(page, "/tham-dinh", "work");
      look(page, "/tham-dinh/" + code, "reconciliation");
      look(page, "/tham-dinh/" + code + "/so-mau?chi-so=6.1", "bench");
      page.open("/tham-dinh/" + code + "/so-mau");
      String first = page.path();
      key(page, "j");
      assertThat(page.path()).endsWith("chi-so=1.2");
      key(page, "k");
      assertThat(page.path()).endsWith("chi-so=1.1").isNotEqualTo(first);
      key(page, "e");
      WebElement points = page.driver().switchTo().activeElement();
      assertThat(points.getAttribute("id")).isEqualTo("f-points");
      points.sendKeys("0,3" + Keys.TAB);
      page.driver().switchTo().activeElement().sendKeys("Thiếu văn bản" + Keys.TAB);
      page.driver().switchTo().activeElement().sendKeys(Keys.ENTER);
      page.find(".notice.ok");
      assertThat(page.text()).contains("1.2");
      for (String path :
          List.of("so-mau", "so-mau", "so-hai", "so-hai", "so-hai", "so-ba", "so-ba", "so-ba")) {
        page.open("/tham-dinh/" + code + "/" + path);
        key(page, "a");
        page.find(".notice.ok");
      }
      page.open("/tham-dinh");
      assertThat(page.text()).contains("9 / 9");
      assertThat(page.complaints()).isEmpty();
    }
    try (BrowserPage page = app.browser("thamdinh2", 360, true)) {
      look(page, "/tham-dinh/" + code + "/so-mau?chi-so=6.1", "bench-phone");
    }
  }

  private static void key(BrowserPage page, String key) {
    page.find("body").sendKeys(key);
  }

  private static void look(BrowserPage page, String path, String picture) {
    page.open(path);
    page.picture(picture);
    assertThat(page.axe()).as(path).isEmpty();
  }
}
