package vn.portalaudit.agent;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import vn.portalaudit.alert.Change;
import vn.portalaudit.alert.Incident;
import vn.portalaudit.alert.Kind;
import vn.portalaudit.alert.Signs;
import vn.portalaudit.alert.Subject;
import vn.portalaudit.store.Changes;
import vn.portalaudit.store.IncidentStore;
import vn.portalaudit.store.RunStore;

/**
 * What an audit found that people should hear of: a score that fell, a section that vanished, an
 * audit that failed for reasons of ours; and that such a thing is over. Safe for threads.
 */
final class AuditNews {
  /** A fall of less than this is told by the weekly report alone. */
  static final BigDecimal FALL = BigDecimal.valueOf(2);

  private final RunStore runs;
  private final IncidentStore incidents;
  private final Alarms alarms;
  private final UnaryOperator<String> titles;

  /**
   * @param titles gives the Vietnamese name of a probe or a checklist
   */
  AuditNews(RunStore runs, IncidentStore incidents, Alarms alarms, UnaryOperator<String> titles) {
    this.runs = runs;
    this.incidents = incidents;
    this.alarms = alarms;
    this.titles = titles;
  }

  /** Takes one change. */
  void take(Change change) {
    alarms.take(List.of(change));
  }

  /** Tells what a run that was kept has found. */
  void tell(int portal, String run) {
    Optional<RunStore.Run> kept = runs.run(run);
    Optional<Changes> changes = runs.changes(run);
    if (kept.isEmpty() || changes.isEmpty()) {
      return;
    }
    Instant at = kept.get().finishedAt();
    List<Change> news = new ArrayList<>();
    for (Changes.Signal signal : changes.get().signals(FALL)) {
      news.add(
          switch (signal) {
            case Changes.Signal.ScoreFallen fallen ->
                Signs.scoreFallen(
                    portal,
                    fallen.checklist(),
                    at,
                    fallen.by(),
                    "Điểm theo bộ «"
                        + titles.apply(fallen.checklist())
                        + "» giảm "
                        + number(fallen.by())
                        + " điểm so với lần kiểm tra trước.");
            case Changes.Signal.SectionVanished vanished ->
                Signs.sectionVanished(portal, vanished.probe(), titles.apply(vanished.probe()), at);
            case Changes.Signal.AuditFailed failed ->
                Signs.auditFailed(
                    portal,
                    at,
                    "Không kiểm tra được cổng vì lỗi của hệ thống giám sát: "
                        + failed.reason().says()
                        + ".");
          });
    }
    if (kept.get().observed() && changes.get().failure() == null) {
      news.addAll(over(portal, run, at));
    }
    alarms.take(news);
  }

  private List<Change> over(int portal, String run, Instant at) {
    List<Change> over = new ArrayList<>();
    for (Incident failed : incidents.open(portal, Kind.AUDIT)) {
      over.add(Signs.over(failed.subject(), at, "Đã kiểm tra được cổng."));
    }
    List<Incident> sections = incidents.open(portal, Kind.SECTION);
    if (!sections.isEmpty()) {
      Map<String, Boolean> found = runs.found(run);
      for (Incident gone : sections) {
        String probe = gone.subject().detail();
        if (found.getOrDefault(probe, false)) {
          over.add(
              Signs.over(gone.subject(), at, "Lại thấy «" + titles.apply(probe) + "» trên cổng."));
        }
      }
    }
    for (Incident fallen : incidents.open(portal, Kind.SCORE)) {
      over.addAll(risen(portal, run, fallen, at));
    }
    return over;
  }

  /** A score is back when it is at least what it was before it fell. */
  private List<Change> risen(int portal, String run, Incident fallen, Instant at) {
    Subject subject = fallen.subject();
    Map<String, BigDecimal> now = points(runs.cards(run));
    BigDecimal points = now.get(subject.detail());
    Optional<BigDecimal> before = runs.pointsBefore(portal, subject.detail(), fallen.startsAt());
    return points != null && before.isPresent() && points.compareTo(before.get()) >= 0
        ? List.of(
            Signs.over(
                subject,
                at,
                "Điểm theo bộ «"
                    + titles.apply(subject.detail())
                    + "» đã trở lại: "
                    + number(points)
                    + "."))
        : List.of();
  }

  private static Map<String, BigDecimal> points(List<RunStore.Card> cards) {
    return cards.stream()
        .collect(Collectors.toMap(RunStore.Card::checklist, RunStore.Card::points));
  }

  private static String number(BigDecimal value) {
    return value.stripTrailingZeros().toPlainString().replace('.', ',');
  }
}
