package vn.portalaudit.store;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.portalaudit.store.Sighting.Key;

/**
 * Findings as intervals: pure, without database or clock. Runs are taken in the order in which they
 * were finished.
 *
 * <p>Each criterion has one chain of intervals of which at most one is open. What could not be told
 * is an interval of its own, for its reason; what was settled before it stays known, and goes on
 * being counted ({@link Interval#since}) when the same is settled again. A run in which nothing
 * could be observed is no look and changes nothing; a checklist that a run did not apply was not
 * looked at, and its findings stay as they are; a criterion that an applied checklist no longer has
 * ends.
 */
final class Intervals {
  private Intervals() {}

  /**
   * What one run saw.
   *
   * @param at when its last answer was read
   */
  record Look(String run, Instant at, List<Sighting> sightings) {
    Look {
      Map<Key, Sighting> once = new LinkedHashMap<>();
      sightings.forEach(sighting -> once.putIfAbsent(sighting.key(), sighting));
      sightings = List.copyOf(once.values());
    }
  }

  /**
   * A finding while it held, in {@code [firstSeen, endedAt)}.
   *
   * @param id number of its row, 0 while it has none
   * @param since when the same conclusion began, at or before {@code firstSeen}
   * @param endedAt the first look that saw something else; null while it is open
   */
  record Interval(
      long id,
      Sighting seen,
      String firstRun,
      String lastRun,
      Instant firstSeen,
      Instant lastConfirmed,
      Instant since,
      @Nullable Instant endedAt) {

    Interval confirmed(Look look, Sighting again) {
      return new Interval(id, again, firstRun, look.run(), firstSeen, look.at(), since, null);
    }

    Interval ended(Instant at) {
      return new Interval(id, seen, firstRun, lastRun, firstSeen, lastConfirmed, since, at);
    }

    Interval numbered(long number) {
      return new Interval(
          number, seen, firstRun, lastRun, firstSeen, lastConfirmed, since, endedAt);
    }
  }

  /**
   * What is known of one criterion.
   *
   * @param open the finding that holds; null when the criterion is no longer judged
   * @param settled the last finding that was no «cannot tell» or «untested», open or not
   */
  record Known(@Nullable Interval open, @Nullable Interval settled) {}

  /** What a look changes. */
  record Step(List<Interval> confirmed, List<Interval> ended, List<Interval> opened) {}

  /**
   * What a look changes.
   *
   * @param known what is known, of runs that were all finished before this one
   * @param look what the run saw
   * @return findings confirmed and ended, both with their numbers, and opened
   */
  static Step advance(Map<Key, Known> known, Look look) {
    Step step = new Step(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    Set<Key> looked = new HashSet<>();
    Set<String> checklists = new HashSet<>();
    for (Sighting sighting : look.sightings()) {
      looked.add(sighting.key());
      checklists.add(sighting.key().checklist());
      Known before = known.getOrDefault(sighting.key(), new Known(null, null));
      Interval open = before.open();
      if (open != null && sighting.continues(open.seen())) {
        step.confirmed().add(open.confirmed(look, sighting));
      } else {
        if (open != null) {
          step.ended().add(open.ended(look.at()));
        }
        step.opened().add(opened(sighting, look, before));
      }
    }
    known.forEach((key, before) -> {
      Interval open = before.open();
      if (open != null && checklists.contains(key.checklist()) && !looked.contains(key)) {
        step.ended().add(open.ended(look.at()));
      }
    });
    return step;
  }

  private static Interval opened(Sighting sighting, Look look, Known before) {
    Interval reference = sighting.settled() ? before.settled() : before.open();
    Instant since =
        before.open() != null && reference != null && sighting.concludesAs(reference.seen())
            ? reference.since()
            : look.at();
    return new Interval(0, sighting, look.run(), look.run(), look.at(), look.at(), since, null);
  }

  /**
   * The chains that looks make.
   *
   * @param looks in the order in which their runs were finished
   * @return every interval, by ascending number from 1, in the order in which they opened
   */
  static List<Interval> of(Iterable<Look> looks) {
    Map<Key, Known> known = new LinkedHashMap<>();
    Map<Long, Interval> all = new LinkedHashMap<>();
    for (Look look : looks) {
      Step step = advance(known, look);
      for (Interval ended : step.ended()) {
        all.put(ended.id(), ended);
        note(known, ended);
      }
      for (Interval confirmed : step.confirmed()) {
        all.put(confirmed.id(), confirmed);
        note(known, confirmed);
      }
      for (Interval opened : step.opened()) {
        Interval numbered = opened.numbered(all.size() + 1L);
        all.put(numbered.id(), numbered);
        note(known, numbered);
      }
    }
    return List.copyOf(all.values());
  }

  private static void note(Map<Key, Known> known, Interval now) {
    Key key = now.seen().key();
    Known before = known.get(key);
    Interval settled = now.seen().settled() ? now : before == null ? null : before.settled();
    known.put(key, new Known(now.endedAt() == null ? now : null, settled));
  }
}
