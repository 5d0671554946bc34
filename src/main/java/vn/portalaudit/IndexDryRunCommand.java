package vn.portalaudit;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import vn.portalaudit.campaign.Campaign;
import vn.portalaudit.campaign.sheets.FlatTable;
import vn.portalaudit.campaign.sheets.MovesTable;
import vn.portalaudit.report.ComparisonTable;
import vn.portalaudit.store.Database;
import vn.portalaudit.store.campaign.Campaigns;
import vn.portalaudit.store.campaign.DepartmentDesk;
import vn.portalaudit.store.campaign.DryRun;
import vn.portalaudit.store.campaign.Opening;
import vn.portalaudit.web.page.SetLibrary;
import vn.portalaudit.web.page.StoredEvidence;

/** {@code index dry-run CAMPAIGN}: a campaign's stored figures under another version. */
@Command(
    name = "dry-run",
    description =
        "Tính lại số liệu đã lưu của một kỳ theo phiên bản khác của bộ chỉ số hoặc bộ tiêu chí: ai"
            + " đổi hạng, bao nhiêu, vì sao. Không ghi gì vào kỳ.",
    mixinStandardHelpOptions = true)
final class IndexDryRunCommand implements Callable<Integer> {
  @Parameters(index = "0", paramLabel = "KỲ", description = "Mã kỳ đánh giá.")
  private String code = "";

  @Option(
      names = "--set",
      paramLabel = "TỆP",
      description = "Tệp bộ chỉ số để chạy thử; mặc định: bản trong thư mục bộ chỉ số.")
  private @Nullable Path set;

  @Option(
      names = "--rows",
      paramLabel = "TỆP",
      description = "Bảng phụ lục rows.csv dùng cùng --set.")
  private @Nullable Path rows;

  @Option(
      names = "--rejudge",
      description = "Chấm lại minh chứng đã lưu của các cổng theo bộ tiêu chí đang dùng.")
  private boolean rejudge;

  @Option(
      names = "--rules",
      paramLabel = "THƯ MỤC",
      description =
          "Chấm lại theo bộ tiêu chí của thư mục này (có checklists/ và probes/); kèm --rejudge.")
  private @Nullable Path rules;

  @Option(
      names = "--json",
      paramLabel = "TỆP",
      description = "Ghi kết quả dạng JSON vào đây; «-» là đầu ra chuẩn.")
  private @Nullable String json;

  @Option(
      names = "--out",
      paramLabel = "TỆP",
      description = "Ghi bảng kết quả vào tệp .xlsx hoặc .csv.")
  private @Nullable Path out;

  @Mixin private StoredAt stored = new StoredAt();

  @Override
  public Integer call() throws IOException {
    Path home = Home.folder();
    SetLibrary library = new SetLibrary(home);
    StoredAt.Place place = stored.place();
    try (Database database = place.visit()) {
      DepartmentDesk desk =
          new Campaigns(database.migrate(), InstantSource.system(), place.data(), library)
              .department();
      Campaign campaign = campaign(desk, code);
      StoredEvidence evidence =
          rejudge || rules != null
              ? new StoredEvidence(Objects.requireNonNullElse(rules, home), InstantSource.system())
              : null;
      DryRun.Outcome outcome =
          desk.dryRun(
              campaign.id(),
              other(desk, library, campaign),
              evidence == null ? DryRun.Portals.AS_STORED : evidence,
              DryRun.Progress.NONE);
      tell(campaign, outcome, evidence);
      return 0;
    }
  }

  static Campaign campaign(DepartmentDesk desk, String code) {
    List<Campaign> all = desk.campaigns();
    return all.stream()
        .filter(one -> one.code().equals(code))
        .findFirst()
        .orElseThrow(() ->
            new IllegalArgumentException(
                "Không có kỳ «"
                    + code
                    + "»; các kỳ: "
                    + (all.isEmpty()
                        ? "chưa có"
                        : String.join(", ", all.stream().map(Campaign::code).toList()))));
  }

  private Opening.Definition other(DepartmentDesk desk, SetLibrary library, Campaign campaign)
      throws IOException {
    String table = rows == null ? null : Files.readString(rows);
    if (set != null) {
      return SetLibrary.definition(set.toString(), Files.readString(set), table);
    }
    Opening.Definition own =
        library.definition(
            library
                .find(campaign.set().id())
                .orElseThrow(() ->
                    new IllegalArgumentException(
                        "Thư mục bộ chỉ số không có «"
                            + campaign.set().id()
                            + "»; thêm --set TỆP")));
    return table == null
        ? desk.whole(own)
        : new Opening.Definition(own.set(), own.version(), own.source(), table);
  }

  private void tell(Campaign campaign, DryRun.Outcome outcome, @Nullable StoredEvidence evidence)
      throws IOException {
    String before = outcome.before().figures().scheme().named();
    String after = outcome.after().figures().scheme().named();
    Path file = out;
    if (file != null) {
      FlatTable table =
          MovesTable.of(
              outcome.comparison(), campaign.title() + ": " + before + " so với " + after);
      if (file.toString().endsWith(".xlsx")) {
        try (OutputStream to = Files.newOutputStream(file)) {
          table.xlsx(to);
        }
      } else {
        Files.write(file, table.csv());
      }
    }
    Outputs.print(
        json,
        ComparisonTable.json(outcome.comparison(), before, after),
        ComparisonTable.lines(outcome.comparison()));
    PrintStream err = AuditCommand.utf8(System.err);
    outcome.kept().forEach(name -> err.println("Lưu ý: " + name + ": giữ điểm máy cũ"));
    if (evidence != null) {
      evidence.problems().forEach(line -> err.println("Lưu ý: " + line));
      err.println("Đã chấm lại minh chứng của " + evidence.judged() + " cổng.");
    }
  }
}
