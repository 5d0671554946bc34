package vn.portalaudit;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import vn.portalaudit.index.Figures;
import vn.portalaudit.index.FiguresReader;
import vn.portalaudit.index.NationalRollUp;
import vn.portalaudit.index.Results;
import vn.portalaudit.index.Settings;
import vn.portalaudit.report.ResultDocument;
import vn.portalaudit.report.RollUpTable;
import vn.portalaudit.sheet.Problem;

/** {@code index roll-up}: the country's index out of the provinces' and the ministries'. */
@Command(
    name = "roll-up",
    description =
        "Gộp kết quả cấp tỉnh và cấp bộ (QĐ 1726) thành chỉ số quốc gia; cách gộp là đề xuất.",
    mixinStandardHelpOptions = true)
final class IndexRollUpCommand implements Callable<Integer> {
  private static final String PROVINCES = "btttt-1726-tinh";
  private static final String MINISTRIES = "btttt-1726-bo";

  @CommandLine.Spec private CommandLine.Model.@Nullable CommandSpec spec;

  @Option(
      names = "--provinces",
      required = true,
      paramLabel = "THƯ MỤC",
      description = "Số liệu cấp tỉnh, như --data của btttt-1726-tinh.")
  private Path provinces = Path.of("");

  @Option(
      names = "--ministries",
      required = true,
      paramLabel = "THƯ MỤC",
      description = "Số liệu cấp bộ, như --data của btttt-1726-bo.")
  private Path ministries = Path.of("");

  @Option(names = "--closing", description = "Chốt kỳ: chỗ không có số liệu tính 0 điểm.")
  private boolean closing;

  @Override
  public Integer call() {
    Results of = results(PROVINCES, provinces);
    Results and = results(MINISTRIES, ministries);
    if (of == null || and == null) {
      return IndexFigures.BAD_DATA;
    }
    PrintStream out = AuditCommand.utf8(System.out);
    RollUpTable.lines(NationalRollUp.of(of, and)).forEach(out::println);
    return 0;
  }

  private @Nullable Results results(String set, Path folder) {
    FiguresReader.Read read =
        FiguresReader.read(folder, IndexSubjects.find(Home.folder(), set), ResultDocument::read);
    PrintWriter err = Objects.requireNonNull(spec).commandLine().getErr();
    read.problems().stream().map(Problem::line).forEach(err::println);
    err.flush();
    Figures figures = read.figures();
    return figures == null
        ? null
        : Results.of(figures, new Settings(null, Settings.PLAIN.normalisation(), closing));
  }
}
