package vn.portalaudit;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.portalaudit.pipeline.Audit;
import vn.portalaudit.report.ReportFiles;
import vn.portalaudit.report.ResultDocument;
import vn.portalaudit.report.TerminalSummary;

/**
 * Writes what was concluded: files in the audit's folder, the document where it is wanted, a
 * summary on the screen.
 */
final class Outputs {
  private Outputs() {}

  static void write(
      Path home, Path folder, Audit.Concluded concluded, @Nullable String json, PrintStream screen)
      throws IOException {
    ReportFiles.Written written =
        new ReportFiles(home.resolve("reports"))
            .write(concluded.report(), concluded.checklists(), folder);
    if (json != null) {
      print(ResultDocument.write(concluded.report()), json);
    }
    if (!"-".equals(json)) {
      new TerminalSummary(home.resolve("reports"))
          .lines(concluded.report(), List.of(written.page(), written.result()))
          .forEach(screen::println);
    }
  }

  /** Writes a document where it is wanted, and lines on the screen unless it went there. */
  static void print(@Nullable String target, String document, List<String> lines)
      throws IOException {
    if (target != null) {
      print(document, target);
    }
    if (!"-".equals(target)) {
      PrintStream out = AuditCommand.utf8(System.out);
      lines.forEach(out::println);
    }
  }

  /** Writes a text into a file, or to standard output for «-». */
  static void print(String text, String target) throws IOException {
    print(out -> out.write(text), target);
  }

  /** As {@link #print(String, String)}, piece by piece. */
  static void print(ReportFiles.Text text, String target) throws IOException {
    if (target.equals("-")) {
      Writer out = new BufferedWriter(new OutputStreamWriter(System.out, StandardCharsets.UTF_8));
      text.write(out);
      out.flush();
    } else {
      ReportFiles.save(Path.of(target), text);
    }
  }
}
