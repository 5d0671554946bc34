package vn.portalaudit.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an audit keeps of its rules. */
class RuleFilesTest {
  private static final Path HOME = Path.of(System.getProperty("portalaudit.home", ""));
  private static final String ID = "ky-thuat-cong";

  @TempDir private Path folder;

  @Test
  void whatIsKeptIsWhatWasReadAndGivesTheSameRules() throws IOException {
    RuleFiles files = RuleFiles.read(HOME);
    files.keep(folder);
    byte[] first = Files.readAllBytes(folder.resolve(RuleFiles.KEPT));
    files.keep(folder);

    RuleFiles kept = RuleFiles.kept(folder).orElseThrow();
    assertThat(kept.digest()).isEqualTo(files.digest());
    assertThat(Files.readAllBytes(folder.resolve(RuleFiles.KEPT))).isEqualTo(first);
    assertThat(Rules.offline(kept).checklists()).isEqualTo(Rules.offline(HOME).checklists());
    assertThat(Rules.offline(kept).digest()).isEqualTo(files.digest());
  }

  @Test
  void anotherTextIsAnotherDigest() throws IOException {
    RuleFiles files = RuleFiles.read(HOME);
    RuleFiles other = files.with(ID, files.checklist(ID).orElseThrow() + "\n");
    assertThat(other.digest()).isNotEqualTo(files.digest());
    assertThat(files.with(ID, files.checklist(ID).orElseThrow()).digest())
        .isEqualTo(files.digest());
  }

  @Test
  void anAuditThatKeptNoneHasNone() throws IOException {
    assertThat(RuleFiles.kept(folder)).isEmpty();
  }

  @Test
  void whatNoAuditKeepsIsRefused() throws IOException {
    zip("../checklists/x.yml", 10);
    refused();
    zip("checklists/../../x.yml", 10);
    refused();
    zip("checklists/x.yml", 30_000_000);
    refused();
    Files.write(folder.resolve(RuleFiles.KEPT), new byte[] {'P', 'K', 3, 4, 1, 2, 3});
    refused();
  }

  private void refused() {
    assertThatThrownBy(() -> RuleFiles.kept(folder))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("không đọc được bộ quy tắc của lần kiểm tra");
  }

  private void zip(String name, int bytes) throws IOException {
    try (ZipOutputStream zip =
        new ZipOutputStream(Files.newOutputStream(folder.resolve(RuleFiles.KEPT)))) {
      zip.putNextEntry(new ZipEntry(name));
      zip.write(new byte[bytes]);
    }
  }
}
