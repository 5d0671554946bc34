package vn.portalaudit.schedule;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZonedDateTime;

/**
 * Hours of each day in which portals are left alone, by Việt Nam's clocks. They may pass midnight.
 *
 * @param from their first moment
 * @param to the first moment after them; equal to {@code from} when there are none
 */
public record QuietHours(LocalTime from, LocalTime to) {
  /** No quiet hours. */
  public static final QuietHours NONE = new QuietHours(LocalTime.MIN, LocalTime.MIN);

  /** Whether a moment lies in them. */
  public boolean contain(Instant moment) {
    LocalTime time = moment.atZone(Timetable.VIETNAM).toLocalTime();
    return from.isBefore(to)
        ? !time.isBefore(from) && time.isBefore(to)
        : from.isAfter(to) && (!time.isBefore(from) || time.isBefore(to));
  }

  /** A moment itself, or the end of the quiet hours that it lies in. */
  public Instant after(Instant moment) {
    if (!contain(moment)) {
      return moment;
    }
    ZonedDateTime local = moment.atZone(Timetable.VIETNAM);
    ZonedDateTime end = local.with(to);
    return (end.isAfter(local) ? end : end.plusDays(1)).toInstant();
  }
}
