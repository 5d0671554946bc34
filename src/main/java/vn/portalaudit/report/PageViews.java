package vn.portalaudit.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import vn.portalaudit.domain.AuditReport;
import vn.portalaudit.domain.AuditRun;
import vn.portalaudit.domain.Method;
import vn.portalaudit.domain.Observation;
import vn.portalaudit.domain.Outcome;
import vn.portalaudit.domain.Reason;
import vn.portalaudit.domain.Result;
import vn.portalaudit.domain.Warning;

/** A whole report as it is shown. */
final class PageViews {
  private static final int DIGEST = 12;
  private static final int GAPS = 3;
  private static final int TEXT = 300;
  private static final List<String> SEVERITIES = List.of("critical", "warning", "info");

  private final AuditReport report;
  private final List<CardViews> cards = new ArrayList<>();

  PageViews(AuditReport report, Law law) {
    this.report = report;
    report.scorecards().forEach(card -> cards.add(new CardViews(card, cards.size() + 1, law)));
  }

  View.Page page(SafeHtml css) {
    return new View.Page(
        css,
        run(report),
        cards.stream().map(CardViews::card).toList(),
        cards.size() > 1,
        unknowns(),
        waiting(),
        notices(),
        report.observations().stream().map(PageViews::fact).toList());
  }

  static View.Run run(AuditReport report) {
    AuditRun run = report.run();
    String digest = run.rulesDigest();
    String hex = digest.substring(digest.indexOf(':') + 1);
    return new View.Run(
        run.id(),
        run.portal(),
        EvidenceViews.host(run.portal()),
        EvidenceViews.href(run.portal()),
        run.kind().label(),
        Vietnamese.minute(run.at()),
        Vietnamese.minute(run.startedAt()),
        Vietnamese.minute(run.judgedAt()),
        Vietnamese.day(run.period().from()),
        Vietnamese.day(run.period().to()),
        digest,
        hex.substring(0, Math.min(DIGEST, hex.length())),
        Vietnamese.number(run.pages()),
        Vietnamese.number(run.requests()),
        Vietnamese.bytes(run.bytes()),
        run.complete(),
        run.complete() ? List.of() : gaps(report.observations()));
  }

  /** Reasons by how many fields they left unobserved. */
  private static List<String> gaps(List<Observation> observations) {
    Map<Reason, Long> counts =
        observations.stream()
            .map(Observation::result)
            .flatMap(PageViews::reason)
            .collect(
                Collectors.groupingBy(
                    reason -> reason, () -> new EnumMap<>(Reason.class), Collectors.counting()));
    return counts.entrySet().stream()
        .sorted(Map.Entry.<Reason, Long>comparingByValue().reversed())
        .limit(GAPS)
        .map(entry -> entry.getKey().says())
        .toList();
  }

  private static Stream<Reason> reason(Result result) {
    return switch (result) {
      case Result.Unobserved unobserved -> Stream.of(unobserved.reason());
      case Result.Value value -> Stream.empty();
    };
  }

  private List<View.Unknown> unknowns() {
    Map<Reason, List<View.Pending>> byReason = new EnumMap<>(Reason.class);
    for (CardViews card : cards) {
      for (CardViews.Undecided one : card.undecided(Outcome.CANT_TELL)) {
        Reason reason = Objects.requireNonNull(one.finding().reason());
        byReason.computeIfAbsent(reason, key -> new ArrayList<>()).add(one.view());
      }
    }
    return byReason.entrySet().stream()
        .sorted(Comparator.comparing(entry -> -entry.getValue().size()))
        .map(entry -> unknown(entry.getKey(), entry.getValue()))
        .toList();
  }

  private static View.Unknown unknown(Reason reason, List<View.Pending> items) {
    return new View.Unknown(
        reason.says(), reason.fault().label(), reason.fix(), reason.permanent(), items);
  }

  private List<View.Waiting> waiting() {
    Map<Method, List<View.Pending>> byMethod = new EnumMap<>(Method.class);
    for (CardViews card : cards) {
      for (CardViews.Undecided one : card.undecided(Outcome.UNTESTED)) {
        byMethod.computeIfAbsent(one.finding().method(), key -> new ArrayList<>()).add(one.view());
      }
    }
    return byMethod.entrySet().stream()
        .map(entry -> new View.Waiting(entry.getKey().label(), entry.getValue()))
        .toList();
  }

  private List<View.Notice> notices() {
    return report.warnings().stream()
        .sorted(
            Comparator.<Warning, Integer>comparing(w -> SEVERITIES.indexOf(severity(w)))
                .thenComparing(Warning::says, Vietnamese.order()))
        .map(warning ->
            new View.Notice(
                severity(warning),
                warning.says(),
                EvidenceViews.shown(warning.evidence()),
                EvidenceViews.more(warning.evidence())))
        .toList();
  }

  static String severity(Warning warning) {
    return SEVERITIES.contains(warning.severity()) ? warning.severity() : "warning";
  }

  private static View.Fact fact(Observation seen) {
    return switch (seen.result()) {
      case Result.Value value ->
          new View.Fact(
              seen.probe(),
              seen.field(),
              EvidenceViews.cut(Vietnamese.datum(seen.field(), value.datum()), TEXT),
              "");
      case Result.Unobserved unobserved ->
          new View.Fact(seen.probe(), seen.field(), "", unobserved.reason().says());
    };
  }
}
