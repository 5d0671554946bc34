package vn.portalaudit.monitor;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A portal to watch.
 *
 * @param portal its number in the registry
 * @param url address of its home page
 * @param interval time between two probes, at least 10 s
 * @param expected what the page must show
 * @param pauses maintenance that was announced
 */
public record Watched(
    int portal, String url, Duration interval, Expected expected, List<Pause> pauses) {
  public Watched {
    pauses = List.copyOf(pauses);
    if (interval.toSeconds() < 10) {
      throw new IllegalArgumentException("interval " + interval);
    }
  }

  /**
   * What a page must show; compared without regard to case and marks.
   *
   * @param words words of which each must be there; without one the portal is down
   * @param agency name of the agency, null when it is not looked for; without it the portal is
   *     degraded
   */
  public record Expected(List<String> words, @Nullable String agency) {
    /** Nothing in particular. */
    public static final Expected ANYTHING = new Expected(List.of(), null);

    public Expected {
      words = List.copyOf(words);
    }
  }

  /**
   * Maintenance.
   *
   * @param from first moment
   * @param until first moment after it
   * @param announced when it was announced
   */
  public record Pause(Instant from, Instant until, Instant announced) {
    /** Whether a time lies in it and it was announced before it began. */
    public boolean covers(Instant time) {
      return announced.isBefore(from) && !time.isBefore(from) && time.isBefore(until);
    }
  }

  /** Whether maintenance was announced for a time. */
  boolean pausedAt(Instant time) {
    for (Pause pause : pauses) {
      if (pause.covers(time)) {
        return true;
      }
    }
    return false;
  }
}
