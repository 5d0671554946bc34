package vn.portalaudit.agent;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataIntegrityViolationException;
import vn.portalaudit.alert.Change;
import vn.portalaudit.alert.Courier;
import vn.portalaudit.alert.Herald;
import vn.portalaudit.alert.Incident;
import vn.portalaudit.store.AlertStore;
import vn.portalaudit.store.IncidentStore;

/**
 * From what was seen to the people who must know: changes become steps of incidents, those become
 * messages, and the messages are delivered. Any number of nodes do this on one database. Safe for
 * threads.
 */
final class Alarms implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Alarms.class);

  private final IncidentStore incidents;
  private final AlertStore messages;
  private final Herald herald;
  private final Courier courier;

  /** The courier is closed with this. */
  Alarms(IncidentStore incidents, AlertStore messages, Herald herald, Courier courier) {
    this.incidents = incidents;
    this.messages = messages;
    this.herald = herald;
    this.courier = courier;
  }

  /**
   * Takes changes in their order; those that are known already change nothing.
   *
   * @return the incidents that were changed
   */
  List<Incident> take(List<Change> changes) {
    List<Incident> changed = new ArrayList<>();
    for (Change change : changes) {
      try {
        Optional<Incident> incident = incidents.take(change);
        incident.ifPresent(Alarms::log);
        incident.ifPresent(changed::add);
      } catch (DataIntegrityViolationException e) {
        LOG.warn("{} is of a portal that is gone: {}", change.subject(), e.getMessage());
      }
    }
    return changed;
  }

  private static void log(Incident incident) {
    LOG.atInfo()
        .addKeyValue("incident", incident.id())
        .addKeyValue("portal", incident.subject().portal())
        .log(
            "incident {} ({}) is {}: {}",
            incident.id(),
            incident.subject().kind().code(),
            incident.state().code(),
            incident.says());
  }

  /** Puts what is to be told into the outbox: news, summaries after quiet hours, reminders. */
  void tell() {
    int kept = messages.tell(herald);
    if (kept > 0) {
      LOG.info("{} messages were put into the outbox", kept);
    }
  }

  /** Starts sending what may go; does not wait for it. */
  void send() {
    CompletableFuture<Integer> round = courier.round();
    round.whenComplete((sent, failure) -> {
      if (failure != null) {
        LOG.warn("a round of deliveries failed: {}", failure.toString());
      } else if (sent > 0) {
        LOG.info("{} messages were tried", sent);
      }
    });
  }

  @Override
  public void close() {
    courier.close();
  }
}
