package vn.portalaudit.pipeline;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import vn.portalaudit.checklist.Checklist;
import vn.portalaudit.crawl.Crawler;
import vn.portalaudit.crawl.LiveSource;
import vn.portalaudit.crawl.Source;
import vn.portalaudit.crawl.Survey;
import vn.portalaudit.domain.AuditReport;
import vn.portalaudit.domain.AuditRun;
import vn.portalaudit.domain.Capture;
import vn.portalaudit.domain.Datum;
import vn.portalaudit.domain.Observation;
import vn.portalaudit.domain.Result;
import vn.portalaudit.domain.Validators;
import vn.portalaudit.evidence.Entry;
import vn.portalaudit.evidence.EvidenceFolder;
import vn.portalaudit.evidence.EvidenceReader;
import vn.portalaudit.net.Web;
import vn.portalaudit.net.browser.Browsers;
import vn.portalaudit.net.browser.Rendering;
import vn.portalaudit.probe.ProbeCatalog;

/**
 * Audits one portal: crawls it, keeps the evidence, measures, judges. What it concludes from the
 * network it concludes again from the evidence alone: {@link #replay}. One instance is used by one
 * thread; {@link #stop} may be called by any.
 */
public final class Audit {
  private static final Duration BUDGET = Duration.ofMinutes(30);

  private final Rules rules;
  private final Means means;
  private volatile @Nullable LiveSource running;

  /**
   * What an audit works with.
   *
   * @param web the guarded client
   * @param browsers the browser, null when pages are not to be rendered
   * @param clock for times
   * @param held whether the portal and its folder are still this program's
   */
  public record Means(
      Web web, @Nullable Browsers browsers, InstantSource clock, BooleanSupplier held) {
    /** For who shares neither portal nor folder with another program. */
    public Means(Web web, @Nullable Browsers browsers, InstantSource clock) {
      this(web, browsers, clock, () -> true);
    }
  }

  /** The portal is another program's by now: nothing is concluded. */
  public static final class NoLongerHeld extends RuntimeException {
    private NoLongerHeld() {
      super("the portal is no longer held");
    }
  }

  /**
   * What came of it.
   *
   * @param report what was concluded
   * @param checklists the checklists that were applied
   * @param observed whether anything of the portal could be observed
   */
  public record Concluded(AuditReport report, List<Checklist> checklists, boolean observed) {}

  /** With rules and means. */
  public Audit(Rules rules, Means means) {
    this.rules = rules;
    this.means = means;
  }

  /** Ends a running audit soon; what was gathered is judged and kept. */
  public void stop() {
    LiveSource source = running;
    if (source != null) {
      source.stop();
    }
  }

  /**
   * Audits a portal, or goes on with an audit that was interrupted.
   *
   * @param order what is asked for
   * @param folder takes the evidence
   * @param previous folder of an earlier audit of the same portal, or null; what its server says
   *     has not changed since is read from there, and kept in {@code folder} too
   * @param progress is told how far it is
   * @return what was concluded
   * @throws IOException when the folder cannot be written
   * @throws IllegalArgumentException when a checklist is unknown
   * @throws NoLongerHeld when the portal became another program's
   */
  public Concluded run(Order order, Path folder, @Nullable Path previous, Crawler.Progress progress)
      throws IOException {
    return run(order, folder, previous, null, progress);
  }

  /**
   * As {@link #run(Order, Path, Path, Crawler.Progress)}, of a portal that is watched.
   *
   * @param past what the watch counted over the period; null when the portal is not watched
   */
  public Concluded run(
      Order order,
      Path folder,
      @Nullable Path previous,
      @Nullable PastAvailability past,
      Crawler.Progress progress)
      throws IOException {
    List<Checklist> checklists = Judging.checklists(rules, order);
    Survey survey;
    List<Observation> observations;
    try (EvidenceFolder evidence = EvidenceFolder.resume(folder, previous)) {
      order.write(folder);
      if (past != null) {
        past.record(evidence, order.portal());
      }
      LiveSource source = live(evidence);
      running = source;
      survey = Judging.crawl(source, rules, order, progress);
      progress.at("Đo các tiêu chí", survey.pages().size(), 0, order.portal());
      observations = Judging.observe(survey, source, rules, order);
      pictures(survey, observations, source, progress);
    } finally {
      running = null;
    }
    if (!means.held().getAsBoolean()) {
      throw new NoLongerHeld();
    }
    Order finished = order.finished(means.clock().instant());
    finished.write(folder);
    rules.files().keep(folder);
    return conclude(finished, folder, checklists, new Seen(survey, observations));
  }

  /**
   * Measures a portal by one probe.
   *
   * @param probe id of the probe
   * @param order what is asked for
   * @param folder takes the evidence
   * @return what was observed
   * @throws IOException when the folder cannot be written
   */
  public List<Observation> probe(String probe, Order order, Path folder) throws IOException {
    try (EvidenceFolder evidence = EvidenceFolder.resume(folder, null)) {
      LiveSource source = live(evidence);
      Survey survey = Judging.crawl(source, rules, order, Crawler.Progress.NONE);
      List<Observation> seen =
          rules.probes().observe(probe, survey, source, order.at(), order.period());
      if (!means.held().getAsBoolean()) {
        throw new NoLongerHeld();
      }
      return seen;
    }
  }

  private LiveSource live(EvidenceFolder evidence) throws IOException {
    Browsers browsers = means.browsers();
    LiveSource.Means asking =
        new LiveSource.Means(
            new Asking(means.web(), means.held()),
            Judging::decode,
            browsers == null ? null : new Drawing(browsers),
            means.clock(),
            means.held());
    return new LiveSource(evidence, asking, BUDGET);
  }

  /**
   * Concludes from the evidence alone, without the network.
   *
   * @param order what was asked for
   * @param folder holds the evidence
   * @return what is concluded
   * @throws IOException when the evidence cannot be read
   */
  public static Concluded replay(Rules rules, Order order, Path folder, InstantSource clock)
      throws IOException {
    List<Checklist> checklists = Judging.checklists(rules, order);
    Source source = Source.replay(EvidenceReader.open(folder), Judging::decode);
    Survey survey = Judging.crawl(source, rules, order, Crawler.Progress.NONE);
    List<Observation> observations = Judging.observe(survey, source, rules, order);
    return conclude(rules, order, folder, checklists, new Seen(survey, observations), clock);
  }

  private record Seen(Survey survey, List<Observation> observations) {}

  private Concluded conclude(Order order, Path folder, List<Checklist> checklists, Seen seen)
      throws IOException {
    return conclude(rules, order, folder, checklists, seen, means.clock());
  }

  private static Concluded conclude(
      Rules rules,
      Order order,
      Path folder,
      List<Checklist> checklists,
      Seen seen,
      InstantSource clock)
      throws IOException {
    int requests = 0;
    long bytes = 0;
    EvidenceReader record = EvidenceReader.open(folder);
    for (Entry entry : record.entries()) {
      Capture capture = entry.capture();
      if (entry.kind() == Entry.Kind.FETCH && capture != null) {
        requests += capture.hops().size();
        bytes += capture.wireLength();
      }
    }
    Survey survey = seen.survey();
    List<Observation> observations =
        PastAvailability.merged(seen.observations(), record, order.period());
    Instant finished = Objects.requireNonNullElse(order.finishedAt(), order.startedAt());
    AuditRun run =
        new AuditRun(
            order.id(),
            order.portal(),
            order.kind(),
            order.startedAt(),
            finished,
            order.at(),
            clock.instant(),
            order.period(),
            rules.digest(),
            survey.pages().size(),
            requests,
            bytes,
            survey.home() != null && survey.stopped() == null && record.stopped().isEmpty());
    AuditReport report =
        new AuditReport(
            run,
            Judging.scorecards(
                checklists,
                observations,
                order.kind(),
                survey.home() == null ? ProbeCatalog.gap(survey) : null),
            observations,
            Warnings.of(survey, observations));
    return new Concluded(report, checklists, survey.home() != null);
  }

  /** Pictures of the home page and of the first page of each section found. */
  private void pictures(
      Survey survey, List<Observation> observations, LiveSource source, Crawler.Progress progress) {
    if (means.browsers() == null || survey.home() == null) {
      return;
    }
    source.picture(survey.home().url(), "trang-chu");
    for (Observation observation : observations) {
      if (observation.field().equals("url")
          && observation.result() instanceof Result.Value value
          && value.datum() instanceof Datum.Text url
          && survey.page(url.value()).isPresent()) {
        progress.at("Chụp ảnh trang", survey.pages().size(), 0, url.value());
        source.picture(url.value(), observation.probe());
      }
    }
  }

  /** Asks by the guarded client. */
  private record Asking(Web web, BooleanSupplier held) implements LiveSource.Transport {
    @Override
    public LiveSource.Reply get(String url, Capture.Purpose purpose, Predicate<String> mayFollow) {
      return get(url, purpose, mayFollow, hop -> Validators.NONE);
    }

    @Override
    public LiveSource.Reply get(
        String url,
        Capture.Purpose purpose,
        Predicate<String> mayFollow,
        Function<String, Validators> known) {
      Web.Fetched fetched = web.get(url, Web.Rules.GET.unless(known).asLongAs(held), mayFollow);
      boolean cut = fetched.body().cut() || fetched.last().map(e -> e.truncated()).orElse(false);
      return new LiveSource.Reply(
          fetched.at(),
          fetched.exchanges(),
          fetched.body().body(),
          cut,
          fetched.reason(),
          fetched.timing(),
          fetched.unchanged());
    }

    @Override
    public void slowDown(String host, Duration delay) {
      web.slowDown(host, delay);
    }
  }

  /** Renders in the browser. */
  private record Drawing(Browsers browsers) implements LiveSource.Renderer {
    @Override
    public LiveSource.Rendered render(String url) {
      Rendering rendering = browsers.render(url);
      return new LiveSource.Rendered(rendering.html(), rendering.finalUrl(), rendering.reason());
    }

    @Override
    public byte @Nullable [] picture(String url) {
      return browsers.picture(url);
    }
  }
}
