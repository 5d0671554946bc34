package vn.portalaudit.web.department;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;
import vn.portalaudit.config.ConfigException;
import vn.portalaudit.index.Comparison;
import vn.portalaudit.store.campaign.Campaigns;
import vn.portalaudit.store.campaign.DryRun;
import vn.portalaudit.store.campaign.Opening;
import vn.portalaudit.web.page.Refused;
import vn.portalaudit.web.page.SetLibrary;
import vn.portalaudit.web.page.StoredEvidence;

/**
 * Dry runs of campaigns: one after the other beside the requests, so that nobody waits for them in
 * a page; few wait, and the last few that ended are kept in memory for those who look. Safe for
 * threads.
 */
@Component
final class TrialRuns implements DisposableBean {
  private static final Logger LOG = LoggerFactory.getLogger(TrialRuns.class);
  private static final int MOST = 8;
  private static final int MOST_WAITING = 4;
  private static final Duration KEPT = Duration.ofHours(12);

  private final Campaigns campaigns;
  private final SetLibrary sets;
  private final InstantSource clock;
  private final Deque<Run> runs = new ArrayDeque<>();
  private final ExecutorService worker =
      Executors.newSingleThreadExecutor(
          Thread.ofPlatform().daemon().priority(Thread.MIN_PRIORITY).name("chay-thu").factory());

  TrialRuns(Campaigns campaigns, SetLibrary sets, InstantSource clock) {
    this.campaigns = campaigns;
    this.sets = sets;
    this.clock = clock;
  }

  /**
   * What is asked for.
   *
   * @param campaign whose figures are judged
   * @param code what the other version was chosen by
   * @param other the other version
   * @param rejudges whether the portals' stored evidence is judged anew
   */
  record Asked(int campaign, String code, Opening.Definition other, boolean rejudges) {}

  /** How far a run is. */
  sealed interface State {
    /** It waits for those before it. */
    record Waiting() implements State {}

    /** Of so many agencies, so many are done. */
    record Running(int done, int total) implements State {}

    /**
     * It ended.
     *
     * @param says which version against which
     * @param kept agencies whose machine points were kept
     * @param notes what could not be judged anew
     */
    record Done(Comparison comparison, String says, List<String> kept, List<String> notes)
        implements State {}

    /** The other version cannot be read, or it broke. */
    record Failed(List<String> problems) implements State {}

    /** A person stopped it. */
    record Stopped() implements State {}
  }

  /** One run. */
  static final class Run {
    private final UUID id = UUID.randomUUID();
    private final Asked asked;
    private final Instant at;
    private volatile State state = new State.Waiting();
    private volatile boolean stopped;

    private Run(Asked asked, Instant at) {
      this.asked = asked;
      this.at = at;
    }

    UUID id() {
      return id;
    }

    Asked asked() {
      return asked;
    }

    Instant at() {
      return at;
    }

    State state() {
      return state;
    }

    boolean over() {
      return !(state instanceof State.Waiting || state instanceof State.Running);
    }
  }

  /**
   * Starts a run; the one that is under way when it is the same.
   *
   * @throws Refused when too many wait
   */
  synchronized Run start(Asked asked) {
    Optional<Run> same =
        runs.stream().filter(run -> !run.over() && run.asked.equals(asked)).findFirst();
    if (same.isPresent()) {
      return same.get();
    }
    if (runs.stream().filter(run -> !run.over()).count() >= MOST_WAITING) {
      throw new Refused("Đang có quá nhiều lượt chạy thử; hãy dừng bớt, hoặc đợi ít phút.");
    }
    Instant now = clock.instant();
    runs.removeIf(run -> run.over() && run.at.plus(KEPT).isBefore(now));
    while (runs.size() >= MOST) {
      runs.stream().filter(Run::over).reduce((newer, older) -> older).ifPresent(runs::remove);
    }
    Run run = new Run(asked, now);
    runs.addFirst(run);
    worker.execute(() -> carryOut(run));
    return run;
  }

  /** The runs of a campaign that are kept, the newest first. */
  synchronized List<Run> of(int campaign) {
    return runs.stream().filter(run -> run.asked.campaign() == campaign).toList();
  }

  /** A run of a campaign; empty when it is kept no more. */
  Optional<Run> find(int campaign, String id) {
    return of(campaign).stream().filter(run -> run.id.toString().equals(id)).findFirst();
  }

  /** Ends a run before the next portal. */
  void stop(Run run) {
    run.stopped = true;
  }

  private void carryOut(Run run) {
    try {
      run.state = concluded(run);
    } catch (CancellationException e) {
      run.state = new State.Stopped();
    } catch (ConfigException wrong) {
      run.state = new State.Failed(wrong.problems());
    } catch (RuntimeException e) {
      LOG.error("a dry run failed", e);
      run.state =
          new State.Failed(
              List.of(
                  "Lỗi của hệ thống, đã ghi vào nhật ký; hãy chạy lại, nếu vẫn lỗi thì báo quản trị."));
    }
  }

  private State.Done concluded(Run run) {
    @Nullable StoredEvidence evidence =
        run.asked.rejudges() ? new StoredEvidence(sets.home(), clock) : null;
    DryRun.Outcome outcome =
        campaigns
            .department()
            .dryRun(
                run.asked.campaign(),
                run.asked.other(),
                evidence == null ? DryRun.Portals.AS_STORED : evidence,
                (done, total) -> {
                  if (run.stopped) {
                    throw new CancellationException();
                  }
                  run.state = new State.Running(done, total);
                });
    return new State.Done(
        outcome.comparison(),
        says(outcome, evidence == null ? 0 : evidence.judged()),
        outcome.kept(),
        evidence == null ? List.of() : evidence.problems());
  }

  private static String says(DryRun.Outcome outcome, int judged) {
    String before = outcome.before().figures().scheme().named();
    String after = outcome.after().figures().scheme().named();
    return judged > 0
        ? before + " so với " + after + "; chấm lại minh chứng của " + judged + " cổng"
        : before + " so với " + after;
  }

  @Override
  public void destroy() {
    synchronized (this) {
      runs.forEach(this::stop);
    }
    worker.shutdownNow();
  }
}
