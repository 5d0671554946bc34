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
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.transaction.TransactionException;
import vn.portalaudit.alert.Change;
import vn.portalaudit.alert.Signs;
import vn.portalaudit.monitor.Engine;
import vn.portalaudit.monitor.Grid;
import vn.portalaudit.monitor.Sink;
import vn.portalaudit.monitor.Standing;
import vn.portalaudit.monitor.Watched;
import vn.portalaudit.net.Guard;
import vn.portalaudit.store.ProbeStore;
import vn.portalaudit.store.StoreException;
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

  /** Signs of life must not wait longer for what waited. */
  private static final Duration AT_A_STRETCH = Duration.ofSeconds(4);

  private final WatchedPortals portals;
  private final ProbeStore store;
  private final InstantSource clock;
  private final Consumer<List<Change>> told;
  private final Spool spool;
  private final Engine engine;

  /** What is found is kept in the order in which it was found, be it late or not. */
  private final ReentrantLock order = new ReentrantLock();

  private final Map<Integer, Long> held = new HashMap<>();
  private final Map<Integer, Watched> watched = new HashMap<>();

  /** Those of the held shards whose portals are known. */
  private final Set<Integer> taken = new HashSet<>();

  /** While the database is away, or what was held of the watch is not known to be held still. */
  private volatile boolean away = true;

  /**
   * @param told takes the confirmed changes, after their results were kept; may be given the same
   *     change again
   * @param spool takes what cannot be kept now
   */
  Watch(
      Engine.Options options,
      Guard guard,
      WatchedPortals portals,
      ProbeStore store,
      InstantSource clock,
      Consumer<List<Change>> told,
      Spool spool)
      throws IOException {
    this.portals = portals;
    this.store = store;
    this.clock = clock;
    this.told = told;
    this.spool = spool;
    this.engine = new Engine(options, guard, clock, this::keep);
  }

  void start() {
    store.prepare(clock.instant());
    engine.start();
  }

  /**
   * Goes over to the shards that are held now. First of all what waited for the database is kept:
   * only then is it known which slots nobody probed.
   */
  void hold(Map<Integer, Long> shards) {
    Set<Integer> come = new HashSet<>(shards.keySet());
    order.lock();
    try {
      if (!keepLate(shards)) {
        return;
      }
      synchronized (held) {
        come.removeAll(held.keySet());
        held.clear();
        held.putAll(shards);
        taken.retainAll(shards.keySet());
      }
      away = false;
    } finally {
      order.unlock();
    }
    forgetAllBut(shards.keySet());
    if (!come.isEmpty()) {
      try {
        take(come);
      } catch (RuntimeException e) {
        release(come); // they come again with the next sign of life
        throw e;
      }
    }
  }

  /** Whether all was kept that waited; what is left is kept with the next signs of life. */
  private boolean keepLate(Map<Integer, Long> shards) {
    long end = System.nanoTime() + AT_A_STRETCH.toNanos();
    int late = spool.drain(batch -> write(shards, batch), () -> System.nanoTime() < end);
    if (late > 0) {
      LOG.info(
          "{} batches that waited for the database were kept, {} bytes wait", late, spool.size());
    }
    return spool.size() == 0;
  }

  private void release(Set<Integer> shards) {
    synchronized (held) {
      held.keySet().removeAll(shards);
      taken.removeAll(shards);
    }
  }

  /**
   * No sign of life could be given. What is watched goes on being watched, for a database that is
   * away is away for other nodes too; what is found waits until it is known what is held.
   */
  void lostTouch() {
    away = true;
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
    if (away || spool.size() > 0) {
      return; // what waits may be theirs
    }
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
    List<Change> changes =
        batch.transitions().stream().flatMap(transition -> Signs.of(transition).stream()).toList();
    Spool.Batch found = Spool.Batch.of(batch.results(), changes, batch.standings());
    order.lock();
    try {
      if (away || !wrote(found)) {
        spool.add(found);
      }
    } finally {
      order.unlock();
    }
  }

  private boolean wrote(Spool.Batch found) {
    try {
      write(leases(), found);
      return true;
    } catch (DataAccessException | TransactionException | StoreException e) {
      LOG.warn("results wait on disk, they could not be kept: {}", e.getMessage());
      away = true;
      return false;
    }
  }

  private void write(Map<Integer, Long> leases, Spool.Batch batch) {
    ProbeStore.Written written;
    try {
      written = store.write(leases, batch.results(), batch.standings());
    } catch (DataIntegrityViolationException e) {
      LOG.error("{} results were refused for good", batch.results().size(), e);
      return;
    }
    Set<Integer> lost = written.lost();
    if (!lost.isEmpty()) {
      LOG.warn("results of {} shards came too late: another node holds them", lost.size());
      Set<Integer> left = new HashSet<>(leases.keySet());
      left.removeAll(lost);
      release(lost);
      forgetAllBut(left);
    }
    List<Change> ours =
        batch.read().stream()
            .filter(change -> isOurs(change.subject().portal(), leases.keySet(), lost))
            .toList();
    if (!ours.isEmpty()) {
      told.accept(ours);
    }
  }

  /** What another node watches by now is its to tell. */
  private static boolean isOurs(@Nullable Integer portal, Set<Integer> leases, Set<Integer> lost) {
    if (portal == null) {
      return true;
    }
    int shard = ProbeStore.shard(portal);
    return leases.contains(shard) && !lost.contains(shard);
  }

  /** Bytes that wait on disk for the database. */
  long spooled() {
    return spool.size();
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
