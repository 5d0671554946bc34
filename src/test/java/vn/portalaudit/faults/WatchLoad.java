package vn.portalaudit.faults;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.portalaudit.store.Database;

/**
 * The whole service, database and all, watching many portals on loopback addresses: 5 % dead, 2 %
 * silent, the others by a full handshake with the server of {@code src/bench/watch.sh}. Prints how
 * late slots were looked at, the processors that service and database took, the heap, and whether
 * every slot has its result.
 */
final class WatchLoad {
  private static final long TICKS = 100;

  private WatchLoad() {}

  /**
   * Arguments: a folder, portals, seconds between probes, seconds to measure, the server's port.
   */
  public static void main(String[] args) throws Exception {
    Path work = Path.of(args[0]).toAbsolutePath();
    int portals = Integer.parseInt(args[1]);
    int every = Integer.parseInt(args[2]);
    int seconds = Integer.parseInt(args[3]);
    Files.setPosixFilePermissions(work, PosixFilePermissions.fromString("rwx--x--x"));
    Path data = work.resolve("data");
    try (ServerSocket silent = new ServerSocket(0, 5_000, InetAddress.getByName("0.0.0.0"))) {
      try (Database database = Database.embedded(data).migrate()) {
        register(database.jdbc(), portals, args[4], silent.getLocalPort());
      }
      Path config = work.resolve("portal-audit.yml");
      Files.writeString(
          config,
          """
          server: {port: 0, management-port: 0}
          node: {audits: 0, allow-private: true, browser: false}
          schedules:
            mac-dinh: {probe: %ds, audit: off, tls: off, headers: off, dns: off, monthly-report: off}
          """
              .formatted(every));
      Node node =
          new Node(
              data,
              config,
              Map.of(
                  "JAVA_TOOL_OPTIONS",
                  "-Xlog:gc:file="
                      + work.resolve("gc.log")
                      + " -Djavax.net.ssl.trustStore="
                      + work.resolve("trust.p12")
                      + " -Djavax.net.ssl.trustStorePassword=changeit"),
              List.of());
      try {
        node.awaitReady(Duration.ofMinutes(3));
        measure(node, data, work, every, seconds);
      } finally {
        System.out.printf(Locale.ROOT, "stopped in %.1f s%n", node.stop().toMillis() / 1e3);
      }
    }
  }

  private static void register(JdbcClient jdbc, int portals, String port, int silent) {
    jdbc.sql(
            """
            insert into portal (code, title, kind, root_url)
            select 'cong-' || i, 'Cổng số ' || i, 'xa', 'https://127.' || 1 + i / 62500 || '.'
              || i / 250 % 250 || '.' || 1 + i % 250 || ':' ||
              case when i % 20 = 0 then '1' when i % 50 = 7 then :silent else :port end || '/'
            from generate_series(0, :last) i
            """)
        .param("silent", Integer.toString(silent))
        .param("port", port)
        .param("last", portals - 1)
        .update();
  }

  private static void measure(Node node, Path data, Path work, int every, int seconds)
      throws Exception {
    try (HikariDataSource source = Servers.of(data)) {
      JdbcClient jdbc = JdbcClient.create(source);
      // the first round compiles and confirms
      Thread.sleep(every * 1_000L + 10_000);
      long start =
          jdbc.sql("select (1000 * extract(epoch from now()))::bigint").query(Long.class).single();
      long ours = ticks(node.pid());
      long theirs = database(data);
      Thread.sleep(seconds * 1_000L);
      double busy = (ticks(node.pid()) - ours) / (double) TICKS / seconds;
      double database = (database(data) - theirs) / (double) TICKS / seconds;
      Thread.sleep(15_000);
      jdbc.sql(
              """
              select count(*) as n, count(distinct portal_id) as portals,
                percentile_disc(0.5) within group (order by lag_ms) as p50,
                percentile_disc(0.99) within group (order by lag_ms) as p99, max(lag_ms) as most,
                count(*) filter (where state = 'U') as up,
                count(*) filter (where state = 'D') as degraded,
                count(*) filter (where state = 'X') as down,
                count(*) filter (where state = '?') as unknown
              from probe_result
              where slot_at >= to_timestamp(:start / 1000.0)
                and slot_at < to_timestamp(:start / 1000.0) + make_interval(secs => :seconds)
              """)
          .param("start", start)
          .param("seconds", seconds)
          .query(row -> {
            System.out.printf(
                Locale.ROOT,
                "%d results of %d portals in %d s; lag p50 %d ms, p99 %d ms, most %d ms; up %d,"
                    + " degraded %d, down %d, unknown %d%n",
                row.getLong("n"),
                row.getLong("portals"),
                seconds,
                row.getInt("p50"),
                row.getInt("p99"),
                row.getInt("most"),
                row.getLong("up"),
                row.getLong("degraded"),
                row.getLong("down"),
                row.getLong("unknown"));
          });
      System.out.printf(
          Locale.ROOT,
          "processors: service %.2f, database %.2f of %d; %s; resident %d MB%n",
          busy,
          database,
          Runtime.getRuntime().availableProcessors(),
          heap(work.resolve("gc.log")),
          resident(node.pid()));
    }
  }

  private static long ticks(long pid) throws IOException {
    String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
    return Long.parseLong(fields[11]) + Long.parseLong(fields[12]);
  }

  /** Of the server with the connections that it has now and those that have ended. */
  private static long database(Path data) throws IOException {
    long server = Servers.pid(data);
    String stat = Files.readString(Path.of("/proc/" + server + "/stat"));
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
    long sum = ticks(server) + Long.parseLong(fields[13]) + Long.parseLong(fields[14]);
    try (Stream<ProcessHandle> children = ProcessHandle.of(server).orElseThrow().children()) {
      for (ProcessHandle child : children.toList()) {
        sum += ticks(child.pid());
      }
    }
    return sum;
  }

  private static String heap(Path log) throws IOException {
    List<String> lines = Files.readAllLines(log).stream().filter(l -> l.contains("Pause")).toList();
    return lines.isEmpty()
        ? "no collection"
        : "heap: " + lines.getLast().replaceFirst(".*Pause", "Pause");
  }

  private static long resident(long pid) throws IOException {
    return Files.readAllLines(Path.of("/proc/" + pid + "/status")).stream()
        .filter(line -> line.startsWith("VmRSS"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
        .sum();
  }
}
