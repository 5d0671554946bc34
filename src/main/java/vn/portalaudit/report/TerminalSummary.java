package vn.portalaudit.report;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import vn.portalaudit.domain.AuditReport;

/**
 * The lines that a person reads when a run has ended. Safe for several threads; control characters
 * of crawled text are named, never sent to the terminal.
 */
public final class TerminalSummary {
  /** Columns that a line takes at most; a file location may take more, for it is to be copied. */
  static final int WIDTH = 100;

  private static final String TEMPLATE = "tom-tat.txt.vm";

  private final Templates templates;

  /**
   * With the templates of a folder.
   *
   * @param reports the folder {@code reports/} of the program
   */
  public TerminalSummary(Path reports) {
    templates = new Templates(reports);
  }

  /**
   * The summary of a run: scorecards, their groups, the ten fixes that regain most, what is
   * undecided, where the files lie.
   *
   * @param report the run
   * @param files the files that were written
   * @return lines without line feeds, in NFC
   */
  public List<String> lines(AuditReport report, List<Path> files) {
    SummaryView.Summary summary = SummaryView.of(report, files);
    String text = templates.render(TEMPLATE, Escaping.TERMINAL, Map.of("summary", summary));
    List<String> paths = summary.files();
    return text.stripTrailing()
        .lines()
        .map(line -> paths.stream().anyMatch(line::endsWith) ? line : Columns.clip(line, WIDTH))
        .map(String::stripTrailing)
        .toList();
  }
}
