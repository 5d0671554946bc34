package vn.portalaudit.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The screens of accounts in a real browser. */
class AccessScreensTest {
  private static final TestApplication APP = TestApplication.shared();

  @ParameterizedTest
  @CsvSource({"1280, false", "360, true"})
  void areAccessible(int width, boolean dark) {
    try (BrowserPage page = APP.browser("quantri", width, dark)) {
      for (String path :
          List.of(
              "/tai-khoan",
              "/tai-khoan/mat-khau",
              "/tai-khoan/xac-thuc-hai-buoc",
              "/nguoi-dung",
              "/nguoi-dung/moi",
              "/nguoi-dung/baocao",
              "/nhat-ky?kiem-tra=1",
              "/khong-co")) {
        page.open(path);
        page.picture("access" + path.replaceAll("[/?=]", "-") + "-" + width);
        assertThat(page.axe()).as(path).isEmpty();
      }
      page.driver().manage().deleteAllCookies();
      page.open("/dang-nhap");
      page.picture("access-dang-nhap-" + width);
      assertThat(page.axe()).isEmpty();
      assertThat(page.complaints()).filteredOn(c -> !c.contains("404")).isEmpty();
    }
  }
}
