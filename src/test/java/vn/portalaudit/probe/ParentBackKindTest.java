package vn.portalaudit.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import vn.portalaudit.domain.Datum;
import vn.portalaudit.domain.Observation;
import vn.portalaudit.domain.Reason;
import vn.portalaudit.domain.Result;

class ParentBackKindTest {
  private static final String UNIT = "https://trungtam.bonoivu.gov.vn/";
  private static final String PARENT = "https://bonoivu.gov.vn/";

  private final ScriptedSource source = new ScriptedSource();

  private List<Observation> observed(String root) {
    return MeasuredPortal.compiled(ParentBackKind.kind(), "lien-ket-tu-cap-tren")
        .measure(source.subject(root, null));
  }

  private Map<String, Object> measured(String root) {
    return MeasuredPortal.fields(observed(root));
  }

  @Test
  void parentIsAskedOnceAndItsPageIsTheEvidence() {
    source.answer(List.of(PARENT), 200, "<a href='" + UNIT + "gioi-thieu'>Trung tâm</a>");
    List<Observation> seen = observed(UNIT);
    assertThat(source.asked).containsExactly("PROBE " + PARENT);
    assertThat(seen.getFirst().result()).isEqualTo(new Result.Value(Datum.of(true)));
    assertThat(seen.getFirst().evidence())
        .singleElement()
        .satisfies(evidence -> {
          assertThat(evidence.url()).isEqualTo(PARENT);
          assertThat(evidence.quote()).contains("Trung tâm", UNIT);
        });
  }

  @Test
  void parentWithoutALinkIsAFinding() {
    source.answer(
        List.of(PARENT), 200, "<h1>Bộ</h1><a href='https://vien.bonoivu.gov.vn/'>Viện</a>");
    assertThat(measured(UNIT))
        .containsEntry("fromParent", false)
        .containsEntry("parent", "bonoivu.gov.vn");
  }

  @Test
  void parentThatCannotBeReadGivesItsReason() {
    for (Reason reason : List.of(Reason.ROBOTS_DENIED, Reason.DNS_NOT_FOUND, Reason.READ_TIMEOUT)) {
      source.failure(PARENT, reason, 0);
      assertThat(measured(UNIT)).containsEntry("fromParent", reason);
    }
  }

  @Test
  void nobodyIsAskedWhereTheParentIsUnknown() {
    for (String root :
        List.of("https://bonoivu.gov.vn/", "https://trungtam.com.vn/", "http://[::1]/")) {
      assertThat(measured(root).values()).containsOnly(Reason.DNS_NOT_FOUND);
    }
    assertThat(source.asked).isEmpty();
  }
}
