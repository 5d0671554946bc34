package vn.portalaudit.web;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import vn.portalaudit.domain.AuditReport;
import vn.portalaudit.domain.AuditRun;
import vn.portalaudit.domain.Finding;
import vn.portalaudit.domain.Outcome;
import vn.portalaudit.domain.Scorecard;
import vn.portalaudit.report.ResultDocument;
import vn.portalaudit.report.SampleReport;
import vn.portalaudit.store.Database;
import vn.portalaudit.store.RunStore;

/** The portal of {@code so-mau}, audited twice: in between a criterion that was met is not. */
final class AgencySample {
  private AgencySample() {}

  static void fill(Database database) {
    save(database, SampleReport.plain());
    audit(database, "run-sau", Duration.ofDays(7), true);
  }

  /** Audits the portal again: the criterion that the sample meets fails now, or is met again. */
  static void audit(Database database, String run, Duration later, boolean fails) {
    AuditReport before = SampleReport.plain();
    Finding met =
        before.scorecards().getFirst().findings().stream()
            .filter(f -> f.outcome() == Outcome.PASSED)
            .findFirst()
            .orElseThrow();
    AuditRun old = before.run();
    AuditRun now =
        new AuditRun(
            run,
            old.portal(),
            old.kind(),
            old.startedAt().plus(later),
            old.finishedAt().plus(later),
            old.at().plus(later),
            old.judgedAt().plus(later),
            old.period(),
            old.rulesDigest(),
            old.pages(),
            old.requests(),
            old.bytes(),
            old.complete());
    List<Scorecard> cards =
        before.scorecards().stream()
            .map(card -> fails && card.findings().contains(met) ? failing(card, met) : card)
            .toList();
    save(database, new AuditReport(now, cards, before.observations(), before.warnings()));
  }

  private static Scorecard failing(Scorecard card, Finding met) {
    List<Finding> findings =
        card.findings().stream()
            .map(f ->
                !f.equals(met)
                    ? f
                    : new Finding(
                        f.groupId(),
                        f.criterionId(),
                        f.code(),
                        f.title(),
                        f.method(),
                        f.pointsBasis(),
                        Outcome.FAILED,
                        BigDecimal.ZERO,
                        f.maxPoints(),
                        null,
                        "Không thấy nữa.",
                        "Đưa trở lại trang chủ.",
                        List.of("Đã đọc trang chủ"),
                        f.evidence()))
            .toList();
    return new Scorecard(
        card.checklist(),
        card.version(),
        card.title(),
        card.basis(),
        card.note(),
        card.pointsBasis(),
        card.points().subtract(met.points()),
        card.low().subtract(met.points()),
        card.high().subtract(met.points()),
        card.maxPoints(),
        card.decidedMax(),
        card.coverage(),
        card.grade(),
        card.groups(),
        findings);
  }

  private static void save(Database database, AuditReport report) {
    new RunStore(database)
        .save(1, null, report, ResultDocument.write(report), true, Path.of("khong-co"));
  }

  /** The number of the newest work of the portal. */
  static long newestWork(Database database) {
    return database
        .jdbc()
        .sql("select max(id) from work where portal_id = 1")
        .query(Long.class)
        .single();
  }

  /** Ends what waits, as an agent would. */
  static void finish(Database database, Instant at) {
    database
        .jdbc()
        .sql(
            "update work set state = 'done', ended_at = :at where portal_id = 1 and state ="
                + " 'queued'")
        .param("at", java.sql.Timestamp.from(at))
        .update();
  }
}
