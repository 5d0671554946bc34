package vn.portalaudit.monitor;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.function.Predicate;

/**
 * Which maintenance is left out of the count: that announced so many working days before it began
 * (Nghị định 224/2026/NĐ-CP, Điều 13). Pure.
 *
 * @param workingDays full working days between the day of the announcement and that of the start
 * @param works whether a day in Vietnam is a working day
 */
public record NoticeRule(int workingDays, Predicate<LocalDate> works) {
  /** What the decree asks for. */
  public static final int DAYS = 7;

  private static final ZoneId VIETNAM = ZoneId.of("Asia/Ho_Chi_Minh");

  /** Whether a pause was announced soon enough to be left out. */
  public boolean met(Watched.Pause pause) {
    LocalDate start = pause.from().atZone(VIETNAM).toLocalDate();
    LocalDate announced = pause.announced().atZone(VIETNAM).toLocalDate();
    int counted = 0;
    for (LocalDate day = announced.plusDays(1);
        day.isBefore(start) && counted < workingDays;
        day = day.plusDays(1)) {
      counted += works.test(day) ? 1 : 0;
    }
    return counted >= workingDays;
  }
}
