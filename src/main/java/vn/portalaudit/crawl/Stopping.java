package vn.portalaudit.crawl;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A wish to stop that does not wait for a server: who asks one is interrupted, and only then, for
 * an interrupt in the midst of writing would close the file. Safe for several threads.
 */
final class Stopping {
  private @Nullable Thread asking;
  private boolean wanted;

  /** Asks nothing more, and gives up what is being asked. */
  synchronized void now() {
    wanted = true;
    if (asking != null) {
      asking.interrupt();
    }
  }

  synchronized boolean wanted() {
    return wanted;
  }

  /**
   * Asks a server.
   *
   * @param question returns soon when its thread is interrupted
   * @return its answer; the thread is not left interrupted for the sake of {@link #now}
   */
  <T> T unlessWanted(Supplier<T> question) {
    begin();
    try {
      return question.get();
    } finally {
      end();
    }
  }

  private synchronized void begin() {
    asking = Thread.currentThread();
    if (wanted) {
      asking.interrupt();
    }
  }

  private synchronized void end() {
    asking = null;
    if (wanted) {
      Thread.interrupted();
    }
  }
}
