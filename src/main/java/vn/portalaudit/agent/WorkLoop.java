package vn.portalaudit.agent;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import vn.portalaudit.schedule.Work;
import vn.portalaudit.schedule.WorkKind;
import vn.portalaudit.store.WorkStore;

/**
 * Takes work of some kinds from the queue, some pieces at a time, and has a job carry it out. Work
 * that fails is tried again later, and given up after some attempts; work that this node no longer
 * holds is ended at once.
 */
final class WorkLoop implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(WorkLoop.class);
  private static final Duration IDLE = Duration.ofSeconds(2);
  private static final Duration AGAIN = Duration.ofMinutes(10);
  private static final Duration ADDRESS_TAKEN = Duration.ofSeconds(10);
  private static final Duration ENDS_WITHIN = Duration.ofSeconds(7);
  private static final Duration LEAVES_WITHIN = Duration.ofSeconds(4);
  private static final int ATTEMPTS = 4;

  private final Means means;
  private final Job job;
  private final List<Thread> threads = new ArrayList<>();
  private final Set<Task> tasks = ConcurrentHashMap.newKeySet();
  private final CountDownLatch stopping = new CountDownLatch(1);

  /**
   * What all loops of a node share.
   *
   * @param lease how long work is held without a sign of life
   * @param open whether new work may be taken: there is room on the disk
   */
  record Means(
      UUID node,
      Duration lease,
      WorkStore queue,
      Leases leases,
      Targets targets,
      Neighbours neighbours,
      BooleanSupplier open) {}

  /** Finds the portal of a piece of work. */
  @FunctionalInterface
  interface Targets {
    /** The portal; empty when it is not watched any more. */
    Optional<Auditing.Target> of(Work work);
  }

  /** What is done with a piece of work. */
  interface Job {
    /** What it can do. */
    Set<WorkKind> kinds();

    /** Carries it out and ends it in the queue, or puts it back there. */
    void carryOut(Task task) throws IOException;

    /** It failed too often and is given up. */
    default void gaveUp(Auditing.Target target, Exception why) {}
  }

  WorkLoop(Means means, Job job) {
    this.means = means;
    this.job = job;
  }

  void start(String name, int atOnce) {
    for (int i = 0; i < atOnce; i++) {
      threads.add(Thread.ofPlatform().name(name + "-" + i).daemon(true).start(this::work));
    }
  }

  /** Pieces under way. */
  int busy() {
    return tasks.size();
  }

  private void work() {
    while (stopping.getCount() > 0) {
      try {
        Optional<Work> work =
            means.open().getAsBoolean()
                ? means.queue().claim(means.node(), job.kinds(), means.lease())
                : Optional.empty();
        if (work.isPresent()) {
          attempt(work.get());
        } else if (pause()) {
          return;
        }
      } catch (RuntimeException e) {
        LOG.warn("no work could be taken or ended: {}", e.getMessage());
        if (pause()) {
          return;
        }
      }
    }
  }

  private boolean pause() {
    try {
      return stopping.await(IDLE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      // one that came too late for the work that it was meant for
      return stopping.getCount() == 0;
    }
  }

  private void attempt(Work work) {
    Optional<Auditing.Target> target = means.targets().of(work);
    if (target.isEmpty()) {
      means.queue().finish(work, "cổng không còn được giám sát");
      return;
    }
    MDC.put("work", Long.toString(work.id()));
    MDC.put("portal", target.get().code());
    MDC.put("run", target.get().run());
    try {
      Optional<String> address = means.neighbours().address(target.get());
      if (address.isEmpty() || means.queue().address(work, address.get(), ADDRESS_TAKEN)) {
        LOG.info("{} of {} begins, attempt {}", work.kind(), target.get().url(), work.attempt());
        hold(new Task(target.get(), means.leases()::fresh));
      }
    } finally {
      MDC.clear();
    }
  }

  private void hold(Task task) {
    Work work = task.target().work();
    tasks.add(task);
    means.leases().keep(work, task::lose);
    if (stopping.getCount() == 0) {
      task.stop();
    }
    try {
      job.carryOut(task);
    } catch (IOException | RuntimeException e) {
      task.over();
      failed(task, e);
    } finally {
      task.over();
      means.leases().release(work);
      tasks.remove(task);
    }
  }

  private void failed(Task task, Exception e) {
    Work work = task.target().work();
    if (!task.held()) {
      LOG.info("{} of {} was ended from outside", work.kind(), task.target().url());
    } else if (task.stopped()) {
      means.queue().putBack(work, Duration.ZERO);
    } else if (work.attempt() < ATTEMPTS) {
      LOG.error("{} of {} failed, it is tried again", work.kind(), task.target().url(), e);
      means.queue().putBack(work, AGAIN.multipliedBy(work.attempt()));
    } else {
      LOG.error("{} of {} failed and is given up", work.kind(), task.target().url(), e);
      means.queue().finish(work, "OWN_FAULT: " + e);
      job.gaveUp(task.target(), e);
    }
  }

  /** Takes no more work, ends what is under way, and waits until it is put back. */
  @Override
  public void close() {
    stopping.countDown();
    tasks.forEach(Task::stop);
    if (!ended(ENDS_WITHIN)) {
      tasks.forEach(Task::interrupt);
      if (!ended(LEAVES_WITHIN)) {
        LOG.warn("{} pieces of work did not end in time", tasks.size());
      }
    }
  }

  private boolean ended(Duration within) {
    long end = System.nanoTime() + within.toNanos();
    try {
      for (Thread thread : threads) {
        long left = Math.max(1, (end - System.nanoTime()) / 1_000_000);
        thread.join(left);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return threads.stream().noneMatch(Thread::isAlive);
  }
}
