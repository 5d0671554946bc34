package vn.portalaudit.web;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import vn.portalaudit.agent.Agent;

/** The agent's figures for Prometheus. */
final class Figures implements MeterBinder {
  private final Supplier<Agent.Figures> figures;

  Figures(Supplier<Agent.Figures> figures) {
    this.figures = figures;
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    gauge(
        registry,
        "portalaudit.portals.watched",
        "portals this node watches",
        Agent.Figures::watched);
    gauge(registry, "portalaudit.probes.underway", "looks under way", Agent.Figures::looksUnderWay);
    gauge(registry, "portalaudit.probes.unkept", "results not kept yet", Agent.Figures::unkept);
    gauge(
        registry,
        "portalaudit.probes.spooled.bytes",
        "results on disk that wait for the database",
        Agent.Figures::spooled);
    gauge(
        registry, "portalaudit.probes.shed", "looks that did not take place", Agent.Figures::shed);
    gauge(registry, "portalaudit.probes.sick", "1 while this node cannot see", Agent.Figures::sick);
    gauge(registry, "portalaudit.audits.underway", "audits under way", Agent.Figures::audits);
    gauge(registry, "portalaudit.work.queued", "work that waits", Agent.Figures::queued);
    gauge(registry, "portalaudit.work.overdue", "work that is late", Agent.Figures::overdue);
    gauge(registry, "portalaudit.disk.free.bytes", "room on the disk", Agent.Figures::diskFree);
  }

  private void gauge(
      MeterRegistry registry, String name, String says, ToDoubleFunction<Agent.Figures> figure) {
    Gauge.builder(name, figures, f -> figure.applyAsDouble(f.get()))
        .description(says)
        .register(registry);
  }
}
