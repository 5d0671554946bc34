package vn.portalaudit.probe.observatory;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import vn.portalaudit.domain.Header;
import vn.portalaudit.probe.observatory.Visit.Answer;

/** Tables of headers and what they come to, the odd ones above all. */
class HeaderVectorsTest {
  private static Observatory observatory;

  @BeforeAll
  static void read() {
    observatory = ObservatoryExamplesTest.observatory();
  }

  private static final String POLICIES =
      """
      csp-not-implemented-but-reporting-enabled <= Content-Security-Policy-Report-Only: default-src 'none'
      csp-header-invalid <= Content-Security-Policy:
      csp-header-invalid <= Content-Security-Policy: a b c
      csp-header-invalid <= Content-Security-Policy: default-src 'self',
      csp-header-invalid <= Content-Security-Policy: default-src 'self' || Content-Security-Policy: x
      csp-header-invalid <= Content-Security-Policy: img-src 'self'; IMG-SRC *
      csp-header-invalid <= Content-Security-Policy: default-src 'none'; default-src 'none'
      csp-header-invalid <= Content-Security-Policy: script-src 'strict-dynamic'; object-src 'none'
      csp-header-invalid <= Content-Security-Policy: default-src https://a.vn/%zz || Content-Security-Policy: default-src https://a.vn/%7a
      csp-implemented-with-unsafe-inline <= Content-Security-Policy: upgrade-insecure-requests
      csp-implemented-with-unsafe-inline <= Content-Security-Policy: frame-ancestors 'none'
      csp-implemented-with-unsafe-inline <= Content-Security-Policy: script-src 'self'
      csp-implemented-with-unsafe-inline <= Content-Security-Policy: object-src 'none'
      csp-implemented-with-unsafe-inline <= Content-Security-Policy: default-src *
      csp-implemented-with-unsafe-inline <= Content-Security-Policy: default-src https:
      csp-implemented-with-unsafe-inline <= Content-Security-Policy: default-src 'self'; script-src data:
      csp-implemented-with-unsafe-inline <= Content-Security-Policy: default-src 'self'; script-src https://*
      csp-implemented-with-unsafe-inline <= Content-Security-Policy: default-src 'self'; object-src http://*.*
      csp-implemented-with-unsafe-inline <= Content-Security-Policy: DEFAULT-SRC 'SELF' 'UNSAFE-INLINE'
      csp-implemented-with-unsafe-inline <= Content-Security-Policy: script-src 'nonce-a' 'strict-dynamic' 'unsafe-inline' https:; object-src *
      csp-implemented-with-no-unsafe <= Content-Security-Policy: default-src 'self'; object-src data:
      csp-implemented-with-no-unsafe <= Content-Security-Policy: default-src 'self'
      csp-implemented-with-no-unsafe <= Content-Security-Policy: ;; default-src  'self' ;
      csp-implemented-with-no-unsafe <= Content-Security-Policy: default-src 'self'; script-src 'sha256-abc=' 'unsafe-inline'
      csp-implemented-with-no-unsafe <= Content-Security-Policy: default-src 'self'; script-src 'sha384-abc=' 'unsafe-inline'; style-src 'sha512-abc=' 'unsafe-inline'
      csp-implemented-with-no-unsafe <= Content-Security-Policy: script-src 'nonce-a' 'strict-dynamic' 'unsafe-inline' https: http:; object-src 'none'; style-src 'self'
      csp-implemented-with-unsafe-inline-in-style-src-only <= Content-Security-Policy: script-src 'nonce-a' 'strict-dynamic' 'unsafe-inline' https: http:; object-src 'none'
      csp-implemented-with-no-unsafe <= Content-Security-Policy: default-src 'none' 'self'
      csp-implemented-with-no-unsafe <= Content-Security-Policy: default-src 'self'; connect-src wss://a.example.vn
      csp-implemented-with-no-unsafe-default-src-none <= Content-Security-Policy: default-src 'none'
      csp-implemented-with-no-unsafe-default-src-none <= Content-Security-Policy: default-src
      csp-implemented-with-no-unsafe-default-src-none <= Content-Security-Policy: default-src 'none'; script-src 'self'
      csp-implemented-with-unsafe-eval <= Content-Security-Policy: default-src 'self' 'unsafe-eval'
      csp-implemented-with-unsafe-eval <= Content-Security-Policy: default-src 'self'; style-src 'unsafe-eval'
      csp-implemented-with-insecure-scheme <= Content-Security-Policy: default-src 'self' http://a.example.vn
      csp-implemented-with-insecure-scheme <= Content-Security-Policy: default-src 'self'; connect-src ftp://a.example.vn
      csp-implemented-with-insecure-scheme <= Content-Security-Policy: default-src 'self'; style-src http:
      csp-implemented-with-insecure-scheme <= Content-Security-Policy: default-src 'self'; report-uri http://a.example.vn/r
      csp-implemented-with-insecure-scheme-in-passive-content-only <= Content-Security-Policy: default-src 'none'; img-src http:
      csp-implemented-with-insecure-scheme-in-passive-content-only <= Content-Security-Policy: default-src 'none'; media-src ftp://a.example.vn
      csp-implemented-with-unsafe-inline-in-style-src-only <= Content-Security-Policy: default-src 'none'; style-src data:
      csp-implemented-with-unsafe-inline-in-style-src-only <= Content-Security-Policy: default-src 'none'; style-src https:
      csp-implemented-but-duplicate-directives <= Content-Security-Policy: default-src 'self'; report-to a; report-to b
      csp-implemented-with-unsafe-inline <= Content-Security-Policy: default-src *; report-uri /a; report-uri /b
      csp-implemented-with-no-unsafe-default-src-none <= Content-Security-Policy: default-src 'self' || Content-Security-Policy: default-src https://a.vn
      csp-implemented-with-no-unsafe <= Content-Security-Policy: default-src https://a.vn/js/ || Content-Security-Policy: default-src https://a.vn/js/x.js
      csp-implemented-with-no-unsafe <= Content-Security-Policy: script-src 'self' *; object-src 'none' || Content-Security-Policy: script-src 'self'; style-src 'self'
      csp-implemented-with-no-unsafe-default-src-none <= Content-Security-Policy: default-src 'none' || Content-Security-Policy: script-src 'unsafe-inline'
      """;

  private static final String COOKIES =
      """
      cookies-not-found <= Set-Cookie:
      cookies-not-found <= Set-Cookie: khong-co-dau-bang
      cookies-not-found <= Set-Cookie: =gia-tri; Secure
      cookies-not-found <= Set-Cookie: a=1; Secure; Domain=khac.vn
      cookies-not-found <= Set-Cookie: a=1; Secure; Domain=vn
      cookies-not-found <= Set-Cookie: __Host-a=1; Path=/
      cookies-not-found <= Set-Cookie: __Host-a=1; Secure; Path=/; Domain=cong.example.vn
      cookies-not-found <= Set-Cookie: __Secure-a=1
      cookies-not-found <= Set-Cookie: heroku-session-affinity=1; SameSite=foo
      cookies-without-secure-flag <= Set-Cookie: Heroku-a=1
      cookies-secure-with-httponly-sessions <= Set-Cookie: __Host-a=1; Secure; Path=/
      cookies-secure-with-httponly-sessions <= Set-Cookie: a=1; Secure; Domain=.example.vn
      cookies-secure-with-httponly-sessions-and-samesite <= Set-Cookie: a=1; secure=x; samesite=STRICT
      cookies-secure-with-httponly-sessions-and-samesite <= Set-Cookie: a=1; Secure; SameSite=None
      cookies-secure-with-httponly-sessions <= Set-Cookie: a=1; Secure; SameSite=Lax || Set-Cookie: b=1; Secure
      cookies-secure-with-httponly-sessions-and-samesite <= Set-Cookie: a=1 || Set-Cookie: a=2; Secure; SameSite=Lax
      cookies-samesite-flag-invalid <= Set-Cookie: a=1; Secure; SameSite
      cookies-samesite-flag-invalid <= Set-Cookie: a=1; Secure; SameSite=
      cookies-samesite-flag-invalid <= Set-Cookie: a=1; Secure; SameSite=Lax; SameSite=Sai
      cookies-samesite-flag-invalid <= Set-Cookie: a=1; SameSite=None
      cookies-samesite-flag-invalid <= Set-Cookie: samesite=khong; Secure
      cookies-anticsrf-without-samesite-flag <= Set-Cookie: __RequestVerificationCSRF=1; Secure
      cookies-anticsrf-without-samesite-flag <= Set-Cookie: csrf=1
      cookies-session-without-httponly-flag <= Set-Cookie: LOGIN=1; Secure; SameSite=Lax
      cookies-session-without-secure-flag <= Set-Cookie: obsession=1
      cookies-session-without-secure-flag <= Set-Cookie: JSESSIONID=1; HttpOnly || Strict-Transport-Security: max-age=100
      cookies-session-without-httponly-flag <= Set-Cookie: JSESSIONID=1 || Strict-Transport-Security: max-age=31536000
      cookies-session-without-secure-flag-but-protected-by-hsts <= Set-Cookie: JSESSIONID=1; HttpOnly || Strict-Transport-Security: max-age=abc
      cookies-without-secure-flag-but-protected-by-hsts <= Set-Cookie: a=1 || Strict-Transport-Security: max-age=31536000
      """;

  private static final String TRANSPORT =
      """
      hsts-implemented-max-age-at-least-six-months <= Strict-Transport-Security: max-age=15552000
      hsts-implemented-max-age-at-least-six-months <= Strict-Transport-Security: MAX-AGE=15552000; INCLUDESUBDOMAINS
      hsts-implemented-max-age-at-least-six-months <= Strict-Transport-Security: max-age="31536000"
      hsts-implemented-max-age-at-least-six-months <= Strict-Transport-Security: max-age="0"
      hsts-implemented-max-age-at-least-six-months <= Strict-Transport-Security: max-age=
      hsts-implemented-max-age-at-least-six-months <= Strict-Transport-Security: max-age= 31536000
      hsts-implemented-max-age-at-least-six-months <= Strict-Transport-Security: max-age=99999999999999999999999999
      hsts-implemented-max-age-at-least-six-months <= Strict-Transport-Security: max-age=1;max-age=31536000
      hsts-implemented-max-age-less-than-six-months <= Strict-Transport-Security: max-age=15551999
      hsts-implemented-max-age-less-than-six-months <= Strict-Transport-Security: max-age=0
      hsts-implemented-max-age-less-than-six-months <= Strict-Transport-Security: max-age=-99999999
      hsts-implemented-max-age-less-than-six-months <= Strict-Transport-Security: max-age=1e9
      hsts-implemented-max-age-less-than-six-months <= Strict-Transport-Security: max-age=31536000;max-age=1
      hsts-header-invalid <= Strict-Transport-Security:
      hsts-header-invalid <= Strict-Transport-Security: preload
      hsts-header-invalid <= Strict-Transport-Security: max-age =31536000
      hsts-header-invalid <= Strict-Transport-Security: max-age=31536000, max-age=31536000
      hsts-header-invalid <= Strict-Transport-Security: max-age=31536000 || strict-transport-security: max-age=1
      referrer-policy-private <= Referrer-Policy: NO-REFERRER
      referrer-policy-private <= Referrer-Policy: origin, same-origin
      referrer-policy-private <= Referrer-Policy: unsafe-url || Referrer-Policy: strict-origin
      referrer-policy-unsafe <= Referrer-Policy: same-origin, origin
      referrer-policy-unsafe <= Referrer-Policy: origin-when-cross-origin,
      referrer-policy-header-invalid <= Referrer-Policy:
      referrer-policy-header-invalid <= Referrer-Policy: never
      x-content-type-options-nosniff <= X-Content-Type-Options: nosniff
      x-content-type-options-header-invalid <= X-Content-Type-Options: nosniff;
      x-content-type-options-header-invalid <= X-Content-Type-Options: no-sniff
      x-content-type-options-not-implemented <= X-Content-Type-Options:
      x-frame-options-sameorigin-or-deny <= X-Frame-Options: deny
      x-frame-options-allow-from-origin <= X-Frame-Options: allow-from https://a.vn
      x-frame-options-header-invalid <= X-Frame-Options: ALLOWALL
      x-frame-options-header-invalid <= X-Frame-Options: DENY, DENY
      x-frame-options-header-invalid <= X-Frame-Options: DENY || X-Frame-Options: DENY
      x-frame-options-not-implemented <= X-Frame-Options:
      x-frame-options-implemented-via-csp <= X-Frame-Options: ALLOWALL || Content-Security-Policy: frame-ancestors *
      x-frame-options-sameorigin-or-deny <= X-Frame-Options: DENY || Content-Security-Policy: frame-ancestors 'none'; frame-ancestors *
      """;

  private static final String CROSS_ORIGIN =
      """
      corp-implemented-with-same-origin <= Cross-Origin-Resource-Policy: Same-Origin
      corp-header-invalid <= Cross-Origin-Resource-Policy: same-origin; report-to="a"
      corp-header-invalid <= Cross-Origin-Resource-Policy: same-origin || Cross-Origin-Resource-Policy: same-origin
      corp-not-implemented <= Cross-Origin-Resource-Policy:
      coep-implemented-with-require-corp <= Cross-Origin-Embedder-Policy: require-corp; report-to="a b"
      coep-implemented-with-require-corp <= Cross-Origin-Embedder-Policy: require-corp;a;b=?1;c=1.5;d=:YQ==:;e=@1;f=tok/en
      coep-implemented-with-credentialless <= Cross-Origin-Embedder-Policy: credentialless
      coep-header-invalid <= Cross-Origin-Embedder-Policy: Require-Corp
      coep-header-invalid <= Cross-Origin-Embedder-Policy: require-corp; A=1
      coep-header-invalid <= Cross-Origin-Embedder-Policy: require-corp; a=
      coep-header-invalid <= Cross-Origin-Embedder-Policy: require-corp;
      coep-header-invalid <= Cross-Origin-Embedder-Policy: require-corp x
      coep-header-invalid <= Cross-Origin-Embedder-Policy: require-corp; a=1.2345
      coep-header-invalid <= Cross-Origin-Embedder-Policy: require-corp; a="x
      coep-header-invalid <= Cross-Origin-Embedder-Policy: 1
      coep-header-invalid <= Cross-Origin-Embedder-Policy: require-corp || Cross-Origin-Embedder-Policy: require-corp
      coop-implemented-with-same-origin <= Cross-Origin-Opener-Policy: same-origin; report-to
      coop-header-invalid <= Cross-Origin-Opener-Policy: same-origin; report-to=a b
      coop-header-invalid <= Cross-Origin-Opener-Policy: "same-origin"
      coop-header-invalid <= Cross-Origin-Opener-Policy: ,
      coop-not-implemented <= Cross-Origin-Opener-Policy:
      cross-origin-resource-sharing-not-implemented <= Access-Control-Allow-Origin:
      cross-origin-resource-sharing-implemented-with-public-access <= Access-Control-Allow-Origin: *
      cross-origin-resource-sharing-implemented-with-restricted-access <= Access-Control-Allow-Origin: null
      cross-origin-resource-sharing-implemented-with-restricted-access <= Access-Control-Allow-Origin: *, *
      cross-origin-resource-sharing-implemented-with-restricted-access <= Access-Control-Allow-Origin: https://a.vn || Access-Control-Allow-Credentials: true
      sri-not-implemented-response-not-html <= Content-Type: TEXT/HTML
      sri-not-implemented-response-not-html <= Content-Type: text/html ;charset=utf-8
      sri-not-implemented-but-no-scripts-loaded <= Content-Type: application/xhtml+xml;charset=utf-8
      """;

  private static final String DOCUMENTS =
      """
      sri-not-implemented-but-all-scripts-loaded-from-secure-origin <= <script>var a = 1</script>
      sri-not-implemented-but-all-scripts-loaded-from-secure-origin <= <script src=""></script>
      sri-not-implemented-but-all-scripts-loaded-from-secure-origin <= <script src="data:text/javascript,1"></script>
      sri-not-implemented-but-all-scripts-loaded-from-secure-origin <= <script src="https://example.vn/a.js"></script>
      sri-not-implemented-but-external-scripts-loaded-securely <= <script src="https://example.vn.evil.org/a.js"></script>
      sri-not-implemented-but-external-scripts-loaded-securely <= <script src="HTTPS://cdn.example.org/a.js" integrity=""></script>
      sri-not-implemented-but-external-scripts-loaded-securely <= <script src="https://127.0.0.1/a.js"></script>
      sri-not-implemented-and-external-scripts-not-loaded-securely <= <script src="//cong.example.vn/a.js"></script>
      sri-not-implemented-and-external-scripts-not-loaded-securely <= <script src="https://cdn.example.org/a.js"></script><script src="http://cdn.example.org/b.js"></script>
      sri-implemented-but-external-scripts-not-loaded-securely <= <script src="//cdn.example.org/a.js" integrity="sha384-a"></script>
      sri-not-implemented-but-external-scripts-loaded-securely <= <script src="http://cdn.example.org/a.js" integrity="x"></script><script src="https://cdn.example.org/b.js"></script>
      sri-implemented-and-all-scripts-loaded-securely <= <script src="/a.js" integrity="x"></script><script src="https://cdn.example.org/b.js" integrity="x"></script>
      sri-implemented-and-external-scripts-loaded-securely <= <script src="/a.js"></script><script src="https://cdn.example.org/b.js" integrity="x"></script>
      sri-not-implemented-but-no-scripts-loaded <= <!-- <script src="http://cdn.example.org/a.js"></script> -->
      csp-implemented-with-no-unsafe <= <meta http-equiv=" content-security-POLICY " content="default-src 'self'">
      csp-header-invalid <= <meta http-equiv="Content-Security-Policy" content="a">
      csp-not-implemented <= <meta http-equiv="Content-Security-Policy" content="">
      csp-not-implemented <= <meta http-equiv="Content-Security-Policy" content="sandbox; report-uri /a">
      csp-not-implemented <= <meta http-equiv="Content-Security-Policy-Report-Only" content="default-src 'self'">
      csp-implemented-with-no-unsafe-default-src-none <= <meta http-equiv="Content-Security-Policy" content="default-src 'self'"><meta http-equiv="Content-Security-Policy" content="default-src 'none'">
      x-frame-options-implemented-via-csp <= <meta http-equiv="Content-Security-Policy" content="default-src 'self'; frame-ancestors 'none'">
      x-frame-options-not-implemented <= <meta http-equiv="Content-Security-Policy" content="frame-ancestors 'none'">
      x-frame-options-not-implemented <= <meta http-equiv="X-Frame-Options" content="DENY">
      referrer-policy-private <= <meta name="Referrer" content="no-referrer">
      referrer-policy-unsafe <= <meta name="referrer" content="no-referrer"><meta name="referrer" content="origin">
      referrer-policy-not-implemented <= <meta http-equiv="Referrer-Policy" content="no-referrer">
      """;

  static Stream<Arguments> headerVectors() {
    return Stream.of(POLICIES, COOKIES, TRANSPORT, CROSS_ORIGIN).flatMap(HeaderVectorsTest::rows);
  }

  static Stream<Arguments> documentVectors() {
    return rows(DOCUMENTS);
  }

  private static Stream<Arguments> rows(String table) {
    return table.lines().map(row -> Arguments.of((Object[]) row.split(" <= ", 2)));
  }

  @ParameterizedTest(name = "{0} <= {1}")
  @MethodSource("headerVectors")
  void headersComeTo(String result, String headers) {
    assertThat(resultsOf(headers, "")).contains(result);
  }

  @ParameterizedTest(name = "{0} <= {1}")
  @MethodSource("documentVectors")
  void documentComesTo(String result, String html) {
    assertThat(resultsOf("Content-Type: text/html", html)).contains(result);
  }

  @Test
  void tablesHoldEnough() {
    assertThat(headerVectors().count() + documentVectors().count()).isGreaterThanOrEqualTo(160);
  }

  @Test
  void withoutATypeScriptsCountButMetaElementsDoNot() {
    Answer answer =
        new Answer(
            "https://cong.example.vn/",
            List.of(),
            Markup.parse(
                ("<meta http-equiv='Content-Security-Policy' content=\"default-src 'self'\">"
                        + "<script src='https://cdn.example.org/a.js'></script>")
                    .getBytes(StandardCharsets.UTF_8),
                ""));
    assertThat(observatory.judge(visit(answer)).results())
        .containsEntry("content-security-policy", "csp-not-implemented")
        .containsEntry(
            "subresource-integrity", "sri-not-implemented-but-external-scripts-loaded-securely");
  }

  @Test
  void scriptsOfAHostWithoutADomainBelongTogether() {
    Markup markup =
        Markup.parse(
            "<script src='https://10.0.0.1/a.js'></script>".getBytes(StandardCharsets.UTF_8), "");
    Answer answer = new Answer("https://localhost/", List.of(), markup);
    Visit visit = new Visit("localhost", answer, answer, List.of(), null, null);
    assertThat(observatory.judge(visit).results().get("subresource-integrity"))
        .isEqualTo("sri-not-implemented-but-all-scripts-loaded-from-secure-origin");
  }

  @Test
  void aSourceInHttpCountsOnlyWhereThePageIsSecure() {
    Answer answer =
        new Answer(
            "http://cong.example.vn/",
            List.of(new Header("Content-Security-Policy", "default-src http://a.vn")),
            Markup.NONE);
    Visit visit =
        new Visit("cong.example.vn", null, answer, List.of("http://cong.example.vn/"), null, null);
    assertThat(observatory.judge(visit).results())
        .containsEntry("content-security-policy", "csp-implemented-with-no-unsafe");
  }

  private static List<String> resultsOf(String headers, String html) {
    List<Header> fields = new ArrayList<>();
    for (String line : headers.split(" \\|\\| ", -1)) {
      int colon = line.indexOf(':');
      fields.add(new Header(line.substring(0, colon), line.substring(colon + 1).strip()));
    }
    Answer bare = new Answer("https://cong.example.vn/", fields, Markup.NONE);
    String type = bare.mediaType();
    Markup markup = Markup.parse(html.getBytes(StandardCharsets.UTF_8), type);
    return List.copyOf(
        observatory.judge(visit(new Answer(bare.url(), fields, markup))).results().values());
  }

  private static Visit visit(Answer answer) {
    return new Visit(
        "cong.example.vn",
        answer,
        answer,
        List.of("http://cong.example.vn/", "https://cong.example.vn/"),
        null,
        null);
  }
}
