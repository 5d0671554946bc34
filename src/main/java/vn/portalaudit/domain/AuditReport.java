package vn.portalaudit.domain;

import java.util.List;

/** Everything that a run concluded: the content of the result document. */
public record AuditReport(
    AuditRun run,
    List<Scorecard> scorecards,
    List<Observation> observations,
    List<Warning> warnings) {
  public AuditReport {
    scorecards = List.copyOf(scorecards);
    observations = List.copyOf(observations);
    warnings = List.copyOf(warnings);
  }
}
