package vn.portalaudit.agent;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.portalaudit.alert.Signs;
import vn.portalaudit.domain.Period;
import vn.portalaudit.monitor.Availability;
import vn.portalaudit.pipeline.Audit;
import vn.portalaudit.pipeline.Order;
import vn.portalaudit.pipeline.PastAvailability;
import vn.portalaudit.schedule.Timetable;
import vn.portalaudit.schedule.WorkKind;
import vn.portalaudit.store.AvailabilityStore;
import vn.portalaudit.store.WorkStore;

/**
 * Audits portals. What was gathered is on disk at once, so that a later attempt goes on from there;
 * how far it is stands in the queue.
 */
final class AuditJob implements WorkLoop.Job {
  private static final Logger LOG = LoggerFactory.getLogger(AuditJob.class);

  /** Below this a year's availability is not told from a sample. */
  private static final int LEAST_DAYS = 30;

  private final Settings settings;
  private final WorkStore queue;
  private final Auditing auditing;
  private final AvailabilityStore availability;
  private final AuditNews news;
  private final InstantSource clock;

  AuditJob(
      Settings settings,
      WorkStore queue,
      Auditing auditing,
      AvailabilityStore availability,
      AuditNews news,
      InstantSource clock) {
    this.settings = settings;
    this.queue = queue;
    this.auditing = auditing;
    this.availability = availability;
    this.news = news;
    this.clock = clock;
  }

  @Override
  public Set<WorkKind> kinds() {
    return Set.of(WorkKind.AUDIT);
  }

  @Override
  public void carryOut(Task task) throws IOException {
    Auditing.Target target = task.target();
    Path folder = AuditFolder.prepare(settings.data(), target.code(), target.work());
    Order order = Order.read(folder).orElseGet(() -> order(target));
    Audit audit = auditing.audit(task::held);
    task.onStop(audit::stop);
    ProgressNotes notes =
        new ProgressNotes(queue, target.work(), order.maxPages(), clock.instant(), clock);
    Audit.Concluded concluded =
        audit.run(
            order,
            folder,
            target.previous(),
            past(target.work().portal(), order.period()),
            notes::at);
    if (!task.held()) {
      LOG.info("the audit of {} was ended from outside", target.url());
    } else if (task.stopped() && !concluded.report().run().complete()) {
      // another node, or this one when it runs again, goes on from what was gathered
      queue.putBack(target.work(), Duration.ZERO);
    } else if (auditing.keep(target, folder, concluded)) {
      queue.finish(target.work(), concluded.observed() ? null : "không quan sát được gì của cổng");
      news.tell(target.work().portal(), order.id());
    }
  }

  @Override
  public void gaveUp(Auditing.Target target, Exception why) {
    news.take(
        Signs.auditFailed(
            target.work().portal(),
            clock.instant(),
            "Không kiểm tra được cổng vì lỗi của hệ thống giám sát: " + why));
  }

  private Order order(Auditing.Target target) {
    Instant now = clock.instant();
    LocalDate today = now.atZone(Timetable.VIETNAM).toLocalDate();
    return new Order(
        target.run(),
        target.url(),
        target.kind(),
        List.of(),
        now,
        new Period(today.minusYears(1), today),
        settings.node().maxPages(),
        false,
        now,
        null);
  }

  /** What the watch counted; without a conclusion while it has watched for too short a time. */
  private PastAvailability past(int portal, Period period) {
    AvailabilityStore.Figure figure =
        availability.count(portal, period.from(), period.to(), Availability.Rule.STANDARD);
    Availability.Counts counts = figure.counts();
    Availability told = longEnough(figure.watchedFrom(), period) ? figure.availability() : null;
    return new PastAvailability(
        period.from(),
        period.to(),
        figure.watchedFrom(),
        clock.instant(),
        counts.up() + counts.degraded(),
        counts.down(),
        counts.unknown(),
        counts.excluded(),
        counts.outages(),
        told == null ? null : told.share(),
        told == null ? null : told.low(),
        told == null ? null : told.high());
  }

  private static boolean longEnough(@Nullable LocalDate watchedFrom, Period period) {
    long whole = ChronoUnit.DAYS.between(period.from(), period.to()) + 1;
    return watchedFrom != null
        && ChronoUnit.DAYS.between(watchedFrom, period.to()) + 1 >= Math.min(whole, LEAST_DAYS);
  }
}
