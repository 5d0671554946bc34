package vn.portalaudit.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The department's screens, read by HTTP and looked at in a real browser. */
class DepartmentScreensTest {
  private static TestApplication app;

  @BeforeAll
  static void start() {
    app = TestApplication.start();
    WatchedSample.fill(app.database());
  }

  @AfterAll
  static void stop() {
    app.close();
  }

  @ParameterizedTest
  @CsvSource({"1280, false", "1280, true", "360, false", "360, true"})
  void areAccessible(int width, boolean dark) {
    try (BrowserPage page = app.browser("vanhanh", width, dark)) {
      for (String path :
          List.of(
              "/bang-dieu-hanh",
              "/cong?co=50",
              "/cong/so-mau",
              "/cong/so-mau/kiem-tra",
              "/cong/so-mau/hoat-dong?khoang=quy",
              "/cong/so-mau/hoat-dong",
              "/cong/so-mau/tls-dns",
              "/cong/so-mau/trang",
              "/cong/so-mau/lich-su",
              "/cong/so-mau/cau-hinh",
              "/cong/cong-7",
              "/cong/cong-7/trang")) {
        page.open(path);
        page.picture("dept" + path.replaceAll("[/?=]", "-") + "-" + width + (dark ? "-dark" : ""));
        assertThat(page.axe()).as(path).isEmpty();
      }
      assertThat(page.complaints()).isEmpty();
    }
  }

  @Test
  void theListIsFilteredByTheServer() {
    TestClient operator = app.as("vanhanh");

    Answer down = operator.get("/cong?trang-thai=down");
    assertThat(down.page().select("table.portals tbody tr")).isNotEmpty();
    assertThat(down.page().select("table.portals tbody .badge.bad")).isNotEmpty();

    Answer found = operator.get("/cong?tim=XA-MAU");
    assertThat(found.text("tbody th a")).isEqualTo("Cổng mẫu của xã");
    assertThat(found.page().select("table.portals tbody tr")).hasSize(1);
  }

  @Test
  void severalPortalsArePausedAndTaggedAtOnce() {
    TestClient operator = app.as("vanhanh");

    Answer paused =
        operator.submit(
            "/cong",
            "/cong/nhieu",
            "cong",
            "cong-7",
            "cong",
            "cong-8",
            "thao-tac",
            "tam-dung",
            "loc",
            "tim=cong");
    assertThat(paused.location()).isEqualTo("/cong?tim=cong");
    assertThat(operator.get("/cong?tim=cong-7").text("tbody")).contains("Tạm dừng");

    operator.submit(
        "/cong", "/cong/nhieu", "cong", "cong-7", "thao-tac", "gan-nhan", "nhan", "ưu tiên");
    assertThat(operator.get("/cong?nhan=%C6%B0u+ti%C3%AAn").page().select("tbody tr")).hasSize(1);
    assertThat(app.as("quantri").get("/nhat-ky?tim=cong-7").text("tbody"))
        .contains("portals.tam-dung")
        .contains("ưu tiên");
  }

  @Test
  void twoWhoChangeOnePortalBothSeeWhatTheOtherWrote() {
    TestClient first = app.as("vanhanh");
    TestClient second = app.as("vanhanh");
    String path = "/cong/cong-9/cau-hinh";
    String version = first.get(path).page().select("input[name=version]").val();

    Answer saved =
        first.submit(path, path, "title", "Tên thứ nhất", "group", "mac-dinh", "version", version);
    Answer late =
        second.submit(path, path, "title", "Tên thứ hai", "group", "mac-dinh", "version", version);

    assertThat(saved.status()).isEqualTo(303);
    assertThat(late.status()).isEqualTo(409);
    assertThat(late.text(".notice")).contains("Tên thứ nhất");
    assertThat(late.page().select("input[name=title]").val()).isEqualTo("Tên thứ hai");
    Answer again =
        second.post(
            path,
            late.page().select("input[name=_csrf]").val(),
            "title",
            "Tên thứ hai",
            "group",
            "mac-dinh",
            "version",
            late.page().select("input[name=version]").val());
    assertThat(again.status()).isEqualTo(303);
    assertThat(first.get(path).page().select("input[name=title]").val()).isEqualTo("Tên thứ hai");
  }

  @Test
  void whatIsWrongWithAFieldIsSaidAndWhatWasTypedStays() {
    TestClient operator = app.as("vanhanh");
    String path = "/cong/cong-10/cau-hinh";

    Answer answer =
        operator.submit(path, path, "title", "", "group", "khong-co", "note", "đang viết dở");

    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.page().select(".notice a").eachAttr("href"))
        .containsExactly("#f-title", "#f-group");
    assertThat(answer.page().select("textarea[name=note]").text()).isEqualTo("đang viết dở");
  }

  @Test
  void noPictureOutsideTheEvidenceCanBeNamed() {
    TestClient operator = app.as("vanhanh");

    for (String name : java.util.List.of("khong-co", "..%2F..%2Fkhoa-ung-dung", "%2e%2e")) {
      assertThat(operator.get("/cong/so-mau/anh/" + name).status()).isIn(400, 404);
    }
  }

  @Test
  void aLeaderReadsAndChangesNothing() {
    TestClient leader = app.as("lanhdao");

    assertThat(leader.get("/cong").page().select("form#nhieu input[name=_csrf]")).isEmpty();
    assertThat(
            leader
                .submit("/cong", "/cong/nhieu", "cong", "cong-1", "thao-tac", "tam-dung")
                .status())
        .isEqualTo(403);
  }

  @Test
  void aViewIsKeptAndOpensTheListAsItWas() {
    TestClient operator = app.as("vanhanh");

    operator.submit(
        "/cong?trang-thai=down", "/cong/che-do-xem", "ten", "Đang hỏng", "loc", "trang-thai=down");

    assertThat(operator.get("/cong").page().select(".views a[href='/cong?trang-thai=down']").text())
        .isEqualTo("Đang hỏng");
  }
}
