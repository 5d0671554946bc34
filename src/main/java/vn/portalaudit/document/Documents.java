package vn.portalaudit.document;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.portalaudit.checklist.Checklist;
import vn.portalaudit.document.file.Csv;
import vn.portalaudit.document.file.Docx;
import vn.portalaudit.document.file.Pdf;
import vn.portalaudit.document.file.Xlsx;
import vn.portalaudit.document.form.AuditSheet;
import vn.portalaudit.document.form.Form;
import vn.portalaudit.document.paper.Table;
import vn.portalaudit.domain.AuditReport;
import vn.portalaudit.net.browser.Browsers;
import vn.portalaudit.net.browser.Printer;
import vn.portalaudit.report.HtmlReport;
import vn.portalaudit.report.Templates;

/**
 * Writes documents as files. PDF is printed by a browser that starts with the first one and stays;
 * without a browser on the machine, by a plainer printer that leaves charts out. The same document
 * gives the same bytes.
 *
 * <p>Safe for threads; close it to end the browser.
 */
public final class Documents implements AutoCloseable {
  private static final Duration PRINTING = Duration.ofSeconds(60);

  private final @Nullable Printer browser;
  private final Pdf pdf;
  private final HtmlReport report;

  /**
   * Opens nothing yet.
   *
   * @param reports the folder {@code reports/} of the program
   */
  public Documents(Path reports) {
    this(reports, Browsers.available() ? new Printer(PRINTING, Pdf.fonts()) : null);
  }

  Documents(Path reports, @Nullable Printer browser) {
    this.browser = browser;
    this.pdf = new Pdf(reports, browser);
    this.report = new HtmlReport(new Templates(reports));
  }

  /**
   * A document as PDF on A4, with an empty signature field for each person who signs.
   *
   * @throws IOException when it cannot be printed
   */
  public byte[] pdf(Form form) throws IOException {
    return pdf.print(form.paper());
  }

  /**
   * The report of an audit as PDF: the page for people as it prints.
   *
   * @param audit the run
   * @param checklists its checklists, for the clauses behind the findings
   * @throws IOException when it cannot be printed
   */
  public byte[] pdf(AuditReport audit, List<Checklist> checklists) throws IOException {
    return pdf.print(report.render(audit, checklists), new AuditSheet(audit).paper());
  }

  /** A document as a Word file. */
  public byte[] docx(Form form) {
    return Docx.write(form.paper());
  }

  /** The tables of a document as a workbook, a sheet each. */
  public byte[] xlsx(Form form) {
    return Xlsx.write(form.paper());
  }

  /**
   * One table of a document as CSV.
   *
   * @param table its id, one of {@link #tables}
   * @return empty when the document has no such table
   */
  public Optional<byte[]> csv(Form form, String table) {
    return form.paper().tables().stream()
        .filter(one -> one.id().equals(table))
        .findFirst()
        .map(Csv::write);
  }

  /** The ids of the tables of a document, in order. */
  public List<String> tables(Form form) {
    return form.paper().tables().stream().map(Table::id).toList();
  }

  @Override
  public void close() {
    if (browser != null) {
      browser.close();
    }
  }
}
