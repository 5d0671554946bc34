package vn.portalaudit;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import vn.portalaudit.index.Comparison;
import vn.portalaudit.index.FiguresReader.Subject;
import vn.portalaudit.index.Results;
import vn.portalaudit.report.ComparisonTable;

/** {@code index compare ID --data DIR}: a dry run under another version or other portal rules. */
@Command(
    name = "compare",
    description =
        "Chạy thử số liệu theo phiên bản khác của bộ, hoặc với cổng được chấm theo quy tắc khác: ai"
            + " đổi hạng, bao nhiêu, vì sao.",
    mixinStandardHelpOptions = true)
final class IndexCompareCommand implements Callable<Integer> {
  @CommandLine.Spec private CommandLine.Model.@Nullable CommandSpec spec;

  @Parameters(index = "0", paramLabel = "MÃ", description = "Mã bộ chỉ số hoặc bộ tiêu chí.")
  private String id = "";

  @Mixin private IndexFigures figures = new IndexFigures();

  @Option(
      names = "--to",
      paramLabel = "MÃ",
      description = "Bộ khác (một phiên bản khác) để chạy thử; mặc định: chính bộ ấy.")
  private @Nullable String to;

  @Option(
      names = "--to-audits",
      paramLabel = "THƯ MỤC",
      description = "Kết quả kiểm tra cổng đã chấm lại theo quy tắc khác (CƠ-QUAN.json).")
  private @Nullable Path audits;

  @Option(
      names = "--json",
      paramLabel = "TỆP",
      description = "Ghi kết quả dạng JSON vào đây; «-» là đầu ra chuẩn.")
  private @Nullable String json;

  @Override
  public Integer call() throws IOException {
    String other = to == null ? id : to;
    if (to == null && audits == null) {
      throw new IllegalArgumentException(
          "Chưa biết so với gì: thêm --to MÃ hoặc --to-audits THƯ MỤC");
    }
    PrintWriter err = Objects.requireNonNull(spec).commandLine().getErr();
    Path home = Home.folder();
    Subject now = IndexSubjects.find(home, id);
    Subject then = IndexSubjects.find(home, other);
    Optional<IndexFigures.Computed> before = figures.compute(now, err);
    if (before.isEmpty()) {
      return IndexFigures.BAD_DATA;
    }
    Results was = before.get().results();
    Optional<IndexFigures.Computed> after = figures.again(was.figures(), then, audits, err);
    if (after.isEmpty()) {
      return IndexFigures.BAD_DATA;
    }
    Comparison comparison = Comparison.of(was, after.get().results());
    Outputs.print(
        json,
        ComparisonTable.json(comparison, version(was), version(after.get().results())),
        ComparisonTable.lines(comparison));
    return 0;
  }

  private static String version(Results results) {
    return results.figures().scheme().named();
  }
}
