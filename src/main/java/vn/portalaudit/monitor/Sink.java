package vn.portalaudit.monitor;

import java.util.List;
import java.util.Map;

/** Takes what the watch found. Called by one thread at a time. */
@FunctionalInterface
public interface Sink {
  /**
   * Keeps a batch. A batch whose keeping failed is given again, so keeping must be idempotent: a
   * result by portal and slot, a transition by portal, kind and time.
   *
   * @param batch what was found since the last
   * @throws Exception when it could not be kept; it is given again later
   */
  void keep(Batch batch) throws Exception;

  /**
   * What was found since the last batch.
   *
   * @param results at most one for a portal and slot, never again one that was given before
   * @param transitions in order of confirmation
   * @param standings how the portals with results or transitions stand now
   * @param forgotten results that were thrown away for want of room since the last batch; their
   *     slots are unknown
   */
  record Batch(
      List<ProbeResult> results,
      List<Transition> transitions,
      Map<Integer, Standing> standings,
      long forgotten) {
    public Batch {
      results = List.copyOf(results);
      transitions = List.copyOf(transitions);
      standings = Map.copyOf(standings);
    }

    /** Whether there is nothing in it. */
    public boolean isEmpty() {
      return results.isEmpty() && transitions.isEmpty() && standings.isEmpty() && forgotten == 0;
    }
  }
}
