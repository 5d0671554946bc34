package vn.portalaudit.store.campaign;

import java.util.List;
import vn.portalaudit.domain.AuditReport;
import vn.portalaudit.index.Results;

/** What campaigns take from the packages that read and write documents. Safe for threads. */
public interface Means {
  /** The set of a frozen definition. */
  Definitions.Model model(Opening.Definition definition);

  /** The report that a stored result document tells. */
  AuditReport report(String json);

  /**
   * The document of computed figures, in the form {@code portal-audit/index/1}.
   *
   * @param problems what to look at all the same
   */
  String document(Results results, List<String> problems);
}
