package vn.portalaudit.agent;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.portalaudit.schedule.Work;
import vn.portalaudit.store.NodeStore;
import vn.portalaudit.store.WorkStore;

/**
 * The signs of life of this node. Every third of a lease it renews what the node holds; work that
 * is no longer held, or that could not be renewed for a whole lease, is dropped at once: another
 * node may be at it. Safe for threads.
 */
final class Leases implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Leases.class);

  private static final Duration GLANCE = Duration.ofSeconds(2);

  private final UUID node;
  private final Duration lease;
  private final NodeStore nodes;
  private final WorkStore queue;
  private final Consumer<Map<Integer, Long>> shards;
  private final Runnable lostTouch;
  private final Map<Work, Runnable> held = new ConcurrentHashMap<>();
  private final ScheduledExecutorService beats =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("leases").daemon(true).factory());
  private volatile long renewedAt;

  /**
   * @param shards is told the shards that this node holds, with their fences, after each sign of
   *     life
   * @param lostTouch is run when no sign of life could be given
   */
  Leases(
      UUID node,
      Duration lease,
      NodeStore nodes,
      WorkStore queue,
      Consumer<Map<Integer, Long>> shards,
      Runnable lostTouch) {
    this.node = node;
    this.lease = lease;
    this.nodes = nodes;
    this.queue = queue;
    this.shards = shards;
    this.lostTouch = lostTouch;
  }

  /**
   * Makes the node known and begins to beat.
   *
   * @param former earlier lives of this node that are over
   */
  void start(String name, Collection<UUID> former) {
    renewedAt = System.nanoTime();
    nodes.register(node, name, former);
    beat();
    long every = lease.toMillis() / 3;
    beats.scheduleWithFixedDelay(this::beat, every, every, TimeUnit.MILLISECONDS);
    long glance = GLANCE.toMillis();
    beats.scheduleWithFixedDelay(this::glance, glance, glance, TimeUnit.MILLISECONDS);
  }

  /** Sees soon what was cancelled. */
  private void glance() {
    try {
      List<Work> works = List.copyOf(held.keySet());
      Set<Long> still = queue.held(works);
      works.stream().filter(work -> !still.contains(work.id())).forEach(this::lose);
    } catch (RuntimeException e) {
      LOG.debug("could not look at what is held", e);
    }
  }

  /**
   * Keeps work.
   *
   * @param lost is run, once, when the work is no longer held
   */
  void keep(Work work, Runnable lost) {
    held.put(work, lost);
  }

  /** Keeps work no more. */
  void release(Work work) {
    held.remove(work);
  }

  /** One sign of life. */
  void beat() {
    // a lease runs from the moment when it was asked for, not from that of the answer
    long asked = System.nanoTime();
    try {
      Map<Integer, Long> watched = nodes.beat(node, lease);
      List<Work> works = List.copyOf(held.keySet());
      Set<Long> still = queue.renew(works, lease);
      renewedAt = asked;
      works.stream().filter(work -> !still.contains(work.id())).forEach(this::lose);
      shards.accept(watched);
    } catch (RuntimeException e) {
      LOG.warn("no sign of life could be given: {}", e.getMessage());
      lostTouch.run();
      if (!fresh()) {
        held.keySet().forEach(this::lose);
      }
    }
  }

  /**
   * Whether the last sign of life is younger than a lease. It needs no database, so that a process
   * that was stopped for a while knows before its next request that others may be at its work.
   */
  boolean fresh() {
    return System.nanoTime() - renewedAt < lease.toNanos();
  }

  private void lose(Work work) {
    Runnable lost = held.remove(work);
    if (lost != null) {
      LOG.warn("work {} on portal {} is no longer ours", work.id(), work.portal());
      lost.run();
    }
  }

  /** Gives up what is held of the watch. */
  @Override
  public void close() {
    beats.shutdownNow();
    try {
      nodes.leave(node);
    } catch (RuntimeException e) {
      LOG.warn("could not take leave: {}", e.getMessage());
    }
  }
}
