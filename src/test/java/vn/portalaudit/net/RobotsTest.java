package vn.portalaudit.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vn.portalaudit.domain.Reason;

class RobotsTest {
  private static final String PLACE = "https://so.gov.vn/robots.txt";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "User-agent: *;Disallow: /noi-bo/ | /noi-bo/a | false",
        "User-agent: *;Disallow: /noi-bo/ | /noi-bo | true",
        "User-agent: *;Disallow: / | /robots.txt | true",
        "User-agent: *;Disallow: / | / | false",
        "User-agent: *;Disallow: | / | true",
        "User-agent: *;Disallow: /a;Allow: /a/b | /a/b/c | true",
        "User-agent: *;Allow: /a/b;Disallow: /a | /a/c | false",
        "User-agent: *;Disallow: /a;Allow: /a | /a | true",
        "User-agent: *;Disallow: /*.pdf$ | /a/b.pdf | false",
        "User-agent: *;Disallow: /*.pdf$ | /a/b.pdf?x | true",
        "User-agent: *;Disallow: /a*c | /abbbc | false",
        "User-agent: *;Disallow: /*?page= | /tin?page=2 | false",
        "User-agent: portal-audit;Disallow: /x;;User-agent: *;Disallow: / | /y | true",
        "User-agent: PORTAL-Audit;Disallow: /x;;User-agent: *;Allow: / | /x | false",
        "User-agent: a;User-agent: portal-audit;Disallow: /x | /x | false",
        "User-agent: portal-audit;Disallow: /x;;User-agent: portal-audit;Disallow: /y | /y | false",
        "User-agent: other;Disallow: / | /x | true",
        "User-agent: portal-audit-2;Disallow: / | /x | true",
        "User-agent: *;Disallow: /tin%20t%E1%BB%A9c | /tin%20tức | false",
        "User-agent: *;Disallow: /tin tức | /tin%20t%e1%bb%a9c | false",
        "User-agent: *;Disallow: /%61 | /a | false",
        "user-AGENT:*;disALLOW:/x # lời bàn | /x | false",
        "Disallow: / | /x | true",
        "<html><body>Không tìm thấy</body></html> | /x | true"
      })
  void rulesDecide(String text, String path, boolean allowed) {
    assertThat(robots(text).allows("https://so.gov.vn" + path)).isEqualTo(allowed);
  }

  @Test
  void markAtTheBeginningIsNoPartOfTheText() {
    assertThat(robots("\ufeffUser-agent: *;Disallow: /x").allows("https://so.gov.vn/x")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(ints = {300, 304, 400, 401, 403, 404, 410, 451, 499})
  void unavailableMeansEverythingIsPermitted(int status) {
    Robots robots = Robots.parse(status, bytes("User-agent: *;Disallow: /"), PLACE);

    assertThat(robots.allows("https://so.gov.vn/x")).isTrue();
    assertThat(robots.denied()).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "0, CONNECTION_RESET",
    "429, RATE_LIMITED",
    "500, HTTP_STATUS",
    "503, HTTP_STATUS",
    "599, HTTP_STATUS"
  })
  void unreachableMeansNothingIsPermittedForAReason(int status, Reason reason) {
    Robots robots = Robots.parse(status, bytes("User-agent: *;Allow: /"), PLACE);

    assertThat(robots.allows("https://so.gov.vn/x")).isFalse();
    assertThat(robots.denied()).isEqualTo(reason);
  }

  @Test
  void rulesThatForbidEverythingAreNoFailure() {
    assertThat(robots("User-agent: *;Disallow: /").denied()).isNull();
  }

  @ParameterizedTest
  @CsvSource({"5, PT5S", "0.5, PT0.5S", "600, PT30S", "1000000000, PT30S"})
  void delayIsCutAndForbidsNothing(String delay, Duration expected) {
    Robots robots = robots("User-agent: *;Crawl-delay: " + delay + ";Disallow: /a");

    assertThat(robots.crawlDelay()).contains(expected);
    assertThat(robots.allows("https://so.gov.vn/b")).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "-3", "0", "1e400", "NaN"})
  void delayThatIsNoneIsIgnored(String delay) {
    Robots robots = robots("User-agent: *;Crawl-delay: " + delay + ";Disallow: /a");

    assertThat(robots.crawlDelay()).isEmpty();
    assertThat(robots.allows("https://so.gov.vn/b")).isTrue();
  }

  @Test
  void sitemapsAreListed() {
    assertThat(
            robots(
                    "Sitemap: https://so.gov.vn/a.xml;User-agent: *;Disallow: /;"
                        + "sitemap: https://so.gov.vn/b.xml")
                .sitemaps())
        .containsExactly("https://so.gov.vn/a.xml", "https://so.gov.vn/b.xml");
  }

  @Test
  void halfAMegabyteIsRead() {
    String filler = "# x\n".repeat(127_000);
    byte[] body =
        ("User-agent: *\n" + filler + "Disallow: /a\n" + filler + "Disallow: /b\n")
            .getBytes(StandardCharsets.UTF_8);
    Robots robots = Robots.parse(200, body, PLACE);

    assertThat(robots.allows("https://so.gov.vn/a")).isFalse();
    assertThat(robots.allows("https://so.gov.vn/b")).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\0\0\0", "::::", "User-agent", "\u0001\u0002;*;Disallow", "%%%%"})
  void rubbishForbidsNothing(String text) {
    assertThat(robots(text).allows("https://so.gov.vn/")).isTrue();
  }

  private static Robots robots(String lines) {
    return Robots.parse(200, bytes(lines), PLACE);
  }

  private static byte[] bytes(String lines) {
    return lines.replace(';', '\n').getBytes(StandardCharsets.UTF_8);
  }
}
