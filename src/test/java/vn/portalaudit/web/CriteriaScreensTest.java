package vn.portalaudit.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

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
}
