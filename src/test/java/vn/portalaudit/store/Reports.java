package vn.portalaudit.store;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.portalaudit.domain.AuditReport;
import vn.portalaudit.domain.AuditRun;
import vn.portalaudit.domain.Datum;
import vn.portalaudit.domain.Finding;
import vn.portalaudit.domain.Method;
import vn.portalaudit.domain.Observation;
import vn.portalaudit.domain.Outcome;
import vn.portalaudit.domain.Period;
import vn.portalaudit.domain.PointsBasis;
import vn.portalaudit.domain.PortalKind;
import vn.portalaudit.domain.Reason;
import vn.portalaudit.domain.Scorecard;
import vn.portalaudit.domain.Scorecard.GroupScore;
import vn.portalaudit.report.ResultDocument;

/** Reports of audits, made up. */
final class Reports {
  static final Instant START = Instant.parse("2026-11-02T02:00:00Z");
  static final String LIST = "bo-thu";

  private Reports() {}

  /** A finding whose observed value is the given one. */
  static Finding finding(String id, Outcome outcome, String points, String observed) {
    return finding(id, outcome, points, List.of(observed), null);
  }

  static Finding untold(String id, Reason reason) {
    return finding(id, Outcome.CANT_TELL, "0", List.of(id + ".found = chưa rõ (cần có)"), reason);
  }

  static Finding finding(
      String id, Outcome outcome, String points, List<String> observed, @Nullable Reason reason) {
    return new Finding(
        id.startsWith("b") ? "nhom-b" : "nhom-a",
        id,
        "1." + id,
        "Tiêu chí " + id,
        Method.AUTOMATIC,
        PointsBasis.PROPOSED,
        outcome,
        new BigDecimal(points),
        BigDecimal.TWO,
        reason,
        "Thấy " + observed + ".",
        null,
        observed,
        List.of());
  }

  static Scorecard card(String checklist, List<Finding> findings) {
    BigDecimal points = sum(findings);
    BigDecimal max = BigDecimal.valueOf(2L * findings.size());
    List<GroupScore> groups = new ArrayList<>();
    for (String group : List.of("nhom-a", "nhom-b")) {
      List<Finding> own = findings.stream().filter(f -> f.groupId().equals(group)).toList();
      groups.add(
          new GroupScore(
              group,
              group,
              "Nhóm " + group,
              sum(own),
              sum(own),
              sum(own),
              BigDecimal.valueOf(2L * own.size()),
              PointsBasis.PROPOSED));
    }
    return new Scorecard(
        checklist,
        "1",
        "Bộ thử",
        "Quyết định thử",
        null,
        PointsBasis.PROPOSED,
        points,
        points,
        max,
        max,
        max,
        BigDecimal.ONE,
        null,
        groups,
        findings);
  }

  private static BigDecimal sum(List<Finding> findings) {
    return findings.stream().map(Finding::points).reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  /** A report of a run in that week. */
  static AuditReport report(String id, int week, List<Finding> findings, Observation... seen) {
    return report(id, week, List.of(card(LIST, findings)), List.of(seen));
  }

  static AuditReport report(
      String id, int week, List<Scorecard> cards, List<Observation> observations) {
    Instant start = START.plusSeconds(week * 604_800L);
    Instant end = start.plusSeconds(600);
    return new AuditReport(
        new AuditRun(
            id,
            "https://cong-1.example.vn/",
            PortalKind.SO,
            start,
            end,
            end,
            end,
            new Period(LocalDate.of(2026, 1, 1), LocalDate.of(2026, 12, 31)),
            "sha256:0",
            10,
            12,
            1_000,
            true),
        cards,
        observations,
        List.of());
  }

  static Observation found(String probe, boolean found) {
    return Observation.of(probe, "found", Datum.of(found), List.of());
  }

  static String json(AuditReport report) {
    return ResultDocument.write(report);
  }

  /** Watched portals, numbered from 1. */
  static void portals(Database database, int count) {
    database
        .jdbc()
        .sql(
            """
            insert into portal (code, title, kind, root_url)
            select 'cong-' || i, 'Cổng ' || i, 'so', 'https://cong-' || i || '.example.vn/'
            from generate_series(1, :count) i
            """)
        .param("count", count)
        .update();
  }
}
