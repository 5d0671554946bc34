package vn.portalaudit.web.agency;

import java.io.IOException;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import vn.portalaudit.access.Person;
import vn.portalaudit.access.Role;
import vn.portalaudit.document.Documents;
import vn.portalaudit.document.form.AuditSheet;
import vn.portalaudit.domain.AuditReport;
import vn.portalaudit.store.PortalStore.Facts;
import vn.portalaudit.web.page.Allowed;
import vn.portalaudit.web.page.Criteria;
import vn.portalaudit.web.page.NotFound;
import vn.portalaudit.web.page.Query;
import vn.portalaudit.web.paper.PaperFiles;

/** The report of a portal as files. */
@Controller
final class ReportFilesController {
  private final AgencyPortals portals;
  private final Documents documents;
  private final Criteria criteria;
  private final PaperFiles files;

  ReportFilesController(
      AgencyPortals portals, Documents documents, Criteria criteria, PaperFiles files) {
    this.portals = portals;
    this.documents = documents;
    this.criteria = criteria;
    this.files = files;
  }

  @Allowed({Role.REPORTER, Role.APPROVER, Role.OPERATOR, Role.LEADER})
  @GetMapping("/don-vi/cong/{code}/tep/{kind}")
  ResponseEntity<byte[]> file(
      @PathVariable String code, @PathVariable String kind, Query query, Person me)
      throws IOException, InterruptedException {
    Facts portal = portals.portal(code, me);
    AuditReport report = NotFound.unless(portals.report(portal));
    return files.file(
        "bao-cao-" + portal.code(), kind, () -> content(report, kind, query.text("bang")));
  }

  private byte[] content(AuditReport report, String kind, String table) throws IOException {
    AuditSheet sheet = new AuditSheet(report);
    return switch (kind) {
      case "pdf" -> documents.pdf(report, criteria.of(report));
      case "docx" -> documents.docx(sheet);
      case "xlsx" -> documents.xlsx(sheet);
      default -> NotFound.unless(documents.csv(sheet, table.isEmpty() ? "tieu-chi-1" : table));
    };
  }
}
