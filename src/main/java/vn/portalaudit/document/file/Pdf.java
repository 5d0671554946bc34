package vn.portalaudit.document.file;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.portalaudit.document.paper.Paper;
import vn.portalaudit.net.browser.Printer;
import vn.portalaudit.report.Escaping;
import vn.portalaudit.report.Templates;

/**
 * Prints papers: by a browser where there is one, otherwise, or when it fails, without. Safe for
 * threads.
 */
public final class Pdf {
  private static final Logger LOG = LoggerFactory.getLogger(Pdf.class);
  private static final String TEMPLATE = "van-ban.html.vm";
  private static final String STYLE = "van-ban.css";

  private final Templates templates;
  private final @Nullable Printer browser;
  private final PlainPrinter plain;

  /**
   * A printer of papers.
   *
   * @param reports the folder {@code reports/} of the program
   * @param browser null to print without one
   */
  public Pdf(Path reports, @Nullable Printer browser) {
    this.templates = new Templates(reports);
    this.browser = browser;
    this.plain = new PlainPrinter(Fonts.files());
  }

  /** The fonts that a browser needs to print as without one. */
  public static Map<String, byte[]> fonts() {
    return Fonts.files();
  }

  /** The page that is printed. */
  String html(Paper paper) {
    return templates.render(
        TEMPLATE, Escaping.HTML, Map.of("page", PaperView.of(paper, templates.asIs(STYLE))));
  }

  /**
   * A paper as PDF with empty signature fields.
   *
   * @throws IOException when it cannot be printed
   */
  public byte[] print(Paper paper) throws IOException {
    return print(html(paper), paper);
  }

  /**
   * A page of its own form as PDF; without a browser the paper is printed in its place.
   *
   * @param page HTML that needs nothing else
   * @param paper what the page shows, as a paper
   * @throws IOException when it cannot be printed
   */
  public byte[] print(String page, Paper paper) throws IOException {
    Printer printer = browser;
    if (printer != null) {
      try {
        return SignatureFields.finish(printer.print(page), paper);
      } catch (IOException e) {
        LOG.warn("Trình duyệt không in được, in không có trình duyệt: {}", e.getMessage());
      }
    }
    return SignatureFields.finish(plain.print(html(paper)), paper);
  }
}
