package vn.portalaudit.report;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vn.portalaudit.checklist.Checklist;
import vn.portalaudit.checklist.Checklist.Criterion;
import vn.portalaudit.checklist.Checklist.Validity;

/** The clauses behind criteria and what the texts leave out, by checklist. */
final class Law {
  private static final View.Clause UNKNOWN = new View.Clause("", "", "", "");

  private final Map<String, View.Clause> clauses = new HashMap<>();
  private final Map<String, List<String>> gaps = new HashMap<>();

  Law(List<Checklist> checklists) {
    for (Checklist checklist : checklists) {
      gaps.put(checklist.id(), checklist.gaps());
      checklist.criteria().forEach(one -> clauses.put(key(checklist.id(), one.id()), clause(one)));
    }
  }

  /** The clause behind a criterion; empty texts when it is not known. */
  View.Clause clause(String checklist, String criterion) {
    return clauses.getOrDefault(key(checklist, criterion), UNKNOWN);
  }

  List<String> gaps(String checklist) {
    return gaps.getOrDefault(checklist, List.of());
  }

  private static View.Clause clause(Criterion criterion) {
    Validity validity = criterion.effective();
    return validity == null
        ? new View.Clause(criterion.basis(), "", "", "")
        : new View.Clause(
            criterion.basis(),
            Vietnamese.day(validity.from()),
            validity.to() == null ? "" : Vietnamese.day(validity.to()),
            text(validity.successor()));
  }

  private static String key(String checklist, String criterion) {
    return checklist + "/" + criterion;
  }

  private static String text(@Nullable String text) {
    return text == null ? "" : text;
  }
}
