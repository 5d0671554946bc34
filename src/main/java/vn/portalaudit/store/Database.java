package vn.portalaudit.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.Set;
import java.util.function.Function;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationVersion;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import vn.portalaudit.store.embedded.EmbeddedPostgres;

/**
 * The program's database: a pool of connections to the private PostgreSQL of a data folder or to a
 * server elsewhere. Statements are cut off after 30 s, waits for a lock after 10 s, so that a
 * database in trouble fails calls and does not hang threads. Safe for threads.
 */
public final class Database implements AutoCloseable {
  private static final int CONNECTIONS = 12;
  private static final Duration CONNECT = Duration.ofSeconds(5);
  // Connections that cannot be made or were lost; a server that starts, stops or crashed.
  private static final Set<String> AWAY = Set.of("08", "57P01", "57P02", "57P03");
  private static final String LIMITS =
      "-c statement_timeout=30s -c lock_timeout=10s -c idle_in_transaction_session_timeout=120s";

  /**
   * Where the database is.
   *
   * @param url a JDBC URL of PostgreSQL
   * @param user the name to connect by; null where the URL says it
   * @param password null where the URL says it, or none is needed
   */
  public record Address(String url, @Nullable String user, @Nullable String password) {
    @Override
    public String toString() {
      return "Address[" + url.replaceFirst("[?].*", "") + "]";
    }
  }

  private final HikariDataSource pool;
  private final @Nullable EmbeddedPostgres embedded;
  private final TransactionTemplate transactions;

  private Database(HikariDataSource pool, @Nullable EmbeddedPostgres embedded) {
    this.pool = pool;
    this.embedded = embedded;
    this.transactions = new TransactionTemplate(new DataSourceTransactionManager(pool));
  }

  /**
   * Connects to a server elsewhere; connections are made when they are needed, so that this
   * succeeds while the server is down.
   *
   * @throws StoreException when the URL is not one of PostgreSQL
   */
  public static Database external(Address address) {
    if (!address.url().startsWith("jdbc:postgresql:")) {
      throw new StoreException(
          "database.url phải có dạng jdbc:postgresql://máy-chủ:5432/tên-cơ-sở-dữ-liệu");
    }
    return new Database(pool(address, CONNECTIONS), null);
  }

  /**
   * Runs the private database of a data folder; {@link #close} stops it.
   *
   * @throws vn.portalaudit.store.embedded.EmbeddedPostgresException when it cannot be run, or
   *     another program holds the folder
   */
  public static Database embedded(Path data) {
    return on(EmbeddedPostgres.start(data));
  }

  /**
   * For a short command: the private database of a data folder, whether a program runs it or not.
   *
   * @throws vn.portalaudit.store.embedded.EmbeddedPostgresException when it cannot be reached
   */
  public static Database visiting(Path data) {
    return on(EmbeddedPostgres.visit(data));
  }

  /** Whether a data folder holds a private database. */
  public static boolean existsIn(Path data) {
    return EmbeddedPostgres.existsIn(data);
  }

  /** A database on a private PostgreSQL, which is closed together with it. */
  static Database on(EmbeddedPostgres embedded) {
    return new Database(
        pool(new Address(embedded.url(), embedded.user(), embedded.password()), CONNECTIONS),
        embedded);
  }

  private static HikariDataSource pool(Address address, int connections) {
    HikariConfig config = new HikariConfig();
    config.setPoolName("portal-audit");
    config.setJdbcUrl(address.url());
    config.setUsername(address.user());
    config.setPassword(address.password());
    config.setMaximumPoolSize(connections);
    config.setMinimumIdle(0);
    config.setIdleTimeout(Duration.ofMinutes(1).toMillis());
    config.setConnectionTimeout(CONNECT.toMillis());
    config.setInitializationFailTimeout(-1);
    config.addDataSourceProperty("ApplicationName", "portal-audit");
    config.addDataSourceProperty("options", LIMITS);
    config.addDataSourceProperty("connectTimeout", Long.toString(CONNECT.toSeconds()));
    config.addDataSourceProperty("socketTimeout", "600");
    config.addDataSourceProperty("tcpKeepAlive", "true");
    config.addDataSourceProperty("reWriteBatchedInserts", "true");
    return new HikariDataSource(config);
  }

  /**
   * Brings the schema up to this program's version.
   *
   * @return this
   * @throws StoreException when the database does not answer, or a migration fails; a failed
   *     migration changes nothing
   */
  public Database migrate() {
    try {
      flyway().migrate();
      return this;
    } catch (FlywayException e) {
      throw new StoreException("Không chuẩn bị được cơ sở dữ liệu: " + gist(e), e);
    }
  }

  Flyway flyway() {
    return flyway(MigrationVersion.LATEST);
  }

  /** Migrations up to a version. */
  Flyway flyway(MigrationVersion target) {
    return Flyway.configure()
        .dataSource(pool)
        .target(target)
        .locations("classpath:db/migration")
        .javaMigrations(new V7__Quartz())
        .validateMigrationNaming(true)
        .load();
  }

  private static String gist(Throwable e) {
    Throwable root = e;
    while (root.getCause() != null && root.getCause() != root) {
      root = root.getCause();
    }
    return String.valueOf(root.getMessage()).lines().findFirst().orElse(root.toString());
  }

  /** The pool. */
  public DataSource dataSource() {
    return pool;
  }

  /** A client of the pool; inside {@link #within} it takes part in the transaction. */
  public JdbcClient jdbc() {
    return JdbcClient.create(pool);
  }

  /**
   * Does work in one transaction (read committed); an exception rolls it back.
   *
   * @param work statements through {@link #jdbc()}, on this thread
   */
  public <T extends @Nullable Object> T within(Function<JdbcClient, T> work) {
    return transactions.<T>execute(status -> work.apply(jdbc()));
  }

  /** Whether the database answers now; waits at most the time that a connection may take. */
  public boolean answers() {
    try {
      return jdbc().sql("select 1").query(Integer.class).single() == 1;
    } catch (org.springframework.dao.DataAccessException e) {
      return false;
    }
  }

  /**
   * Starts the private server again where it has ended though nobody stopped it; a server elsewhere
   * is left alone. Costs next to nothing while it runs.
   *
   * @return whether it had ended and runs again
   * @throws vn.portalaudit.store.embedded.EmbeddedPostgresException when it cannot be started
   */
  public boolean revive() {
    return embedded != null && embedded.revive();
  }

  /**
   * Whether something failed because the database could not be reached in time, or was starting or
   * stopping: worth another try, whatever it answers by now.
   *
   * @param failure of any call
   */
  public static boolean wasAway(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLTransientConnectionException
          || cause instanceof SQLException refused
              && refused.getSQLState() != null
              && AWAY.stream().anyMatch(refused.getSQLState()::startsWith)) {
        return true;
      }
    }
    return false;
  }

  /** Closes the connections; a private database that this program runs is stopped. */
  @Override
  public void close() {
    pool.close();
    if (embedded != null) {
      embedded.close();
    }
  }
}
