package vn.portalaudit.store.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedPostgresTest {
  /** What is killed here is programs, never the machine: durability would only cost time. */
  private static final Map<String, String> SMALL =
      Map.of("shared_buffers", "16MB", "fsync", "off", "full_page_writes", "off");

  @TempDir private Path folder;
  private Path data = Path.of("");

  /** Unpacked once; each test's folder links to it, but for the one about unpacking. */
  @TempDir private static Path programs;

  @BeforeAll
  static void unpack() throws IOException {
    Files.setPosixFilePermissions(programs, PosixFilePermissions.fromString("rwx--x--x"));
    Binaries.unpack(programs);
  }

  @BeforeEach
  void openFolderForOthers() throws IOException {
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx--x--x"));
    data = Files.createDirectory(folder.resolve("data"));
    Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("rwx--x--x"));
    usePrograms(data);
  }

  private static void usePrograms(Path folder) throws IOException {
    Path home = Files.createDirectory(folder.resolve("postgres"));
    String name = "bin-" + Binaries.VERSION;
    Files.createSymbolicLink(home.resolve(name), programs.resolve(name));
  }

  private static String ask(EmbeddedPostgres postgres, String sql) throws SQLException {
    try (Connection connection =
            DriverManager.getConnection(postgres.url(), postgres.user(), postgres.password());
        Statement statement = connection.createStatement()) {
      if (!statement.execute(sql)) {
        return "";
      }
      try (ResultSet rows = statement.getResultSet()) {
        StringBuilder all = new StringBuilder();
        while (rows.next()) {
          all.append(all.isEmpty() ? "" : ",").append(rows.getString(1));
        }
        return all.toString();
      }
    }
  }

  private long serverPid() throws IOException {
    return Postmaster.read(data.resolve("postgres/data")).orElseThrow().pid();
  }

  @Test
  void aServerThatWasKilledIsStartedAgainAtItsAddress() throws Exception {
    try (EmbeddedPostgres postgres = EmbeddedPostgres.start(data, SMALL)) {
      ask(postgres, "create table kept (says text)");
      assertThat(postgres.revive()).isFalse();
      ProcessHandle server = ProcessHandle.of(serverPid()).orElseThrow();
      server.destroyForcibly();
      server.onExit().get(60, TimeUnit.SECONDS);

      assertThat(postgres.revive()).isTrue();

      assertThat(ask(postgres, "select count(*) from kept")).isEqualTo("0");
      assertThat(postgres.revive()).isFalse();
      postgres.close();
      assertThat(postgres.revive()).isFalse();
    }
    assertThat(Postmaster.file(data.resolve("postgres/data"))).doesNotExist();
  }

  @Test
  void restartKeepsWhatWasWrittenAndItsPort() throws Exception {
    String url;
    try (EmbeddedPostgres first = EmbeddedPostgres.start(data, SMALL)) {
      ask(first, "create table kept (says text)");
      ask(first, "insert into kept values ('Cổng Bắc Giang')");
      url = first.url();
    }
    assertThat(Postmaster.file(data.resolve("postgres/data"))).doesNotExist();

    try (EmbeddedPostgres second = EmbeddedPostgres.start(data, SMALL)) {
      assertThat(second.adopted()).isFalse();
      assertThat(second.url()).isEqualTo(url);
      assertThat(ask(second, "select says from kept")).isEqualTo("Cổng Bắc Giang");
    }
  }

  @Test
  void sortsAsVietnameseAndIsTheVersionThatItSays() throws Exception {
    try (EmbeddedPostgres postgres = EmbeddedPostgres.start(data, SMALL)) {
      assertThat(
              ask(
                  postgres,
                  "select t from unnest(array['Đà Nẵng','Ân Thi','Dương','Ba','Ăn','An Giang'])"
                      + " t order by t"))
          .isEqualTo("An Giang,Ăn,Ân Thi,Ba,Dương,Đà Nẵng");
      assertThat(ask(postgres, "show server_version")).isEqualTo(Binaries.VERSION);
      assertThat(ask(postgres, "show server_encoding")).isEqualTo("UTF8");
    }
  }

  @Test
  void isDurableAndListensOnLoopbackAlone() throws Exception {
    try (EmbeddedPostgres postgres = EmbeddedPostgres.start(data)) {
      assertThat(ask(postgres, "show fsync")).isEqualTo("on");
      assertThat(ask(postgres, "show synchronous_commit")).isEqualTo("on");
      assertThat(ask(postgres, "show full_page_writes")).isEqualTo("on");
      assertThat(ask(postgres, "show listen_addresses")).isEqualTo("127.0.0.1");
      assertThat(ask(postgres, "show unix_socket_directories")).isEmpty();
    }
  }

  @Test
  void wantsThePasswordThatOnlyTheOwnerCanRead() throws Exception {
    try (EmbeddedPostgres postgres = EmbeddedPostgres.start(data, SMALL)) {
      assertThatThrownBy(() -> DriverManager.getConnection(postgres.url(), postgres.user(), "x"))
          .isInstanceOf(SQLException.class)
          .hasMessageContaining("password authentication failed");
      assertThat(postgres.password()).hasSizeGreaterThan(30);
      assertThat(
              PosixFilePermissions.toString(
                  Files.getPosixFilePermissions(data.resolve("postgres/password"))))
          .isEqualTo("rw-------");
    }
  }

  @Test
  void rootHandsTheServerToAnotherUser() throws Exception {
    org.junit.jupiter.api.Assumptions.assumeTrue(RunAs.id(Path.of("/proc/self"), "uid") == 0);
    try (EmbeddedPostgres postgres = EmbeddedPostgres.start(data, SMALL)) {
      int owner = RunAs.id(Path.of("/proc", Long.toString(serverPid())), "uid");
      assertThat(ask(postgres, "select 1")).isEqualTo("1");
      assertThat(owner).isNotZero().isEqualTo(RunAs.id(data.resolve("postgres/data"), "uid"));
    }
  }

  @Test
  void rootFindsAWayIntoAFolderThatOthersCannotEnter() throws Exception {
    org.junit.jupiter.api.Assumptions.assumeTrue(RunAs.id(Path.of("/proc/self"), "uid") == 0);
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
    try (EmbeddedPostgres first = EmbeddedPostgres.start(data, SMALL)) {
      ask(first, "create table kept (says text)");
    }
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx--x--x"));
    try (EmbeddedPostgres second = EmbeddedPostgres.start(data, SMALL)) {
      assertThat(ask(second, "select count(*) from kept")).isEqualTo("0");
    }
  }

  @Test
  void filesOfAnotherUserAreServedByThatUser() throws Exception {
    org.junit.jupiter.api.Assumptions.assumeTrue(RunAs.id(Path.of("/proc/self"), "uid") == 0);
    EmbeddedPostgres.start(data, SMALL).close();
    int nobody = 65_534;
    new RunAs(List.of(), nobody, nobody).own(data.resolve("postgres/data"));

    try (EmbeddedPostgres postgres = EmbeddedPostgres.start(data, SMALL)) {
      assertThat(ask(postgres, "select 1")).isEqualTo("1");
      assertThat(RunAs.id(Path.of("/proc", Long.toString(serverPid())), "uid")).isEqualTo(nobody);
    }
  }

  /** Where there is no other user to hand it to, as in some containers, the files stay root's. */
  @Test
  void filesOfRootAreServedInANamespaceOfTheirOwn() throws Exception {
    org.junit.jupiter.api.Assumptions.assumeTrue(RunAs.id(Path.of("/proc/self"), "uid") == 0);
    org.junit.jupiter.api.Assumptions.assumeTrue(
        Commands.run(List.of("unshare", "-U", "true"), java.time.Duration.ofSeconds(20)).good());
    try (EmbeddedPostgres first = EmbeddedPostgres.start(data, SMALL)) {
      ask(first, "create table kept (says text)");
    }
    new RunAs(List.of(), 0, 0).own(data.resolve("postgres/data"));

    try (EmbeddedPostgres second = EmbeddedPostgres.start(data, SMALL)) {
      assertThat(ask(second, "select count(*) from kept")).isEqualTo("0");
      assertThat(RunAs.id(data.resolve("postgres/data"), "uid")).isZero();
    }
  }

  @Test
  void secondProgramIsRefusedByName() throws Exception {
    Process other = child();
    try {
      assertThatThrownBy(() -> EmbeddedPostgres.start(data, SMALL))
          .isInstanceOf(EmbeddedPostgresException.class)
          .hasMessageContaining("đang được một chương trình portal-audit khác dùng")
          .hasMessageContaining("tiến trình " + other.pid());
      try (EmbeddedPostgres visitor = EmbeddedPostgres.visit(data)) {
        assertThat(ask(visitor, "select count(*) from kept")).isEqualTo("1");
      }
      try (EmbeddedPostgres again = EmbeddedPostgres.visit(data)) {
        assertThat(ask(again, "select count(*) from kept")).isEqualTo("1");
      }
    } finally {
      other.getOutputStream().close();
      assertThat(other.waitFor(60, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void secondUseInOneProgramIsRefusedAndTheFirstKeepsTheFolder() throws Exception {
    try (EmbeddedPostgres first = EmbeddedPostgres.start(data, SMALL)) {
      assertThatThrownBy(() -> EmbeddedPostgres.start(data, SMALL))
          .isInstanceOf(EmbeddedPostgresException.class)
          .hasMessageContaining("chính chương trình này");
      // Another process still finds it locked.
      Process other = new ProcessBuilder(command()).redirectErrorStream(true).start();
      assertThat(
              new String(
                  other.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8))
          .contains("tiến trình " + ProcessHandle.current().pid());
      assertThat(ask(first, "select 1")).isEqualTo("1");
    }
  }

  @Test
  void serverOfAKilledProgramIsUsedAgain() throws Exception {
    Process killed = child();
    long server = serverPid();
    killed.destroyForcibly().waitFor();

    try (EmbeddedPostgres again = EmbeddedPostgres.start(data, SMALL)) {
      assertThat(again.adopted()).isTrue();
      assertThat(serverPid()).isEqualTo(server);
      assertThat(ask(again, "select count(*) from kept")).isEqualTo("1");
    }
    assertThat(Postmaster.file(data.resolve("postgres/data"))).doesNotExist();
  }

  @Test
  void serverKilledTooIsStartedAgainWithWhatWasCommitted() throws Exception {
    Process killed = child();
    ProcessHandle server = ProcessHandle.of(serverPid()).orElseThrow();
    killed.destroyForcibly().waitFor();
    server.destroyForcibly();
    server.onExit().get(30, TimeUnit.SECONDS);
    assertThat(Postmaster.file(data.resolve("postgres/data"))).exists();

    try (EmbeddedPostgres again = EmbeddedPostgres.start(data, SMALL)) {
      assertThat(again.adopted()).isFalse();
      assertThat(ask(again, "select count(*) from kept")).isEqualTo("1");
    }
  }

  @Test
  void staleProcessNumberOfAnotherProgramIsNotTakenForTheServer() throws Exception {
    EmbeddedPostgres.start(data, SMALL).close();
    Path file = Postmaster.file(data.toRealPath().resolve("postgres/data"));
    Files.writeString(
        file, ProcessHandle.current().pid() + "\n" + data + "\n0\n1\n\n127.0.0.1\n\nready   \n");

    try (EmbeddedPostgres again = EmbeddedPostgres.start(data, SMALL)) {
      assertThat(again.adopted()).isFalse();
      assertThat(ask(again, "select 1")).isEqualTo("1");
    }
  }

  @Test
  void takenPortIsLeftToItsHolder() throws Exception {
    try (EmbeddedPostgres first = EmbeddedPostgres.start(data, SMALL)) {
      Path other = Files.createDirectory(folder.resolve("other"));
      usePrograms(other);
      String port = first.url().replaceFirst(".*:([0-9]+)/.*", "$1");
      Files.writeString(other.resolve("postgres/port"), port);
      try (EmbeddedPostgres second = EmbeddedPostgres.start(other, SMALL)) {
        assertThat(second.url()).isNotEqualTo(first.url());
        assertThat(ask(second, "select 1")).isEqualTo("1");
      }
    }
  }

  @Test
  void creationLeftHalfDoneIsBegunAnew() throws Exception {
    Path home = folder.resolve("new/postgres");
    Path part = home.resolve("data.part");
    Path program = home.resolve("bin-" + Binaries.VERSION + "/bin/postgres");
    Files.createDirectories(part.resolve("base"));
    Files.createDirectories(program.getParent());
    Files.createFile(program);
    Files.setPosixFilePermissions(
        folder.resolve("new"), PosixFilePermissions.fromString("rwx--x--x"));

    try (EmbeddedPostgres postgres = EmbeddedPostgres.start(folder.resolve("new"), SMALL)) {
      assertThat(ask(postgres, "select 1")).isEqualTo("1");
    }
    assertThat(part).doesNotExist();
    assertThat(program).isNotEmptyFile();
  }

  @Test
  void brokenSettingIsToldInOneMessageAndTheFolderIsFreeAgain() throws Exception {
    assertThatThrownBy(() -> EmbeddedPostgres.start(data, Map.of("shared_buffers", "lots")))
        .isInstanceOf(EmbeddedPostgresException.class)
        .hasMessageContaining("Không khởi động được cơ sở dữ liệu nhúng")
        .hasMessageContaining("shared_buffers");

    try (EmbeddedPostgres postgres = EmbeddedPostgres.start(data, SMALL)) {
      assertThat(ask(postgres, "select 1")).isEqualTo("1");
    }
  }

  @Test
  void filesOfAnotherMajorVersionAreNotTouched() throws Exception {
    EmbeddedPostgres.start(data, SMALL).close();
    Path version = data.resolve("postgres/data/PG_VERSION");
    Files.writeString(version, "17\n");

    assertThatThrownBy(() -> EmbeddedPostgres.start(data, SMALL))
        .isInstanceOf(EmbeddedPostgresException.class)
        .hasMessageContaining("là của PostgreSQL 17");
    assertThat(version).hasContent("17\n");
  }

  @Test
  void lostPasswordIsToldAndNothingIsReplaced() throws Exception {
    EmbeddedPostgres.start(data, SMALL).close();
    Files.delete(data.resolve("postgres/password"));

    assertThatThrownBy(() -> EmbeddedPostgres.start(data, SMALL))
        .isInstanceOf(EmbeddedPostgresException.class)
        .hasMessageContaining("tệp mật khẩu");
    assertThat(data.resolve("postgres/data/PG_VERSION")).exists();
  }

  /** Another program that runs the database of the folder until its input ends. */
  private Process child() throws IOException {
    Process child = new ProcessBuilder(command()).redirectErrorStream(true).start();
    BufferedReader says = child.inputReader(java.nio.charset.StandardCharsets.UTF_8);
    StringBuilder all = new StringBuilder();
    for (String line = says.readLine(); line != null; line = says.readLine()) {
      if (line.equals(Holder.READY)) {
        return child;
      }
      all.append(line).append('\n');
    }
    throw new AssertionError("the child did not start: " + all);
  }

  private List<String> command() {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-cp",
        System.getProperty("java.class.path"),
        "-Dstdout.encoding=UTF-8",
        "-Dstderr.encoding=UTF-8",
        "-Dorg.slf4j.simpleLogger.defaultLogLevel=error",
        Holder.class.getName(),
        data.toString());
  }

  /** The other program. */
  static final class Holder {
    static final String READY = "ready";

    private Holder() {}

    public static void main(String[] args) throws Exception {
      try (EmbeddedPostgres postgres = EmbeddedPostgres.start(Path.of(args[0]), SMALL)) {
        ask(postgres, "create table if not exists kept (says text)");
        ask(postgres, "insert into kept values ('acknowledged')");
        System.out.println(READY);
        while (System.in.read() >= 0) {
          // Until the parent closes it.
        }
      }
    }
  }
}
