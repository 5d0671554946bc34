package vn.portalaudit.net.browser;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

/**
 * A process and all that came of it. Who was seen once is remembered, since the children of a dead
 * process are children of somebody else. Thread-safe.
 */
final class ProcessTree {
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final Duration STEP = Duration.ofMillis(20);

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
    long until = System.nanoTime() + PATIENCE.toNanos();
    while (all.stream().anyMatch(ProcessTree::isRunning) && System.nanoTime() - until < 0) {
      // onExit would look only every two seconds, since most are not our own children
      LockSupport.parkNanos(STEP.toNanos());
    }
  }

  /**
   * Whether a process does anything yet. One that is dead and waits to be collected by whoever
   * inherited it does not; that is the first process of the machine, in its own time.
   */
  static boolean isRunning(ProcessHandle process) {
    if (!process.isAlive()) {
      return false;
    }
    try {
      String stat = Files.readString(Path.of("/proc/" + process.pid() + "/stat"), ISO_8859_1);
      return !stat.startsWith(" Z", stat.lastIndexOf(')') + 1);
    } catch (IOException e) {
      return process.isAlive();
    }
  }

  private synchronized Collection<ProcessHandle> snapshot() {
    look();
    return List.copyOf(seen);
  }
}
