package vn.portalaudit.agent;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import vn.portalaudit.domain.Period;
import vn.portalaudit.pipeline.Audit;
import vn.portalaudit.pipeline.Order;
import vn.portalaudit.schedule.Timetable;
import vn.portalaudit.schedule.Work;
import vn.portalaudit.schedule.WorkKind;
import vn.portalaudit.store.WorkStore;

/**
 * Takes audits from the queue and makes them, some at a time. Each is checkpointed every hundred
 * pages; one that this node no longer holds is stopped, and what it would conclude is not kept.
 */
final class AuditWorkers implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(AuditWorkers.class);
  private static final Duration IDLE = Duration.ofSeconds(2);
  private static final Duration AGAIN = Duration.ofMinutes(10);
  private static final int ATTEMPTS = 4;
  private static final int CHECKPOINT = 100;

  private final UUID node;
  private final Settings settings;
  private final WorkStore queue;
  private final Leases leases;
  private final Auditing auditing;
  private final Targets targets;
  private final BooleanSupplier open;
  private final InstantSource clock;
  private final List<Thread> threads = new ArrayList<>();
  private final CountDownLatch stopping = new CountDownLatch(1);
  private final AtomicInteger busy = new AtomicInteger();

  /** Finds what is to be audited. */
  @FunctionalInterface
  interface Targets {
    /** The portal of a piece of work; empty when it is not watched any more. */
    Optional<Auditing.Target> of(Work work);
  }

  /**
   * @param open whether new work may be taken: there is room on the disk
   */
  AuditWorkers(
      UUID node,
      Settings settings,
      WorkStore queue,
      Leases leases,
      Auditing auditing,
      Targets targets,
      BooleanSupplier open,
      InstantSource clock) {
    this.node = node;
    this.settings = settings;
    this.queue = queue;
    this.leases = leases;
    this.auditing = auditing;
    this.targets = targets;
    this.open = open;
    this.clock = clock;
  }

  void start() {
    for (int i = 0; i < settings.node().audits(); i++) {
      threads.add(Thread.ofPlatform().name("audit-" + i).daemon(true).start(this::work));
    }
  }

  /** Audits under way. */
  int busy() {
    return busy.get();
  }

  private void work() {
    while (stopping.getCount() > 0) {
      try {
        Optional<Work> work =
            open.getAsBoolean()
                ? queue.claim(node, Set.of(WorkKind.AUDIT), settings.node().lease())
                : Optional.empty();
        if (work.isPresent()) {
          busy.incrementAndGet();
          try {
            attempt(work.get());
          } finally {
            busy.decrementAndGet();
          }
        } else if (stopping.await(IDLE.toMillis(), TimeUnit.MILLISECONDS)) {
          return;
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      } catch (RuntimeException e) {
        LOG.warn("no work could be taken: {}", e.getMessage());
        pause();
      }
    }
  }

  private void pause() {
    try {
      if (stopping.await(IDLE.toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.debug("stopping");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void attempt(Work work) {
    Optional<Auditing.Target> target = targets.of(work);
    if (target.isEmpty()) {
      queue.finish(work, "cổng không còn được giám sát");
      return;
    }
    MDC.put("work", Long.toString(work.id()));
    MDC.put("portal", target.get().code());
    try {
      audit(target.get());
    } catch (IOException | RuntimeException e) {
      LOG.error("the audit of {} failed", target.get().url(), e);
      if (work.attempt() < ATTEMPTS) {
        queue.putBack(work, AGAIN.multipliedBy(work.attempt()));
      } else {
        queue.finish(work, "OWN_FAULT: " + e);
      }
    } finally {
      MDC.clear();
    }
  }

  private void audit(Auditing.Target target) throws IOException {
    Work work = target.work();
    Path folder = AuditFolder.prepare(settings.data(), target.code(), work);
    Order order = Order.read(folder).orElse(null);
    Order asked = order == null ? order(target) : order;
    Audit audit = auditing.audit();
    AtomicBoolean lost = new AtomicBoolean();
    leases.keep(
        work,
        () -> {
          lost.set(true);
          audit.stop();
        });
    Thread hook = stopWith(audit);
    try {
      AtomicInteger noted = new AtomicInteger();
      Audit.Concluded concluded =
          audit.run(
              asked,
              folder,
              target.previous(),
              (phase, read, queued, url) -> {
                if (lost.get() || stopping.getCount() == 0) {
                  audit.stop();
                }
                if (read >= noted.get() + CHECKPOINT) {
                  noted.set(read);
                  queue.checkpoint(work, "{\"pages\":" + read + "}");
                }
              });
      if (stopping.getCount() == 0 && !concluded.report().run().complete()) {
        // another node, or this one when it runs again, goes on from what was gathered
        queue.putBack(work, Duration.ZERO);
      } else if (!lost.get() && auditing.keep(target, folder, concluded)) {
        queue.finish(work, concluded.observed() ? null : "không quan sát được gì của cổng");
      }
    } finally {
      leases.release(work);
      hook.interrupt();
    }
  }

  private Order order(Auditing.Target target) {
    Instant now = clock.instant();
    LocalDate today = now.atZone(Timetable.VIETNAM).toLocalDate();
    return new Order(
        target.code() + "-" + target.work().id(),
        target.url(),
        target.kind(),
        List.of(),
        now,
        new Period(today.minusYears(1), today),
        settings.node().maxPages(),
        false,
        now,
        null);
  }

  /** Stops an audit when the node is stopped; the thread ends with the audit. */
  private Thread stopWith(Audit audit) {
    return Thread.ofVirtual()
        .start(() -> {
          try {
            stopping.await();
            audit.stop();
          } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
          }
        });
  }

  /** Takes no more work, stops what is under way, and waits until it is put back. */
  @Override
  public void close() {
    stopping.countDown();
    long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    for (Thread thread : threads) {
      try {
        long left = Duration.ofNanos(Math.max(1_000_000, end - System.nanoTime())).toMillis();
        thread.join(left);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }
}
