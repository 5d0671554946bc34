package vn.portalaudit.campaign;

import java.time.Instant;
import java.time.LocalDate;
import java.time.MonthDay;
import java.time.YearMonth;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vn.portalaudit.config.WorkingDays;
import vn.portalaudit.index.IndexSet;
import vn.portalaudit.index.IndexSet.Step;
import vn.portalaudit.index.IndexSet.Term;

/** What the calendar of a set makes of a year. Pure. */
public final class SetCalendar {
  private static final int QUARTER = 3;

  private SetCalendar() {}

  /**
   * The days of a year's campaign.
   *
   * @param dataFrom first day of the data; of the calendar year where the text does not say
   * @param dataTo last day of the data
   * @param due the moment from which reports are late; null where the text gives no day
   * @param publishBy last day for the publication; null where the text gives none
   */
  public record Proposed(
      LocalDate dataFrom, LocalDate dataTo, @Nullable Instant due, @Nullable LocalDate publishBy) {}

  /**
   * The days of a year's campaign.
   *
   * @param calendar of the set
   * @param year the year that is assessed
   * @param letter the day on which the letter that asks for the reports goes out
   * @param days the calendar of working days
   */
  public static Proposed of(
      IndexSet.Calendar calendar, int year, LocalDate letter, WorkingDays days) {
    IndexSet.DataPeriod data = calendar.data();
    Instant due =
        terms(calendar, Step.REPORT)
            .map(term -> late(term, year, letter, days))
            .flatMap(Optional::stream)
            .map(day -> day.atStartOfDay(Wording.ZONE).toInstant())
            .findFirst()
            .orElse(null);
    LocalDate publishBy =
        Stream.of(Step.PUBLICATION, Step.RANKING, Step.ASSESSMENT)
            .flatMap(step -> terms(calendar, step))
            .map(term -> last(term, year))
            .flatMap(Optional::stream)
            .findFirst()
            .orElse(null);
    return new Proposed(
        data == null ? LocalDate.of(year, 1, 1) : data.from(year),
        data == null ? LocalDate.of(year, 12, 31) : data.to(year),
        due,
        publishBy);
  }

  private static Stream<Term> terms(IndexSet.Calendar calendar, Step step) {
    return calendar.terms().stream().filter(term -> term.what() == step);
  }

  /** The first day on which a report is late. */
  private static Optional<LocalDate> late(Term term, int year, LocalDate letter, WorkingDays days) {
    Integer count = term.days();
    return count == null
        ? last(term, year).map(day -> day.plusDays(1))
        : Optional.of(end(letter, count, term.working(), days).plusDays(1));
  }

  /** The last day of a term that the calendar alone gives. */
  private static Optional<LocalDate> last(Term term, int year) {
    MonthDay before = term.before();
    Integer quarter = term.quarter();
    if (before != null) {
      return Optional.of(before.atYear(year + term.year()).minusDays(1));
    }
    return quarter == null
        ? Optional.empty()
        : Optional.of(YearMonth.of(year + term.year(), quarter * QUARTER).atEndOfMonth());
  }

  /**
   * The last day of a term; the day that begins it does not count (BLDS 2015, Điều 147). One of all
   * days that ends on a day off ends on the next working day (Điều 148).
   */
  public static LocalDate end(LocalDate from, int count, boolean working, WorkingDays days) {
    return working ? days.after(from, count) : days.onOrAfter(from.plusDays(count));
  }
}
