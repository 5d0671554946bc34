package vn.portalaudit;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import vn.portalaudit.agent.Settings;
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
  private final Serving serving;
  private final Path data;
  private final int maxPages;
  private final boolean drawn;
  private final BooleanSupplier stopped;

  /**
   * @param data takes the evidence
   * @param settings say how many pages are read, and whether a browser may be used
   * @param stopped whether to end; what was read by then is gone on with at the next start
   */
  SampleAudits(Serving serving, Path data, Settings.Node settings, BooleanSupplier stopped) {
    this.serving = serving;
    this.data = data;
    this.stopped = stopped;
    this.maxPages = settings.maxPages();
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
      if (stopped.getAsBoolean()) {
        return;
      }
      String run = code + "-truoc-" + before;
      Path folder = data.resolve("audits").resolve(code).resolve("truoc-" + before);
      if (!serving.keeps(run)) {
        try (FixtureServer server = FixtureServer.startPast(sample, today, before)) {
          Instant at = now.minus(Duration.ofDays(before));
          Order order = Order.read(folder).orElseGet(() -> order(run, server, at));
          Audit.Concluded concluded = audit(server, order, folder, previous);
          if (!stopped.getAsBoolean()) {
            serving.keep(portal, folder, concluded);
          }
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
      Audit audit = new Audit(serving.load(), new Audit.Means(web, browsers, then));
      return audit.run(
          order,
          folder,
          previous,
          (phase, read, queued, url) -> {
            if (stopped.getAsBoolean()) {
              audit.stop();
            }
          });
    }
  }

  private Order order(String run, FixtureServer server, Instant at) {
    return new Order(
        run,
        "http://" + server.hosts().getFirst() + "/",
        server.kind(),
        List.of(),
        at,
        Asked.yearTo(at),
        maxPages,
        false,
        at,
        null);
  }
}
