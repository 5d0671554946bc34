package vn.portalaudit.agent;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.portalaudit.schedule.Work;
import vn.portalaudit.store.WorkList;
import vn.portalaudit.store.WorkStore;

/** Notes in the queue how far an audit is, every two seconds at most. For one thread. */
final class ProgressNotes {
  private static final Logger LOG = LoggerFactory.getLogger(ProgressNotes.class);
  private static final Duration EVERY = Duration.ofSeconds(2);
  private static final int FEWEST = 5;

  private final WorkStore queue;
  private final Work work;
  private final int budget;
  private final Instant began;
  private final InstantSource clock;
  private @Nullable Instant noted;
  private String phase = "";

  /**
   * @param budget most pages that are read
   */
  ProgressNotes(WorkStore queue, Work work, int budget, Instant began, InstantSource clock) {
    this.queue = queue;
    this.work = work;
    this.budget = budget;
    this.began = began;
    this.clock = clock;
  }

  /** Where the audit is; a note that cannot be kept is left out. */
  void at(String doing, int read, int queued, String url) {
    Instant now = clock.instant();
    Instant last = noted;
    if (last != null && doing.equals(phase) && now.isBefore(last.plus(EVERY))) {
      return;
    }
    noted = now;
    phase = doing;
    try {
      queue.checkpoint(
          work, new WorkList.Progress(doing, read, queued, eta(now, read, queued)).json());
    } catch (RuntimeException e) {
      LOG.debug("progress could not be noted at {}", url, e);
    }
  }

  private @Nullable Integer eta(Instant now, int read, int queued) {
    if (read < FEWEST || queued == 0) {
      return null;
    }
    long left = Math.min(queued, Math.max(0, budget - read));
    return (int) Math.min(Duration.between(began, now).toSeconds() * left / read, 86_400);
  }
}
