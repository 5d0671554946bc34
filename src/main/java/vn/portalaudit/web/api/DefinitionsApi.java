package vn.portalaudit.web.api;

import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import vn.portalaudit.access.Scope;
import vn.portalaudit.checklist.Checklist;
import vn.portalaudit.index.IndexSet;
import vn.portalaudit.report.IndexSetDocument;
import vn.portalaudit.report.ResultDocument;
import vn.portalaudit.web.WebServer;
import vn.portalaudit.web.page.Allowed;
import vn.portalaudit.web.page.NotFound;
import vn.portalaudit.web.page.SetLibrary;

/** By what portals and agencies are judged: checklists and index sets, as they are applied. */
@RestController
final class DefinitionsApi {
  private static final int LONGEST = 100;
  private final WebServer.Node node;
  private final SetLibrary sets;

  DefinitionsApi(WebServer.Node node, SetLibrary sets) {
    this.node = node;
    this.sets = sets;
  }

  /** A definition as it is listed. */
  record DefinitionName(String id, String title, String version) {}

  @Operation(id = "listChecklists", says = "Các bộ tiêu chí đánh giá cổng đang áp dụng.")
  @Allowed(signedIn = true, scope = Scope.READS)
  @GetMapping("/api/v1/checklists")
  ResponseEntity<Slice.Page<DefinitionName>> checklists(Slice slice) {
    return slice.of(
        node.rulebook().get().checklists().stream()
            .map(c -> new DefinitionName(c.id(), c.title(), c.version()))
            .toList());
  }

  @Operation(
      id = "getChecklist",
      says = "Một bộ tiêu chí, như «checklist show» in ra.",
      document = "Definition")
  @Allowed(signedIn = true, scope = Scope.READS)
  @GetMapping(path = "/api/v1/checklists/{id}", produces = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<String> checklist(@PathVariable String id) {
    Checklist found = NotFound.unless(node.rulebook().get().find(id));
    return ResponseEntity.ok(ResultDocument.checklist(found));
  }

  @Operation(id = "listIndexSets", says = "Các bộ chỉ số chuyển đổi số.")
  @Allowed(signedIn = true, scope = Scope.READS)
  @GetMapping("/api/v1/index-sets")
  ResponseEntity<Slice.Page<DefinitionName>> sets(Slice slice) {
    return slice.of(
        sets.sets().stream().map(s -> new DefinitionName(s.id(), s.title(), s.version())).toList());
  }

  @Operation(
      id = "getIndexSet",
      says = "Một bộ chỉ số, như «index show» in ra.",
      document = "Definition")
  @Allowed(signedIn = true, scope = Scope.READS)
  @GetMapping(path = "/api/v1/index-sets/{id}", produces = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<String> set(@PathVariable String id) {
    NotFound.unless(id.length() <= LONGEST);
    IndexSet found = NotFound.unless(sets.find(id));
    return ResponseEntity.ok(IndexSetDocument.write(found));
  }
}
