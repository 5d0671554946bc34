package vn.portalaudit.web.page;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import vn.portalaudit.checklist.Checklist;
import vn.portalaudit.checklist.Rulebook;
import vn.portalaudit.domain.AuditReport;
import vn.portalaudit.pipeline.Rules;
import vn.portalaudit.store.ChecklistVersions;

/**
 * The criteria behind findings, in the version that judged them: an older one is read from what its
 * first use froze. Safe for threads.
 */
public final class Criteria {
  private final Path home;
  private final Supplier<Rulebook> rulebook;
  private final ChecklistVersions versions;
  private final Map<String, Optional<Checklist>> older = new ConcurrentHashMap<>();

  /**
   * Reads nothing yet.
   *
   * @param home the folder with {@code probes/} and {@code checklists/}
   * @param rulebook the criteria in force
   * @param versions those that were used
   */
  public Criteria(Path home, Supplier<Rulebook> rulebook, ChecklistVersions versions) {
    this.home = home;
    this.rulebook = rulebook;
    this.versions = versions;
  }

  /** The checklists by which a report was judged; those that are not known any more are missing. */
  public List<Checklist> of(AuditReport report) {
    return report.scorecards().stream()
        .flatMap(card -> find(card.checklist(), card.version()).stream())
        .toList();
  }

  /** The clause behind each finding of a report, by checklist and criterion. */
  public BiFunction<String, String, String> clauses(AuditReport report) {
    List<Checklist> checklists = of(report);
    return (id, criterion) ->
        clause(
            checklists.stream().filter(checklist -> checklist.id().equals(id)).findFirst(),
            criterion);
  }

  /** The clause that asks for a criterion; empty where it is not known. */
  public String clause(String checklist, String version, String criterion) {
    return clause(find(checklist, version), criterion);
  }

  /** Title of a checklist as it stands now; its id where it is not known any more. */
  public String title(String checklist) {
    return rulebook.get().find(checklist).map(Checklist::title).orElse(checklist);
  }

  /** Code and title of a criterion as it stands now; its id where it is not known any more. */
  public String title(String checklist, String criterion) {
    return criterion(rulebook.get().find(checklist), criterion)
        .map(one -> one.code() + " " + one.title())
        .orElse(criterion);
  }

  private static String clause(Optional<Checklist> checklist, String criterion) {
    return criterion(checklist, criterion).map(Checklist.Criterion::basis).orElse("");
  }

  private static Optional<Checklist.Criterion> criterion(
      Optional<Checklist> checklist, String criterion) {
    return checklist.stream()
        .flatMap(Checklist::criteria)
        .filter(one -> one.id().equals(criterion))
        .findFirst();
  }

  private Optional<Checklist> find(String id, String version) {
    Optional<Checklist> inForce =
        rulebook.get().find(id).filter(checklist -> checklist.version().equals(version));
    if (inForce.isPresent()) {
      return inForce;
    }
    String key = id + " " + version;
    Optional<Checklist> known = older.get(key);
    if (known != null) {
      return known;
    }
    Optional<ChecklistVersions.Used> used = versions.find(id, version);
    // one that is used later is found then
    return used.flatMap(text -> older.computeIfAbsent(key, any -> read(id, text.source())));
  }

  private Optional<Checklist> read(String id, String source) {
    return Rules.offline(home).checklist(id, source);
  }
}
