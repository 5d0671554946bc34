package vn.portalaudit.store.embedded;

import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Base64;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;

/**
 * How a private database is reached.
 *
 * @param password the generated password, kept in a file that only its owner can read
 */
record Access(String password) {
  static final String DATABASE = "portal_audit";
  private static final int PASSWORD_BYTES = 24;
  private static final long PAUSE_MS = 50;
  // Starting, recovering or stopping; not listening yet; cut off.
  private static final Set<String> PASSING = Set.of("57P03", "57P01", "08001", "08006");

  /** Reads the password of a database that exists. */
  static Access of(Path home) throws IOException {
    Path file = file(home);
    if (!Files.isReadable(file)) {
      throw new EmbeddedPostgresException(
          "Không đọc được tệp mật khẩu "
              + file
              + " của cơ sở dữ liệu nhúng; hãy lấy lại tệp này từ bản sao, hoặc chạy bằng chủ của"
              + " thư mục");
    }
    return new Access(Files.readString(file, StandardCharsets.US_ASCII).strip());
  }

  /** Makes a password for a database that is going to be created. */
  static Access create(Path home) throws IOException {
    byte[] random = new byte[PASSWORD_BYTES];
    new SecureRandom().nextBytes(random);
    String password = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    Path part = home.resolve("password.part");
    Files.deleteIfExists(part);
    try (FileChannel channel =
        FileChannel.open(
            part,
            EnumSet.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
      Channels.newOutputStream(channel).write(password.getBytes(StandardCharsets.US_ASCII));
      channel.force(true);
    }
    Files.move(
        part, file(home), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    return new Access(password);
  }

  private static Path file(Path home) {
    return home.resolve("password");
  }

  String url(int port, String database) {
    return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
  }

  /**
   * The port of a server that runs on this cluster, once it answers; empty where none runs.
   *
   * @throws EmbeddedPostgresException when one runs and does not answer in time
   */
  Optional<Integer> awaitServer(Path data, Duration longest) throws IOException {
    long end = System.nanoTime() + longest.toNanos();
    String refusal = "";
    boolean hopeless = false;
    for (Optional<Postmaster> found = Postmaster.read(data);
        found.isPresent() && found.get().serves(data);
        found = Postmaster.read(data)) {
      try {
        return Optional.of(answer(found.get().port(), data));
      } catch (SQLException e) {
        refusal = String.valueOf(e.getMessage());
        hopeless = !PASSING.contains(String.valueOf(e.getSQLState()));
      }
      if (hopeless || System.nanoTime() > end) {
        throw new EmbeddedPostgresException(
            "PostgreSQL đang chạy trong " + data + " nhưng không cho kết nối: " + refusal);
      }
      pause(PAUSE_MS);
    }
    return Optional.empty();
  }

  private int answer(int port, Path data) throws SQLException {
    try (Connection connection = connect(port, "postgres");
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("select current_setting('data_directory')")) {
      if (!row.next() || !data.equals(Path.of(row.getString(1)))) {
        throw new SQLException("port " + port + " belongs to another database");
      }
      return port;
    }
  }

  /** Creates the program's own database where it is missing. */
  void createDatabase(int port) throws SQLException {
    try (Connection connection = connect(port, "postgres");
        Statement statement = connection.createStatement()) {
      try (ResultSet found =
          statement.executeQuery("select 1 from pg_database where datname = '" + DATABASE + "'")) {
        if (found.next()) {
          return;
        }
      }
      statement.execute("create database " + DATABASE);
    }
  }

  private Connection connect(int port, String database) throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("user", Cluster.USER);
    properties.setProperty("password", password);
    properties.setProperty("connectTimeout", "5");
    properties.setProperty("socketTimeout", "60");
    return DriverManager.getConnection(url(port, database), properties);
  }

  static void pause(long ms) {
    try {
      Thread.sleep(ms);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new EmbeddedPostgresException("Bị ngắt trong khi chờ cơ sở dữ liệu", e);
    }
  }

  @Override
  public String toString() {
    return "Access[password=…]";
  }
}
