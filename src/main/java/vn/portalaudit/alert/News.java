package vn.portalaudit.alert;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An event of an incident that people have not heard of.
 *
 * @param event number of the event
 * @param at when it was written down
 * @param what what happened
 * @param says words about it
 * @param incident the incident as it stands now
 * @param portal its portal; null when the matter is ours
 * @param lastTold when people last heard that this incident was opened; null when never
 */
public record News(
    long event,
    Instant at,
    Life.Event what,
    String says,
    Incident incident,
    @Nullable PortalFacts portal,
    @Nullable Instant lastTold) {
  /** Whether it says that something is over. */
  boolean good() {
    return what == Life.Event.ENDED;
  }
}
