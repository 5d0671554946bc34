package vn.portalaudit.net.browser;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/**
 * A process and all that came of it. Who was seen once is remembered, since the children of a dead
 * process are children of somebody else. Thread-safe.
 */
final class ProcessTree {
  private final ProcessHandle root;
  private final Set<ProcessHandle> seen = new HashSet<>();

  ProcessTree(ProcessHandle root) {
    this.root = root;
    look();
  }

  /** Remembers who is there now. */
  synchronized void look() {
    seen.removeIf(process -> !process.isAlive());
    Set<ProcessHandle> now = new HashSet<>(List.of(root));
    now.addAll(seen);
    now.forEach(process -> process.descendants().forEach(seen::add));
    seen.add(root);
  }

  /** Kills them all; comes back at once. */
  void kill() {
    snapshot().forEach(ProcessHandle::destroyForcibly);
  }

  /** Kills them all and waits until they are gone, a few seconds at most. */
  void end() {
    Collection<ProcessHandle> all = snapshot();
    all.forEach(ProcessHandle::destroyForcibly);
    CompletableFuture<?>[] exits =
        all.stream().map(ProcessHandle::onExit).toArray(CompletableFuture<?>[]::new);
    try {
      CompletableFuture.allOf(exits).orTimeout(5, TimeUnit.SECONDS).join();
    } catch (CompletionException e) {
      // somebody is not collected by whoever inherited it; it is dead all the same
    }
  }

  private synchronized Collection<ProcessHandle> snapshot() {
    look();
    return List.copyOf(seen);
  }
}
