package vn.portalaudit.monitor;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;
import vn.portalaudit.domain.Reason;
import vn.portalaudit.domain.Timing;
import vn.portalaudit.monitor.ProbeResult.Path;
import vn.portalaudit.monitor.ProbeResult.State;

/** Runs the real rota through days in moments: only the looks and the clocks are made up. */
final class SimulatedDays {
  static final Instant START = Instant.parse("2026-03-02T00:00:00Z");
  private static final long SECOND = 1_000_000_000L;

  final Watchroom room;
  final World world;
  final List<ProbeResult> results = new ArrayList<>();
  final List<Noticed> noticed = new ArrayList<>();
  final Map<Integer, Standing> standings = new HashMap<>();
  private final PriorityQueue<Landing> landings =
      new PriorityQueue<>((a, b) -> Long.compare(a.nanos, b.nanos));
  private final Map<String, Integer> busy = new HashMap<>();
  int mostAtOneAddress;
  int looks;
  private long nanos;
  private Duration wallOffset = Duration.ZERO;
  private long frozenUntil;
  private long nextSelfCheck = SECOND;
  private long nextCanaries = 20 * SECOND;

  SimulatedDays(World world) {
    this(world, Watchroom.Settings.STANDARD);
  }

  SimulatedDays(World world, Watchroom.Settings settings) {
    this.world = world;
    this.room = new Watchroom(settings);
  }

  /** What there is to be seen; times are of the clock that never jumps, from {@link #START}. */
  interface World {
    /** Why a portal fails then; null when it does not. */
    @Nullable Reason fails(int portal, Instant time, Path path);

    default State sound(int portal, Instant time) {
      return State.UP;
    }

    default String address(int portal) {
      return "203.0." + portal / 250 + '.' + portal % 250 + ":443";
    }

    /** Well-known hosts that are down; fewer than none when none are looked at. */
    default int canariesDown(Instant time) {
      return -1;
    }

    /** How long a look takes. */
    default Duration takes(@Nullable Reason failure) {
      return failure == null ? Duration.ofMillis(80) : Duration.ofSeconds(5);
    }
  }

  /** A transition and when it was told. */
  record Noticed(Instant at, Transition what) {}

  private record Landing(long nanos, Watchroom.Task task, Sight sight, String address) {}

  Instant time() {
    return START.plusNanos(nanos);
  }

  Moment now() {
    return new Moment(nanos, time().plus(wallOffset));
  }

  void jump(Duration by) {
    wallOffset = wallOffset.plus(by);
  }

  void add(int from, int to, Duration interval) {
    for (int portal = from; portal < to; portal++) {
      add(new Watched(portal, "https://p" + portal + ".test/", interval,
          Watched.Expected.ANYTHING, List.of()), Standing.unknown(now().wall()));
    }
  }

  void add(Watched watched, Standing standing) {
    room.add(watched, standing, now());
  }

  /** Nothing of ours runs for so long. */
  void freeze(Duration duration) {
    frozenUntil = nanos + duration.toNanos();
  }

  void run(Duration duration) {
    long end = nanos + duration.toNanos();
    while (true) {
      long next = Math.min(room.nextDue(nanos), Math.min(nextSelfCheck, nextCanaries));
      if (!landings.isEmpty()) {
        next = Math.min(next, landings.peek().nanos);
      }
      next = Math.max(next, frozenUntil);
      if (next > end) {
        nanos = end;
        return;
      }
      nanos = Math.max(nanos, next);
      work();
    }
  }

  private void work() {
    if (nanos >= nextSelfCheck) {
      room.selfCheck(now(), true, nanos - nextSelfCheck);
      nextSelfCheck = nanos + SECOND;
    }
    if (nanos >= nextCanaries) {
      int down = world.canariesDown(time());
      if (down >= 0) {
        room.canaries(now(), down, 3);
      }
      nextCanaries = nanos + 20 * SECOND;
    }
    while (!landings.isEmpty() && landings.peek().nanos <= nanos) {
      Landing landing = landings.poll();
      busy.merge(landing.address, -1, Integer::sum);
      room.report(landing.task, landing.sight, now());
    }
    for (Watchroom.Task task = room.take(now()); task != null; task = room.take(now())) {
      look(task);
    }
    Sink.Batch batch = room.drain(Integer.MAX_VALUE);
    results.addAll(batch.results());
    batch.transitions().forEach(what -> noticed.add(new Noticed(time(), what)));
    standings.putAll(batch.standings());
  }

  private void look(Watchroom.Task task) {
    looks++;
    int portal = task.watched().portal();
    Reason failure = world.fails(portal, time(), task.path());
    long took = world.takes(failure).toNanos();
    String address = world.address(portal);
    mostAtOneAddress = Math.max(mostAtOneAddress, busy.merge(address, 1, Integer::sum));
    State state = failure == null ? world.sound(portal, time()) : State.DOWN;
    Reason reason = state == State.DEGRADED ? Reason.TLS_CERTIFICATE : failure;
    Sight sight =
        new Sight(
            now().wall(),
            state,
            reason,
            failure == null ? 200 : 0,
            new Timing(1, 1, 1, 1, took / 1_000_000),
            null,
            task.path(),
            address);
    landings.add(new Landing(nanos + took, task, sight, address));
  }

  <T extends Transition> List<T> all(Class<T> kind) {
    return noticed.stream().map(Noticed::what).filter(kind::isInstance).map(kind::cast).toList();
  }
}
