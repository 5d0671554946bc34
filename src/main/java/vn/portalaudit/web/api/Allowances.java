package vn.portalaudit.web.api;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How many requests each caller may still send: a bucket of tokens that fills evenly. Kept for each
 * node alone, for the callers that asked last. Safe for threads.
 */
final class Allowances {
  private static final int MOST_CALLERS = 10_000;
  private final int most;
  private final Duration refill;
  private final InstantSource clock;
  private final Map<String, Bucket> buckets = new LinkedHashMap<>(16, 0.75f, true);

  private record Bucket(double tokens, Instant at) {}

  /**
   * What is left to a caller.
   *
   * @param left whole requests
   * @param waitS seconds until the next one may be sent; 0 when this one may
   */
  record Left(int left, long waitS) {}

  /**
   * Allowances that are full at first.
   *
   * @param most requests at once
   * @param refill time in which an empty bucket fills
   */
  Allowances(int most, Duration refill, InstantSource clock) {
    this.most = most;
    this.refill = refill;
    this.clock = clock;
  }

  int most() {
    return most;
  }

  /** Takes one request of a caller's allowance. */
  synchronized Left take(String caller) {
    Instant now = clock.instant();
    Bucket before = buckets.getOrDefault(caller, new Bucket(most, now));
    double share =
        Math.max(0, Duration.between(before.at, now).toMillis()) / (double) refill.toMillis();
    double tokens = Math.min(most, before.tokens + share * most);
    boolean allowed = tokens >= 1;
    double after = allowed ? tokens - 1 : tokens;
    buckets.put(caller, new Bucket(after, now));
    if (buckets.size() > MOST_CALLERS) {
      buckets.remove(buckets.keySet().iterator().next());
    }
    double missing = (1 - after) / most * refill.toMillis() / 1000;
    return new Left((int) after, allowed ? 0 : Math.max(1, (long) Math.ceil(missing)));
  }
}
