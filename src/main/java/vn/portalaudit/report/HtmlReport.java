package vn.portalaudit.report;

import java.util.List;
import java.util.Map;
import vn.portalaudit.checklist.Checklist;
import vn.portalaudit.domain.AuditReport;

/** The page for people: one file that needs nothing else. */
public final class HtmlReport {
  static final String TEMPLATE = "phieu-ket-qua.html.vm";
  static final String STYLE = "phieu-ket-qua.css";

  private final Templates templates;

  /** With the templates of the reports folder. */
  public HtmlReport(Templates templates) {
    this.templates = templates;
  }

  /**
   * The page of a run, with what people wrote masked.
   *
   * @param report the run
   * @param checklists for the clauses behind the findings
   */
  public String render(AuditReport report, List<Checklist> checklists) {
    PageViews views = new PageViews(MaskedReport.of(report), new Law(checklists));
    View.Page page = views.page(templates.asIs(STYLE));
    return templates.render(TEMPLATE, Escaping.HTML, Map.of("page", page));
  }
}
