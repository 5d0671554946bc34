package vn.portalaudit.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.TextNode;
import org.junit.jupiter.api.Test;
import vn.portalaudit.report.Vietnamese;

/** The pages as somebody sees them who reads English. */
class EnglishPagesTest {
  private static final TestApplication APP = TestApplication.shared();

  private static TestClient english(String login) {
    TestClient person = login.isEmpty() ? APP.anybody() : APP.as(login);
    person.cookie("ngon-ngu", "en");
    return person;
  }

  /** Vietnamese that a reader of English meets without being told that it is Vietnamese. */
  private static List<String> unmarked(Document page) {
    List<String> found = new ArrayList<>();
    page.forEachNode(node -> {
      if (node instanceof TextNode text
          && Vietnamese.written(text.text().replaceAll("\\bNĐ-CP\\b", ""))
          && text.parent() != null
          && text.parent().closest("[lang=vi], title, option, svg, textarea, code, pre, script")
              == null) {
        found.add(text.text());
      }
    });
    for (Element element : page.select("[aria-label], [placeholder], [data-confirm]")) {
      if (element.closest("[lang=vi]") != null) {
        continue;
      }
      for (String name : List.of("aria-label", "placeholder", "data-confirm")) {
        if (Vietnamese.written(element.attr(name).replaceAll("[«“].*[»”]", ""))) {
          found.add(name + "=" + element.attr(name));
        }
      }
    }
    return found;
  }

  @Test
  void everyScreenOfTheMenuIsInEnglish() {
    for (String login : List.of("vanhanh", "quantri", "lanhdao", "thamdinh", "pheduyet", "")) {
      TestClient person = english(login);
      Set<String> paths = new LinkedHashSet<>(List.of("/trang-thai", "/tieu-chi", "/su-co", "/x"));
      if (login.isEmpty()) {
        paths.add("/dang-nhap");
      } else {
        paths.add("/tai-khoan");
        paths.addAll(person.get("/tai-khoan").page().select("nav.menu a").eachAttr("href"));
      }
      for (String path : paths) {
        Answer answer = person.get(path);
        if (answer.status() != 302 && answer.status() != 303) {
          assertThat(answer.page().select("html").attr("lang")).as(path).isEqualTo("en");
          assertThat(unmarked(answer.page())).as(login + " " + path).isEmpty();
        }
      }
    }
  }

  @Test
  void theSwitchStaysOnThePageAndIsKeptInTheAccount() {
    TestClient person = APP.as("lanhdao");
    Document list = person.get("/cong?tim=Cổng&co=25").page();
    assertThat(list.select("html").attr("lang")).isEqualTo("vi");
    Answer switched = person.get(list.select("a.tongue").attr("href"));
    assertThat(switched.location()).isEqualTo("/cong?tim=C%E1%BB%95ng&co=25");
    assertThat(person.get("/cong").text("h1")).isEqualTo("Portals");

    TestClient elsewhere = APP.as("lanhdao");
    assertThat(elsewhere.get("/cong").text("h1")).isEqualTo("Portals");
    elsewhere.get(elsewhere.get("/cong").page().select("a.tongue").attr("href"));
    assertThat(elsewhere.get("/cong").text("h1")).isEqualTo("Danh sách cổng");
    assertThat(elsewhere.get("/ngon-ngu/fr").status()).isEqualTo(404);
    assertThat(elsewhere.get("/ngon-ngu/vi?ve=//example.com/").location()).isEqualTo("/");
  }

  @Test
  void whatAPersonTypesIsNeverTranslated() {
    TestClient person = english("vanhanh");
    Answer refused =
        person.submit(
            "/cong/so-mau/cau-hinh",
            "/cong/so-mau/cau-hinh",
            "title",
            "",
            "note",
            "Đạt",
            "tags",
            "Chưa xác định");
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.page().select("textarea[name=note]").text()).isEqualTo("Đạt");
    assertThat(refused.page().select("input[name=tags]").val()).isEqualTo("Chưa xác định");
    assertThat(refused.text(".notice.bad")).contains("Not saved. Please correct:");
  }

  @Test
  void marksOfTheTwoLanguagesCannotBeTypedIn() {
    Answer page = english("vanhanh").get("/cong?tim=\ue000x\ue001y\ue002");
    assertThat(page.body()).doesNotContain("\ue000").doesNotContain("\ue001");
    assertThat(page.page().select("input[name=tim]").val()).isEqualTo("x");
  }
}
