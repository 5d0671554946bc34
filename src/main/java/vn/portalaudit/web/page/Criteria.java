package vn.portalaudit.web.page;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vn.portalaudit.checklist.Checklist;
import vn.portalaudit.pipeline.Rules;

/**
 * The criteria as the program's folder holds them, for the clauses behind findings. Read when first
 * asked for. Safe for threads.
 */
public final class Criteria {
  private final Path home;
  private @Nullable List<Checklist> checklists;
  private Map<String, String> clauses = Map.of();

  /**
   * Reads nothing yet.
   *
   * @param home the folder with {@code probes/}, {@code checklists/} and {@code reports/}
   */
  public Criteria(Path home) {
    this.home = home;
  }

  /**
   * The checklists.
   *
   * @throws vn.portalaudit.config.ConfigException when a file is wrong
   */
  public synchronized List<Checklist> checklists() {
    List<Checklist> known = checklists;
    if (known != null) {
      return known;
    }
    List<Checklist> read =
        Rules.load(home, (host, port) -> unmeasured(), host -> unmeasured())
            .checklists()
            .checklists();
    Map<String, String> basis = new HashMap<>();
    for (Checklist checklist : read) {
      checklist.criteria().forEach(c -> basis.put(checklist.id() + "/" + c.id(), c.basis()));
    }
    clauses = Map.copyOf(basis);
    checklists = read;
    return read;
  }

  /** The clause that asks for a criterion; empty where it is not known. */
  public synchronized String clause(String checklist, String criterion) {
    checklists();
    return clauses.getOrDefault(checklist + "/" + criterion, "");
  }

  private static String unmeasured() {
    throw new IllegalStateException("criteria are read here, nothing is measured");
  }
}
