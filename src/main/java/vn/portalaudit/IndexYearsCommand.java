package vn.portalaudit;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import vn.portalaudit.campaign.sheets.YearTable;
import vn.portalaudit.report.Vietnamese;
import vn.portalaudit.store.Database;
import vn.portalaudit.store.campaign.Campaigns;
import vn.portalaudit.web.page.SetLibrary;

/** {@code index years ID}: the published years of a set beside each other, in percent. */
@Command(
    name = "years",
    description =
        "So các năm đã công bố của một bộ chỉ số, theo phần trăm; đánh dấu năm bộ chỉ số đổi.",
    mixinStandardHelpOptions = true)
final class IndexYearsCommand implements Callable<Integer> {
  @Parameters(index = "0", paramLabel = "MÃ", description = "Mã bộ chỉ số.")
  private String id = "";

  @Option(names = "--out", paramLabel = "TỆP", description = "Ghi bảng vào tệp .xlsx hoặc .csv.")
  private @Nullable Path out;

  @Mixin private StoredAt stored = new StoredAt();

  @Override
  public Integer call() throws IOException {
    StoredAt.Place place = stored.place();
    try (Database database = place.visit()) {
      YearTable years =
          new Campaigns(
                  database.migrate(),
                  InstantSource.system(),
                  place.data(),
                  new SetLibrary(Home.folder()))
              .department()
              .years(id);
      Path file = out;
      if (file != null && file.toString().endsWith(".xlsx")) {
        try (OutputStream to = Files.newOutputStream(file)) {
          years.table(id).xlsx(to);
        }
      } else if (file != null) {
        Files.write(file, years.table(id).csv());
      }
      print(years, AuditCommand.utf8(System.out));
      return 0;
    }
  }

  private void print(YearTable years, PrintStream to) {
    if (years.years().isEmpty()) {
      to.println("Chưa có kỳ nào của «" + id + "» được công bố.");
      return;
    }
    years
        .years()
        .forEach(year ->
            to.println(
                year.year()
                    + ": "
                    + year.campaign()
                    + ", bộ chỉ số "
                    + year.version()
                    + (year.broken() ? " — đứt chuỗi: khác năm trước" : "")));
    for (YearTable.Row row : years.rows()) {
      StringBuilder line = new StringBuilder(row.name());
      for (int y = 0; y < years.years().size(); y++) {
        Optional<YearTable.Stood> stood = row.stood().get(y);
        line.append("; ")
            .append(years.years().get(y).year())
            .append(": ")
            .append(
                stood
                    .map(one ->
                        (one.percent() == null ? "–" : Vietnamese.number(one.percent()) + "%")
                            + ", hạng "
                            + one.rank())
                    .orElse("không có"));
      }
      to.println(line);
    }
  }
}
