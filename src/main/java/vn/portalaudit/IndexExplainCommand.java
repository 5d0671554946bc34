package vn.portalaudit;

import java.io.PrintStream;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import vn.portalaudit.config.Problems;
import vn.portalaudit.index.Figures;
import vn.portalaudit.report.IndexExplanation;

/** {@code index explain ID AGENCY INDICATOR --data DIR}: how one number came about. */
@Command(
    name = "explain",
    description = "Cho biết một con số từ đâu ra: các cột, nguồn được lấy, công thức.",
    mixinStandardHelpOptions = true)
final class IndexExplainCommand implements Callable<Integer> {
  @CommandLine.Spec private CommandLine.Model.@Nullable CommandSpec spec;

  @Parameters(index = "0", paramLabel = "MÃ", description = "Mã bộ chỉ số hoặc bộ tiêu chí.")
  private String id = "";

  @Parameters(index = "1", paramLabel = "CƠ-QUAN", description = "Mã cơ quan trong agencies.")
  private String agency = "";

  @Parameters(index = "2", paramLabel = "CHỈ-SỐ", description = "Mã chỉ số, ví dụ 6.1.")
  private String indicator = "";

  @Mixin private IndexFigures figures = new IndexFigures();

  @Override
  public Integer call() {
    Optional<IndexFigures.Computed> computed =
        figures.compute(
            IndexSubjects.find(Home.folder(), id),
            Objects.requireNonNull(spec).commandLine().getErr());
    if (computed.isEmpty()) {
      return IndexFigures.BAD_DATA;
    }
    Figures read = computed.get().results().figures();
    int whose = found(read.find(agency), "cơ quan", agency, read.ids());
    int item = found(read.scheme().find(indicator), "chỉ số", indicator, read.scheme().ids());
    PrintStream out = AuditCommand.utf8(System.out);
    IndexExplanation.lines(computed.get().results(), whose, item).forEach(out::println);
    return 0;
  }

  private static int found(OptionalInt place, String what, String word, Set<String> known) {
    return place.orElseThrow(() -> {
      String near = Problems.nearest(word, known);
      return new IllegalArgumentException(
          "Không có "
              + what
              + " «"
              + word
              + "»"
              + (near.isEmpty() ? "; kiểm tra mã" : "; có phải «" + near + "»?"));
    });
  }
}
