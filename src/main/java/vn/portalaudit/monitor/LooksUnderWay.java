package vn.portalaudit.monitor;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The virtual threads that look at portals now. */
final class LooksUnderWay {
  private final Set<Thread> threads = ConcurrentHashMap.newKeySet();

  int count() {
    return threads.size();
  }

  void start(Runnable look) {
    Thread thread =
        Thread.ofVirtual().name("look").unstarted(() -> {
          try {
            look.run();
          } finally {
            threads.remove(Thread.currentThread());
          }
        });
    threads.add(thread);
    thread.start();
  }

  void interrupt() {
    threads.forEach(Thread::interrupt);
  }
}
