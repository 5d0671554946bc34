package vn.portalaudit.sheet;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Days as people write them here: day before month. Pure. */
public final class Days {
  private static final Pattern OURS = Pattern.compile("(\\d{1,2})([/.-])(\\d{1,2})\\2(\\d{4})");
  private static final Pattern ISO = Pattern.compile("(\\d{4})-(\\d{2})-(\\d{2})");
  private static final DateTimeFormatter WRITTEN =
      DateTimeFormatter.ofPattern("dd/MM/uuuu", Locale.ROOT);

  private Days() {}

  /** The day of a text such as 01/07/2025 or 2025-07-01, or empty. */
  public static Optional<LocalDate> parse(String text) {
    Matcher ours = OURS.matcher(text);
    if (ours.matches()) {
      return day(ours.group(4), ours.group(3), ours.group(1));
    }
    Matcher iso = ISO.matcher(text);
    return iso.matches() ? day(iso.group(1), iso.group(2), iso.group(3)) : Optional.empty();
  }

  private static Optional<LocalDate> day(String year, String month, String day) {
    try {
      return Optional.of(
              LocalDate.of(Integer.parseInt(year), Integer.parseInt(month), Integer.parseInt(day)))
          .filter(Days::plausible);
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  static boolean plausible(LocalDate day) {
    return day.getYear() >= 1900 && day.getYear() < 2200;
  }

  /** The day as people read it. */
  public static String write(LocalDate day) {
    return WRITTEN.format(day);
  }
}
