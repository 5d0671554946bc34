package vn.portalaudit.web.department;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import vn.portalaudit.domain.AuditReport;
import vn.portalaudit.domain.Datum;
import vn.portalaudit.domain.Observation;
import vn.portalaudit.domain.Reason;
import vn.portalaudit.net.tls.CertificateJudgement.Situation;
import vn.portalaudit.report.SampleReport;
import vn.portalaudit.web.page.SetLibrary;

/** People read words, not the names of fields and codes. */
class NetworkViewsTest {
  private static final NetworkViews VIEWS =
      new NetworkViews(new SetLibrary(Path.of("").toAbsolutePath()));

  private static List<NetworkViews.Group> shown(Observation... observations) {
    AuditReport any = SampleReport.plain();
    return VIEWS.of(new AuditReport(any.run(), List.of(), List.of(observations), List.of()));
  }

  private static String shown(String probe, String field, Datum datum) {
    return shown(Observation.of(probe, field, datum, List.of()))
        .getFirst()
        .fields()
        .getFirst()
        .value();
  }

  @Test
  void everySituationOfACertificateHasItsWords() {
    for (Situation one : Situation.values()) {
      assertThat(shown("tls", "certificate", Datum.of(List.of(one.name()))))
          .doesNotContainPattern("[A-Z]{2}");
    }
    assertThat(shown("tls", "certificate", Datum.of(List.of("EXPIRED", "SELF_SIGNED"))))
        .isEqualTo("đã hết hạn, tự ký");
    assertThat(shown("tls", "certificate", Datum.of(List.of()))).isEqualTo("hợp lệ");
  }

  @Test
  void everyReasonAndResultHasItsWords() {
    for (Reason reason : Reason.values()) {
      assertThat(shown("uptime", "reason", Datum.of(reason.name()))).isEqualTo(reason.says());
    }
    assertThat(shown("uptime", "reason", Datum.of(""))).isEqualTo("–");
    assertThat(
            shown("http-observatory", "content-security-policy", Datum.of("csp-not-implemented")))
        .contains("CSP");
  }

  @Test
  void whatWasNotSeenSaysWhyAndATimeThatWasNotTakenIsLeftOut() {
    List<NetworkViews.Group> groups =
        shown(
            Observation.unobserved("tls", "versions", Reason.CONNECT_TIMEOUT, List.of()),
            Observation.unobserved("uptime", "dnsMs", Reason.OWN_FAULT, List.of()),
            Observation.of("uptime", "state", Datum.of("UP"), List.of()));

    assertThat(groups)
        .flatExtracting(NetworkViews.Group::fields)
        .containsExactly(
            new NetworkViews.Field("Phiên bản TLS được nhận", Reason.CONNECT_TIMEOUT.says(), true),
            new NetworkViews.Field("Trạng thái", "hoạt động", false));
  }

  @Test
  void aCodeThatNobodyKnowsIsShownAsItIs() {
    assertThat(shown("tls", "certificate", Datum.of(Arrays.asList("KHAC")))).isEqualTo("KHAC");
  }
}
