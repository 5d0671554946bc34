package vn.portalaudit.config;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.Set;

/**
 * Working days in Vietnam (Bộ luật Lao động 2019, Điều 112): Monday to Friday without public
 * holidays, with Saturdays that are worked in exchange. Immutable.
 */
public final class WorkingDays {
  /** No term is longer, and no calendar is without working days as long. */
  private static final int MOST = 2_000;

  private final Set<LocalDate> holidays = new HashSet<>();
  private final Set<LocalDate> worked = new HashSet<>();

  /** The calendar without holidays. */
  public WorkingDays() {}

  /**
   * Reads the calendar; a missing file is a calendar without holidays.
   *
   * @param file spans of holidays, and the days worked in exchange
   * @param problems takes what is wrong
   */
  public static WorkingDays read(Path file, Problems problems) {
    WorkingDays days = new WorkingDays();
    if (Files.exists(file)) {
      YamlFile.read(file, problems)
          .ifPresent(root -> {
            root.only("title", "holidays", "worked");
            for (YamlNode span : root.get("holidays").items()) {
              span.only("name", "from", "to", "basis", "confirmed");
              span.get("basis").text();
              span.get("confirmed").flag();
              LocalDate to = span.get("to").day();
              for (LocalDate day = span.get("from").day();
                  !day.isAfter(to);
                  day = day.plusDays(1)) {
                days.holidays.add(day);
              }
            }
            root.find("worked")
                .ifPresent(list -> list.items().forEach(day -> days.worked.add(worked(day))));
          });
    }
    return days;
  }

  private static LocalDate worked(YamlNode node) {
    node.only("day", "instead_of", "basis", "confirmed");
    node.get("basis").text();
    node.get("confirmed").flag();
    node.get("instead_of").day();
    return node.get("day").day();
  }

  /**
   * Working days after the first day up to and including the last; negative when the last comes
   * before the first.
   */
  public int between(LocalDate first, LocalDate last) {
    if (last.isBefore(first)) {
      return -between(last, first);
    }
    int count = 0;
    LocalDate end = last.isAfter(first.plusYears(3)) ? first.plusYears(3) : last;
    for (LocalDate day = first.plusDays(1); !day.isAfter(end); day = day.plusDays(1)) {
      count += works(day) ? 1 : 0;
    }
    return count;
  }

  /**
   * The day on which a term of working days ends; the first day does not count (Bộ luật Dân sự
   * 2015, Điều 147).
   *
   * @param days 0 to 2000
   */
  public LocalDate after(LocalDate first, int days) {
    if (days < 0 || days > MOST) {
      throw new IllegalArgumentException("a term of " + days + " working days");
    }
    LocalDate day = first;
    for (int left = days; left > 0; left -= works(day) ? 1 : 0) {
      day = day.plusDays(1);
    }
    return day;
  }

  /** The day itself, or the next on which people work. */
  public LocalDate onOrAfter(LocalDate day) {
    LocalDate next = day;
    while (!works(next)) {
      next = next.plusDays(1);
    }
    return next;
  }

  /** Whether people work on that day. */
  public boolean works(LocalDate day) {
    if (worked.contains(day)) {
      return true;
    }
    return day.getDayOfWeek() != DayOfWeek.SATURDAY
        && day.getDayOfWeek() != DayOfWeek.SUNDAY
        && !holidays.contains(day);
  }
}
