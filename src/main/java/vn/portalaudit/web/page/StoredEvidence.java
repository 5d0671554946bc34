package vn.portalaudit.web.page;

import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import vn.portalaudit.domain.AuditReport;
import vn.portalaudit.pipeline.Audit;
import vn.portalaudit.pipeline.Order;
import vn.portalaudit.pipeline.Rules;
import vn.portalaudit.store.RunStore;
import vn.portalaudit.store.campaign.DryRun;

/**
 * Judges the stored evidence of portals anew, offline, as of the moment of each audit. What cannot
 * be judged anew stays as it was concluded, and is told. For one dry run, one thread.
 */
public final class StoredEvidence implements DryRun.Portals {
  private final Rules rules;
  private final InstantSource clock;
  private final List<String> problems = new ArrayList<>();
  private int judged;

  /**
   * By the rules of a folder.
   *
   * @param rules the folder with {@code checklists/} and {@code probes/}
   * @param clock tells when it was judged
   * @throws vn.portalaudit.config.ConfigException when a file is wrong
   */
  public StoredEvidence(Path rules, InstantSource clock) {
    this.rules = Rules.offline(rules);
    this.clock = clock;
  }

  @Override
  public AuditReport judge(RunStore.Run run, AuditReport stored) {
    try {
      Optional<Order> order = Order.read(run.folder());
      if (order.isPresent()) {
        AuditReport report = Audit.replay(rules, order.get(), run.folder(), clock).report();
        judged++;
        return report;
      }
      problems.add("lượt " + run.id() + ": không còn minh chứng, giữ kết quả đã lưu");
    } catch (IOException | IllegalArgumentException e) {
      problems.add("lượt " + run.id() + ": giữ kết quả đã lưu (" + e.getMessage() + ")");
    }
    return stored;
  }

  /** How many portals were judged anew. */
  public int judged() {
    return judged;
  }

  /** Which were not, and why. */
  public List<String> problems() {
    return List.copyOf(problems);
  }
}
