package vn.portalaudit.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import vn.portalaudit.store.ChecklistVersions;

/** The criteria, for the department and for everybody. */
class CriteriaScreensTest {
  private static final TestApplication APP = TestApplication.shared();
  private static final String LIST = "noi-vu-988-cong";

  @Test
  void theTreeNamesClausePointsConditionAndFix() {
    TestClient operator = APP.as("vanhanh");

    assertThat(operator.get("/tieu-chi").text("main")).contains("988", "sha256:");
    Answer tree = operator.get("/tieu-chi/" + LIST);
    assertThat(tree.text("main"))
        .contains("Điều khoản", "tìm thấy: có", "các trường hợp còn lại", "Cách sửa:")
        .doesNotContain("{", "$");
    assertThat(tree.page().select("details.criterion").size()).isGreaterThan(10);
  }

  @Test
  void everyFieldOfAConditionHasWords() {
    for (String id :
        APP.anybody().get("/phuong-phap").page().select("main h2 a").eachAttr("href")) {
      assertThat(APP.anybody().get(id).page().select(".scoring li").eachText())
          .as(id)
          .isNotEmpty()
          .noneMatch(step -> step.matches(".*» [a-z]+[A-Z][A-Za-z0-9]*[:,].*"));
    }
  }

  @Test
  void theTreeIsFilteredByWordsAndMethod() {
    Answer found = APP.anybody().get("/phuong-phap/" + LIST + "?tim=khong-co-chu-nay%3Cb%3E");
    assertThat(found.text(".empty")).contains("Không có tiêu chí nào");
    Answer reported = APP.anybody().get("/phuong-phap/" + LIST + "?cach=automatic");
    assertThat(reported.page().select("details.criterion")).isNotEmpty();
    assertThat(reported.text("section.group")).doesNotContain("Cơ quan tự khai");
  }

  @Test
  void everybodyReadsTheMethodologyAndOnlyTheDepartmentTheBrowser() {
    assertThat(APP.anybody().get("/phuong-phap/" + LIST).status()).isEqualTo(200);
    assertThat(APP.anybody().get("/phuong-phap/khong-co").status()).isEqualTo(404);
    assertThat(APP.anybody().get("/tieu-chi").status()).isEqualTo(302);
    assertThat(APP.as("baocao").get("/tieu-chi").status()).isEqualTo(403);
  }

  @Test
  void twoVersionsAreSetSideBySide() throws Exception {
    TestClient operator = APP.as("vanhanh");
    String file = Files.readString(Path.of("checklists/ky-thuat-cong.yml"));
    String path = "/tieu-chi/ky-thuat-cong/so-sanh";
    assertThat(operator.get("/tieu-chi/ky-thuat-cong").page().select("a[href=" + path + "]"))
        .hasSize(1);
    assertThat(operator.get(path).text("main")).contains("2026.1 – đang dùng", "bộ khác:");

    String edited =
        file.replace("version: \"2026.1\"", "version: \"2027.1\"")
            .replaceFirst("fix: Kiểm tra máy chủ", "fix: Kiểm tra cả máy chủ <b>");
    Answer sent = operator.upload(path, path, "file", "ban.yml", edited.getBytes(UTF_8));
    Answer shown = operator.get(sent.location());
    assertThat(shown.page().select("article.change h3").eachText())
        .containsExactly("Cả bộ", "1.1 Cổng trả lời lúc kiểm tra");
    assertThat(shown.page().select("article.change ins").eachText())
        .contains("2027", "cả", "<b>")
        .as("the text is text")
        .isNotEmpty();
    assertThat(shown.text("article.change .badge")).contains("Sửa lời");

    assertThat(APP.as("lanhdao").get(sent.location()).status())
        .as("a file of somebody else")
        .isEqualTo(404);
    Answer wrong =
        operator.upload(
            path,
            path,
            "file",
            "sai.yml",
            file.replace("points: 25", "points: 26").getBytes(UTF_8));
    assertThat(operator.get(wrong.location()).text(".notice.bad")).contains("ky-thuat-cong.yml:");
    assertThat(operator.upload(path, path, "file", "rong.yml", new byte[0]).status())
        .isEqualTo(422);
  }

  @Test
  void aVersionThatJudgedPortalsStaysToBeCompared() throws Exception {
    String file = Files.readString(Path.of("checklists/" + LIST + ".yml"));
    String old = file.replaceFirst("version: \"[0-9.]+\"", "version: \"2025.9\"");
    ChecklistVersions kept = new ChecklistVersions(APP.database());
    kept.use(LIST, "2025.9", old, "mau", Instant.parse("2025-12-01T00:00:00Z"));
    kept.use(LIST, "2026.1", file, "mau", Instant.parse("2026-02-01T00:00:00Z"));

    Answer form = APP.as("thamdinh").get("/tieu-chi/" + LIST + "/so-sanh");
    assertThat(form.page().select("#q-tu option[value^=v:]").eachText())
        .as("the one in force is not offered twice")
        .containsExactly("2025.9 – dùng từ 01/12/2025 07:00");
    String code = form.page().select("#q-tu option[value^=v:]").attr("value");
    Answer shown =
        APP.as("thamdinh").get("/tieu-chi/" + LIST + "/so-sanh?tu=" + code + "&den=dang-dung");
    assertThat(shown.text("article.change")).contains("Phiên bản", "2025.9");
    assertThat(
            APP.as("thamdinh")
                .get("/tieu-chi/" + LIST + "/so-sanh?tu=v:khong-co&den=dang-dung")
                .status())
        .isEqualTo(404);
    assertThat(
            APP.as("thamdinh")
                .get("/tieu-chi/" + LIST + "/so-sanh?tu=dang-dung&den=dang-dung")
                .text(".empty"))
        .contains("Hai bản không khác nhau");
  }

  @Test
  void twoChecklistsAndTwoIndexSetsAreCompared() {
    TestClient leader = APP.as("lanhdao");
    String lists = "/tieu-chi/bac-giang-2294-cong-so/so-sanh";
    Answer shown = leader.get(lists + "?tu=dang-dung&den=bo:bac-giang-2294-cong-huyen");
    assertThat(shown.page().select("article.change").size()).isGreaterThan(3);
    Answer added = leader.get(lists + "?tu=dang-dung&den=bo:bac-giang-2294-cong-huyen&loai=them");
    assertThat(added.page().select("article.change .badge").eachText())
        .isNotEmpty()
        .allMatch(says -> says.contains("Thêm"));
    assertThat(added.page().select("article.change").size())
        .isLessThan(shown.page().select("article.change").size());

    assertThat(leader.get("/tieu-chi").page().select("a[href=/bo-chi-so/ha-noi-920-huyen]"))
        .hasSize(1);
    assertThat(leader.get("/bo-chi-so/ha-noi-920-thanh-pho").text("main"))
        .contains("Nguồn điểm", "Nhóm xếp hạng")
        .doesNotContain("$");
    Answer sets =
        leader.get("/bo-chi-so/ha-noi-920-thanh-pho/so-sanh?tu=dang-dung&den=bo:ha-noi-920-huyen");
    assertThat(sets.text("main")).contains("Bỏ (", "Thêm (", "Đổi điểm (");
    assertThat(leader.get("/bo-chi-so/khong-co/so-sanh").status()).isEqualTo(404);
    assertThat(APP.as("baocao").get("/bo-chi-so/ha-noi-920-thanh-pho").status()).isEqualTo(403);
  }

  @Test
  void everybodyReadsHowEachIndexIsComputed() {
    TestClient anybody = APP.anybody();
    List<String> pages =
        anybody.get("/phuong-phap").page().select("a[href^=/phuong-phap/chi-so/]").eachAttr("href");
    assertThat(pages).hasSizeGreaterThan(11);
    for (String path : pages) {
      Answer shown = anybody.get(path);
      assertThat(shown.text("main"))
          .as(path)
          .contains("Cách tính điểm và hạng", "1, 2, 2, 4", "chưa làm tròn", "Điều khoản")
          .doesNotContain("$", "{");
      assertThat(shown.page().select("article.measure .facts dd").eachText())
          .as(path)
          .isNotEmpty()
          .doesNotContain("");
    }
    String set = "/phuong-phap/chi-so/ha-noi-920-thanh-pho/";
    Answer shown = anybody.get(set + "2026.1");
    assertThat(shown.page().select("article.measure")).hasSize(46);
    assertThat(shown.text("article[id=6.1]"))
        .contains("Máy chấm cổng, lấy trước số tự khai", "5 điểm", "dòng 24");
    assertThat(shown.text("article[id=1.1]"))
        .contains("Cơ quan tự khai")
        .doesNotContain("Máy chấm cổng");
    assertThat(shown.page().select("article.measure a").eachAttr("href"))
        .contains("/phuong-phap/bac-giang-2294-cong-so");
    assertThat(anybody.get("/phuong-phap/chi-so/btttt-1726-tinh/2026.1").text("main"))
        .contains("Min-Max, Z-Score", "điểm chưa chuẩn hóa", "theo văn bản", "dưới 50% cơ quan");
    assertThat(anybody.get(set + "2025.1").status()).isEqualTo(404);
    assertThat(anybody.get("/phuong-phap/chi-so/khong-co/2026.1").status()).isEqualTo(404);
  }

  @Test
  void howAnIndexIsComputedIsAccessible() {
    for (boolean dark : new boolean[] {false, true}) {
      try (BrowserPage page = BrowserPage.open(APP.address(), dark ? 360 : 1280, dark)) {
        for (String path : List.of("/phuong-phap", "/phuong-phap/chi-so/btttt-1726-tinh/2026.1")) {
          page.open(path);
          assertThat(page.axe()).as(path).isEmpty();
          assertThat(page.script("return document.documentElement.scrollWidth > innerWidth"))
              .as(path)
              .isEqualTo(false);
        }
      }
    }
  }

  @Test
  void theComparisonIsAccessible() {
    for (boolean dark : new boolean[] {false, true}) {
      try (BrowserPage page = APP.browser("lanhdao", dark ? 360 : 1280, dark)) {
        page.open(
            "/tieu-chi/bac-giang-2294-cong-so/so-sanh?tu=dang-dung&den=bo:bac-giang-2294-cong-huyen");
        assertThat(page.axe()).isEmpty();
      }
    }
  }
}
