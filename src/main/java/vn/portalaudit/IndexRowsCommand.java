package vn.portalaudit;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import vn.portalaudit.campaign.Actor;
import vn.portalaudit.campaign.Ruling;
import vn.portalaudit.campaign.sheets.AnnexTemplate;
import vn.portalaudit.index.AnnexTable;
import vn.portalaudit.index.IndexSet;
import vn.portalaudit.index.IndexSets;
import vn.portalaudit.index.Scheme;
import vn.portalaudit.index.SetScheme;
import vn.portalaudit.sheet.Problem;
import vn.portalaudit.store.Database;
import vn.portalaudit.store.campaign.AnnexStore;
import vn.portalaudit.store.campaign.Campaigns;
import vn.portalaudit.web.page.SetLibrary;

/**
 * {@code index import-rows} and {@code index rows-template}: rows that a text leaves to its annex.
 */
class IndexRowsCommand extends IndexSetCommand {
  @CommandLine.Spec private CommandLine.Model.@Nullable CommandSpec spec;

  @Command(
      name = "rows-template",
      description = "Ghi tệp mẫu để chép các dòng của phụ lục vào (XLSX hoặc CSV).",
      mixinStandardHelpOptions = true)
  int template(
      @Parameters(paramLabel = "MÃ", description = "Mã bộ chỉ số.") String id,
      @Parameters(paramLabel = "TỆP", description = "Tên tệp .xlsx hoặc .csv.") Path file)
      throws IOException {
    Scheme scheme = SetScheme.of(set(id));
    if (file.toString().endsWith(".xlsx")) {
      try (OutputStream out = Files.newOutputStream(file)) {
        AnnexTemplate.xlsx(scheme, out);
      }
    } else {
      Files.write(file, AnnexTemplate.csv(scheme));
    }
    out().println("Đã ghi tệp mẫu " + file);
    return 0;
  }

  @Command(
      name = "import-rows",
      description =
          "Nhập bảng các dòng mà văn bản để ở phụ lục: tổng điểm và số dòng phải khớp văn bản; tất"
              + " cả hoặc không gì cả.",
      mixinStandardHelpOptions = true)
  int rows(
      @Parameters(paramLabel = "MÃ", description = "Mã bộ chỉ số.") String id,
      @Parameters(paramLabel = "TỆP", description = "Tệp .xlsx (trang rows) hoặc .csv.") Path file,
      @Option(names = "--dry-run", description = "Chỉ kiểm tra, chưa nhập.") boolean dryRun,
      @Mixin StoredAt stored)
      throws IOException {
    IndexSet set = set(id);
    AnnexTable table =
        AnnexTable.read(
            String.valueOf(file.getFileName()), Files.readAllBytes(file), SetScheme.of(set));
    if (table.scheme() == null) {
      PrintWriter err = line().getErr();
      table.problems().stream().map(Problem::line).forEach(err::println);
      err.println("Không nhập dòng nào.");
      return IndexFigures.BAD_DATA;
    }
    if (dryRun) {
      out().println("Đúng: " + table.lines().size() + " dòng (chưa nhập).");
      return 0;
    }
    StoredAt.Place place = stored.place();
    try (Database database = place.visit()) {
      Campaigns campaigns =
          new Campaigns(
              database.migrate(),
              InstantSource.system(),
              place.data(),
              new SetLibrary(Home.folder()));
      Ruling<AnnexStore.Imported> done =
          campaigns
              .department()
              .importRows(
                  id,
                  set.version(),
                  String.valueOf(file.getFileName()),
                  table,
                  new Actor("dòng lệnh", Actor.Role.DEPARTMENT, null));
      out()
          .println(
              "Đã nhập bảng phụ lục số "
                  + done.value().number()
                  + " của "
                  + id
                  + ": "
                  + table.lines().size()
                  + " dòng; kỳ mở sau này dùng bảng này.");
      return 0;
    }
  }

  private static IndexSet set(String id) {
    return IndexSets.load(folder())
        .find(id)
        .orElseThrow(() ->
            new IllegalArgumentException(
                "Không có bộ chỉ số «" + id + "»; xem ./portal-audit index list"));
  }

  private CommandLine line() {
    return Objects.requireNonNull(spec).commandLine();
  }

  private PrintWriter out() {
    return line().getOut();
  }
}
