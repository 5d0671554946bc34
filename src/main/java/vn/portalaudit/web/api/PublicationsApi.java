package vn.portalaudit.web.api;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import vn.portalaudit.access.Scope;
import vn.portalaudit.store.campaign.PublishedResults;
import vn.portalaudit.web.page.Allowed;
import vn.portalaudit.web.page.NotFound;

/** Published rankings: unchangeable documents; a correction is a new one that names the old. */
@RestController
final class PublicationsApi {
  private final PublishedResults published;

  PublicationsApi(PublishedResults published) {
    this.published = published;
  }

  /**
   * A publication.
   *
   * @param campaign code of the campaign
   * @param set id of the index set
   * @param corrects number of the publication that it corrects
   * @param sha256 of the document
   */
  record Publication(
      String campaign,
      String title,
      int year,
      String set,
      int number,
      @Nullable Integer corrects,
      String why,
      String decision,
      LocalDate decidedOn,
      String signer,
      String sha256,
      Instant at) {
    static Publication of(PublishedResults.Line line) {
      return new Publication(
          line.campaign(),
          line.title(),
          line.year(),
          line.set(),
          line.number(),
          line.corrects(),
          line.why(),
          line.decision(),
          line.decidedOn(),
          line.signer(),
          line.sha256(),
          line.at());
    }
  }

  @Operation(id = "listPublications", says = "Các lần công bố xếp hạng, mới nhất trước.")
  @Allowed(signedIn = true, scope = Scope.READS)
  @GetMapping("/api/v1/publications")
  ResponseEntity<Slice.Page<Publication>> list(Slice slice) {
    return slice.of(published.all().stream().map(Publication::of).toList());
  }

  @Operation(
      id = "getPublication",
      says = "Tài liệu công bố portal-audit/publication/1, đúng từng byte như đã công bố.",
      document = "PublishedResult")
  @Allowed(signedIn = true, scope = Scope.READS)
  @GetMapping(
      path = "/api/v1/publications/{campaign}/{number}",
      produces = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<String> one(@PathVariable String campaign, @PathVariable int number) {
    return ResponseEntity.ok(NotFound.unless(published.document(campaign, number)));
  }
}
