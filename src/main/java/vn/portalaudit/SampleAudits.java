package vn.portalaudit;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.portalaudit.agent.Settings;
import vn.portalaudit.crawl.Crawler;
import vn.portalaudit.demo.FixtureServer;
import vn.portalaudit.net.Web;
import vn.portalaudit.net.browser.Browsers;
import vn.portalaudit.pipeline.Audit;
import vn.portalaudit.pipeline.Order;
import vn.portalaudit.schedule.Timetable;

/**
 * The earlier audits of the demonstration: a sample portal is served as it was on a day before, and
 * audited by the real rules with the clock of that day, so that there is evidence for every point
 * that rose or fell since.
 */
final class SampleAudits {
  private static final int MAX_PAGES = 400;

  private final Serving serving;
  private final Path data;
  private final boolean drawn;

  /**
   * @param data takes the evidence
   * @param settings say whether a browser may be used
   */
  SampleAudits(Serving serving, Path data, Settings.Node settings) {
    this.serving = serving;
    this.data = data;
    this.drawn = settings.browser() && Browsers.available();
  }

  /**
   * Audits a portal as it was, the oldest state first; those that are kept already are left out.
   *
   * @param portal its number
   * @param code its code
   * @param sample folder of the sample
   * @param now the reference time
   */
  void lay(int portal, String code, Path sample, Instant now) throws IOException {
    LocalDate today = LocalDate.ofInstant(now, Timetable.VIETNAM);
    @Nullable Path previous = null;
    for (int before : FixtureServer.past(sample)) {
      String run = code + "-truoc-" + before;
      Path folder = data.resolve("audits").resolve(code).resolve("truoc-" + before);
      if (!serving.keeps(run)) {
        try (FixtureServer server = FixtureServer.startPast(sample, today, before)) {
          Instant at = now.minus(Duration.ofDays(before));
          serving.keep(portal, folder, audit(server, order(run, server, at), folder, previous));
        }
      }
      previous = folder;
    }
  }

  private Audit.Concluded audit(
      FixtureServer server, Order order, Path folder, @Nullable Path previous) throws IOException {
    Duration since = Duration.between(order.at(), Asked.CLOCK.instant());
    InstantSource then = () -> Asked.CLOCK.instant().minus(since);
    try (Web web =
            new Web(
                Web.Options.standard()
                    .allowPrivate(true)
                    .connectTo(SamplePortals.detours(List.of(server)))
                    .rate(null)
                    .clock(then));
        Browsers browsers = drawn ? Asked.open(web) : null) {
      return new Audit(serving.load(), new Audit.Means(web, browsers, then))
          .run(order, folder, previous, Crawler.Progress.NONE);
    }
  }

  private static Order order(String run, FixtureServer server, Instant at) {
    return new Order(
        run,
        "http://" + server.hosts().getFirst() + "/",
        server.kind(),
        List.of(),
        at,
        Asked.yearTo(at),
        MAX_PAGES,
        false,
        at,
        null);
  }
}
