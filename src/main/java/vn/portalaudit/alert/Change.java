package vn.portalaudit.alert;

import java.time.Instant;
import java.util.List;
import vn.portalaudit.monitor.Cause;

/**
 * What was seen of a subject. The same change may be given again: one that is not newer than what
 * is known of the subject changes nothing. A lasting thing that is looked at again and again (a
 * certificate that runs out) keeps the time at which it came to be so.
 */
public sealed interface Change {
  /** What it is about. */
  Subject subject();

  /** When it took place. */
  Instant at();

  /** Whether people are told. */
  boolean tell();

  /**
   * Something is the matter, or has become worse.
   *
   * @param says what happened, a Vietnamese sentence
   * @param seen what shows it
   */
  record Opened(
      Subject subject,
      Instant at,
      Severity severity,
      Cause cause,
      String says,
      List<Seen> seen,
      boolean tell)
      implements Change {
    public Opened {
      seen = List.copyOf(seen);
    }
  }

  /**
   * It is over.
   *
   * @param says a Vietnamese sentence
   * @param seen what shows it
   */
  record Ended(Subject subject, Instant at, String says, List<Seen> seen, boolean tell)
      implements Change {
    public Ended {
      seen = List.copyOf(seen);
    }
  }
}
