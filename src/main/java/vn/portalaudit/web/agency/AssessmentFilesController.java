package vn.portalaudit.web.agency;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;
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
import vn.portalaudit.campaign.sheets.FormWriter;
import vn.portalaudit.store.campaign.EvidencePieces;
import vn.portalaudit.web.page.Allowed;
import vn.portalaudit.web.page.NotFound;

/** Files of a self-assessment: the form to fill, and the evidence that was attached. */
@Controller
final class AssessmentFilesController {
  private static final MediaType XLSX =
      MediaType.parseMediaType("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");

  private final Assessing assessing;

  AssessmentFilesController(Assessing assessing) {
    this.assessing = assessing;
  }

  @Allowed({Role.REPORTER, Role.APPROVER})
  @GetMapping(Assessing.PATH + "/{id}/phieu")
  ResponseEntity<byte[]> form(@PathVariable String id, Person me) throws IOException {
    Assessing.Own own = assessing.own(id, me);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    FormWriter.write(assessing.desk().form(own.campaign().id(), own.agency()), out);
    return ResponseEntity.ok()
        .contentType(XLSX)
        .cacheControl(CacheControl.noStore())
        .header(
            HttpHeaders.CONTENT_DISPOSITION,
            attachment("phieu-" + own.campaign().code() + "-" + own.agency() + ".xlsx"))
        .body(out.toByteArray());
  }

  /** A piece of evidence, always as an attachment: what others uploaded is never shown as ours. */
  @Allowed({Role.REPORTER, Role.APPROVER})
  @GetMapping(Assessing.PATH + "/{id}/minh-chung/{piece}")
  ResponseEntity<Resource> evidence(
      @PathVariable String id, @PathVariable String piece, Person me) {
    Assessing.Own own = assessing.own(id, me);
    EvidencePieces.Piece found =
        NotFound.unless(
            assessing.desk().evidence(own.campaign().id(), own.agency()).stream()
                .filter(one -> Long.toString(one.id()).equals(piece))
                .findFirst());
    Path file = assessing.desk().file(found);
    NotFound.unless(Files.isRegularFile(file));
    return ResponseEntity.ok()
        .contentType(MediaType.APPLICATION_OCTET_STREAM)
        .cacheControl(CacheControl.noStore())
        .header(HttpHeaders.CONTENT_DISPOSITION, attachment(found.name()))
        .body(new FileSystemResource(file));
  }

  private static String attachment(String name) {
    return ContentDisposition.attachment()
        .filename(name, StandardCharsets.UTF_8)
        .build()
        .toString();
  }
}
