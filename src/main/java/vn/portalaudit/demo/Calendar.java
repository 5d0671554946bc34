package vn.portalaudit.demo;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.temporal.IsoFields;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Fills the date words of the sample pages from the reference day. Immutable. */
record Calendar(LocalDate today) {
  private static final List<String> WEEKDAYS =
      List.of("Thứ hai", "Thứ ba", "Thứ tư", "Thứ năm", "Thứ sáu", "Thứ bảy", "Chủ nhật");

  /**
   * The text for a word such as {@code day:-3}, {@code day:-3:iso}, {@code monday:-1}, {@code
   * week}, {@code year:-1}; empty when it is no date word.
   */
  Optional<String> fill(String word) {
    String[] parts = word.split(":", -1);
    long shift = parts.length > 1 && !parts[1].isEmpty() ? Long.parseLong(parts[1]) : 0;
    String format = parts.length > 2 ? parts[2] : "";
    return switch (parts[0]) {
      case "day" -> Optional.of(written(today.plusDays(shift), format));
      case "monday" -> Optional.of(written(monday(shift), format));
      case "friday" -> Optional.of(written(monday(shift).plusDays(4), format));
      case "sunday" -> Optional.of(written(monday(shift).plusDays(6), format));
      case "week" -> Optional.of(String.valueOf(week(monday(shift))));
      case "year" -> Optional.of(String.valueOf(today.getYear() + shift));
      default -> Optional.empty();
    };
  }

  /** The Monday of the week that lies so many weeks from the reference day. */
  LocalDate monday(long weeks) {
    return today.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY)).plusWeeks(weeks);
  }

  /** Number of the week in its year, as ISO 8601 counts. */
  static int week(LocalDate day) {
    return day.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR);
  }

  /** A day as portals write it; {@code format} names one of the ways. */
  static String written(LocalDate day, String format) {
    return switch (format) {
      case "" -> pattern(day, "dd/MM/yyyy");
      case "iso" -> day.toString();
      case "month" -> pattern(day, "yyyy-MM");
      case "short" -> pattern(day, "d/M/yyyy");
      case "dash" -> pattern(day, "dd-MM-yyyy");
      case "long" -> pattern(day, "'ngày' dd 'tháng' MM 'năm' yyyy");
      case "weekday" ->
          WEEKDAYS.get(day.getDayOfWeek().getValue() - 1) + ", " + pattern(day, "dd/MM/yyyy");
      case "rfc" -> pattern(day, "EEE, dd MMM yyyy") + " 08:00:00 +0700";
      default -> throw new IllegalArgumentException("no way of writing a day: " + format);
    };
  }

  private static String pattern(LocalDate day, String pattern) {
    return day.format(DateTimeFormatter.ofPattern(pattern, Locale.ROOT));
  }
}
