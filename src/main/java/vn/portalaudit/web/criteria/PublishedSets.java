package vn.portalaudit.web.criteria;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;
import vn.portalaudit.index.IndexSet;
import vn.portalaudit.store.campaign.Opening;
import vn.portalaudit.store.campaign.PublishedResults;
import vn.portalaudit.web.page.SetLibrary;

/**
 * The versions of index sets that everybody may read: each by which a result was published, as it
 * was frozen, and the texts that came with the program. What a campaign applies whose results are
 * not published is not among them, nor annex rows that were only imported: they would tell what is
 * being prepared. A published version wins over a file that was changed under the same number, so
 * that an address stays true. Safe for threads.
 */
@Component
final class PublishedSets {
  private final SetLibrary sets;
  private final PublishedResults results;
  private final Map<Opening.Definition, SetMethod> read = new ConcurrentHashMap<>();

  PublishedSets(SetLibrary sets, PublishedResults results) {
    this.sets = sets;
    this.results = results;
  }

  /**
   * A version.
   *
   * @param applied whether a result was published by it
   */
  public record Version(String set, String version, boolean applied) {
    /** Where it is read. */
    public String href() {
      return SetMethodController.PATH + "/" + set + "/" + version;
    }
  }

  /** A set with its versions, those that were applied first, then the newest. */
  public record Listed(String title, String basis, List<Version> versions) {}

  /** The sets, in the order of their ids. */
  List<Listed> all() {
    List<Opening.Definition> applied = results.definitions();
    List<String> ids = new ArrayList<>(sets.sets().stream().map(IndexSet::id).toList());
    applied.stream().map(Opening.Definition::set).filter(id -> !ids.contains(id)).forEach(ids::add);
    return ids.stream()
        .distinct()
        .sorted()
        .map(id -> listed(id, applied.stream().filter(one -> one.set().equals(id)).toList()))
        .toList();
  }

  private Listed listed(String id, List<Opening.Definition> applied) {
    List<Version> versions =
        new ArrayList<>(
            applied.stream()
                .map(Opening.Definition::version)
                .sorted(Comparator.reverseOrder())
                .map(version -> new Version(id, version, true))
                .toList());
    Optional<IndexSet> shipped = sets.find(id);
    shipped
        .map(set -> new Version(id, set.version(), false))
        .filter(one -> versions.stream().noneMatch(v -> v.version().equals(one.version())))
        .ifPresent(versions::add);
    SetMethod newest =
        shipped
            .map(set -> method(sets.definition(set)))
            .orElseGet(() -> method(applied.getFirst()));
    return new Listed(newest.title(), newest.basis(), List.copyOf(versions));
  }

  /** A version; empty when there is none that everybody may read. */
  Optional<SetMethod> find(String set, String version) {
    return results.definitions().stream()
        .filter(one -> one.set().equals(set) && one.version().equals(version))
        .findFirst()
        .or(() -> sets.find(set).filter(one -> one.version().equals(version)).map(sets::definition))
        .map(this::method);
  }

  /** The results that were published by a version, the newest first. */
  List<PublishedResults.Line> results(String set, String version) {
    return results.by(set, version);
  }

  private SetMethod method(Opening.Definition definition) {
    return read.computeIfAbsent(definition, one -> SetMethod.of(sets.model(one), one.version()));
  }
}
