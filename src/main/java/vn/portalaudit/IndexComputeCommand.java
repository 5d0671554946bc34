package vn.portalaudit;

import java.io.IOException;
import java.io.PrintStream;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import vn.portalaudit.report.IndexDocument;
import vn.portalaudit.report.IndexTable;

/** {@code index compute ID --data DIR}: computes and ranks. */
@Command(
    name = "compute",
    description = "Tính điểm và xếp hạng từ một thư mục số liệu.",
    mixinStandardHelpOptions = true)
final class IndexComputeCommand implements Callable<Integer> {
  @CommandLine.Spec private CommandLine.Model.@Nullable CommandSpec spec;

  @Parameters(
      index = "0",
      paramLabel = "MÃ",
      description = "Mã bộ chỉ số, hoặc bộ tiêu chí cổng (khi đó xếp hạng chính các cổng).")
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
    String target = json;
    if (target != null) {
      Outputs.print(
          out -> IndexDocument.write(computed.get().results(), computed.get().warnings(), out),
          target);
    }
    if (!"-".equals(target)) {
      PrintStream out = AuditCommand.utf8(System.out);
      IndexTable.lines(computed.get().results()).forEach(out::println);
    }
    return 0;
  }
}
