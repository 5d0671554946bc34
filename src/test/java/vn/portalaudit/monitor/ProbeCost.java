package vn.portalaudit.monitor;

import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import vn.portalaudit.net.Guard;
import vn.portalaudit.net.Ping;
import vn.portalaudit.net.Web;

/**
 * Measures the processor's time for one full-handshake probe; run by {@code src/bench/uptime.sh}.
 * For each line read from the standard input it makes so many probes and prints the milliseconds of
 * processor time for each: «ping» for the lean client, «web» for the one that audits.
 */
final class ProbeCost {
  private ProbeCost() {}

  public static void main(String[] args) throws Exception {
    String url = args[0];
    int atOnce = Integer.parseInt(args[1]);
    Ping ping =
        new Ping(new Guard(true, List.of()), Ping.Limits.STANDARD, "portal-audit-bench", 64);
    java.io.BufferedReader in = new java.io.BufferedReader(new java.io.InputStreamReader(System.in));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      String[] words = line.split(" ");
      int probes = Integer.parseInt(words[1]);
      AtomicInteger failed = new AtomicInteger();
      var os =
          (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
      long before = os.getProcessCpuTime();
      run(probes, atOnce, () -> {
        boolean good =
            words[0].equals("ping") ? ping.ask(url, Ping.Route.FIRST).status() == 200 : web(url);
        if (!good) {
          failed.incrementAndGet();
        }
      });
      double each = (os.getProcessCpuTime() - before) / 1e6 / probes;
      System.out.printf(java.util.Locale.ROOT, "%s %.3f %d%n", words[0], each, failed.get());
      System.out.flush();
    }
  }

  private static boolean web(String url) {
    try (Web client = new Web(Web.Options.standard().allowPrivate(true).rate(null))) {
      return client.get(url, Web.Rules.GET).reason() == null;
    }
  }

  private static void run(int count, int atOnce, Runnable probe) throws InterruptedException {
    Semaphore permits = new Semaphore(atOnce);
    CountDownLatch done = new CountDownLatch(count);
    for (int i = 0; i < count; i++) {
      permits.acquire();
      Thread.ofVirtual().start(() -> {
        try {
          probe.run();
        } finally {
          permits.release();
          done.countDown();
        }
      });
    }
    done.await();
  }
}
