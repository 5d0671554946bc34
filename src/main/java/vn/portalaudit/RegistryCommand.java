package vn.portalaudit;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import vn.portalaudit.registry.Change;
import vn.portalaudit.registry.Registry;
import vn.portalaudit.registry.sheets.Imported;
import vn.portalaudit.registry.sheets.RegistryFile;
import vn.portalaudit.sheet.Problem;
import vn.portalaudit.store.Database;
import vn.portalaudit.store.RegistryStore;

/** {@code registry template FILE}, {@code import FILE [--dry-run]}, {@code export FILE}. */
@Command(
    name = "registry",
    description =
        "Danh bạ cơ quan và cổng: tệp mẫu, nhập, xuất (XLSX, hoặc thư mục hay ZIP các CSV).",
    mixinStandardHelpOptions = true)
final class RegistryCommand implements Runnable {
  private static final int BAD_FILE = 2;

  @CommandLine.Spec private CommandLine.Model.@Nullable CommandSpec spec;

  @Override
  public void run() {
    line().usage(out());
  }

  private CommandLine line() {
    return Objects.requireNonNull(spec).commandLine();
  }

  private PrintWriter out() {
    return line().getOut();
  }

  private PrintWriter err() {
    return line().getErr();
  }

  @Command(name = "template", description = "Ghi tệp mẫu để điền.", mixinStandardHelpOptions = true)
  int template(
      @Parameters(paramLabel = "TỆP", description = "Tên tệp .xlsx, .zip, hoặc một thư mục.")
          Path file)
      throws IOException {
    RegistryFile.template(file);
    out().println("Đã ghi tệp mẫu " + file);
    return 0;
  }

  @Command(
      name = "import",
      description = "Nhập danh bạ: tất cả hoặc không gì cả; không dòng nào bị xóa.",
      mixinStandardHelpOptions = true)
  int importing(
      @Parameters(
              paramLabel = "TỆP",
              description = "Tệp .xlsx, .csv, .zip, hoặc thư mục các tệp CSV.")
          Path file,
      @Option(names = "--dry-run", description = "Chỉ kiểm tra và cho biết sẽ đổi gì.")
          boolean dryRun,
      @Option(names = "--allow-private", description = "Cho phép địa chỉ nội bộ (để thử nghiệm).")
          boolean allowPrivate,
      @Mixin StoredAt stored) {
    try (Database database = stored.place().visit()) {
      RegistryStore store = new RegistryStore(database.migrate());
      Registry current = store.read();
      Imported imported = RegistryFile.read(file, current, allowPrivate);
      imported.warnings().forEach(warning -> err().println("Lưu ý: " + warning.line()));
      if (!imported.problems().isEmpty()) {
        imported.problems().stream().map(Problem::line).forEach(err()::println);
        err().println("Không nhập dòng nào.");
        return BAD_FILE;
      }
      List<Change> changes =
          dryRun
              ? current.changes(imported.registry())
              : store.apply(imported.registry(), allowPrivate);
      out().println(told(imported.rows(), changes, dryRun));
      return 0;
    }
  }

  private static String told(int rows, List<Change> changes, boolean dryRun) {
    Map<Change.What, Long> counts = new EnumMap<>(Change.What.class);
    changes.forEach(change -> counts.merge(change.what(), 1L, Long::sum));
    String what =
        counts.entrySet().stream()
            .map(count -> count.getKey().label() + " " + count.getValue())
            .collect(Collectors.joining(", "));
    return (dryRun ? "Kiểm tra xong " : "Đã nhập ")
        + rows
        + " dòng; "
        + (dryRun ? "sẽ " : "")
        + (what.isEmpty() ? "không đổi gì" : what)
        + (dryRun ? " (chưa nhập)" : "");
  }

  @Command(name = "export", description = "Xuất danh bạ.", mixinStandardHelpOptions = true)
  int export(
      @Parameters(paramLabel = "TỆP", description = "Tên tệp .xlsx, .zip, hoặc một thư mục.")
          Path file,
      @Option(
              names = "--as-of",
              paramLabel = "NGÀY",
              description =
                  "Chỉ những gì có hiệu lực vào ngày này (2025-07-01); mặc định: toàn bộ lịch"
                      + " sử.")
          @Nullable String asOf,
      @Mixin StoredAt stored)
      throws IOException {
    LocalDate day = asOf == null ? null : day(asOf);
    try (Database database = stored.place().visit()) {
      RegistryStore store = new RegistryStore(database.migrate());
      Registry registry = day == null ? store.read() : store.readAsOf(day);
      RegistryFile.write(registry, file);
      out()
          .println(
              "Đã ghi "
                  + registry.agencies().size()
                  + " cơ quan, "
                  + registry.portals().size()
                  + " cổng vào "
                  + file);
      return 0;
    }
  }

  private static LocalDate day(String text) {
    try {
      return LocalDate.parse(text);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          "--as-of «" + text + "» không phải ngày; viết như 2025-07-01");
    }
  }
}
