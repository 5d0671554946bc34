package vn.portalaudit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The report of an audit, from the command line. */
class ReportCommandTest {
  private static final Path RESULT =
      Path.of(System.getProperty("portalaudit.home", "."))
          .resolve("src/test/resources/golden/report/so-mau.json");

  @TempDir private Path folder;

  @Test
  void writesEveryFormatForItsOwnerAlone() throws IOException {
    Files.copy(RESULT, folder.resolve("result.json"));
    Cli done =
        Cli.run(
            "report",
            folder.toString(),
            "--pdf",
            folder.resolve("a.pdf").toString(),
            "--docx",
            folder.resolve("a.docx").toString(),
            "--xlsx",
            folder.resolve("a.xlsx").toString(),
            "--csv",
            folder.resolve("bang").toString());

    assertThat(done.err()).isEmpty();
    assertThat(done.status()).isZero();
    assertThat(start("a.pdf")).isEqualTo("%PDF");
    assertThat(start("a.docx")).startsWith("PK");
    assertThat(start("a.xlsx")).startsWith("PK");
    assertThat(folder.resolve("bang")).isDirectoryContaining("glob:**/tieu-chi-1.csv");
    assertThat(
            PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("a.pdf"))))
        .isEqualTo("rw-------");
  }

  private String start(String name) throws IOException {
    return new String(Files.readAllBytes(folder.resolve(name)), 0, 4, StandardCharsets.ISO_8859_1);
  }

  @Test
  void saysWhatIsMissing() {
    Cli nothing = Cli.run("report", folder.toString());
    assertThat(nothing.status()).isEqualTo(2);
    assertThat(nothing.err()).contains("--pdf");

    Cli noAudit = Cli.run("report", folder.toString(), "--docx", folder.resolve("x").toString());
    assertThat(noAudit.status()).isEqualTo(2);
    assertThat(noAudit.err()).contains("result.json");
  }
}
