package vn.portalaudit.faults;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.portalaudit.store.Database;

/**
 * The service under libfaketime: its clock of the wall jumps ahead by a day, then back by two
 * hours, while portals are watched; its database, whose environment is kept clean, goes on by the
 * clock of the machine. By that clock no slot may be there twice, none may be missing.
 */
final class ClockJumps {
  private static final int PORTALS = 20;
  private static final long EVERY_MS = 60_000;

  private final Path offset;
  private final JdbcClient jdbc;

  private ClockJumps(Path offset, JdbcClient jdbc) {
    this.offset = offset;
    this.jdbc = jdbc;
  }

  /** Arguments: a folder, the file of libfaketime for programs of several threads. */
  public static void main(String[] args) throws Exception {
    Path work = Path.of(args[0]).toAbsolutePath();
    Files.setPosixFilePermissions(work, PosixFilePermissions.fromString("rwx--x--x"));
    Path data = work.resolve("data");
    Path offset = Files.writeString(work.resolve("offset"), "+0\n");
    Path config = work.resolve("portal-audit.yml");
    Files.writeString(
        config,
        """
        server: {port: 0, management-port: 0}
        node: {audits: 0, allow-private: true, browser: false}
        schedules:
          mac-dinh: {probe: 1m, audit: off, tls: off, headers: off, dns: off, monthly-report: off}
        """);
    try (Town town = new Town(1, 1)) {
      try (Database database = Database.embedded(data).migrate()) {
        register(database.jdbc(), town.port(0));
      }
      Node node = new Node(data, config, environment(args[1], offset), List.of());
      try {
        node.awaitWatch(Duration.ofMinutes(3));
        try (HikariDataSource source = Servers.of(data)) {
          new ClockJumps(offset, JdbcClient.create(source)).run();
        }
      } finally {
        System.out.printf(Locale.ROOT, "stopped in %.1f s%n", node.stop().toMillis() / 1e3);
      }
    }
  }

  /** What measures a duration is left alone, as a jump of the wall's clock leaves it. */
  private static Map<String, String> environment(String library, Path offset) {
    return Map.of(
        "LD_PRELOAD", library,
        "FAKETIME_TIMESTAMP_FILE", offset.toString(),
        "FAKETIME_CACHE_DURATION", "1",
        "FAKETIME_DONT_FAKE_MONOTONIC", "1",
        "DONT_FAKE_MONOTONIC", "1");
  }

  private static void register(JdbcClient jdbc, int port) {
    jdbc.sql(
            """
            insert into portal (code, title, kind, root_url)
            select 'xa-' || i, 'Xã ' || i, 'xa', 'http://127.5.0.' || i || ':' || :port || '/'
            from generate_series(1, :n) i
            """)
        .param("port", port)
        .param("n", PORTALS)
        .update();
  }

  private void run() throws Exception {
    watched("before any jump");
    jump(Duration.ofHours(24), "a day ahead");
    jump(Duration.ofHours(22), "two hours back");
  }

  private void jump(Duration ahead, String says) throws Exception {
    Files.writeString(offset, "+" + ahead.toHours() + "h\n");
    Thread.sleep(2_000);
    watched(says);
    System.out.println(
        "the service's own fault is known: "
            + jdbc.sql(
                    "select coalesce(string_agg(says, '; '), 'no') from incident where kind ="
                        + " 'clock'")
                .query(String.class)
                .single());
  }

  /** Waits until each portal was looked at, and slots are filled up to the jump. */
  private void watched(String says) throws Exception {
    String now = jdbc.sql("select now()::text").query(String.class).single();
    long end = System.nanoTime() + Duration.ofMinutes(4).toNanos();
    String looked =
        "select count(distinct portal_id) from probe_result where state <> '?'"
            + " and took_place_at > timestamptz '%s'".formatted(now);
    String behind =
        "select count(*) from probe_shard where done_until is null or done_until < timestamptz '%s'"
            + " - interval '3 min'";
    while (System.nanoTime() < end
        && (count(looked) < PORTALS || count(behind.formatted(now)) > 0)) {
      Thread.sleep(1_000);
    }
    System.out.printf(
        Locale.ROOT,
        "%s: the database's clock was %s; %d of %d portals looked at since; %d slots, %d of them"
            + " with nobody's look; broken %s%n",
        says,
        now,
        count(looked),
        PORTALS,
        count("select count(*) from probe_result"),
        count("select count(*) from probe_result where state = '?'"),
        Invariants.broken(jdbc, EVERY_MS));
  }

  private long count(String sql) {
    try {
      return jdbc.sql(sql).query(Long.class).single();
    } catch (DataAccessException e) {
      System.out.println("the database did not answer: " + e.getMessage());
      return -1;
    }
  }
}
