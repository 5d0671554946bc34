package vn.portalaudit.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
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

  @Test
  void theQueueMovesWhileSomebodyLooks() {
    try (BrowserPage page = app.browser("vanhanh")) {
      page.open("/hang-doi");
      assertThat(page.find("#dang-chay progress").getAttribute("value")).isEqualTo("40");
      app.database()
          .jdbc()
          .sql(
              """
              update work set checkpoint = '{"phase":"đọc trang","pages":77,"queued":3}'
              where state = 'running'
              """)
          .update();
      page.find("#dang-chay progress[value='77']");
      assertThat(page.complaints()).isEmpty();
    }
  }

  @Test
  void aTemplateThatIsFilledInIsImported(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("co-quan.csv");
    Files.writeString(
        file, "Mã cơ quan,Tên cơ quan,Cấp,Hiệu lực từ\nso-tep,Sở <i>Tệp</i>,sở,01/01/2026\n");
    try (BrowserPage page = app.browser("vanhanh")) {
      page.open("/nhap-danh-ba");
      page.find("#f-file").sendKeys(file.toString());
      page.press("Kiểm tra tệp");
      page.find("form[action$='/nhap']");
      assertThat(page.text()).contains("không có chỗ sai", "so-tep");
      page.picture("ops-nhap-danh-ba-kiem-tra");
      assertThat(page.axe()).isEmpty();
      page.press("Nhập 2 thay đổi");
      page.press("Đồng ý");
      page.find("#f-file");
      assertThat(page.text()).contains("Đã nhập danh bạ: thêm 2.");
    }
  }
}
