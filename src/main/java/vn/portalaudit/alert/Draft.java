package vn.portalaudit.alert;

import java.time.Instant;
import java.util.List;

/**
 * A message to be kept in the outbox.
 *
 * @param channel number of the channel
 * @param dedupe what it tells; the channel never gets two with the same
 * @param subject one line
 * @param body a JSON object: {@code text} for people, {@code severity}, {@code at}, {@code items}
 * @param incidents what it is about
 * @param portals the portals concerned; a channel gets the messages of a portal in order
 * @param notBefore when it may go
 * @param held whether it waits for the end of quiet hours, to be told in one summary
 */
public record Draft(
    int channel,
    String dedupe,
    String subject,
    String body,
    List<Long> incidents,
    List<Integer> portals,
    Instant notBefore,
    boolean held) {
  public Draft {
    incidents = List.copyOf(incidents);
    portals = List.copyOf(portals);
  }
}
