package vn.portalaudit.web.agency;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
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
import vn.portalaudit.web.page.Refused;

/** The report of a portal as files. Few are written at once: printing takes a browser's time. */
@Controller
final class ReportFilesController {
  private static final int AT_ONCE = 2;
  private static final Set<String> KINDS = Set.of("pdf", "docx", "xlsx", "csv");
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final AgencyPortals portals;
  private final Documents documents;
  private final Criteria criteria;
  private final Semaphore writers = new Semaphore(AT_ONCE, true);

  ReportFilesController(AgencyPortals portals, Documents documents, Criteria criteria) {
    this.portals = portals;
    this.documents = documents;
    this.criteria = criteria;
  }

  @Allowed({Role.REPORTER, Role.APPROVER, Role.OPERATOR, Role.LEADER})
  @GetMapping("/don-vi/cong/{code}/tep/{kind}")
  ResponseEntity<byte[]> file(
      @PathVariable String code, @PathVariable String kind, Query query, Person me)
      throws IOException, InterruptedException {
    Facts portal = portals.portal(code, me);
    NotFound.unless(KINDS.contains(kind));
    AuditReport report = NotFound.unless(portals.report(portal));
    if (!writers.tryAcquire(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
      throw new Refused("Máy chủ đang in nhiều báo cáo; hãy thử lại sau một phút.");
    }
    try {
      return answer(portal, kind, content(report, kind, query.text("bang")));
    } finally {
      writers.release();
    }
  }

  private byte[] content(AuditReport report, String kind, String table) throws IOException {
    AuditSheet sheet = new AuditSheet(report);
    return switch (kind) {
      case "pdf" -> documents.pdf(report, criteria.checklists());
      case "docx" -> documents.docx(sheet);
      case "xlsx" -> documents.xlsx(sheet);
      default -> NotFound.unless(documents.csv(sheet, table.isEmpty() ? "tieu-chi-1" : table));
    };
  }

  private static ResponseEntity<byte[]> answer(Facts portal, String kind, byte[] content) {
    MediaType type =
        switch (kind) {
          case "pdf" -> MediaType.APPLICATION_PDF;
          case "docx" ->
              MediaType.parseMediaType(
                  "application/vnd.openxmlformats-officedocument.wordprocessingml.document");
          case "xlsx" ->
              MediaType.parseMediaType(
                  "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
          default -> new MediaType("text", "csv", StandardCharsets.UTF_8);
        };
    return ResponseEntity.ok()
        .contentType(type)
        .cacheControl(CacheControl.noStore())
        .header(
            HttpHeaders.CONTENT_DISPOSITION,
            ContentDisposition.attachment()
                .filename("bao-cao-" + portal.code() + "." + kind)
                .build()
                .toString())
        .body(content);
  }
}
