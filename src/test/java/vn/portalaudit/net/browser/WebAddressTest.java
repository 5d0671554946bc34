package vn.portalaudit.net.browser;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebAddressTest {
  @ParameterizedTest
  @CsvSource({
    "http://a.gov.vn, a.gov.vn, 80",
    "HTTPS://A.gov.vn/x?y#z, a.gov.vn, 443",
    "http://a_b.gov.vn:8080/, a_b.gov.vn, 8080",
    "http://đà-nẵng.vn/tin tức, đà-nẵng.vn, 80",
    "'http://[::1]:81/', ::1, 81"
  })
  void hostAndPortAreRead(String url, String host, int port) {
    assertThat(WebAddress.of(url)).contains(new WebAddress(url, host, port));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "file:///etc/passwd",
        "view-source:http://a.vn/",
        "javascript:alert(1)",
        "data:text/html,x",
        "about:blank",
        "chrome://version",
        "http://u@a.vn/",
        "http://a.vn\\@b.vn/",
        "ht\ntp://127.0.0.1/",
        "http://a.vn/\r\nX: y",
        "http://a.vn:99999/",
        "//a.vn/"
      })
  void everythingElseIsRefused(String url) {
    assertThat(WebAddress.of(url)).isEmpty();
  }

  @Test
  void siteIsTheSameWithAndWithoutWww() {
    assertThat(WebAddress.of("http://www.a.vn/").orElseThrow().site())
        .isEqualTo(WebAddress.of("https://a.vn/").orElseThrow().site());
  }
}
