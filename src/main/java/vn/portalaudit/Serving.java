package vn.portalaudit;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import vn.portalaudit.agent.Agent;
import vn.portalaudit.agent.Auditing;
import vn.portalaudit.agent.Settings;
import vn.portalaudit.monitor.Engine;
import vn.portalaudit.net.Dialer;
import vn.portalaudit.net.Web;
import vn.portalaudit.net.browser.Browsers;
import vn.portalaudit.net.dns.NameLookups;
import vn.portalaudit.net.tls.Handshakes;
import vn.portalaudit.pipeline.Audit;
import vn.portalaudit.pipeline.Rules;
import vn.portalaudit.report.ReportFiles;
import vn.portalaudit.report.ResultDocument;
import vn.portalaudit.store.Database;
import vn.portalaudit.store.RunStore;

/**
 * What the service works with: one polite client for all audits, a browser, the rules as they stand
 * when an audit begins, and where conclusions are kept. Safe for threads.
 */
final class Serving implements Auditing, AutoCloseable {
  private final Path home;
  private final Settings settings;
  private final RunStore runs;
  private final Web web;
  private final @Nullable Browsers browsers;
  private final Rules first;

  Serving(Path home, Settings settings, Database database) throws IOException {
    this.home = home;
    this.settings = settings;
    this.runs = new RunStore(database);
    this.web =
        new Web(
            Web.Options.standard()
                .allowPrivate(settings.node().allowPrivate())
                .connectTo(settings.node().connectTo())
                .rate(settings.node().rate())
                .clock(Asked.CLOCK));
    this.browsers = settings.node().browser() && Browsers.available() ? Asked.open(web) : null;
    this.first = rules();
  }

  Agent.Means means() {
    return new Agent.Means(
        web.guard(),
        Engine.Options.standard(Web.Options.standard().userAgent()).canaries(settings.canaries()),
        this,
        first.probes()::worksOn,
        Asked.CLOCK);
  }

  private Rules rules() throws IOException {
    return Rules.load(
        home,
        Handshakes.live(
            Dialer.patient(web.guard()),
            new Handshakes.Settings(Duration.ofSeconds(5), this::pause, Asked.CLOCK, null)),
        NameLookups.system(Asked.CLOCK));
  }

  private void pause() {
    Asked.pause(settings.node().rate());
  }

  @Override
  public Audit audit() {
    try {
      return new Audit(rules(), new Audit.Means(web, browsers, Asked.CLOCK));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Override
  public boolean keep(Target target, Path folder, Audit.Concluded concluded) throws IOException {
    new ReportFiles(home.resolve("reports"))
        .write(concluded.report(), concluded.checklists(), folder);
    return runs.save(
        target.work().portal(),
        target.work(),
        concluded.report(),
        ResultDocument.write(concluded.report()),
        concluded.observed(),
        folder);
  }

  @Override
  public void close() {
    if (browsers != null) {
      browsers.close();
    }
    web.close();
  }
}
