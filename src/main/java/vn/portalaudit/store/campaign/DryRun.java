package vn.portalaudit.store.campaign;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.portalaudit.campaign.Campaign;
import vn.portalaudit.campaign.CampaignState;
import vn.portalaudit.domain.AuditReport;
import vn.portalaudit.index.CarryOver;
import vn.portalaudit.index.Column;
import vn.portalaudit.index.Comparison;
import vn.portalaudit.index.Feed;
import vn.portalaudit.index.Figures;
import vn.portalaudit.index.Results;
import vn.portalaudit.index.Scheme;
import vn.portalaudit.store.Database;
import vn.portalaudit.store.RunStore;
import vn.portalaudit.store.campaign.CampaignRows.Hold;

/**
 * A campaign's stored figures under another version of its set, and its portals' stored evidence
 * under other criteria. Nothing is written: the campaign stays as it is. Safe for threads.
 */
public final class DryRun {
  private final Database database;
  private final Standings standings;
  private final Means means;

  DryRun(Database database, Standings standings, Means means) {
    this.database = database;
    this.standings = standings;
    this.means = means;
  }

  /** Judges a portal's stored evidence. */
  public interface Portals {
    /** As it was concluded then. */
    Portals AS_STORED = (run, stored) -> stored;

    /**
     * The report on a run.
     *
     * @param run whose evidence it is
     * @param stored what was concluded then
     */
    AuditReport judge(RunStore.Run run, AuditReport stored);
  }

  /** Is told how far it is. */
  public interface Progress {
    /** For who does not look. */
    Progress NONE = (done, total) -> {};

    /**
     * Called before each agency; what it throws ends the run.
     *
     * @param done agencies whose portal is judged
     * @param total all agencies
     */
    void at(int done, int total);
  }

  /**
   * What came out.
   *
   * @param before the version that the campaign applied
   * @param after the other version
   * @param portals of how many agencies a portal's report was taken
   * @param kept agencies whose machine points were kept, because no report is left of their portal
   */
  public record Outcome(
      Comparison comparison, Results before, Results after, int portals, List<String> kept) {
    public Outcome {
      kept = List.copyOf(kept);
    }
  }

  private record Stored(Results results, Map<String, RunStore.Run> runs) {}

  /**
   * Runs it.
   *
   * @param campaign whose figures are judged
   * @param other the other version
   * @param portals judges the portals
   * @param progress is told how far it is
   * @throws vn.portalaudit.config.ConfigException when the other version cannot be read
   */
  Outcome of(int campaign, Opening.Definition other, Portals portals, Progress progress) {
    Definitions.Model model = means.model(other);
    Stored stored = database.within(jdbc -> stored(jdbc, campaign));
    Figures before = stored.results().figures();
    Figures.Builder carried = CarryOver.to(model.scheme(), before);
    inapplicable(carried, model.scheme(), before);
    RunStore runs = new RunStore(database);
    List<String> kept = new ArrayList<>();
    int judged = 0;
    for (int a = 0; a < before.agencies().size() && !model.feeds().isEmpty(); a++) {
      progress.at(a, before.agencies().size());
      Optional<RunStore.Run> run =
          Optional.ofNullable(stored.runs().get(before.agencies().get(a).id()));
      Optional<AuditReport> report =
          run.flatMap(one -> runs.result(one.id()))
              .map(json -> portals.judge(run.orElseThrow(), means.report(json)));
      if (report.isPresent()) {
        judged++;
        propose(carried, model, a, before, report.get());
      } else if (keep(carried, model, a, before)) {
        kept.add(before.agencies().get(a).name());
      }
    }
    Results after = Results.of(carried.build(), stored.results().settings());
    return new Outcome(
        Comparison.of(stored.results(), after), stored.results(), after, judged, kept);
  }

  private Stored stored(JdbcClient jdbc, int id) {
    Campaign campaign = CampaignRows.campaign(jdbc, id, Hold.READ);
    boolean closing = campaign.state().compareTo(CampaignState.SUBMITTED) >= 0;
    Map<String, String> runs = new HashMap<>(MachineColumn.newest(jdbc, campaign));
    // the run by which the campaign itself judged goes before a newer one
    Columns.all(jdbc, id).stream()
        .map(Columns.Kept::figure)
        .filter(figure -> figure.source().equals(Column.MACHINE.id()) && !figure.basis().isEmpty())
        .forEach(figure -> runs.put(figure.agency(), figure.basis()));
    Map<String, RunStore.Run> known =
        new RunStore(database)
            .runs(runs.values()).stream()
                .collect(Collectors.toMap(RunStore.Run::id, Function.identity()));
    Map<String, RunStore.Run> byAgency = new HashMap<>();
    runs.forEach((agency, run) -> {
      if (known.containsKey(run)) {
        byAgency.put(agency, known.get(run));
      }
    });
    return new Stored(standings.now(jdbc, id, closing), byAgency);
  }

  /** What appraisers found not to concern an agency does not concern it under other points. */
  private static void inapplicable(Figures.Builder carried, Scheme scheme, Figures before) {
    for (int a = 0; a < before.agencies().size(); a++) {
      for (int i = 0; i < before.scheme().items().size(); i++) {
        String why = before.inapplicable(a, i);
        OptionalInt now = scheme.find(before.scheme().items().get(i).id());
        if (why != null && now.isPresent()) {
          carried.inapplicable(a, now.getAsInt(), why);
        }
      }
    }
  }

  private static void propose(
      Figures.Builder carried,
      Definitions.Model model,
      int agency,
      Figures before,
      AuditReport report) {
    for (Feed feed : model.feeds()) {
      Scheme.Item item = model.scheme().items().get(feed.item());
      BigDecimal most = item.maxPoints(before.agencies().get(agency));
      if (most != null && item.concerns(before.agencies().get(agency))) {
        MachineColumn.Proposed proposed =
            MachineColumn.proposed(feed.propose(report.scorecards(), most));
        BigDecimal points = proposed.points();
        if (points == null) {
          carried.say(Column.MACHINE, agency, feed.item(), proposed.says());
        } else {
          carried.put(Column.MACHINE, agency, feed.item(), points, proposed.says());
          BigDecimal high = proposed.high();
          if (high != null) {
            carried.open(agency, feed.item(), high.subtract(points));
          }
        }
      }
    }
  }

  /** Keeps the machine's points of an indicator that has the same maximum in both versions. */
  private static boolean keep(
      Figures.Builder carried, Definitions.Model model, int agency, Figures before) {
    boolean any = false;
    for (Feed feed : model.feeds()) {
      Scheme.Item item = model.scheme().items().get(feed.item());
      OptionalInt was = before.scheme().find(item.id());
      BigDecimal points =
          was.isPresent() ? before.points(Column.MACHINE, agency, was.getAsInt()) : null;
      if (points != null) {
        any = true;
        carried.put(
            Column.MACHINE,
            agency,
            feed.item(),
            CarryOver.share(
                points,
                before
                    .scheme()
                    .items()
                    .get(was.getAsInt())
                    .maxPoints(before.agencies().get(agency)),
                item.maxPoints(before.agencies().get(agency))),
            before.words(Column.MACHINE, agency, was.getAsInt()));
      }
    }
    return any;
  }

  /** The versions of a set that campaigns have frozen, the newest first. */
  List<Opening.Definition> versions(String set) {
    return database
        .jdbc()
        .sql("select * from index_definition where set_id = ? order by frozen_at desc")
        .param(set)
        .query((row, n) -> Definitions.definition(row))
        .list();
  }
}
