package vn.portalaudit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.portalaudit.store.Database;

class BackupCommandTest {
  private static final String ATTACHED = "minh-chung/ab/ab" + "0".repeat(62);

  @TempDir private Path folder;
  private Path data = Path.of("");
  private Path file = Path.of("");
  private Path config = Path.of("");

  /** What a command said on both streams, and its exit status. */
  private record Ran(int status, String says) {}

  @BeforeEach
  void name() throws IOException {
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx--x--x"));
    data = folder.resolve("data");
    file = folder.resolve("sao-luu.zip");
    config = folder.resolve("portal-audit.yml");
    Files.writeString(config, "{}\n");
  }

  private Ran run(String command, Path target) {
    PrintStream out = System.out;
    PrintStream err = System.err;
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    PrintStream taken = new PrintStream(said, true, StandardCharsets.UTF_8);
    System.setOut(taken);
    System.setErr(taken);
    try {
      int status =
          Main.run(
              command, file.toString(), "--data", target.toString(), "--config", config.toString());
      return new Ran(status, said.toString(StandardCharsets.UTF_8));
    } finally {
      System.setOut(out);
      System.setErr(err);
    }
  }

  private static void evidence(Path data, String audit, String lines) throws IOException {
    Path of = Files.createDirectories(data.resolve("audits").resolve(audit));
    Files.writeString(of.resolve("captures.jsonl"), lines);
  }

  private static void kept(Path data, String name, String content) throws IOException {
    Path file = data.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, content);
  }

  @Test
  void backsUpBesideTheServiceAndRestoresElsewhereTellingWhichEvidenceIsAmiss() throws Exception {
    try (Database service = Database.embedded(data).migrate()) {
      service.jdbc().sql("insert into agency (code) values ('so-y-te')").update();
      evidence(data, "con", "1\n");
      evidence(data, "khac", "2\n");
      evidence(data, "xa-mau/mat.1", "3\n");
      evidence(data, "xa-mau/con.1", "4\n");
      kept(data, "khoa-ung-dung", "k".repeat(32));
      kept(data, ATTACHED, "tệp của cơ quan");
      kept(data, "minh-chung/ab/phan-1", "dở dang");
      Ran backup = run("backup", data);
      assertThat(backup.says()).contains("2 tệp đính kèm và khóa, danh mục 4 thư mục minh chứng");
      assertThat(backup.status()).isZero();
      assertThat(service.answers()).isTrue();

      Ran refused = run("restore", data);
      assertThat(refused.status()).isNotZero();
      assertThat(refused.says()).contains("đang được một chương trình portal-audit khác dùng");
    }
    Path other = folder.resolve("other");
    evidence(other, "con", "1\n");
    evidence(other, "khac", "đã sửa\n");
    evidence(other, "xa-mau/con.1", "4\n");
    kept(other, "khoa-ung-dung", "x".repeat(32));

    Ran restore = run("restore", other);

    assertThat(restore.says())
        .contains(
            "2 thư mục nguyên vẹn, 2 thư mục thiếu hoặc khác",
            "khác  khac",
            "thiếu xa-mau/mat.1",
            "khác  khoa-ung-dung (giữ tệp đang có)");
    assertThat(restore.status()).isZero();
    assertThat(other.resolve(ATTACHED)).hasContent("tệp của cơ quan");
    assertThat(Files.getPosixFilePermissions(other.resolve(ATTACHED)))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    assertThat(other.resolve("khoa-ung-dung")).hasContent("x".repeat(32));
    assertThat(other.resolve("minh-chung/ab")).isDirectoryNotContaining("glob:**/phan-*");
    try (Database restored = Database.embedded(other)) {
      assertThat(restored.jdbc().sql("select code from agency").query(String.class).single())
          .isEqualTo("so-y-te");
    }
    assertThat(run("restore", other).says()).contains("Chỉ phục hồi vào cơ sở dữ liệu trống");
  }

  @Test
  void folderWithoutDatabaseIsToldAndLeftAlone() {
    Ran ran = run("backup", data);

    assertThat(ran.status()).isEqualTo(2);
    assertThat(ran.says()).contains("Không có cơ sở dữ liệu trong");
    assertThat(data).doesNotExist();
  }
}
