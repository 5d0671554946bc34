package vn.portalaudit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import vn.portalaudit.checklist.Checklist;
import vn.portalaudit.document.Documents;
import vn.portalaudit.document.form.AuditSheet;
import vn.portalaudit.domain.AuditReport;
import vn.portalaudit.domain.Scorecard;
import vn.portalaudit.report.ReportFiles;
import vn.portalaudit.report.ResultDocument;

/** {@code report DIR}: the report of an earlier audit for printing, filing and calculating. */
@Command(
    name = "report",
    description = "Xuất báo cáo của một lần kiểm tra thành PDF, DOCX, XLSX, CSV.",
    mixinStandardHelpOptions = true)
final class ReportCommand implements Callable<Integer> {
  @Parameters(index = "0", paramLabel = "THƯ MỤC", description = "Thư mục của lần kiểm tra.")
  private Path folder = Path.of("");

  @Option(names = "--pdf", paramLabel = "TỆP", description = "Ghi báo cáo PDF khổ A4 vào đây.")
  private @Nullable Path pdf;

  @Option(names = "--docx", paramLabel = "TỆP", description = "Ghi báo cáo Word vào đây.")
  private @Nullable Path docx;

  @Option(names = "--xlsx", paramLabel = "TỆP", description = "Ghi mọi bảng vào một sổ tính.")
  private @Nullable Path xlsx;

  @Option(
      names = "--csv",
      paramLabel = "THƯ MỤC",
      description = "Ghi mỗi bảng thành một tệp CSV trong thư mục này.")
  private @Nullable Path csv;

  @Override
  public Integer call() throws IOException {
    if (pdf == null && docx == null && xlsx == null && csv == null) {
      throw new IllegalArgumentException(
          "Chưa nói xuất gì; thêm ít nhất một trong --pdf, --docx, --xlsx, --csv");
    }
    Path result = folder.resolve(ReportFiles.RESULT);
    if (!Files.isRegularFile(result)) {
      throw new IllegalArgumentException(
          folder
              + " không phải thư mục của một lần kiểm tra (không có "
              + ReportFiles.RESULT
              + ")");
    }
    write(Home.folder(), ResultDocument.read(result));
    return 0;
  }

  private void write(Path home, AuditReport report) throws IOException {
    AuditSheet sheet = new AuditSheet(report);
    try (Documents documents = new Documents(home.resolve("reports"))) {
      if (pdf != null) {
        ReportFiles.save(pdf, documents.pdf(report, checklists(home, report)));
      }
      if (docx != null) {
        ReportFiles.save(docx, documents.docx(sheet));
      }
      if (xlsx != null) {
        ReportFiles.save(xlsx, documents.xlsx(sheet));
      }
      if (csv != null) {
        for (String table : documents.tables(sheet)) {
          ReportFiles.save(csv.resolve(table + ".csv"), documents.csv(sheet, table).orElseThrow());
        }
      }
    }
  }

  /** Those that judged it; of one that is not kept, nothing is said in another version's words. */
  private List<Checklist> checklists(Path home, AuditReport report) throws IOException {
    Map<String, String> versions =
        report.scorecards().stream()
            .collect(Collectors.toMap(Scorecard::checklist, Scorecard::version, (a, b) -> a));
    return JudgedBy.of(folder, null, home).rules().checklists().checklists().stream()
        .filter(one -> one.version().equals(versions.get(one.id())))
        .toList();
  }
}
