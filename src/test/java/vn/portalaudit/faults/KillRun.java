package vn.portalaudit.faults;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.portalaudit.store.Database;

/**
 * Kills the service at random moments of its start, of audits and of probe writing, now and then
 * the database's server too, and checks what must hold. What the database had said to be kept
 * before a kill must be there after it.
 */
final class KillRun {
  private static final int PORTALS = 40;
  private static final long EVERY_MS = 60_000;
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private final Path data;
  private final Map<String, String> acknowledged = new HashMap<>();
  private HikariDataSource source;
  private int lost;
  private double longest;

  private KillRun(Path data) {
    this.data = data;
    this.source = Servers.of(data);
  }

  /** Arguments: a folder, how many kills, the longest life in seconds, the seed. */
  public static void main(String[] args) throws Exception {
    Path work = Path.of(args[0]).toAbsolutePath();
    Files.setPosixFilePermissions(work, PosixFilePermissions.fromString("rwx--x--x"));
    Path data = work.resolve("data");
    int kills = Integer.parseInt(args[1]);
    int life = Integer.parseInt(args[2]) * 1_000;
    Random random = new Random(Long.parseLong(args[3]));
    Path config = work.resolve("portal-audit.yml");
    Files.writeString(
        config,
        """
        server: {port: 0, management-port: 0}
        node: {audits: 2, rate: 20, allow-private: true, browser: false, lease: 10s}
        schedules:
          mac-dinh: {probe: 1m, audit: off, tls: off, headers: off, dns: off, monthly-report: off}
        """);
    try (Town town = new Town(60, 1)) {
      try (Database database = Database.embedded(data).migrate()) {
        register(database.jdbc(), town.port(0));
      }
      Node node = new Node(data, config, Map.of(), List.of());
      node.awaitReady(PATIENCE);
      KillRun run = new KillRun(data);
      int servers = 0;
      for (int kill = 1; kill <= kills; kill++) {
        Thread.sleep(random.nextInt(life));
        run.remember();
        node.kill();
        if (kill % 5 == 0) {
          Node.signal("KILL", Servers.pid(data));
          servers++;
        }
        Instant restarted = Instant.now();
        node.restart();
        if (kill % 10 == 0) {
          node.awaitWatch(PATIENCE);
          run.awaitWork(restarted);
          run.report(kill, Invariants.broken(run.jdbc(), 0));
        }
      }
      node.awaitReady(PATIENCE);
      run.end(kills, servers);
      System.out.printf(Locale.ROOT, "stopped in %.1f s%n", node.stop().toMillis() / 1e3);
    }
  }

  private static void register(JdbcClient jdbc, int port) {
    jdbc.sql(
            """
            insert into portal (code, title, kind, root_url)
            select 'xa-' || i, 'Xã ' || i, 'xa', 'http://127.3.0.' || i || ':' || :port || '/'
            from generate_series(1, :n) i
            """)
        .param("port", port)
        .param("n", PORTALS)
        .update();
    enqueue(jdbc, 1);
  }

  private static void enqueue(JdbcClient jdbc, int round) {
    jdbc.sql(
            "insert into work (portal_id, kind, slot, due_at)"
                + " select id, 'audit', 'dot-' || ?, now() from portal")
        .param(round)
        .update();
  }

  private JdbcClient jdbc() {
    return JdbcClient.create(source);
  }

  /** What the database says to be kept. */
  private void remember() {
    try {
      jdbc()
          .sql(
              """
              select portal_id || ' ' || slot_at, state || ' ' || took_place_at from probe_result
              where state <> '?' and slot_at > now() - interval '3 min'
              union all select id, md5(result::text) from audit_run
              """)
          .query(row -> {
            acknowledged.put(row.getString(1), row.getString(2));
          });
    } catch (DataAccessException e) {
      // it starts just now: nothing was said
    }
  }

  /** Notes how long after a restart the first look of the watch was made, by the rows alone. */
  private void awaitWork(Instant restarted) throws InterruptedException {
    source.close();
    source = Servers.of(data);
    String first =
        "select coalesce(extract(epoch from min(took_place_at) - timestamptz '%1$s'), -1)"
            + " from probe_result where state <> '?' and took_place_at > timestamptz '%1$s'";
    first = first.formatted(restarted);
    long end = System.nanoTime() + PATIENCE.toNanos();
    double seconds = -1;
    while (seconds < 0 && System.nanoTime() < end) {
      Thread.sleep(200);
      seconds = seconds(first);
    }
    longest = Math.max(longest, seconds < 0 ? PATIENCE.toSeconds() : seconds);
    if (!asked("select count(*) from work where state in ('queued', 'running')")) {
      enqueue(jdbc(), (int) (System.nanoTime() / 1_000_000_000L));
    }
  }

  private double seconds(String sql) {
    try {
      return jdbc().sql(sql).query(Double.class).single();
    } catch (DataAccessException e) {
      return -1;
    }
  }

  private boolean asked(String sql) {
    try {
      return jdbc().sql(sql).query(Long.class).single() > 0;
    } catch (CannotGetJdbcConnectionException e) {
      return false;
    }
  }

  private void missing() {
    Map<String, String> now = new HashMap<>();
    jdbc()
        .sql(
            """
            select portal_id || ' ' || slot_at, state || ' ' || took_place_at from probe_result
            union all select id, md5(result::text) from audit_run
            """)
        .query(row -> {
          now.put(row.getString(1), row.getString(2));
        });
    lost = 0;
    acknowledged.forEach((what, as) -> {
      if (!as.equals(now.get(what))) {
        lost++;
        System.out.println("LOST: " + what + " was " + as + ", is " + now.get(what));
      }
    });
  }

  private void report(int kill, List<String> broken) {
    missing();
    String work =
        jdbc()
            .sql(
                "select string_agg(state || ' ' || n, ', ') from"
                    + " (select state, count(*) as n from work group by 1) s")
            .query(String.class)
            .single();
    System.out.printf(
        Locale.ROOT,
        "%d kills: %d acknowledged, %d lost; work %s; taken up after at most %.1f s; broken %s%n",
        kill,
        acknowledged.size(),
        lost,
        work,
        longest,
        broken);
  }

  /** Waits until slots are filled and work is done, and checks all. */
  private void end(int kills, int servers) throws Exception {
    source.close();
    source = Servers.of(data);
    String now = jdbc().sql("select now()::text").query(String.class).single();
    long end = System.nanoTime() + Duration.ofMinutes(15).toNanos();
    String behind =
        "select count(*) from probe_shard where done_until is null or done_until < '%s'";
    while (System.nanoTime() < end
        && (asked(behind.formatted(now))
            || asked("select count(*) from work where state in ('queued', 'running')"))) {
      Thread.sleep(2_000);
    }
    List<String> broken = Invariants.broken(jdbc(), EVERY_MS);
    report(kills, broken);
    jdbc()
        .sql(
            "select count(*), count(*) filter (where state = '?'),"
                + " count(distinct portal_id) from probe_result")
        .query(row -> {
          System.out.printf(
              Locale.ROOT,
              "%d kills of the service, %d of the database's server; %d slots of %d portals, %d of"
                  + " them unknown by our fault; %d restarts of work%n",
              kills,
              servers,
              row.getLong(1),
              row.getLong(3),
              row.getLong(2),
              jdbc().sql("select sum(attempt - 1) from work").query(Long.class).single());
        });
    System.out.println(broken.isEmpty() && lost == 0 ? "ALL HOLDS" : "BROKEN");
  }
}
