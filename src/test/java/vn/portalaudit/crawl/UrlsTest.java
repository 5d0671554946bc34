package vn.portalaudit.crawl;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UrlsTest {

  @ParameterizedTest
  @CsvSource({
    "HTTP://Sở.GOV.vn:80/a, http://xn--s-lym.gov.vn/a",
    "https://a.gov.vn:443, https://a.gov.vn/",
    "https://a.gov.vn:8443/x?, https://a.gov.vn:8443/x",
    "https://a.gov.vn./x#top, https://a.gov.vn/x",
    "https://a.gov.vn/a/./b/../c, https://a.gov.vn/a/c",
    "https://a.gov.vn/../../x/.., https://a.gov.vn/",
    "https://a.gov.vn/%7ea%2fb%zz, https://a.gov.vn/~a%2Fb%25zz",
    "https://a.gov.vn/tin tức, https://a.gov.vn/tin%20t%E1%BB%A9c",
    "https://a.gov.vn\\x\\y, https://a.gov.vn/x/y",
    "https://a.gov.vn/x;jsessionid=0A1B?b=2&PHPSESSID=1f2&a=1, https://a.gov.vn/x?b=2&a=1",
    "https://a.gov.vn/(S(abc123))/x.aspx, https://a.gov.vn/x.aspx",
    "https://a.gov.vn/x?sid=1279&pageid=29301, https://a.gov.vn/x?sid=1279&pageid=29301",
    "https://a.gov.vn/x?sid=0123456789abcdef0123&id=3, https://a.gov.vn/x?id=3",
    "https://a.gov.vn/x?p_p_id=tin&p_p_lifecycle=0&p_p_state=normal&p_p_col_id=c1&p_auth=Zx1, https://a.gov.vn/x?p_p_id=tin",
    "https://a.gov.vn/x?utm_source=zalo&fbclid=abc&id=1, https://a.gov.vn/x?id=1",
    "https://a.gov.vn/x?a=1&amp;amp;b=2, https://a.gov.vn/x?a=1&b=2",
    "http&#x3a;&#x2f;&#x2f;a.gov.vn&#x2f;x, http://a.gov.vn/x",
  })
  void oneSpellingForOneAddress(String raw, String expected) {
    assertThat(Urls.normalise(raw)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ftp://a.gov.vn/", "javascript:void(0)", "mailto:a@b.vn", "https:///x", "https://",
        "https://a b/", "https://user@a.gov.vn/", "https://a.gov.vn:99999/", "/x", ""
      })
  void whatCannotBeAskedForIsNoAddress(String raw) {
    assertThat(Urls.normalise(raw)).isNull();
  }

  @Test
  void tooLongIsNoAddress() {
    assertThat(Urls.normalise("https://a.gov.vn/" + "x".repeat(2_100))).isNull();
  }

  @Test
  void normalisingAgainChangesNothing() {
    Random random = new Random(42);
    String[] parts = {
      "a", "Ü", "ế", "/", "//", ".", "..", "/./", "/../", "?", "&", "=", "%", "%41", "%2e", "%26",
      "&amp;", "&#38;", "#", ";jsessionid=1", ";sid=2", "(S(a1))", "/(S(b2))/", "sid=", "utm_x=1",
      "0123456789abcdef", " ", "\t", "\\", ":", "@", "[", "]", "m", "p", ";", "%6D", "%23", "+"
    };
    for (int i = 0; i < 20_000; i++) {
      StringBuilder raw = new StringBuilder("https://a.gov.vn/");
      for (int n = random.nextInt(12); n >= 0; n--) {
        raw.append(parts[random.nextInt(parts.length)]);
      }
      String once = Urls.normalise(raw.toString());
      if (once != null) {
        assertThat(Urls.normalise(once)).describedAs(raw.toString()).isEqualTo(once);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "/x, https://a.gov.vn/x",
    "x, https://a.gov.vn/m/x",
    "?p=2, https://a.gov.vn/m/n.html?p=2",
    "//b.gov.vn/x, https://b.gov.vn/x",
    "http://c.vn, http://c.vn/",
    "../y, https://a.gov.vn/y",
    "'', https://a.gov.vn/m/n.html?q=1",
  })
  void referencesAreResolved(String reference, String expected) {
    assertThat(Urls.resolve("https://a.gov.vn/m/n.html?q=1", reference)).isEqualTo(expected);
  }

  @Test
  void scriptsAreNoReferences() {
    assertThat(Urls.resolve("https://a.gov.vn/", "javascript:x()")).isNull();
  }

  @Test
  void twinsHaveOneKey() {
    assertThat(Urls.key("https://www.a.gov.vn/x/"))
        .isEqualTo(Urls.key("http://a.gov.vn/x"))
        .isNotEqualTo(Urls.key("http://a.gov.vn/x?p=1"));
  }
}
