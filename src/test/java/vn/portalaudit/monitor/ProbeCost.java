package vn.portalaudit.monitor;

import com.sun.management.OperatingSystemMXBean;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import vn.portalaudit.monitor.ProbeResult.State;
import vn.portalaudit.net.Guard;
import vn.portalaudit.net.Ping;
import vn.portalaudit.net.Web;
import vn.portalaudit.net.tls.ChainWatch;

/**
 * Measures what the watch costs; run by {@code src/bench/uptime.sh}. For each line on the standard
 * input it works and answers with one line:
 *
 * <ul>
 *   <li>{@code look N} and {@code web N}: N full-handshake probes by the watch, or by the client of
 *       the audit; answers the milliseconds of processor time for each and how many failed;
 *   <li>{@code load PORTALS INTERVAL SECONDS}: the engine over so many loopback addresses, one in
 *       20 dead and one in 50 silent; answers lag and load.
 * </ul>
 */
final class ProbeCost {
  private final String url;
  private final Path authority;
  private final int atOnce;

  private ProbeCost(String url, Path authority, int atOnce) {
    this.url = url;
    this.authority = authority;
    this.atOnce = atOnce;
  }

  public static void main(String[] args) throws Exception {
    ProbeCost cost = new ProbeCost(args[0], Path.of(args[1]), Integer.parseInt(args[2]));
    Look look = cost.look();
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      String[] words = line.split(" ", -1);
      System.out.println(
          switch (words[0]) {
            case "look" -> cost.each(Integer.parseInt(words[1]), () -> good(look, cost.url));
            case "web" -> cost.each(Integer.parseInt(words[1]), cost::web);
            default -> cost.load(words);
          });
      System.out.flush();
    }
    System.exit(0);
  }

  private Look look() throws IOException {
    return new Look(
        new Ping(new Guard(true, List.of()), Ping.Limits.STANDARD, "portal-audit-bench", 64),
        new ChainWatch(authority, List.of()),
        (host, port) -> {
          throw new IllegalArgumentException("no raw handshakes here");
        },
        Duration.ofSeconds(10),
        InstantSource.system());
  }

  private static boolean good(Look look, String url) {
    Watched watched =
        new Watched(1, url, Duration.ofMinutes(1), Watched.Expected.ANYTHING, List.of());
    return look.look(watched, ProbeResult.Path.FIRST).state() == State.UP;
  }

  private boolean web() {
    try (Web client = new Web(Web.Options.standard().allowPrivate(true).rate(null))) {
      return client.get(url, Web.Rules.GET).reason() == null;
    }
  }

  private interface Probe {
    boolean good();
  }

  private static OperatingSystemMXBean system() {
    return (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
  }

  private String each(int count, Probe probe) throws InterruptedException {
    AtomicInteger failed = new AtomicInteger();
    Semaphore permits = new Semaphore(atOnce);
    CountDownLatch done = new CountDownLatch(count);
    long before = system().getProcessCpuTime();
    for (int i = 0; i < count; i++) {
      permits.acquire();
      Thread.ofVirtual()
          .start(() -> {
            try {
              if (!probe.good()) {
                failed.incrementAndGet();
              }
            } finally {
              permits.release();
              done.countDown();
            }
          });
    }
    done.await();
    double each = (system().getProcessCpuTime() - before) / 1e6 / count;
    return String.format(Locale.ROOT, "%.3f %d", each, failed.get());
  }

  // ---- the engine ----

  private String load(String[] words) throws Exception {
    int portals = Integer.parseInt(words[1]);
    Duration interval = Duration.ofSeconds(Integer.parseInt(words[2]));
    int seconds = Integer.parseInt(words[3]);
    List<ProbeResult> results = Collections.synchronizedList(new ArrayList<>());
    List<Transition> told = Collections.synchronizedList(new ArrayList<>());
    Engine.Options options =
        Engine.Options.standard("portal-audit-bench")
            .trusting(authority, List.of())
            .canaries(List.of(url));
    try (Engine engine =
        new Engine(
            options,
            new Guard(true, List.of()),
            InstantSource.system(),
            batch -> {
              results.addAll(batch.results());
              told.addAll(batch.transitions());
            })) {
      engine.watch(many(portals, interval));
      engine.start();
      Thread.sleep(seconds * 250L);
      results.clear();
      long cpu = system().getProcessCpuTime();
      Thread.sleep(seconds * 1_000L);
      double busy = (system().getProcessCpuTime() - cpu) / 1e9 / seconds;
      Runtime run = Runtime.getRuntime();
      String health = engine.health().toString();
      List<ProbeResult> seen = List.copyOf(results);
      int[] lags = seen.stream().mapToInt(ProbeResult::lagMs).sorted().toArray();
      Map<State, Integer> states = new HashMap<>();
      seen.forEach(result -> states.merge(result.state(), 1, Integer::sum));
      return String.format(
          Locale.ROOT,
          "%d results in %d s; lag p50 %d ms, p99 %d ms, most %d ms; %.2f cores, heap %d MB; %s; %d"
              + " transitions; %s",
          seen.size(),
          seconds,
          lags[lags.length / 2],
          lags[lags.length * 99 / 100],
          lags[lags.length - 1],
          busy,
          (run.totalMemory() - run.freeMemory()) >> 20,
          states,
          told.size(),
          health);
    }
  }

  /** Each has an address of its own; port 1 is closed, and one port takes calls and is silent. */
  private Map<Watched, Standing> many(int portals, Duration interval) throws IOException {
    java.net.ServerSocket silent = new java.net.ServerSocket(0, 5_000);
    String port = url.substring(url.lastIndexOf(':'));
    Map<Watched, Standing> all = new HashMap<>();
    for (int i = 0; i < portals; i++) {
      String address =
          "https://127." + (1 + i / 62_500) + '.' + (i / 250 % 250) + '.' + (1 + i % 250);
      String where = i % 20 == 0 ? ":1/" : i % 50 == 7 ? ":" + silent.getLocalPort() + "/" : port;
      all.put(
          new Watched(i, address + where, interval, Watched.Expected.ANYTHING, List.of()),
          Standing.unknown(java.time.Instant.now()));
    }
    return all;
  }
}
