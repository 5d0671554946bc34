package vn.portalaudit.campaign;

import java.time.Instant;
import java.time.LocalDate;
import java.time.MonthDay;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.portalaudit.config.WorkingDays;

/**
 * The days that a text sets for its assessment.
 *
 * @param sets ids of the sets that the text rules
 * @param basis its words
 * @param rounds how many rounds of appraisal
 * @param dataFrom first day of the data
 * @param dataTo last day of the data
 * @param due until when reports are taken; null where the text gives no day
 * @param publishBy last day for the publication; null where the text gives none
 * @param gap what the text does not say; empty when nothing
 */
public record SetCalendar(
    List<String> sets,
    String basis,
    int rounds,
    YearDay dataFrom,
    YearDay dataTo,
    @Nullable Due due,
    @Nullable YearDay publishBy,
    String gap) {
  public SetCalendar {
    sets = List.copyOf(sets);
  }

  /** A day of the year that is assessed, or of one so many years later. */
  public record YearDay(MonthDay day, int yearsLater) {
    LocalDate in(int year) {
      return day.atYear(year + yearsLater);
    }
  }

  /** Until when reports are taken. */
  public sealed interface Due {
    /** Before a day of the calendar, as «trước ngày 15 tháng 01». */
    record Before(YearDay day) implements Due {}

    /** Within so many days from the letter that asks for the reports. */
    record Within(int days, Counting counting) implements Due {}
  }

  /** How the days of a term are counted. */
  public enum Counting {
    /** All days; a term that ends on a day off ends on the next working day (BLDS, Điều 148). */
    CALENDAR,
    /** Working days. */
    WORKING
  }

  /**
   * What the text makes of a year.
   *
   * @param due the moment from which reports are late; null where the text gives no day
   */
  public record Proposed(
      LocalDate dataFrom, LocalDate dataTo, @Nullable Instant due, @Nullable LocalDate publishBy) {}

  /**
   * The days of a year's campaign.
   *
   * @param year the year that is assessed
   * @param letter the day on which the letter went out
   * @param days the calendar of working days
   */
  public Proposed of(int year, LocalDate letter, WorkingDays days) {
    Instant until =
        switch (due) {
          case null -> null;
          case Due.Before(YearDay day) -> start(day.in(year));
          case Due.Within(int count, Counting counting) ->
              start(end(letter, count, counting, days).plusDays(1));
        };
    return new Proposed(
        dataFrom.in(year), dataTo.in(year), until, publishBy == null ? null : publishBy.in(year));
  }

  /** The last day of a term; the day that begins it does not count (BLDS 2015, Điều 147). */
  public static LocalDate end(LocalDate from, int count, Counting counting, WorkingDays days) {
    return switch (counting) {
      case CALENDAR -> days.onOrAfter(from.plusDays(count));
      case WORKING -> days.after(from, count);
    };
  }

  private static Instant start(LocalDate day) {
    return day.atStartOfDay(Wording.ZONE).toInstant();
  }
}
