package vn.portalaudit.net.browser;

import java.io.Closeable;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import vn.portalaudit.domain.Reason;

/** What passes the proxy for one page, so that it can be counted, bounded and cut. Thread-safe. */
final class Traffic {
  private final AtomicLong budget;
  private final Semaphore connections;
  private final AtomicInteger refused = new AtomicInteger();
  private final Map<String, Reason> failures = new ConcurrentHashMap<>();
  private final Set<Closeable> open = ConcurrentHashMap.newKeySet();
  private volatile boolean cut;

  Traffic(long bytes, int connections) {
    this.budget = new AtomicLong(bytes);
    this.connections = new Semaphore(connections);
  }

  /** Whether one more connection is within the bound; {@link #leave} gives it back. */
  boolean enter() {
    return connections.tryAcquire();
  }

  void leave() {
    connections.release();
  }

  /** Takes bytes from the page's budget; false when it is spent. */
  boolean spend(int bytes) {
    return budget.addAndGet(-bytes) >= 0;
  }

  boolean overspent() {
    return budget.get() < 0;
  }

  /** Has a socket closed with the page, or now if the page is over. */
  void attach(Closeable socket) {
    open.add(socket);
    if (cut) {
      close(socket);
    }
  }

  void detach(Closeable socket) {
    open.remove(socket);
  }

  /** Ends everything that is still open. */
  void cut() {
    cut = true;
    open.forEach(Traffic::close);
  }

  /** Notes a target that could not be reached. */
  void failed(String host, int port, Reason reason) {
    if (reason == Reason.ADDRESS_REFUSED) {
      refused.incrementAndGet();
    }
    if (failures.size() < 1_000) {
      failures.put(key(host, port), reason);
    }
  }

  /** Why a target could not be reached, null when it could or was not asked for. */
  @Nullable Reason failure(String host, int port) {
    return failures.get(key(host, port));
  }

  /** Requests turned away because of their target. */
  int refused() {
    return refused.get();
  }

  private static String key(String host, int port) {
    return host + ' ' + port;
  }

  private static void close(Closeable socket) {
    try {
      socket.close();
    } catch (IOException e) {
      // it is of no use any more, whatever it says
    }
  }
}
