package vn.portalaudit.web.page;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import vn.portalaudit.campaign.SetCalendars;
import vn.portalaudit.config.Problems;
import vn.portalaudit.domain.AuditReport;
import vn.portalaudit.index.IndexSet;
import vn.portalaudit.index.IndexSetReader;
import vn.portalaudit.index.IndexSets;
import vn.portalaudit.index.Results;
import vn.portalaudit.index.Scheme;
import vn.portalaudit.index.SetScheme;
import vn.portalaudit.report.IndexDocument;
import vn.portalaudit.report.ResultDocument;
import vn.portalaudit.store.campaign.Definitions;
import vn.portalaudit.store.campaign.Means;
import vn.portalaudit.store.campaign.Opening;

/**
 * The index sets that lie in the program's folder, and the reading of those that campaigns have
 * frozen. Safe for threads.
 */
public final class SetLibrary implements Means {
  private final Path checklists;
  private final List<IndexSet> sets;

  /**
   * The sets of a program.
   *
   * @param home the program's folder
   * @throws vn.portalaudit.config.ConfigException when a file is wrong
   */
  public SetLibrary(Path home) {
    this.checklists = home.resolve("checklists");
    Path folder = checklists.resolve("chi-so");
    this.sets = Files.isDirectory(folder) ? IndexSets.load(folder).sets() : List.of();
  }

  /** The sets, in the order of their ids. */
  public List<IndexSet> sets() {
    return sets;
  }

  /** The set of an id. */
  public Optional<IndexSet> find(String id) {
    return sets.stream().filter(set -> set.id().equals(id)).findFirst();
  }

  /** The title of a ranking group of a set; its id where the set does not name it. */
  public String groupTitle(String set, String group) {
    return find(set).stream()
        .flatMap(found -> found.assessed().groups().stream())
        .filter(one -> one.id().equals(group))
        .map(IndexSet.RankingGroup::title)
        .findFirst()
        .orElse(group);
  }

  /** A set as a campaign freezes it: its file, whole. */
  public Opening.Definition definition(IndexSet set) {
    try {
      String source = Files.readString(checklists.resolve("chi-so").resolve(set.id() + ".yml"));
      return new Opening.Definition(set.id(), set.version(), source, null);
    } catch (IOException e) {
      throw new UncheckedIOException("Không đọc được bộ chỉ số " + set.id(), e);
    }
  }

  /** The calendars, exceptions and tables of the texts. */
  public SetCalendars texts() {
    Path file = checklists.resolve("lich/ky-danh-gia.yml");
    if (!Files.isRegularFile(file)) {
      return new SetCalendars(List.of(), List.of(), List.of());
    }
    Problems problems = new Problems();
    SetCalendars texts = SetCalendars.read(file, problems);
    problems.throwIfAny();
    return texts;
  }

  @Override
  public Definitions.Model model(Opening.Definition definition) {
    Problems problems = new Problems();
    Optional<IndexSet> set = read(definition, problems);
    problems.throwIfAny();
    IndexSet found =
        set.orElseThrow(() -> new IllegalStateException("unreadable set " + definition.set()));
    Scheme scheme = SetScheme.of(found);
    return new Definitions.Model(scheme, SetScheme.feeds(found, scheme));
  }

  /** A frozen text is read as its file was. */
  private static Optional<IndexSet> read(Opening.Definition definition, Problems problems) {
    try {
      Path folder = Files.createTempDirectory("bo-chi-so-");
      Path file = folder.resolve(definition.set() + ".yml");
      try {
        Files.writeString(file, definition.source());
        return IndexSetReader.read(file, problems);
      } finally {
        Files.deleteIfExists(file);
        Files.delete(folder);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public AuditReport report(String json) {
    try {
      return ResultDocument.parse(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String document(Results results, List<String> problems) {
    StringWriter out = new StringWriter();
    try {
      IndexDocument.write(results, problems, out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toString();
  }
}
