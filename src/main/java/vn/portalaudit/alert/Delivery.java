package vn.portalaudit.alert;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How sending a message went; the words are for people and hold no secret. */
public sealed interface Delivery {
  /** What happened, a Vietnamese clause. */
  String says();

  /** The other side took it. */
  record Sent(String says) implements Delivery {}

  /**
   * It was not taken.
   *
   * @param lasting whether trying again is of little use
   * @param pause how long the other side asks to be left alone; null when it did not say
   */
  record Failed(String says, boolean lasting, @Nullable Duration pause) implements Delivery {}
}
