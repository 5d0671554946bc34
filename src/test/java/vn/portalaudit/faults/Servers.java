package vn.portalaudit.faults;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import vn.portalaudit.store.embedded.EmbeddedPostgres;

/** The private server of a data folder, seen from outside. */
final class Servers {
  private Servers() {}

  /** Connections to the server that a node runs. */
  static HikariDataSource of(Path data) {
    EmbeddedPostgres server = EmbeddedPostgres.visit(data);
    return at(server.url(), server.user(), server.password());
  }

  static HikariDataSource at(String url, String user, String password) {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(url);
    config.setUsername(user);
    config.setPassword(password);
    config.setMaximumPoolSize(2);
    return new HikariDataSource(config);
  }

  /** The number of the server's first process. */
  static long pid(Path data) throws IOException {
    List<String> lines = Files.readAllLines(data.resolve("postgres/data/postmaster.pid"));
    return Long.parseLong(lines.getFirst().strip());
  }
}
