package vn.portalaudit.monitor;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.portalaudit.monitor.ProbeResult.Path;

/** One portal on the rota: its slots under way and where it stands. */
final class Post {
  private static final int MOST_OPEN = 4;

  final Watched watched;
  final Grid grid;
  final PortalWatch watch;
  Lane lane;
  private long lastIndex;

  /** The slots that the clock of the wall last leapt over, from the first to before the last. */
  private long leaptFrom;

  private long leaptTo;
  boolean busy;
  boolean gone;
  long retryAt;
  long begun;
  String address = "";
  private final List<Open> open = new ArrayList<>(2);
  private @Nullable Instant lastSlot;
  private @Nullable String contentHash;
  private @Nullable Integer totalMs;

  Post(Watched watched, Standing standing, PortalWatch watch, Lane lane) {
    this.watched = watched;
    this.grid = Grid.of(watched.portal(), watched.interval());
    this.watch = watch;
    this.lane = lane;
    this.lastSlot = standing.slot();
    this.contentHash = standing.contentHash();
    this.totalMs = standing.totalMs();
    this.lastIndex = lastSlot == null ? Long.MIN_VALUE : grid.index(lastSlot);
  }

  /** A slot that waits for its result. */
  private static final class Open {
    final Instant slot;
    final int lagMs;
    @Nullable Sight first;

    Open(Instant slot, int lagMs) {
      this.slot = slot;
      this.lagMs = lagMs;
    }
  }

  int portal() {
    return watched.portal();
  }

  /** Whether a slot has not been given a look; from now on it has. */
  boolean isNew(long index) {
    if (index > lastIndex) {
      if (index > lastIndex + 1 && lastIndex != Long.MIN_VALUE) {
        leaptFrom = lastIndex + 1;
        leaptTo = index;
      }
      lastIndex = index;
      return true;
    }
    boolean missed = index >= leaptFrom && index < leaptTo;
    if (missed) {
      leaptFrom = index + 1;
    }
    return missed;
  }

  void open(Instant slot, int lagMs, Outbox out, Instant wall) {
    if (open.size() >= MOST_OPEN) {
      Open oldest = open.removeFirst();
      out.add(Sight.ours(wall).in(portal(), oldest.slot, oldest.lagMs));
    }
    open.add(new Open(slot, lagMs));
  }

  boolean hasOpen() {
    return !open.isEmpty();
  }

  /** The sight belongs to all slots that wait. */
  void note(Sight sight) {
    for (Open one : open) {
      if (one.first == null) {
        one.first = sight;
      }
    }
    if (sight.contentHash() != null) {
      contentHash = sight.contentHash();
    }
    if (sight.timing().totalMs() >= 0) {
      totalMs = (int) Math.min(sight.timing().totalMs(), Integer.MAX_VALUE);
    }
  }

  /** Gives the slots that wait their result: as first seen where that stood the tries. */
  void settle(Sight last, PortalWatch.Step step, Outbox out) {
    for (Open one : open) {
      Sight first = one.first;
      Sight seen = first != null && first.state() == step.state() ? first : last;
      if (seen.state() != step.state()) {
        seen = seen.judged(step.state(), step.reason());
      }
      out.add(seen.in(portal(), one.slot, one.lagMs));
      lastSlot = one.slot;
    }
    open.clear();
  }

  /** Another way at each try after the first. */
  Path path() {
    int failed = watch.failures();
    boolean refused = failed > 0 && failed % 4 == 2 && watch.refusesTls();
    if (refused) {
      return Path.RAW;
    }
    return failed % 2 == 1 ? Path.OTHER_ADDRESS : Path.FIRST;
  }

  Standing standing() {
    return new Standing(
        watch.state(),
        watch.since(),
        watch.reason(),
        lastSlot,
        watch.failures(),
        watch.successes(),
        watch.flapping(),
        contentHash,
        totalMs);
  }
}
