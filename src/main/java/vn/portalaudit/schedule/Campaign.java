package vn.portalaudit.schedule;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A round of assessment with dates of its own: each portal of its group is audited once from its
 * first day on, and its availability is counted when the last day is over.
 *
 * @param name unaccented words joined by hyphens; names the occasion
 * @param group group of the timetable that it concerns; null for every one
 * @param first first day, in Vietnam
 * @param last last day
 * @param spread window after the beginning of the first day over which the audits are spread
 */
public record Campaign(
    String name, @Nullable String group, LocalDate first, LocalDate last, Duration spread) {
  private static final String MARK = "dot:";

  public Campaign {
    if (last.isBefore(first)) {
      throw new IllegalArgumentException("a campaign that ends before it begins");
    }
  }

  /** The word by which its work is known. */
  public String slot() {
    return MARK + name;
  }

  /** When a kind of work falls due: audits at its beginning, figures after its end. */
  public Instant occasion(WorkKind kind) {
    LocalDate day = kind == WorkKind.MONTHLY_REPORT ? last.plusDays(1) : first;
    int hour = kind == WorkKind.MONTHLY_REPORT ? 6 : 0;
    return day.atTime(hour, 0).atZone(Timetable.VIETNAM).toInstant();
  }

  /** Whether it concerns a group of portals. */
  public boolean concerns(Timetable timetable) {
    return group == null || group.equals(timetable.group());
  }
}
