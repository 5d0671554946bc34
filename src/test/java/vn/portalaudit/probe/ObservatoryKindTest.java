package vn.portalaudit.probe;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import vn.portalaudit.config.Problems;
import vn.portalaudit.config.YamlFile;
import vn.portalaudit.config.YamlNode;
import vn.portalaudit.domain.Capture.Hop;
import vn.portalaudit.domain.Datum;
import vn.portalaudit.domain.FieldType;
import vn.portalaudit.domain.Observation;
import vn.portalaudit.domain.Reason;
import vn.portalaudit.domain.Result;

class ObservatoryKindTest {
  private static final String HTTPS = "https://cong.example.vn/";
  private static final String HTTP = "http://cong.example.vn/";
  private static final String HTML = "Content-Type: text/html";

  private final ScriptedSource source = new ScriptedSource();

  @Test
  void portalThatAnswersHasAScoreAGradeAndTwelveResults() {
    source
        .answer(List.of(HTTPS), 200, "<p>", HTML, "X-Frame-Options: DENY")
        .answer(List.of(HTTP, HTTPS), 200, "<p>", HTML, "X-Frame-Options: DENY");

    List<Observation> observations = observe(new ObservatoryKind());

    assertThat(observations)
        .extracting(Observation::field)
        .containsExactlyElementsOf(new ObservatoryKind().fields().keySet());
    assertThat(values(observations))
        .containsEntry("score", Datum.of(50))
        .containsEntry("grade", Datum.of("C"))
        .containsEntry("algorithm", Datum.of(6))
        .containsEntry("redirection", Datum.of("redirection-to-https"))
        .containsEntry("x-frame-options", Datum.of("x-frame-options-sameorigin-or-deny"));
    Map<String, FieldType> types = new ObservatoryKind().fields();
    assertThat(values(observations))
        .allSatisfy(
            (field, value) -> assertThat(requireNonNull(types.get(field)).accepts(value)).isTrue());
    assertThat(source.asked).containsExactly("PROBE " + HTTPS, "PROBE " + HTTP);
  }

  @Test
  void evidenceQuotesTheFieldAndTheChain() {
    source
        .answer(List.of(HTTPS), 200, "", HTML, "Set-Cookie: JSESSIONID=bimat; Secure")
        .answer(List.of(HTTP, HTTPS), 200, "", HTML);

    List<Observation> observations = observe(new ObservatoryKind());

    assertThat(quote(observations, "cookies")).isEqualTo("Set-Cookie: JSESSIONID=…; Secure");
    assertThat(quote(observations, "redirection")).isEqualTo(HTTP + " → " + HTTPS);
    assertThat(quote(observations, "x-frame-options")).isNull();
  }

  @Test
  void errorStatusIsNotScored() {
    source
        .answer(List.of(HTTPS), 503, "", HTML, "X-Frame-Options: DENY")
        .answer(List.of(HTTP, HTTPS), 503, "", HTML);

    Map<String, Reason> reasons = reasons(observe(new ObservatoryKind()));

    assertThat(reasons).hasSize(14).containsValue(Reason.HTTP_STATUS);
    assertThat(reasons.values()).containsOnly(Reason.HTTP_STATUS);
    assertThat(reasons).doesNotContainKey("algorithm");
  }

  @Test
  void forbiddenAndUnauthorizedAreScored() {
    for (int status : List.of(401, 403)) {
      source
          .answer(List.of(HTTPS), status, "", HTML)
          .answer(List.of(HTTP, HTTPS), status, "", HTML);
      assertThat(values(observe(new ObservatoryKind()))).containsEntry("score", Datum.of(30));
    }
  }

  @Test
  void blockByAFirewallIsNotScored() {
    source.failure(HTTPS, Reason.BLOCKED, 403, new Hop(HTTPS, 403, null));
    assertThat(reasons(observe(new ObservatoryKind())).values()).containsOnly(Reason.BLOCKED);
  }

  @Test
  void hostWithoutHttpsIsJudgedByHttp() {
    source.answer(List.of(HTTP), 200, "", HTML, "Strict-Transport-Security: max-age=31536000");
    assertThat(values(observe(new ObservatoryKind())))
        .containsEntry("strict-transport-security", Datum.of("hsts-not-implemented-no-https"))
        .containsEntry("redirection", Datum.of("redirection-missing"))
        .containsEntry("score", Datum.of(10));
  }

  @Test
  void hostWithoutHttpNeedsNoRedirection() {
    source.answer(List.of(HTTPS), 200, "", HTML);
    assertThat(values(observe(new ObservatoryKind())))
        .containsEntry("redirection", Datum.of("redirection-not-needed-no-http"))
        .containsEntry("score", Datum.of(30));
  }

  @Test
  void badCertificateLeavesOnlyWhatItDecides() {
    source
        .failure(HTTPS, Reason.TLS_CERTIFICATE, 0)
        .failure(HTTP, Reason.TLS_CERTIFICATE, 301, new Hop(HTTP, 301, HTTPS));

    List<Observation> observations = observe(new ObservatoryKind());

    assertThat(values(observations))
        .containsOnlyKeys("algorithm", "redirection", "strict-transport-security")
        .containsEntry("redirection", Datum.of("redirection-invalid-cert"))
        .containsEntry("strict-transport-security", Datum.of("hsts-invalid-cert"));
    assertThat(reasons(observations).values()).containsOnly(Reason.TLS_CERTIFICATE);
  }

  @Test
  void certificateKnownToBeBadCountsThoughPagesCouldBeRead() {
    source
        .answer(List.of(HTTPS), 200, "", HTML, "Strict-Transport-Security: max-age=31536000")
        .answer(List.of(HTTP, HTTPS), 200, "", HTML);
    assertThat(values(observe(new ObservatoryKind(subject -> false))))
        .containsEntry("strict-transport-security", Datum.of("hsts-invalid-cert"))
        .containsEntry("redirection", Datum.of("redirection-invalid-cert"));
  }

  @Test
  void unreadHttpRootLeavesTheRedirectionAndTheScoreOpen() {
    source.answer(List.of(HTTPS), 200, "", HTML).failure(HTTP, Reason.READ_TIMEOUT, 0);
    assertThat(reasons(observe(new ObservatoryKind())))
        .containsOnlyKeys("score", "grade", "redirection")
        .containsValue(Reason.READ_TIMEOUT);
  }

  @Test
  void chainThatLeavesThePortalIsJudgedByWhereItLeads() {
    source
        .answer(List.of(HTTPS), 200, "", HTML)
        .failure(
            HTTP, Reason.REDIRECTED_AWAY, 301, new Hop(HTTP, 301, "https://khac.example.org/"));
    assertThat(values(observe(new ObservatoryKind())))
        .containsEntry("redirection", Datum.of("redirection-off-host-from-http"));
  }

  @ParameterizedTest
  @EnumSource(Reason.class)
  void everyFailureOfBothRootsGivesReasonsAndNeverAScore(Reason reason) {
    source.failure(HTTPS, reason, 0).failure(HTTP, reason, 0);
    List<Observation> observations = observe(new ObservatoryKind());
    assertThat(observations).hasSize(15);
    assertThat(values(observations)).doesNotContainKeys("score", "grade", "cookies");
    assertThat(reasons(observations).values()).containsOnly(reason);
  }

  @Test
  void addressOfThePortalKeepsItsPortForItsOwnScheme() {
    Problems problems = new Problems();
    kind(new ObservatoryKind(), problems)
        .measure(source.subject("http://Cong.example.vn:8080/trang-chu?x=1", null));
    assertThat(source.asked)
        .containsExactly("PROBE https://Cong.example.vn/", "PROBE http://Cong.example.vn:8080/");
  }

  private List<Observation> observe(ObservatoryKind kind) {
    Problems problems = new Problems();
    Kind.Measurer measurer = kind(kind, problems);
    problems.throwIfAny();
    return measurer.measure(source.subject(HTTPS + "trang-chu", null));
  }

  private static Kind.Measurer kind(ObservatoryKind kind, Problems problems) {
    Path path =
        Path.of(System.getProperty("portalaudit.home", "."), "probes", "http-observatory.yml");
    YamlNode file = YamlFile.read(path, problems).orElseThrow();
    return kind.compile("http-observatory", file);
  }

  static Map<String, Datum> values(List<Observation> observations) {
    Map<String, Datum> values = new LinkedHashMap<>();
    for (Observation observation : observations) {
      if (observation.result() instanceof Result.Value value) {
        values.put(observation.field(), value.datum());
      }
    }
    return values;
  }

  static Map<String, Reason> reasons(List<Observation> observations) {
    Map<String, Reason> reasons = new LinkedHashMap<>();
    for (Observation observation : observations) {
      if (observation.result() instanceof Result.Unobserved unobserved) {
        reasons.put(observation.field(), unobserved.reason());
      }
    }
    return reasons;
  }

  private static @Nullable String quote(List<Observation> observations, String field) {
    return observations.stream()
        .filter(observation -> observation.field().equals(field))
        .findFirst()
        .orElseThrow()
        .evidence()
        .getFirst()
        .quote();
  }
}
