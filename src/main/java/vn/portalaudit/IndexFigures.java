package vn.portalaudit;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import vn.portalaudit.index.Figures;
import vn.portalaudit.index.FiguresReader;
import vn.portalaudit.index.Normalisation;
import vn.portalaudit.index.Results;
import vn.portalaudit.index.Settings;
import vn.portalaudit.report.ResultDocument;
import vn.portalaudit.sheet.Problem;

/** Options that the commands on figures share. */
final class IndexFigures {
  /** Status when a file cannot be used. */
  static final int BAD_DATA = 2;

  @Option(
      names = "--data",
      required = true,
      paramLabel = "THƯ MỤC",
      description =
          "Thư mục số liệu: agencies.csv, self.csv, appraised.csv… hoặc các trang của data.xlsx.")
  private Path data = Path.of("");

  @Option(names = "--period", paramLabel = "NĂM", description = "Kỳ đánh giá, ví dụ 2025.")
  private @Nullable String period;

  @Option(
      names = "--normalise",
      paramLabel = "none|min-max|z-score",
      description = "Chuẩn hóa điểm từng chỉ số trong nhóm xếp hạng (mặc định: none).")
  private String normalise = "none";

  @Option(
      names = "--closing",
      description = "Chốt kỳ: chỗ không có số liệu tính 0 điểm (mặc định: để ngỏ).")
  private boolean closing;

  Settings settings() {
    Normalisation normalisation =
        Normalisation.of(normalise)
            .orElseThrow(() ->
                new IllegalArgumentException(
                    "--normalise «"
                        + normalise
                        + "» không dùng được; chọn một trong: "
                        + Stream.of(Normalisation.values())
                            .map(Normalisation::id)
                            .collect(Collectors.joining(", "))));
    String year = period;
    if (year != null && !year.matches("\\d{4}")) {
      throw new IllegalArgumentException(
          "--period «" + year + "» không phải năm; viết bốn chữ số, ví dụ 2025");
    }
    return new Settings(year, normalisation, closing);
  }

  /**
   * Computed figures.
   *
   * @param results what came out
   * @param warnings what to look at all the same
   */
  record Computed(Results results, List<String> warnings) {}

  /** Reads and computes; empty when a file cannot be used, which was told. */
  Optional<Computed> compute(FiguresReader.Subject subject, PrintWriter err) {
    return compute(FiguresReader.read(data, subject, ResultDocument::read), err);
  }

  /** The same figures under another version, or with the portals judged by other rules. */
  Optional<Computed> again(
      Figures figures, FiguresReader.Subject to, @Nullable Path judged, PrintWriter err) {
    Path audits = judged == null ? data.resolve("audits") : judged;
    if (judged != null && !Files.isDirectory(judged)) {
      throw new IllegalArgumentException("Không có thư mục " + judged + "; kiểm tra --to-audits");
    }
    return compute(FiguresReader.carry(figures, data, audits, to, ResultDocument::read), err);
  }

  private Optional<Computed> compute(FiguresReader.Read read, PrintWriter err) {
    Settings settings = settings();
    Figures figures = read.figures();
    List<String> warnings = read.warnings().stream().map(Problem::line).toList();
    if (figures == null) {
      read.problems().stream().map(Problem::line).forEach(err::println);
      err.println("Chưa tính gì: sửa " + read.problems().size() + " chỗ trên rồi chạy lại.");
      err.flush();
      return Optional.empty();
    }
    warnings.forEach(line -> err.println("Lưu ý: " + line));
    err.flush();
    return Optional.of(new Computed(Results.of(figures, settings), warnings));
  }
}
