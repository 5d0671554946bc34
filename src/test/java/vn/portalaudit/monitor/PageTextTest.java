package vn.portalaudit.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class PageTextTest {
  private static PageText page(String body) {
    return PageText.of(
        ("<html><head><style>p {color: red}</style></head><body>" + body + "</body></html>")
            .getBytes(StandardCharsets.UTF_8),
        "text/html; charset=utf-8");
  }

  @Test
  void countersDatesAndClocksDoNotChangeTheHash() {
    PageText monday =
        page(
            "<p>Thứ Hai, ngày 16/11/2026, 08:15:02 SA</p><h1>Sở Y tế</h1><p>Lượt truy cập:"
                + " 1.234.567 | Đang trực tuyến: 12</p><script>var t = 'abc';</script>");
    PageText sunday =
        page(
            "<p>Chủ nhật, ngày 22/11/2026, 21:40:59 CH</p><h1>Sở Y tế</h1><p>Lượt truy cập:"
                + " 1.301.002 | Đang trực tuyến: 7</p><script>var t = 'xyz';</script><!-- 4711 -->");

    assertThat(monday.hash()).isEqualTo(sunday.hash());
  }

  @Test
  void otherWordsChangeTheHash() {
    assertThat(page("<h1>Sở Y tế</h1><p>Thông báo tuyển dụng</p>").hash())
        .isNotEqualTo(page("<h1>Sở Y tế</h1><p>Hacked by nobody</p>").hash());
  }

  @Test
  void wordsInScriptsAndCommentsAreNotShown() {
    PageText text = page("<script>var x = 'tin tức';</script><!-- tin tức --><p>Liên hệ</p>");

    assertThat(text.shows("tin tức")).isFalse();
    assertThat(text.shows("LIÊN HỆ")).isTrue();
  }

  @Test
  void onlyWholeWordsCount() {
    assertThat(page("<p>tintức liênhệ</p>").shows("tin")).isFalse();
  }

  @Test
  void entitiesAndOtherCharacterSetsAreRead() {
    Charset old = Charset.forName("windows-1258");
    assertThat(page("<p>C&#7893;ng th&ocirc;ng tin</p>").shows("cổng thông tin")).isTrue();
    assertThat(
            PageText.of("<p>Sở Y t\u00ea\u0301</p>".replace("ở", "o\u031b\u0309").getBytes(old),
                    "text/html; charset=windows-1258")
                .shows("y tế"))
        .isTrue();
  }

  @Test
  void brokenMarkupEndsTheReading() {
    assertThat(page("<p>một</p><script>không bao giờ hết").shows("một")).isTrue();
    assertThat(page("<p>hai</p><!-- không bao giờ hết").shows("hai")).isTrue();
    assertThat(page("<p>ba</p><a href='").shows("ba")).isTrue();
  }
}
