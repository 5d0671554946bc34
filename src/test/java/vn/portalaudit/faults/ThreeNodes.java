package vn.portalaudit.faults;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.portalaudit.store.Database;
import vn.portalaudit.store.embedded.EmbeddedPostgres;

/**
 * Three services on one database and one folder of evidence. One is killed in the middle, one is
 * stopped for a minute and goes on. How politely portals were asked, by all together, is read from
 * the log of their server.
 */
final class ThreeNodes {
  private static final int PAGES = 300;
  private static final int RATE = 4;

  /** Of the node that is left: it has some free for what the two others held. */
  private static final int HANDS = 12;

  private static final long EVERY_MS = 60_000;

  private final JdbcClient jdbc;
  private final Map<Long, Long> takenOver = new HashMap<>();

  private ThreeNodes(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Argument: a folder. */
  public static void main(String[] args) throws Exception {
    Path work = Path.of(args[0]).toAbsolutePath();
    Files.setPosixFilePermissions(work, PosixFilePermissions.fromString("rwx--x--x"));
    try (Town town = new Town(PAGES, 2);
        EmbeddedPostgres server = EmbeddedPostgres.start(work.resolve("database"));
        HikariDataSource source = Servers.at(server.url(), server.user(), server.password())) {
      Database.Address address =
          new Database.Address(server.url(), server.user(), server.password());
      try (Database database = Database.external(address)) {
        database.migrate();
      }
      ThreeNodes run = new ThreeNodes(JdbcClient.create(source));
      run.register(town);
      List<Node> nodes = new ArrayList<>();
      try {
        prepare(work);
        nodes.add(start(work, "a", 2, address));
        nodes.add(start(work, "b", 2, address));
        run.awaitWork(nodes, "a", "b");
        nodes.add(start(work, "c", HANDS, address));
        run.awaitWork(nodes, "c");
        run.faults(nodes);
        System.out.println(polite(town.visits()));
        System.out.println(again(town.visits()));
        System.out.println("broken: " + Invariants.broken(run.jdbc, EVERY_MS));
      } finally {
        for (Node node : nodes) {
          node.stop();
        }
      }
    }
  }

  private void register(Town town) {
    for (int i = 1; i <= 12; i++) {
      boolean shared = i > 8;
      jdbc.sql(
              "insert into portal (code, title, kind, root_url, shared_ip_group)"
                  + " values (?, ?, 'xa', ?, ?)")
          .param("xa-" + i)
          .param("Xã " + i)
          .param(
              "http://127.4.0."
                  + (shared ? 100 + i / 2 : i)
                  + ":"
                  + town.port(shared ? i % 2 : 0)
                  + "/")
          .param(shared ? "chung-" + i / 2 : null)
          .update();
    }
    jdbc.sql(
            "insert into work (portal_id, kind, slot, due_at, ip_group)"
                + " select id, 'audit', 'dot-1', now(), shared_ip_group from portal")
        .update();
  }

  private static void prepare(Path work) throws Exception {
    Path audits = Files.createDirectory(work.resolve("audits"));
    for (String name : List.of("a", "b", "c")) {
      Files.createSymbolicLink(Files.createDirectory(work.resolve(name)).resolve("audits"), audits);
    }
  }

  private static Node start(Path work, String name, int hands, Database.Address address)
      throws Exception {
    Map<String, String> where =
        Map.of(
            "PORTAL_AUDIT_DB_URL", address.url(),
            "PORTAL_AUDIT_DB_USER", String.valueOf(address.user()),
            "PORTAL_AUDIT_DB_PASSWORD", String.valueOf(address.password()));
    Path config = work.resolve(name + ".yml");
    Files.writeString(
        config,
        """
        server: {port: 0, management-port: 0}
        node: {name: %s, audits: %d, rate: %d, allow-private: true, browser: false}
        schedules:
          mac-dinh: {probe: 1m, audit: off, tls: off, headers: off, dns: off, monthly-report: off}
        """
            .formatted(name, hands, RATE));
    return new Node(work.resolve(name), config, where, List.of());
  }

  private List<Long> heldBy(String name) {
    return jdbc.sql(
            "select w.id from work w join node n on n.id = w.owner"
                + " where n.name = ? and w.state = 'running'")
        .param(name)
        .query(Long.class)
        .list();
  }

  /** Waits until some are at work; their web pages may come later. */
  private void awaitWork(List<Node> nodes, String... names) throws Exception {
    long end = System.nanoTime() + Duration.ofMinutes(5).toNanos();
    for (String name : names) {
      while (heldBy(name).isEmpty()) {
        if (System.nanoTime() > end || !nodes.stream().allMatch(Node::alive)) {
          throw new IllegalStateException("node " + name + " took no work");
        }
        Thread.sleep(200);
      }
    }
  }

  private void faults(List<Node> nodes) throws Exception {
    Thread.sleep(8_000);
    List<Long> killed = heldBy("a");
    nodes.get(0).kill();
    long since = System.nanoTime();
    Thread.sleep(3_000);
    List<Long> stopped = heldBy("b");
    nodes.get(1).signal("STOP");
    long stoppedAt = System.nanoTime();
    System.out.printf("killed while it held %s, stopped while it held %s%n", killed, stopped);
    long end = since + Duration.ofMinutes(10).toNanos();
    boolean on = false;
    while (System.nanoTime() < end && open()) {
      if (!on && System.nanoTime() - since > Duration.ofSeconds(63).toNanos()) {
        nodes.get(1).signal("CONT");
        on = true;
      }
      note(killed, "a", since);
      note(stopped, "b", stoppedAt);
      Thread.sleep(500);
    }
    System.out.printf(
        Locale.ROOT,
        "work of the two was taken over after %s s; all done %.0f s after the kill; %s%n",
        takenOver.values().stream().map(ns -> ns / 1_000_000_000).toList(),
        (System.nanoTime() - since) / 1e9,
        jdbc.sql(
                "select string_agg(state || ' ' || n, ', ') from"
                    + " (select state, count(*) as n from work group by 1) s")
            .query(String.class)
            .single());
  }

  private boolean open() {
    return jdbc.sql("select count(*) from work where state in ('queued', 'running')")
            .query(Integer.class)
            .single()
        > 0;
  }

  private void note(List<Long> works, String name, long since) {
    for (long work : works) {
      boolean moved =
          jdbc.sql(
                  "select state <> 'running' or n.name <> ? from work w left join node n"
                      + " on n.id = w.owner where w.id = ?")
              .param(name)
              .param(work)
              .query(Boolean.class)
              .single();
      if (moved) {
        takenOver.putIfAbsent(work, System.nanoTime() - since);
      }
    }
  }

  /** Requests of audits: the watch asks for home pages alone. */
  private static Map<String, List<Long>> audits(List<Town.Visit> visits) {
    return visits.stream()
        .filter(visit -> !visit.path().equals("/"))
        .collect(
            Collectors.groupingBy(
                Town.Visit::address, Collectors.mapping(Town.Visit::nanos, Collectors.toList())));
  }

  /**
   * The least time in which one request more than the rate allows came in. At the rate that is a
   * second, less what threads of a busy machine come late by; two nodes at one address halve it.
   */
  private static String polite(List<Town.Visit> visits) {
    long least = Long.MAX_VALUE;
    String where = "";
    for (Map.Entry<String, List<Long>> entry : audits(visits).entrySet()) {
      List<Long> times = entry.getValue().stream().sorted().toList();
      for (int i = RATE; i < times.size(); i++) {
        long took = times.get(i) - times.get(i - RATE);
        if (took < least) {
          least = took;
          where = entry.getKey();
        }
      }
    }
    return "least time of %d requests to one address: %d ms (%s), at %d a second 1000 ms"
        .formatted(RATE + 1, least / 1_000_000, where, RATE);
  }

  private static String again(List<Town.Visit> visits) {
    Map<String, Long> again = new HashMap<>();
    visits.stream()
        .filter(visit -> visit.path().startsWith("/trang/"))
        .collect(
            Collectors.groupingBy(visit -> visit.portal() + visit.path(), Collectors.counting()))
        .forEach(
            (page, times) -> again.merge(page.replaceFirst("/trang.*", ""), times - 1, Long::sum));
    return "pages asked for again, by portal: " + again;
  }
}
