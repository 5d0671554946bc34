package vn.portalaudit;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import vn.portalaudit.checklist.Checklist;
import vn.portalaudit.index.ChecklistScheme;
import vn.portalaudit.index.FiguresReader.Subject;
import vn.portalaudit.index.IndexSet;
import vn.portalaudit.index.IndexSets;
import vn.portalaudit.index.SetScheme;
import vn.portalaudit.pipeline.Rules;

/** What can be computed: index sets, and checklists that rank the portals themselves. */
final class IndexSubjects {
  private IndexSubjects() {}

  /**
   * The set or checklist of an id.
   *
   * @throws IllegalArgumentException for people, when there is none
   */
  static Subject find(Path home, String id) {
    Optional<IndexSet> set = IndexSets.load(IndexSetCommand.folder()).find(id);
    if (set.isPresent()) {
      IndexSet found = set.get();
      return new Subject(SetScheme.of(found), scheme -> SetScheme.feeds(found, scheme), null);
    }
    Optional<Checklist> checklist = Rules.offline(home).checklists().find(id);
    return checklist
        .map(found -> new Subject(ChecklistScheme.of(found), scheme -> List.of(), found.id()))
        .orElseThrow(() ->
            new IllegalArgumentException(
                "Không có bộ chỉ số «" + id + "»; xem ./portal-audit index list"));
  }
}
