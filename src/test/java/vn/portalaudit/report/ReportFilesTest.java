package vn.portalaudit.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportFilesTest {
  @TempDir private Path home;
  private final ReportFiles files = new ReportFiles(GoldenReportTest.REPORTS);

  @Test
  void writesBothFilesForTheirOwnerAlone() throws IOException {
    Path folder = home.resolve("audits/mau");
    ReportFiles.Written written =
        files.write(SampleReport.plain(), SampleReport.checklists(), folder);
    assertThat(Files.readString(written.result()))
        .isEqualTo(ResultDocument.write(SampleReport.plain()));
    assertThat(Files.readString(written.page())).startsWith("<!DOCTYPE html>");
    assertThat(permissions(written.result())).isEqualTo("rw-------");
    assertThat(permissions(written.page())).isEqualTo("rw-------");
    assertThat(permissions(folder)).isEqualTo("rwx------");
  }

  @Test
  void leavesNothingElseBehind() throws IOException {
    files.write(SampleReport.plain(), SampleReport.checklists(), home);
    files.write(SampleReport.plain(), SampleReport.checklists(), home);
    try (Stream<Path> all = Files.list(home)) {
      assertThat(all.map(path -> String.valueOf(path.getFileName())))
          .containsExactlyInAnyOrder("result.json", "report.html");
    }
  }

  @Test
  void aFailedWriteKeepsTheOldFile() throws IOException {
    Path target = Files.createDirectory(home.resolve("result.json"));
    Files.writeString(target.resolve("cu"), "cũ");
    assertThatThrownBy(() -> ReportFiles.save(target, "mới")).isInstanceOf(IOException.class);
    try (Stream<Path> all = Files.list(home)) {
      assertThat(all).containsExactly(target);
    }
  }

  private static String permissions(Path file) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }
}
