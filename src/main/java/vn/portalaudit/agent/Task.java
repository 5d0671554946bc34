package vn.portalaudit.agent;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One piece of work under way on the thread that made it. Other threads may end it: when it is no
 * longer held, or when the node is stopped.
 */
final class Task {
  private final Auditing.Target target;
  private final BooleanSupplier leased;
  private final AtomicBoolean lost = new AtomicBoolean();
  private final AtomicBoolean stopped = new AtomicBoolean();
  private @Nullable Thread thread = Thread.currentThread();
  private Runnable stopper = () -> {};

  /**
   * @param leased whether the lease on it runs still, by the clock of this machine
   */
  Task(Auditing.Target target, BooleanSupplier leased) {
    this.target = target;
    this.leased = leased;
  }

  Auditing.Target target() {
    return target;
  }

  /** Whether it is no longer ours: nothing of it may be kept. */
  boolean lost() {
    return lost.get();
  }

  /**
   * Whether it is ours at this moment. A process that was stopped for a while, or a machine that
   * slept, has this from its own clock before it hears it from the database.
   */
  boolean held() {
    return !lost() && leased.getAsBoolean();
  }

  /** Whether it is to be put back for another time. */
  boolean stopped() {
    return stopped.get();
  }

  /** What ends it in order; run once at most, by any thread. */
  synchronized void onStop(Runnable action) {
    stopper = action;
    if (lost() || stopped()) {
      action.run();
    }
  }

  /** It is no longer held: it ends at once. */
  void lose() {
    lost.set(true);
    end();
    interrupt();
  }

  /** The node is stopped: it ends soon, and in order. */
  void stop() {
    stopped.set(true);
    end();
  }

  private synchronized void end() {
    stopper.run();
  }

  /** Ends what it waits for. */
  synchronized void interrupt() {
    if (thread != null) {
      thread.interrupt();
    }
  }

  /** By its own thread: it is over, and interrupts of it mean nothing any more. */
  synchronized void over() {
    thread = null;
    if (Thread.interrupted()) {
      stopper = () -> {};
    }
  }
}
