package vn.portalaudit.store.embedded;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/** The files of a private database, and the programs that work on them. */
final class Cluster {
  static final String USER = "portal_audit";
  private static final Duration CREATION = Duration.ofMinutes(2);
  // Recovery after a loss of power reads up to max_wal_size again.
  private static final int START_SECONDS = 180;
  private static final int STOP_SECONDS = 25;
  private static final String OWN_SETTINGS = "portal-audit.conf";
  private static final String MAJOR = Binaries.VERSION.replaceFirst("[.].*", "");

  /** Settings with their reasons; fsync, full_page_writes and synchronous_commit stay on. */
  private static final Map<String, String> SETTINGS =
      Map.ofEntries(
          Map.entry("listen_addresses", "'127.0.0.1'"),
          Map.entry("unix_socket_directories", "''"),
          Map.entry("max_connections", "100"),
          Map.entry("shared_buffers", "256MB"),
          Map.entry("work_mem", "16MB"),
          Map.entry("maintenance_work_mem", "128MB"),
          Map.entry("max_wal_size", "2GB"),
          Map.entry("checkpoint_timeout", "15min"),
          Map.entry("wal_compression", "on"),
          // Containers have 64 MB of /dev/shm, too little for parallel queries; and probes need the
          // other processor.
          Map.entry("max_parallel_workers_per_gather", "0"),
          Map.entry("jit", "off"),
          // No replica hangs on this database.
          Map.entry("wal_level", "minimal"),
          Map.entry("max_wal_senders", "0"),
          Map.entry("timezone", "'Asia/Ho_Chi_Minh'"),
          Map.entry("log_timezone", "'Asia/Ho_Chi_Minh'"),
          // The client is told of its errors; the file is for the server's own life.
          Map.entry("log_min_messages", "log"),
          Map.entry("log_checkpoints", "off"));

  private final Path home;
  private final Path bin;
  private final Path data;
  private final RunAs as;

  Cluster(Path home, Path bin, RunAs as) {
    this.home = home;
    this.bin = bin;
    this.data = data(home);
    this.as = as;
  }

  static Path data(Path home) {
    return home.resolve("data");
  }

  static boolean exists(Path home) {
    return Files.exists(data(home).resolve("PG_VERSION"));
  }

  Path home() {
    return home;
  }

  /** Whether a server is at work on these files, ready or not. */
  boolean runs() throws IOException {
    return Postmaster.read(data).filter(found -> found.serves(data)).isPresent();
  }

  Path log() {
    return data.resolve("postgres.log");
  }

  /** Creates the files; they appear whole or not at all. */
  void create(String password, boolean durable) throws IOException {
    Path part = home.resolve("data.part");
    Binaries.remove(part);
    ownFolder(part);
    Path secret = Files.createTempFile(home, "initdb", "");
    try {
      Files.writeString(secret, password);
      as.own(secret);
      Commands.Answer answer =
          Commands.run(
              as.command(
                  bin.resolve("bin/initdb"),
                  "--pgdata=" + part,
                  "--username=" + USER,
                  "--pwfile=" + secret,
                  "--auth=scram-sha-256",
                  "--encoding=UTF8",
                  "--locale=C",
                  "--locale-provider=icu",
                  "--icu-locale=vi-VN",
                  durable ? "--data-checksums" : "--no-sync"),
              CREATION);
      if (!answer.good()) {
        throw new EmbeddedPostgresException(
            "Không tạo được cơ sở dữ liệu nhúng trong " + home + ": " + answer.says());
      }
    } finally {
      Files.delete(secret);
    }
    Files.writeString(
        part.resolve("postgresql.conf"),
        "\ninclude_if_exists = '" + OWN_SETTINGS + "'\n",
        StandardOpenOption.APPEND);
    Files.move(part, data, StandardCopyOption.ATOMIC_MOVE);
  }

  private void ownFolder(Path folder) throws IOException {
    Files.createDirectory(
        folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    as.own(folder);
  }

  /**
   * Starts the server and waits until it answers.
   *
   * @return what it said where it did not start; empty when it did
   */
  String start(int port, Map<String, String> settings) throws IOException {
    checkVersion();
    as.own(data);
    write(port, settings);
    Path log = log();
    if (Files.exists(log)) {
      Files.move(log, data.resolve("postgres.log.1"), StandardCopyOption.REPLACE_EXISTING);
    }
    Commands.Answer answer =
        Commands.run(
            as.command(
                bin.resolve("bin/pg_ctl"),
                "start",
                "--pgdata=" + data,
                "--log=" + log,
                "--wait",
                "--silent",
                "--timeout=" + START_SECONDS),
            Duration.ofSeconds(START_SECONDS + 10));
    if (answer.good()) {
      return "";
    }
    return Files.exists(log) ? Files.readString(log) : answer.says();
  }

  /** Ends every connection and stops; what was committed stays. */
  void stop() {
    Commands.Answer answer =
        Commands.run(
            as.command(
                bin.resolve("bin/pg_ctl"),
                "stop",
                "--pgdata=" + data,
                "--mode=fast",
                "--wait",
                "--silent",
                "--timeout=" + STOP_SECONDS),
            Duration.ofSeconds(STOP_SECONDS + 5));
    if (!answer.good() && Files.exists(Postmaster.file(data))) {
      throw new EmbeddedPostgresException(
          "Không dừng được cơ sở dữ liệu nhúng trong " + home + ": " + answer.says());
    }
  }

  private void checkVersion() throws IOException {
    String version = Files.readString(data.resolve("PG_VERSION")).strip();
    if (!version.equals(MAJOR)) {
      throw new EmbeddedPostgresException(
          "Cơ sở dữ liệu trong "
              + data
              + " là của PostgreSQL "
              + version
              + ", chương trình này dùng PostgreSQL "
              + MAJOR
              + "; hãy sao lưu bằng phiên bản chương trình cũ rồi phục hồi vào thư mục mới");
    }
  }

  private void write(int port, Map<String, String> settings) throws IOException {
    Map<String, String> all = new TreeMap<>(SETTINGS);
    all.putAll(settings);
    all.put("port", Integer.toString(port));
    StringBuilder text = new StringBuilder("# Written by portal-audit at every start.\n");
    all.forEach((name, value) -> text.append(name).append(" = ").append(value).append('\n'));
    Path file = data.resolve(OWN_SETTINGS);
    Files.writeString(file, text, StandardCharsets.UTF_8);
    as.own(file);
  }
}
