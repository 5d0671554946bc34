package vn.portalaudit.store;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.portalaudit.domain.Outcome;
import vn.portalaudit.domain.Reason;
import vn.portalaudit.store.Intervals.Interval;
import vn.portalaudit.store.Intervals.Known;
import vn.portalaudit.store.Sighting.Key;

/** Findings of portals over time. Safe for threads. */
public final class FindingStore {
  private final Database database;

  public FindingStore(Database database) {
    this.database = database;
  }

  /**
   * A finding while it held, in {@code [firstSeen, endedAt)}.
   *
   * @param observedHash changes whenever what was observed, or what was concluded of it, does
   * @param lastConfirmed when the last run that saw the same was finished
   * @param since when the same conclusion began, whatever was observed in between and however often
   *     it could not be told; at or before {@code firstSeen}
   * @param endedAt when a run saw something else; null while it holds
   */
  public record Held(
      String checklist,
      String criterion,
      Outcome outcome,
      @Nullable Reason reason,
      BigDecimal points,
      BigDecimal maxPoints,
      String says,
      String observedHash,
      String firstRun,
      String lastRun,
      Instant firstSeen,
      Instant lastConfirmed,
      Instant since,
      @Nullable Instant endedAt) {}

  /**
   * A finding that holds.
   *
   * @param lastDecided what was last settled of the criterion, where the finding settles nothing;
   *     null otherwise, or when nothing ever was
   * @param explanation the explanation that applies to the finding, or to what was last settled;
   *     null without one
   */
  public record Current(
      Held finding, @Nullable Held lastDecided, @Nullable Explanation explanation) {}

  /**
   * The findings of a portal that hold.
   *
   * @param at explanations that expire then or earlier do not apply
   * @return by checklist and criterion
   */
  public List<Current> current(int portal, Instant at) {
    return database.within(jdbc -> {
      Map<Key, Explanation> explanations = new HashMap<>();
      for (Explanation explanation : ExplanationStore.current(jdbc, portal)) {
        if (explanation.expiresAt().isAfter(at)) {
          explanations.put(new Key(explanation.checklist(), explanation.criterion()), explanation);
        }
      }
      List<Current> current = new ArrayList<>();
      new FindingRows(jdbc, portal)
          .known()
          .forEach((key, known) -> {
            if (known.open() != null) {
              current.add(current(known.open(), known, explanations.get(key)));
            }
          });
      current.sort(
          Comparator.comparing((Current c) -> c.finding().checklist())
              .thenComparing(c -> c.finding().criterion()));
      return current;
    });
  }

  private static Current current(Interval open, Known known, @Nullable Explanation explanation) {
    Interval settled = open.seen().settled() ? null : known.settled();
    boolean applies =
        explanation != null
            && (explanation.observedHash().equals(open.seen().hash())
                || settled != null && explanation.observedHash().equals(settled.seen().hash()));
    return new Current(
        held(open), settled == null ? null : held(settled), applies ? explanation : null);
  }

  /** What was found of a criterion over time, newest first. */
  public List<Held> history(int portal, String checklist, String criterion) {
    return rows(database.jdbc(), portal, checklist, criterion).stream()
        .map(FindingStore::held)
        .toList();
  }

  private static List<Interval> rows(
      JdbcClient jdbc, int portal, String checklist, String criterion) {
    return jdbc.sql(
            """
            select * from finding where portal_id = :portal and checklist = :checklist
              and criterion = :criterion order by first_seen desc, id desc
            """)
        .param("portal", portal)
        .param("checklist", checklist)
        .param("criterion", criterion)
        .query((row, n) -> FindingRows.interval(row))
        .list();
  }

  private static Held held(Interval row) {
    return new Held(
        row.seen().key().checklist(),
        row.seen().key().criterion(),
        row.seen().outcome(),
        row.seen().reason(),
        row.seen().points(),
        row.seen().maxPoints(),
        row.seen().says(),
        row.seen().hash(),
        row.firstRun(),
        row.lastRun(),
        row.firstSeen(),
        row.lastConfirmed(),
        row.since(),
        row.endedAt());
  }
}
