package vn.portalaudit.store.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A private PostgreSQL 18 in the data folder. It listens on loopback alone, with a password that
 * only the owner of the folder can read. One program at a time holds a folder; a server that a
 * killed program left running is used again. Safe for threads.
 */
public final class EmbeddedPostgres implements AutoCloseable {
  private static final Duration ANSWER = Duration.ofMinutes(3);

  private final Access access;
  private final int port;
  private final boolean adopted;
  private final @Nullable FolderLock lock;
  private final @Nullable Cluster cluster;
  private final Map<String, String> settings;

  private EmbeddedPostgres(
      Access access,
      int port,
      boolean adopted,
      @Nullable FolderLock lock,
      @Nullable Cluster cluster,
      Map<String, String> settings) {
    this.access = access;
    this.port = port;
    this.adopted = adopted;
    this.lock = lock;
    this.cluster = cluster;
    this.settings = Map.copyOf(settings);
  }

  /**
   * Starts the database of a data folder, or takes over the server that runs there; creates what is
   * missing. Waits until it answers.
   *
   * @param data the data folder
   * @throws EmbeddedPostgresException when another program holds the folder, or the database cannot
   *     be started
   */
  public static EmbeddedPostgres start(Path data) {
    return start(data, Map.of());
  }

  /**
   * As {@link #start(Path)}, with settings of {@code postgresql.conf} that go before the program's
   * own.
   */
  public static EmbeddedPostgres start(Path data, Map<String, String> settings) {
    Path folder = prepare(data);
    return tryStart(folder, settings).orElseThrow(() -> FolderLock.inUse(folder));
  }

  /**
   * For a short command: uses the database of the program that holds the folder, and leaves it
   * running; starts it for the time where nobody holds it.
   *
   * @throws EmbeddedPostgresException when the database does not answer, or cannot be started
   */
  public static EmbeddedPostgres visit(Path data) {
    Path folder = prepare(data);
    return tryStart(folder, Map.of())
        .orElseGet(() -> {
          Path home = home(folder);
          try {
            Access access = Access.of(home);
            int port =
                access
                    .awaitServer(Cluster.data(home), ANSWER)
                    .orElseThrow(() ->
                        new EmbeddedPostgresException(
                            "Chương trình đang giữ thư mục "
                                + folder
                                + " ("
                                + FolderLock.holder(folder)
                                + ") chưa chạy cơ sở dữ liệu; hãy thử lại sau"));
            return new EmbeddedPostgres(access, port, true, null, null, Map.of());
          } catch (IOException e) {
            throw unreadable(folder, e);
          }
        });
  }

  /** Whether a data folder holds a private database, running or not. */
  public static boolean existsIn(Path data) {
    return Cluster.exists(home(data));
  }

  private static Path home(Path folder) {
    return folder.resolve("postgres");
  }

  /** The folder with its true name. A folder made by root can be entered, not listed, by others. */
  private static Path prepare(Path data) {
    try {
      if (!Files.isDirectory(data)) {
        Files.createDirectories(data);
        boolean root = RunAs.id(Path.of("/proc/self"), "uid") == 0;
        Files.setPosixFilePermissions(
            data, PosixFilePermissions.fromString(root ? "rwx--x--x" : "rwx------"));
      }
      return data.toRealPath();
    } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
      throw new EmbeddedPostgresException("Không dùng được thư mục dữ liệu " + data + ": " + e, e);
    }
  }

  private static EmbeddedPostgresException unreadable(Path folder, IOException e) {
    return new EmbeddedPostgresException(
        "Không đọc hoặc ghi được trong thư mục dữ liệu " + folder + ": " + e, e);
  }

  private static Optional<EmbeddedPostgres> tryStart(Path folder, Map<String, String> settings) {
    try {
      Optional<FolderLock> lock = FolderLock.take(folder);
      if (lock.isEmpty()) {
        return Optional.empty();
      }
      boolean started = false;
      try {
        EmbeddedPostgres running = startHeld(home(folder), settings, lock.get());
        started = true;
        return Optional.of(running);
      } finally {
        if (!started) {
          lock.get().close();
        }
      }
    } catch (IOException e) {
      throw unreadable(folder, e);
    }
  }

  private static EmbeddedPostgres startHeld(
      Path home, Map<String, String> settings, FolderLock lock) throws IOException {
    Files.createDirectories(home);
    Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwx--x--x"));
    Path bin = Binaries.unpack(home);
    Path data = Cluster.data(home);
    Cluster cluster = new Cluster(home, bin, RunAs.choose(data, bin.resolve("bin/postgres")));
    boolean isNew = !Cluster.exists(home);
    Access access = isNew ? Access.create(home) : Access.of(home);
    if (isNew) {
      cluster.create(access.password(), !"off".equals(settings.get("fsync")));
    }
    Optional<Integer> port = access.awaitServer(data, ANSWER);
    EmbeddedPostgres database =
        new EmbeddedPostgres(
            access,
            port.isPresent() ? port.get() : new Launch(home, cluster).start(settings),
            port.isPresent(),
            lock,
            cluster,
            settings);
    try {
      access.createDatabase(database.port);
    } catch (SQLException e) {
      cluster.stop();
      throw new EmbeddedPostgresException(
          "Cơ sở dữ liệu nhúng trong " + home + " không trả lời đúng: " + e.getMessage(), e);
    }
    return database;
  }

  /** The address for JDBC; it holds no password. */
  public String url() {
    return access.url(port, Access.DATABASE);
  }

  /** The name to connect by. */
  public String user() {
    return Cluster.USER;
  }

  /** The password to connect by. */
  public String password() {
    return access.password();
  }

  /** Whether the server ran already: left by a killed program, or held by another one. */
  public boolean adopted() {
    return adopted;
  }

  /**
   * Starts the server again, at the same address, where it has ended though nobody stopped it:
   * killed, or out of memory. A visitor leaves that to the program that holds the folder.
   *
   * @return whether it had ended and runs again
   * @throws EmbeddedPostgresException when it cannot be started
   */
  public synchronized boolean revive() {
    if (lock == null || cluster == null || !lock.held()) {
      return false;
    }
    try {
      if (cluster.runs()) {
        return false;
      }
      new Launch(cluster.home(), cluster).again(port, settings);
      return true;
    } catch (IOException e) {
      throw unreadable(cluster.home(), e);
    }
  }

  /** Stops the server and frees the folder; a visitor only leaves. May be called again. */
  @Override
  public synchronized void close() {
    if (lock == null || cluster == null || !lock.held()) {
      return;
    }
    try {
      cluster.stop();
    } finally {
      try {
        lock.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
