package vn.portalaudit.monitor;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Holds what was found until it is taken; bounded, the oldest results give way. */
final class Outbox {
  private final int room;
  private final Deque<ProbeResult> results = new ArrayDeque<>();
  private final List<Transition> transitions = new ArrayList<>();
  private final Map<Integer, Standing> standings = new HashMap<>();
  private long forgotten;

  Outbox(int room) {
    this.room = room;
  }

  void add(ProbeResult result) {
    if (results.size() >= room) {
      results.removeFirst();
      forgotten++;
    }
    results.addLast(result);
  }

  void add(List<Transition> found) {
    transitions.addAll(found);
  }

  void stands(int portal, Standing standing) {
    standings.put(portal, standing);
  }

  int size() {
    return results.size() + transitions.size();
  }

  Sink.Batch take(int most) {
    List<ProbeResult> taken = new ArrayList<>(Math.min(most, results.size()));
    while (taken.size() < most && !results.isEmpty()) {
      taken.add(results.removeFirst());
    }
    Sink.Batch batch = new Sink.Batch(taken, transitions, standings, forgotten);
    transitions.clear();
    standings.clear();
    forgotten = 0;
    return batch;
  }
}
