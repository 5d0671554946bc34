package vn.portalaudit.agent;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.portalaudit.monitor.Engine;
import vn.portalaudit.monitor.Grid;
import vn.portalaudit.monitor.Sink;
import vn.portalaudit.monitor.Standing;
import vn.portalaudit.monitor.Transition;
import vn.portalaudit.monitor.Watched;
import vn.portalaudit.net.Guard;
import vn.portalaudit.store.ProbeStore;
import vn.portalaudit.store.WatchedPortals;

/**
 * The uptime watch of this node: looks at the portals of the shards that it holds, and keeps what
 * is found under their fences. A shard that goes is forgotten at once; slots that nobody probed in
 * between are filled some minutes later. Safe for threads.
 */
final class Watch implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Watch.class);

  /** A look that is repeated until it is believed, and kept, takes less. */
  private static final Duration UNDER_WAY = Duration.ofMinutes(5);

  private final WatchedPortals portals;
  private final ProbeStore store;
  private final InstantSource clock;
  private final Consumer<List<Transition>> told;
  private final Engine engine;
  private final Map<Integer, Long> held = new HashMap<>();
  private final Map<Integer, Watched> watched = new HashMap<>();

  /** Those of the held shards whose portals are known. */
  private final Set<Integer> taken = new HashSet<>();

  /**
   * @param told takes the confirmed changes, after their results were kept; may be given the same
   *     change again
   */
  Watch(
      Engine.Options options,
      Guard guard,
      WatchedPortals portals,
      ProbeStore store,
      InstantSource clock,
      Consumer<List<Transition>> told)
      throws IOException {
    this.portals = portals;
    this.store = store;
    this.clock = clock;
    this.told = told;
    this.engine = new Engine(options, guard, clock, this::keep);
  }

  void start() {
    store.prepare(clock.instant());
    engine.start();
  }

  /** Goes over to the shards that are held now, and to what the registry says of their portals. */
  void hold(Map<Integer, Long> shards) {
    Set<Integer> come = new HashSet<>();
    synchronized (held) {
      shards.forEach((shard, fence) -> {
        if (!fence.equals(held.get(shard))) {
          come.add(shard);
        }
      });
      held.clear();
      held.putAll(shards);
      taken.retainAll(shards.keySet());
      taken.removeAll(come);
    }
    forgetAllBut(shards.keySet());
    if (!come.isEmpty()) {
      take(come);
    }
  }

  /** Reads the registry anew: portals that came, went or changed since. */
  void refresh() {
    Map<Integer, Long> shards = leases();
    Map<Integer, Watched> now = new HashMap<>();
    portals.of(shards.keySet()).forEach(portal -> now.put(portal.portal(), portal));
    Map<Integer, Watched> changed = new HashMap<>();
    List<Integer> gone = new ArrayList<>();
    synchronized (held) {
      now.forEach((portal, as) -> {
        if (!as.equals(watched.get(portal))) {
          changed.put(portal, as);
        }
      });
      watched.keySet().stream().filter(portal -> !now.containsKey(portal)).forEach(gone::add);
      watched.keySet().removeAll(gone);
    }
    engine.forget(gone);
    watch(changed.values(), store.standings(shards.keySet()));
  }

  private void take(Set<Integer> come) {
    List<Watched> theirs = portals.of(come);
    Map<Integer, Standing> standings = store.standings(come);
    LOG.info("{} shards with {} portals came", come.size(), theirs.size());
    watch(theirs, standings);
    synchronized (held) {
      taken.addAll(come);
      taken.retainAll(held.keySet());
    }
  }

  /** Gives slots that nobody probed their result, as far as none is under way any more. */
  void fill() {
    Map<Integer, Grid> grids = new HashMap<>();
    Map<Integer, Long> leases;
    synchronized (held) {
      leases = new HashMap<>(held);
      leases.keySet().retainAll(taken);
      watched.forEach((id, portal) -> grids.put(id, Grid.of(id, portal.interval())));
    }
    ProbeStore.Filled filled;
    int slots = 0;
    do {
      filled = store.fill(leases, grids, UNDER_WAY);
      slots += filled.slots();
    } while (filled.more());
    if (slots > 0) {
      LOG.info("{} slots that nobody probed were filled", slots);
    }
  }

  private void watch(Iterable<Watched> portals, Map<Integer, Standing> standings) {
    Map<Watched, Standing> anew = new HashMap<>();
    synchronized (held) {
      for (Watched portal : portals) {
        watched.put(portal.portal(), portal);
        anew.put(
            portal, standings.getOrDefault(portal.portal(), Standing.unknown(clock.instant())));
      }
    }
    if (!anew.isEmpty()) {
      engine.watch(anew);
    }
  }

  private void forgetAllBut(Set<Integer> shards) {
    List<Integer> gone = new ArrayList<>();
    synchronized (held) {
      for (Integer portal : watched.keySet()) {
        if (!shards.contains(ProbeStore.shard(portal))) {
          gone.add(portal);
        }
      }
      watched.keySet().removeAll(gone);
    }
    if (!gone.isEmpty()) {
      engine.forget(gone);
    }
  }

  private Map<Integer, Long> leases() {
    synchronized (held) {
      return Map.copyOf(held);
    }
  }

  private void keep(Sink.Batch batch) {
    ProbeStore.Written written = store.write(leases(), batch.results(), batch.standings());
    if (!written.lost().isEmpty()) {
      LOG.warn(
          "results of {} shards came too late: another node holds them", written.lost().size());
      Set<Integer> left = new HashSet<>(leases().keySet());
      left.removeAll(written.lost());
      forgetAllBut(left);
    }
    if (!batch.transitions().isEmpty()) {
      told.accept(batch.transitions());
    }
  }

  Engine.Health health() {
    return engine.health();
  }

  /** Stops looking and keeps what was found. */
  @Override
  public void close() {
    try {
      engine.close();
    } catch (IOException e) {
      LOG.warn("the watch did not end in order", e);
    }
  }
}
