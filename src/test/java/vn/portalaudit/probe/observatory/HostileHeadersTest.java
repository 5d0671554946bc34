package vn.portalaudit.probe.observatory;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import vn.portalaudit.domain.Header;
import vn.portalaudit.probe.observatory.Observatory.Card;
import vn.portalaudit.probe.observatory.Visit.Answer;

/**
 * Headers and documents made to hurt: each must come to a verdict, none may throw. What is not
 * bounded would not end here for minutes, which the time-out turns into a failure.
 */
@Timeout(120)
class HostileHeadersTest {
  private static final List<String> NAMES =
      List.of(
          "Content-Security-Policy",
          "Content-Security-Policy-Report-Only",
          "Set-Cookie",
          "Strict-Transport-Security",
          "Referrer-Policy",
          "X-Content-Type-Options",
          "X-Frame-Options",
          "Cross-Origin-Resource-Policy",
          "Cross-Origin-Embedder-Policy",
          "Cross-Origin-Opener-Policy",
          "Access-Control-Allow-Origin",
          "Content-Type");

  private final Observatory observatory = ObservatoryExamplesTest.observatory();

  static Stream<String> hugeValues() {
    String distinct =
        IntStream.range(0, 100_000).mapToObj(i -> "s" + i).collect(Collectors.joining(" "));
    return Stream.of(
        "a".repeat(1_000_000),
        " ".repeat(1_000_000),
        ";".repeat(1_000_000),
        ",".repeat(1_000_000),
        "=;".repeat(500_000),
        "max-age=".repeat(100_000),
        "max-age=" + "9".repeat(1_000_000),
        "require-corp" + ";a".repeat(400_000),
        "require-corp;a=\"" + "\\\"".repeat(400_000),
        "require-corp;a=:" + "A".repeat(1_000_000),
        "SameSite=x;".repeat(90_000),
        "default-src "
            + distinct
            + ","
            + "default-src "
            + distinct
            + ",default-src a".repeat(50_000),
        IntStream.range(0, 10_000)
            .mapToObj(i -> "d" + i + "-src a")
            .collect(Collectors.joining(";")),
        "default-src https://a.vn/" + "%41/".repeat(200_000) + ",default-src https://a.vn/");
  }

  @ParameterizedTest
  @MethodSource("hugeValues")
  void hugeFieldsComeToAVerdict(String value) {
    List<Header> headers = NAMES.stream().map(name -> new Header(name, value)).toList();
    Card card = judge(headers, "<p>");
    assertThat(card.results()).hasSize(12);
  }

  @Test
  void tenThousandDirectivesOfAPolicyAreRead() {
    String policy =
        "default-src 'self';"
            + IntStream.range(0, 10_000).mapToObj(i -> "d" + i).collect(Collectors.joining(";"));
    Card card = judge(List.of(new Header("Content-Security-Policy", policy)), "");
    assertThat(card.results())
        .containsEntry("content-security-policy", "csp-implemented-with-no-unsafe");
  }

  @Test
  void tenThousandCookiesComeToAVerdict() {
    List<Header> headers =
        IntStream.range(0, 10_000)
            .mapToObj(i -> new Header("Set-Cookie", "c" + i + "=1; Domain=" + "x.".repeat(500)))
            .toList();
    assertThat(judge(headers, "").results()).containsEntry("cookies", "cookies-not-found");
  }

  @Test
  void randomBytesNeverThrow() {
    long seed = 20_261_122L;
    Random random = new Random(seed);
    for (int i = 0; i < 2_000; i++) {
      byte[] bytes = new byte[random.nextInt(200)];
      random.nextBytes(bytes);
      String value = new String(bytes, StandardCharsets.ISO_8859_1);
      List<Header> headers = NAMES.stream().map(name -> new Header(name, value)).toList();
      assertThat(judge(headers, value).score()).as("seed %d, round %d", seed, i).isNotNegative();
    }
  }

  @Test
  void aDocumentOfScriptsOrOfDepthComesToAVerdict() {
    List<Header> html = List.of(new Header("Content-Type", "text/html"));
    String scripts = "<script src='//a.example.org/x.js'></script>".repeat(70_000);
    String depth = "<div><b>".repeat(350_000) + "<script src=x>";
    String policies =
        "<meta http-equiv='Content-Security-Policy' content='default-src a'>".repeat(40_000);
    for (String document : List.of(scripts, depth, policies)) {
      assertThat(judge(html, document).results()).hasSize(12);
    }
  }

  @Test
  void quotationsStayShortAndShowNoCookieValues() {
    Answer answer =
        new Answer(
            "https://cong.example.vn/",
            List.of(
                new Header("Set-Cookie", "PHPSESSID=bimat123; Path=/; HttpOnly"),
                new Header("X-Frame-Options", "𝔻".repeat(300_000))),
            Markup.NONE);
    Visit visit = visit(answer);
    assertThat(Quotes.of(Check.COOKIES, visit))
        .isEqualTo("Set-Cookie: PHPSESSID=…; Path=/; HttpOnly");
    String framing = Objects.requireNonNull(Quotes.of(Check.X_FRAME_OPTIONS, visit));
    assertThat(framing).hasSizeLessThanOrEqualTo(200).endsWith("…");
    assertThat(framing.codePoints().noneMatch(c -> c >= 0xD800 && c <= 0xDFFF)).isTrue();
  }

  private Card judge(List<Header> headers, String html) {
    Answer bare = new Answer("https://cong.example.vn/", headers, Markup.NONE);
    Markup markup =
        Markup.parse(
            html.getBytes(StandardCharsets.UTF_8),
            bare.fields("Content-Type").stream().findFirst().orElse(""));
    return observatory.judge(visit(new Answer(bare.url(), headers, markup)));
  }

  private static Visit visit(Answer answer) {
    return new Visit(
        "cong.example.vn", answer, answer, List.of("http://cong.example.vn/"), null, null);
  }
}
