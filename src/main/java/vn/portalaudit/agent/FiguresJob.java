package vn.portalaudit.agent;

import java.time.Instant;
import java.time.YearMonth;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import vn.portalaudit.domain.Period;
import vn.portalaudit.monitor.Availability;
import vn.portalaudit.schedule.Campaign;
import vn.portalaudit.schedule.Timetable;
import vn.portalaudit.schedule.Work;
import vn.portalaudit.schedule.WorkKind;
import vn.portalaudit.store.AvailabilityStore;
import vn.portalaudit.store.WorkStore;

/** Counts how much of the month before, or of a campaign, a portal could be used. */
final class FiguresJob implements WorkLoop.Job {
  private final WorkStore queue;
  private final AvailabilityStore figures;
  private final List<Campaign> campaigns;

  FiguresJob(WorkStore queue, AvailabilityStore figures, List<Campaign> campaigns) {
    this.queue = queue;
    this.figures = figures;
    this.campaigns = List.copyOf(campaigns);
  }

  @Override
  public Set<WorkKind> kinds() {
    return Set.of(WorkKind.MONTHLY_REPORT);
  }

  private record Occasion(String name, Period period) {}

  @Override
  public void carryOut(Task task) {
    Work work = task.target().work();
    Optional<Occasion> occasion = occasion(work.slot());
    if (occasion.isEmpty()) {
      queue.finish(work, "không rõ kỳ của số liệu: " + work.slot());
      return;
    }
    Period period = occasion.get().period();
    Availability.Rule rule = Availability.Rule.STANDARD;
    figures.keep(
        work.portal(),
        occasion.get().name(),
        figures.count(work.portal(), period.from(), period.to(), rule),
        rule);
    queue.finish(work, null);
  }

  private Optional<Occasion> occasion(String slot) {
    for (Campaign campaign : campaigns) {
      if (campaign.slot().equals(slot)) {
        return Optional.of(
            new Occasion(campaign.name(), new Period(campaign.first(), campaign.last())));
      }
    }
    return month(slot)
        .map(month ->
            new Occasion(month.toString(), new Period(month.atDay(1), month.atEndOfMonth())));
  }

  /** The month before a planned moment, or the one that a request names. */
  private static Optional<YearMonth> month(String slot) {
    try {
      return Optional.of(
          slot.length() == 7
              ? YearMonth.parse(slot)
              : YearMonth.from(Instant.parse(slot).atZone(Timetable.VIETNAM)).minusMonths(1));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }
}
