package vn.portalaudit.store;

import com.zaxxer.hikari.HikariConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.portalaudit.store.embedded.EmbeddedPostgres;

/**
 * Databases for tests: one private server a JVM, stopped at its end; every call gives a migrated
 * database of its own, copied from a template. Durability is off; nothing else differs.
 *
 * <pre>{@code
 * private static final Database DATABASE = TestDatabase.fresh();
 * }</pre>
 */
public final class TestDatabase {
  private static final String TEMPLATE = "migrated";
  private static final Map<String, String> FAST =
      Map.of(
          "fsync", "off",
          "synchronous_commit", "off",
          "full_page_writes", "off",
          "max_connections", "400",
          "shared_buffers", "128MB");

  private static final AtomicInteger COUNT = new AtomicInteger();

  private TestDatabase() {}

  /** A migrated database that nobody else uses. Closing it is good, and not needed. */
  public static Database fresh() {
    return Database.external(address(TEMPLATE));
  }

  /** A database without any table. */
  public static Database empty() {
    return Database.external(address("template1"));
  }

  /** A database without any table, for those who connect by themselves. */
  public static Database.Address emptyAddress() {
    return address("template1");
  }

  /** A migrated database that nobody else uses, for those who connect by themselves. */
  public static Database.Address freshAddress() {
    return address(TEMPLATE);
  }

  private static Database.Address address(String template) {
    Server server = Server.ONE;
    String name = "test_" + COUNT.incrementAndGet();
    try (var admin = new com.zaxxer.hikari.HikariDataSource(config(server.postgres))) {
      JdbcClient.create(admin).sql("create database " + name + " template " + template).update();
    }
    return server.at(name);
  }

  private static HikariConfig config(EmbeddedPostgres postgres) {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(postgres.url());
    config.setUsername(postgres.user());
    config.setPassword(postgres.password());
    config.setMaximumPoolSize(1);
    return config;
  }

  private record Server(Path folder, EmbeddedPostgres postgres) {
    private static final Server ONE = start();

    private static Server start() {
      try {
        Path folder = Files.createTempDirectory("portal-audit-test-");
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx--x--x"));
        Server server = new Server(folder, EmbeddedPostgres.start(folder.resolve("data"), FAST));
        Runtime.getRuntime().addShutdownHook(new Thread(server::stop));
        try (var admin = new com.zaxxer.hikari.HikariDataSource(config(server.postgres))) {
          JdbcClient.create(admin).sql("create database " + TEMPLATE).update();
        }
        try (Database template = Database.external(server.at(TEMPLATE))) {
          template.migrate();
        }
        return server;
      } catch (IOException e) {
        throw new java.io.UncheckedIOException(e);
      }
    }

    private Database.Address at(String name) {
      String url = postgres.url().replaceFirst("/[^/]+$", "/" + name);
      return new Database.Address(url, postgres.user(), postgres.password());
    }

    private void stop() {
      postgres.close();
      try {
        List<Path> all;
        try (Stream<Path> files = Files.walk(folder)) {
          all = files.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path file : all) {
          Files.delete(file);
        }
      } catch (IOException e) {
        // Left in the folder for temporary files.
      }
    }
  }
}
