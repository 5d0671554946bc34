package vn.portalaudit.probe;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import vn.portalaudit.domain.Reason;

class OutwardLinkKindTest {
  private static final Kind.Measurer PROBE =
      MeasuredPortal.compiled(OutwardLinkKind.kind(), "lien-ket-mang-dau-thau");

  @Test
  void absenceIsAFindingOnlyOfAPortalThatWasReadWhole() {
    ScriptedSource source = new ScriptedSource();
    assertThat(
            MeasuredPortal.fields(PROBE.measure(source.subject("https://so.tinh.gov.vn/", null))))
        .containsEntry("found", false)
        .containsEntry("url", "");
    assertThat(
            MeasuredPortal.fields(
                    PROBE.measure(source.subject("https://so.tinh.gov.vn/", Reason.INTERRUPTED)))
                .values())
        .containsOnly(Reason.INTERRUPTED);
    assertThat(source.asked).isEmpty();
  }
}
