package vn.portalaudit.report;

import java.util.List;
import vn.portalaudit.domain.AuditReport;
import vn.portalaudit.domain.Evidence;
import vn.portalaudit.domain.Finding;
import vn.portalaudit.domain.Masking;
import vn.portalaudit.domain.Observation;
import vn.portalaudit.domain.Scorecard;
import vn.portalaudit.domain.Warning;

/**
 * A report without what names citizens: quotes from pages where they write, and quotes of findings
 * about such pages, are masked. Other quotes stay as seen, for officials' names and numbers are
 * what a portal has to show.
 */
public final class MaskedReport {
  private MaskedReport() {}

  /** The report with what people wrote masked. */
  public static AuditReport of(AuditReport report) {
    return new AuditReport(
        report.run(),
        report.scorecards().stream().map(MaskedReport::scorecard).toList(),
        report.observations().stream().map(MaskedReport::observation).toList(),
        report.warnings().stream().map(MaskedReport::warning).toList());
  }

  static Observation observation(Observation seen) {
    boolean all = Masking.concerns(seen.probe());
    return new Observation(
        seen.probe(), seen.field(), seen.result(), evidence(seen.evidence(), all));
  }

  private static Scorecard scorecard(Scorecard card) {
    return new Scorecard(
        card.checklist(),
        card.version(),
        card.title(),
        card.basis(),
        card.note(),
        card.pointsBasis(),
        card.points(),
        card.low(),
        card.high(),
        card.maxPoints(),
        card.decidedMax(),
        card.coverage(),
        card.grade(),
        card.groups(),
        card.findings().stream().map(MaskedReport::finding).toList());
  }

  private static Finding finding(Finding finding) {
    boolean all =
        Masking.concerns(finding.criterionId())
            || finding.observed().stream().anyMatch(Masking::concerns);
    return new Finding(
        finding.groupId(),
        finding.criterionId(),
        finding.code(),
        finding.title(),
        finding.method(),
        finding.pointsBasis(),
        finding.outcome(),
        finding.points(),
        finding.maxPoints(),
        finding.reason(),
        finding.says(),
        finding.fix(),
        finding.observed(),
        evidence(finding.evidence(), all));
  }

  private static Warning warning(Warning warning) {
    return new Warning(
        warning.id(), warning.severity(), warning.says(), evidence(warning.evidence(), false));
  }

  private static List<Evidence> evidence(List<Evidence> evidence, boolean all) {
    return evidence.stream()
        .map(piece -> {
          String quote = piece.quote();
          return quote == null || !(all || Masking.concerns(piece.url()))
              ? piece
              : piece.quoting(Masking.quote(quote));
        })
        .toList();
  }
}
