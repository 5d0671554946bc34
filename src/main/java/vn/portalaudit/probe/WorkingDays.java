package vn.portalaudit.probe;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.Set;
import vn.portalaudit.config.Problems;
import vn.portalaudit.config.YamlFile;
import vn.portalaudit.config.YamlNode;

/**
 * Counts working days in Vietnam (Bộ luật Lao động 2019, Điều 112): Monday to Friday without public
 * holidays, with Saturdays that are worked in exchange. Immutable.
 */
final class WorkingDays {
  private final Set<LocalDate> holidays = new HashSet<>();
  private final Set<LocalDate> worked = new HashSet<>();

  /** The calendar without holidays. */
  WorkingDays() {}

  /** Reads the calendar; a missing file is a calendar without holidays. */
  static WorkingDays read(Path file, Problems problems) {
    WorkingDays days = new WorkingDays();
    if (Files.exists(file)) {
      YamlFile.read(file, problems)
          .ifPresent(root -> {
            root.only("title", "holidays", "worked");
            for (YamlNode span : root.get("holidays").items()) {
              span.only("name", "from", "to");
              LocalDate to = span.get("to").day();
              for (LocalDate day = span.get("from").day();
                  !day.isAfter(to);
                  day = day.plusDays(1)) {
                days.holidays.add(day);
              }
            }
            root.find("worked")
                .ifPresent(list -> list.items().forEach(day -> days.worked.add(day.day())));
          });
    }
    return days;
  }

  /**
   * Working days after the first day up to and including the last; negative when the last comes
   * before the first.
   */
  int between(LocalDate first, LocalDate last) {
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

  boolean works(LocalDate day) {
    if (worked.contains(day)) {
      return true;
    }
    return day.getDayOfWeek() != DayOfWeek.SATURDAY
        && day.getDayOfWeek() != DayOfWeek.SUNDAY
        && !holidays.contains(day);
  }
}
