package vn.portalaudit.web.page;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.portalaudit.campaign.SetCalendar;
import vn.portalaudit.config.Problems;
import vn.portalaudit.config.WorkingDays;
import vn.portalaudit.config.YamlFile;
import vn.portalaudit.config.YamlNode;
import vn.portalaudit.domain.AuditReport;
import vn.portalaudit.index.AnnexTable;
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
  private final Path home;
  private final List<IndexSet> sets;
  private final WorkingDays workingDays;

  /**
   * The sets of a program.
   *
   * @param home the program's folder
   * @throws vn.portalaudit.config.ConfigException when a file is wrong
   */
  public SetLibrary(Path home) {
    this.home = home;
    Path folder = home.resolve("checklists/chi-so");
    this.sets = Files.isDirectory(folder) ? IndexSets.load(folder).sets() : List.of();
    Problems problems = new Problems();
    this.workingDays = WorkingDays.read(home.resolve("probes/lich/ngay-nghi.yml"), problems);
    problems.throwIfAny();
  }

  /** The program's folder, from which they are. */
  public Path home() {
    return home;
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
      String source =
          Files.readString(home.resolve("checklists/chi-so").resolve(set.id() + ".yml"));
      return new Opening.Definition(set.id(), set.version(), source, null);
    } catch (IOException e) {
      throw new UncheckedIOException("Không đọc được bộ chỉ số " + set.id(), e);
    }
  }

  /**
   * A file of a set that lies elsewhere, for a dry run.
   *
   * @param name of the file, for messages
   * @param source the file, whole
   * @param rows the table of its annex; null without one
   * @throws vn.portalaudit.config.ConfigException when the file is no set
   */
  public static Opening.Definition definition(String name, String source, @Nullable String rows) {
    Problems problems = new Problems();
    Optional<YamlNode> root = YamlFile.parse(name, source, problems);
    String id = root.map(node -> node.get("index").text()).orElse("");
    String version = root.map(node -> node.get("version").text()).orElse("");
    problems.throwIfAny();
    // as strictly as in the folder: what is frozen already is read more leniently
    IndexSetReader.parse(id, source, problems);
    problems.throwIfAny();
    return new Opening.Definition(id, version, source, rows);
  }

  /**
   * The days that a set's calendar proposes for a year.
   *
   * @param letter the day on which the letter that asks for the reports goes out
   */
  public SetCalendar.Proposed days(IndexSet set, int year, LocalDate letter) {
    return SetCalendar.of(set.calendar(), year, letter, workingDays);
  }

  @Override
  public Definitions.Model model(Opening.Definition definition) {
    Problems problems = new Problems();
    Optional<IndexSet> set = IndexSetReader.frozen(definition.set(), definition.source(), problems);
    problems.throwIfAny();
    IndexSet found =
        set.orElseThrow(() -> new IllegalStateException("unreadable set " + definition.set()));
    Scheme scheme = whole(SetScheme.of(found), definition);
    return new Definitions.Model(found, scheme, SetScheme.feeds(found, scheme));
  }

  /** With the annex rows that were frozen with it. */
  private static Scheme whole(Scheme stated, Opening.Definition definition) {
    String rows = definition.rows();
    if (rows == null) {
      return stated;
    }
    AnnexTable table = AnnexTable.read("rows.csv", rows.getBytes(StandardCharsets.UTF_8), stated);
    Scheme whole = table.scheme();
    if (whole == null) {
      throw new IllegalStateException(
          "unreadable rows of " + definition.set() + ": " + table.problems());
    }
    return whole;
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
