package vn.portalaudit.probe;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static vn.portalaudit.probe.ObservatoryKindTest.reasons;
import static vn.portalaudit.probe.ObservatoryKindTest.values;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import vn.portalaudit.config.Problems;
import vn.portalaudit.config.YamlFile;
import vn.portalaudit.config.YamlNode;
import vn.portalaudit.crawl.Page;
import vn.portalaudit.domain.Datum;
import vn.portalaudit.domain.FieldType;
import vn.portalaudit.domain.Observation;
import vn.portalaudit.domain.Reason;

class HeaderExtrasKindTest {
  private static final String HTTPS = "https://cong.example.vn/";
  private static final String HTML = "Content-Type: text/html";

  private final ScriptedSource source = new ScriptedSource();

  @Test
  void everyFieldIsObservedOnceAndWithItsType() {
    source.answer(List.of(HTTPS), 200, "", HTML, "Server: nginx/1.18.0");
    HeaderExtrasKind kind = new HeaderExtrasKind(subject -> Optional.of(List.of("TLSv1.2")));
    List<Observation> observations = observe(kind, null);
    assertThat(observations)
        .extracting(Observation::field)
        .containsExactlyElementsOf(kind.fields().keySet());
    Map<String, FieldType> types = kind.fields();
    assertThat(values(observations))
        .allSatisfy(
            (field, value) -> assertThat(requireNonNull(types.get(field)).accepts(value)).isTrue());
    assertThat(values(observations))
        .containsEntry("disclosure", Datum.of(List.of("Server: nginx/1.18.0")))
        .containsEntry("weakTls", Datum.of(false));
  }

  @Test
  void headersOfAnErrorStatusAreRecorded() {
    source.answer(List.of(HTTPS), 503, "", HTML, "X-Frame-Options: DENY, DENY");
    List<Observation> observations = observe(new HeaderExtrasKind(), null);
    assertThat(values(observations))
        .containsEntry("errorStatusHeaders", Datum.of(true))
        .containsEntry("xfoRepeated", Datum.of(true));
    assertThat(
            observations.stream()
                .filter(observation -> observation.field().equals("errorStatusHeaders"))
                .findFirst()
                .orElseThrow()
                .evidence()
                .getFirst()
                .quote())
        .isEqualTo("X-Frame-Options: DENY, DENY");
  }

  @Test
  void innerPageWithoutAFieldOfTheHomePageIsNamed() {
    source.answer(List.of(HTTPS), 200, "", HTML, "X-Frame-Options: DENY");
    Page other = ScriptedSource.page("https://khac.example.org/a", "Server: x");
    Page inner = ScriptedSource.page(HTTPS + "tin-tuc", "Server: x");
    assertThat(values(observe(new HeaderExtrasKind(), null, other)))
        .containsEntry("innerPagesDiffer", Datum.of(false));
    Observation found =
        observe(new HeaderExtrasKind(), null, other, inner).stream()
            .filter(observation -> observation.field().equals("innerPagesDiffer"))
            .findFirst()
            .orElseThrow();
    assertThat(values(List.of(found))).containsEntry("innerPagesDiffer", Datum.of(true));
    assertThat(found.evidence()).extracting("url").containsExactly(HTTPS, HTTPS + "tin-tuc");
  }

  @Test
  void unreadInnerPagesAndUnknownVersionsAreNotAnswered() {
    source.answer(List.of(HTTPS), 200, "", HTML);
    assertThat(reasons(observe(new HeaderExtrasKind(), Reason.INTERRUPTED)))
        .containsOnlyKeys("innerPagesDiffer", "weakTls")
        .containsEntry("innerPagesDiffer", Reason.INTERRUPTED);
  }

  @Test
  void httpRootIsAskedForOnlyWhereHttpsDoesNotAnswer() {
    source.answer(List.of("http://cong.example.vn/"), 200, "", HTML, "X-Powered-By: PHP");
    assertThat(values(observe(new HeaderExtrasKind(), null)))
        .containsEntry("disclosure", Datum.of(List.of("X-Powered-By: PHP")));
    source.answer(List.of(HTTPS), 200, "", HTML);
    source.asked.clear();
    observe(new HeaderExtrasKind(), null);
    assertThat(source.asked).containsExactly("PROBE " + HTTPS);
  }

  @Test
  void portalThatDoesNotAnswerGivesReasons() {
    source.failure(HTTPS, Reason.READ_TIMEOUT, 0);
    assertThat(reasons(observe(new HeaderExtrasKind(), null)))
        .hasSize(11)
        .containsValue(Reason.READ_TIMEOUT);
  }

  private List<Observation> observe(
      HeaderExtrasKind kind, @Nullable Reason stopped, Page... pages) {
    Problems problems = new Problems();
    Path path = Path.of(System.getProperty("portalaudit.home", "."), "probes", "tieu-de-them.yml");
    YamlNode file = YamlFile.read(path, problems).orElseThrow();
    Kind.Measurer measurer = kind.compile("tieu-de-them", file);
    problems.throwIfAny();
    return measurer.measure(source.subject(HTTPS, stopped, pages));
  }
}
