package vn.portalaudit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import vn.portalaudit.registry.Registry;
import vn.portalaudit.registry.sheets.RegistryFile;
import vn.portalaudit.store.Database;
import vn.portalaudit.store.TestDatabase;

class RegistryCommandTest {
  @TempDir Path temp;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private Path config;

  @BeforeEach
  void configure() throws IOException {
    Database.Address address = TestDatabase.freshAddress();
    config = temp.resolve("portal-audit.yml");
    Path password = temp.resolve("mat-khau");
    Files.writeString(password, address.password() == null ? "" : address.password());
    Files.writeString(
        config,
        "database:\n  url: \"%s\"\n  user: \"%s\"\n  password-file: \"%s\"\n"
            .formatted(address.url(), address.user(), password));
  }

  private int run(String... args) {
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    return new CommandLine(new PortalAudit())
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(args);
  }

  private int registry(String command, Path file, String... more) {
    String[] args = new String[5 + more.length];
    args[0] = "registry";
    args[1] = command;
    args[2] = file.toString();
    args[3] = "--config";
    args[4] = config.toString();
    System.arraycopy(more, 0, args, 5, more.length);
    return run(args);
  }

  private static Path merger() throws URISyntaxException {
    return Path.of(
        Objects.requireNonNull(RegistryCommandTest.class.getResource("/registry/sap-nhap"))
            .toURI());
  }

  @Test
  void templateIsWrittenWithoutADatabase() {
    Path file = temp.resolve("mau.xlsx");

    assertThat(run("registry", "template", file.toString())).isZero();
    assertThat(file).isNotEmptyFile();
    assertThat(out.toString()).contains("Đã ghi tệp mẫu");
  }

  @Test
  void dryRunTellsAndStoresNothing() throws Exception {
    assertThat(registry("import", merger(), "--dry-run")).isZero();
    assertThat(out.toString()).contains("sẽ thêm").contains("(chưa nhập)");

    Path file = temp.resolve("xuat.xlsx");
    assertThat(registry("export", file)).isZero();
    assertThat(out.toString()).contains("Đã ghi 0 cơ quan, 0 cổng");
  }

  @Test
  void whatIsImportedIsExported() throws Exception {
    assertThat(registry("import", merger())).isZero();
    assertThat(out.toString()).contains("Đã nhập").contains("thêm");
    assertThat(err.toString()).contains("Lưu ý: cong.csv:9: cột F «Theo dõi»");

    Path file = temp.resolve("xuat.xlsx");
    assertThat(registry("export", file)).isZero();

    assertThat(RegistryFile.read(file, Registry.EMPTY, false).registry())
        .isEqualTo(RegistryFile.read(merger(), Registry.EMPTY, false).registry());
    assertThat(registry("import", file)).isZero();
    assertThat(out.toString()).contains("không đổi gì");
  }

  @Test
  void exportMayBeOfADay() throws Exception {
    assertThat(registry("import", merger())).isZero();

    assertThat(registry("export", temp.resolve("truoc.zip"), "--as-of", "2025-06-30")).isZero();
    assertThat(out.toString()).contains("Đã ghi 7 cơ quan, 6 cổng");
    assertThat(registry("export", temp.resolve("sau"), "--as-of", "2025-07-01")).isZero();
    assertThat(out.toString()).contains("Đã ghi 7 cơ quan, 5 cổng");
  }

  @Test
  void badFileIsToldLineByLineAndStoresNothing() throws IOException {
    Path folder = Files.createDirectory(temp.resolve("danh-ba"));
    Files.writeString(
        folder.resolve("co-quan.csv"),
        "Mã cơ quan,Tên cơ quan,Cấp\nso-y-te,Sở Y tế,Sở\nSở Nội vụ,Sở Nội vụ,Ban\n");

    assertThat(registry("import", folder)).isEqualTo(2);

    assertThat(err.toString().lines().filter(line -> line.startsWith("co-quan.csv:3: cột ")))
        .hasSize(2);
    assertThat(err.toString()).contains("Không nhập dòng nào.");
    assertThat(registry("export", temp.resolve("xuat"))).isZero();
    assertThat(out.toString()).contains("Đã ghi 0 cơ quan");
  }

  @Test
  void theAgencyListsOfTheTextsAreImportedAsTheyAre() throws Exception {
    Path lists = Path.of(System.getProperty("portalaudit.home", "."), "checklists", "danh-ba");
    for (String text : List.of("ha-noi-920", "noi-vu-988", "btttt-1726")) {
      assertThat(registry("import", lists.resolve(text))).as(text + err).isZero();
    }
    Path file = temp.resolve("xuat.zip");
    assertThat(registry("export", file)).isZero();
    Registry all = RegistryFile.read(file, Registry.EMPTY, false).registry();
    assertThat(all.versions()).filteredOn(one -> "so".equals(one.rankingGroup())).hasSize(22);
    assertThat(all.versions()).filteredOn(one -> "huyen".equals(one.rankingGroup())).hasSize(30);
    assertThat(all.agencies()).filteredOn(one -> one.tags().contains("kinh-te-so")).hasSize(9);
    assertThat(all.agencies()).filteredOn(one -> one.tags().contains("thang-450")).hasSize(2);
  }
}
