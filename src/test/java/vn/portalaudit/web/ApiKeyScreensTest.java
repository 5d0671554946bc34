package vn.portalaudit.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Keys of other systems and open data, as people see them. */
class ApiKeyScreensTest {
  private static TestApplication app;

  @BeforeAll
  static void fill() {
    app = TestApplication.start();
    WatchedSample.fill(app.database());
    app.database()
        .jdbc()
        .sql("update portal set title = '=1+1, \"x\"' where code = 'cong-1'")
        .update();
  }

  @AfterAll
  static void stop() {
    app.close();
  }

  @Test
  void aKeyIsShownOnceWorksAndEndsAtOnce() {
    TestClient administrator = app.as("quantri");
    Answer made =
        administrator.submit(
            "/khoa-api/moi",
            "/khoa-api/moi",
            "name",
            "Trục dữ liệu <b>",
            "owner",
            "lanhdao",
            "scopes",
            "read",
            "days",
            "30");
    String key = made.text("#khoa");

    assertThat(key).startsWith("pa_").hasSizeGreaterThan(40);
    ApiClient system = new ApiClient(app, key);
    assertThat(system.get("/api/v1/portals").status()).isEqualTo(200);
    Answer list = administrator.get("/khoa-api");
    assertThat(list.body()).doesNotContain(key);
    assertThat(list.text("tbody")).contains("Trục dữ liệu <b>", "lanhdao", "Còn hiệu lực");
    String revoke = list.page().select("tbody tr:contains(Trục dữ liệu) form").attr("action");
    assertThat(administrator.submit("/khoa-api", revoke).status()).isEqualTo(303);
    assertThat(system.get("/api/v1/portals").status()).isEqualTo(401);
    assertThat(administrator.get("/khoa-api").text("tbody")).contains("Đã thu hồi");
    assertThat(administrator.get("/nhat-ky").text("tbody")).contains("api-key.made");
  }

  @Test
  void whatIsWrongWithAKeyIsToldAtItsFields() {
    Answer answer =
        app.as("quantri")
            .submit(
                "/khoa-api/moi",
                "/khoa-api/moi",
                "name",
                "Hệ thống A",
                "owner",
                "khong-co",
                "scopes",
                "admin",
                "days",
                "99999");

    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.text("main"))
        .contains("Không có tài khoản này", "ít nhất một phạm vi", "số nguyên từ 1 đến 1095");
    assertThat(answer.page().select("[name=name]").attr("value")).isEqualTo("Hệ thống A");
  }

  @Test
  void openDataIsGivenToAnybodyAndHoldsNoFormula() {
    Answer csv = app.anybody().get("/du-lieu-mo/cong.csv");
    Answer json = app.anybody().get("/du-lieu-mo/cong.json");

    assertThat(csv.headers().get("Content-Disposition")).contains("attachment", "cong.csv");
    assertThat(csv.headers().get("X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(csv.body().lines().count()).isEqualTo(33);
    assertThat(csv.body()).contains("cong-1,\"'=1+1, \"\"x\"\"\",");
    assertThat(json.body())
        .contains("=1+1", "\"state\":\"DOWN\"")
        .doesNotContain("CONNECT_TIMEOUT");
    assertThat(app.anybody().get("/du-lieu-mo").text("main")).contains("certificateEnds");
    assertThat(app.anybody().get("/du-lieu-mo/cong-bo/x/1.json").status()).isEqualTo(404);
  }

  @ParameterizedTest
  @CsvSource({"1280, false", "360, true"})
  void areAccessible(int width, boolean dark) {
    app.as("quantri")
        .submit(
            "/khoa-api/moi",
            "/khoa-api/moi",
            "name",
            "Bảng điều hành tỉnh",
            "owner",
            "lanhdao",
            "scopes",
            "read",
            "days",
            "30");
    try (BrowserPage page = app.browser("quantri", width, dark)) {
      for (String path : new String[] {"/khoa-api", "/khoa-api/moi", "/du-lieu-mo"}) {
        page.open(path);
        page.picture("api" + path.replace('/', '-') + "-" + width);
        assertThat(page.axe()).as(path).isEmpty();
      }
      assertThat(page.complaints()).isEmpty();
    }
  }
}
