package vn.portalaudit;

import java.io.IOException;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import vn.portalaudit.index.Figures;
import vn.portalaudit.index.Reconciliation;
import vn.portalaudit.report.ReconciliationTable;

/** {@code index reconcile ID --data DIR}: self against machine against appraised. */
@Command(
    name = "reconcile",
    description = "Đối soát tự đánh giá, máy và thẩm định; cho biết chỗ nào duyệt một lượt được.",
    mixinStandardHelpOptions = true)
final class IndexReconcileCommand implements Callable<Integer> {
  @CommandLine.Spec private CommandLine.Model.@Nullable CommandSpec spec;

  @Parameters(index = "0", paramLabel = "MÃ", description = "Mã bộ chỉ số hoặc bộ tiêu chí.")
  private String id = "";

  @Mixin private IndexFigures figures = new IndexFigures();

  @Option(
      names = "--json",
      paramLabel = "TỆP",
      description = "Ghi kết quả dạng JSON vào đây; «-» là đầu ra chuẩn.")
  private @Nullable String json;

  @Override
  public Integer call() throws IOException {
    Optional<IndexFigures.Computed> computed =
        figures.compute(
            IndexSubjects.find(Home.folder(), id),
            Objects.requireNonNull(spec).commandLine().getErr());
    if (computed.isEmpty()) {
      return IndexFigures.BAD_DATA;
    }
    Figures read = computed.get().results().figures();
    Reconciliation reconciliation = Reconciliation.of(read);
    Outputs.print(
        json,
        ReconciliationTable.json(read, reconciliation),
        ReconciliationTable.lines(read, reconciliation));
    return 0;
  }
}
