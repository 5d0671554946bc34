package vn.portalaudit.web.page;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Days and moments as the fields {@code date} and {@code datetime-local} hold them. */
public final class Moments {
  private static final ZoneId ZONE = ZoneId.of("Asia/Ho_Chi_Minh");
  private static final DateTimeFormatter FIELD =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm", Locale.ROOT).withZone(ZONE);
  private static final int FIRST_YEAR = 2000;
  private static final int LAST_YEAR = 2200;

  private Moments() {}

  /** The value of a field for a moment; empty without one. */
  public static String field(@Nullable Instant moment) {
    return moment == null ? "" : FIELD.format(moment);
  }

  /** The moment of a field, in Vietnam; null with a problem when it is none. */
  public static @Nullable Instant moment(Form form, String name, String what) {
    String text = form.required(name, what, 40);
    try {
      if (!text.isEmpty()) {
        LocalDateTime time = LocalDateTime.parse(text);
        if (time.getYear() >= FIRST_YEAR && time.getYear() <= LAST_YEAR) {
          return time.atZone(ZONE).toInstant();
        }
      }
    } catch (DateTimeParseException e) {
      // told below
    }
    form.problem(name, "Hãy chọn " + what + " gồm ngày và giờ.");
    return null;
  }

  /** The day of a field; null when it is empty or, with a problem, when it is none. */
  public static @Nullable LocalDate day(Form form, String name, String what) {
    String text = form.text(name, 20);
    if (text.isEmpty()) {
      return null;
    }
    try {
      LocalDate day = LocalDate.parse(text);
      if (day.getYear() >= FIRST_YEAR && day.getYear() <= LAST_YEAR) {
        return day;
      }
    } catch (DateTimeParseException e) {
      // told below
    }
    form.problem(name, "Hãy chọn " + what + ", ví dụ 31/12/2026.");
    return null;
  }

  /** The day of a field that must not be empty; null with a problem. */
  public static @Nullable LocalDate needed(Form form, String name, String what) {
    form.required(name, what, 20);
    return day(form, name, what);
  }
}
