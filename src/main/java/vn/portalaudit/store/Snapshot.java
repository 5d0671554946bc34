package vn.portalaudit.store;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.portalaudit.domain.Fault;
import vn.portalaudit.domain.Outcome;
import vn.portalaudit.domain.Reason;
import vn.portalaudit.store.Changes.Change;
import vn.portalaudit.store.Changes.GroupChange;
import vn.portalaudit.store.Sighting.Key;

/**
 * The parts of a stored run that are compared with other runs.
 *
 * @param found by probe, where it was observed
 */
record Snapshot(String run, boolean observed, Map<Key, Judged> judged, Map<String, Boolean> found) {
  /** Beyond this part of the criteria, what could not be told by our own doing fails the audit. */
  private static final int FAILED_PART = 4;

  /** What was concluded of a criterion. */
  record Judged(
      Key key,
      String group,
      String code,
      String title,
      Outcome outcome,
      @Nullable Reason reason,
      BigDecimal points,
      BigDecimal maxPoints) {}

  static Snapshot read(JdbcClient jdbc, String run, boolean observed) {
    Map<Key, Judged> judged = new LinkedHashMap<>();
    jdbc.sql(
            """
            select c.card->>'checklist' as checklist, f.finding->>'id' as criterion,
              f.finding->>'group' as in_group, f.finding->>'code' as code,
              f.finding->>'title' as title, f.finding->>'outcome' as outcome,
              f.finding->>'reason' as reason, (f.finding->>'points')::numeric as points,
              (f.finding->>'maxPoints')::numeric as max_points
            from audit_run r,
              jsonb_array_elements(r.result->'scorecards') with ordinality as c (card, nth),
              jsonb_array_elements(c.card->'findings') with ordinality as f (finding, nth)
            where r.id = :run order by c.nth, f.nth
            """)
        .param("run", run)
        .query((row, n) ->
            new Judged(
                new Key(row.getString("checklist"), row.getString("criterion")),
                row.getString("in_group"),
                row.getString("code"),
                row.getString("title"),
                Outcome.valueOf(row.getString("outcome")),
                row.getString("reason") == null ? null : Reason.valueOf(row.getString("reason")),
                row.getBigDecimal("points"),
                row.getBigDecimal("max_points")))
        .list()
        .forEach(one -> judged.putIfAbsent(one.key(), one));
    Map<String, Boolean> found = new LinkedHashMap<>();
    jdbc.sql(
            """
            select o->>'probe' as probe, (o->>'value')::boolean as found
            from audit_run r, jsonb_array_elements(r.result->'observations') o
            where r.id = :run and o->>'field' = 'found' and jsonb_typeof(o->'value') = 'boolean'
            """)
        .param("run", run)
        .query((row, n) -> Map.entry(row.getString("probe"), row.getBoolean("found")))
        .list()
        .forEach(one -> found.put(one.getKey(), one.getValue()));
    return new Snapshot(run, observed, judged, found);
  }

  /**
   * Compares this run with earlier ones.
   *
   * @param earlier runs that observed something, newest first
   */
  Changes since(List<Snapshot> earlier) {
    List<Change> better = new ArrayList<>();
    List<Change> worse = new ArrayList<>();
    List<Change> undecided = new ArrayList<>();
    List<Change> decided = new ArrayList<>();
    Map<List<String>, BigDecimal> groups = new LinkedHashMap<>();
    for (Judged now : observed ? judged.values() : List.<Judged>of()) {
      Judged before = last(earlier, now.key(), false);
      Judged settled = last(earlier, now.key(), true);
      if (settled != null
          && now.outcome().decided()
          && settled.outcome().decided()
          && now.maxPoints().compareTo(settled.maxPoints()) == 0) {
        int more = now.points().compareTo(settled.points());
        if (more != 0) {
          (more > 0 ? better : worse).add(change(settled, now));
          groups.merge(
              List.of(now.key().checklist(), now.group()),
              now.points().subtract(settled.points()),
              BigDecimal::add);
        }
      }
      if (before != null && settled(before) != settled(now)) {
        (settled(now) ? decided : undecided).add(change(before, now));
      }
    }
    return new Changes(
        run,
        earlier.isEmpty() ? null : earlier.getFirst().run(),
        better,
        worse,
        undecided,
        decided,
        vanished(earlier),
        groups.entrySet().stream()
            .filter(entry -> entry.getValue().signum() != 0)
            .map(entry ->
                new GroupChange(
                    entry.getKey().getFirst(), entry.getKey().getLast(), entry.getValue()))
            .toList(),
        failure());
  }

  private static boolean settled(Judged judged) {
    return Sighting.settled(judged.outcome());
  }

  private static @Nullable Judged last(List<Snapshot> earlier, Key key, boolean settled) {
    return earlier.stream()
        .map(snapshot -> snapshot.judged().get(key))
        .filter(Objects::nonNull)
        .filter(judged -> !settled || settled(judged))
        .findFirst()
        .orElse(null);
  }

  private static Change change(Judged before, Judged now) {
    return new Change(
        now.key().checklist(),
        now.key().criterion(),
        now.code(),
        now.title(),
        before.outcome(),
        now.outcome(),
        before.points(),
        now.points());
  }

  private List<String> vanished(List<Snapshot> earlier) {
    List<String> vanished = new ArrayList<>();
    if (observed) {
      found.forEach((probe, there) -> {
        boolean was =
            earlier.stream()
                .map(snapshot -> snapshot.found().get(probe))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(false);
        if (was && !there) {
          vanished.add(probe);
        }
      });
    }
    return vanished;
  }

  /** The commonest of our own reasons, when so much could not be told that there was no audit. */
  private @Nullable Reason failure() {
    Map<Reason, Integer> ours = new EnumMap<>(Reason.class);
    int asked = 0;
    int lost = 0;
    for (Judged one : judged.values()) {
      Reason reason = one.reason();
      boolean own =
          reason != null
              && reason.fault() == Fault.OURS
              // a young watch is no failure
              && reason != Reason.TOO_LITTLE_HISTORY;
      asked += one.outcome() == Outcome.UNTESTED || one.outcome() == Outcome.INAPPLICABLE ? 0 : 1;
      if (own && reason != null) {
        lost++;
        ours.merge(reason, 1, Integer::sum);
      }
    }
    return lost == 0 || lost * FAILED_PART < asked
        ? null
        : ours.entrySet().stream().max(Map.Entry.comparingByValue()).orElseThrow().getKey();
  }
}
