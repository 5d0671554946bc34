package vn.portalaudit.monitor;

import java.time.Duration;

/**
 * How sure one must be before a change is told.
 *
 * @param failures failed tries in a row that make an outage
 * @param within time within which they began
 * @param pause time from the start of one try to that of the next
 * @param successes good tries in a row that end an outage
 * @param steady looks in a row that make a weakness, or end it
 * @param damping time in which people are told of outages of one portal once at most, and without
 *     change in which flapping ends
 */
public record Confirmation(
    int failures, Duration within, Duration pause, int successes, int steady, Duration damping) {
  /** With a try of at most 20 s, the fourth ends within 90 s. */
  public static final Confirmation STANDARD =
      new Confirmation(
          4, Duration.ofSeconds(90), Duration.ofSeconds(22), 2, 3, Duration.ofMinutes(30));
}
