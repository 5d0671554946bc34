package vn.portalaudit.web.page;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.portalaudit.report.Vietnamese;

/**
 * Days and moments as people type them: dd/MM/yyyy, with HH:mm after it. Fields of type {@code
 * date} are not used, for browsers show them in the order of their own language; ISO 8601 is read
 * too.
 */
public final class Moments {
  private static final ZoneId ZONE = ZoneId.of("Asia/Ho_Chi_Minh");
  private static final DateTimeFormatter FIELD =
      DateTimeFormatter.ofPattern("dd/MM/yyyy HH:mm", Locale.ROOT).withZone(ZONE);
  private static final DateTimeFormatter DAY = strict("d/M/uuuu");
  private static final DateTimeFormatter MOMENT = strict("d/M/uuuu H:mm");
  private static final int FIRST_YEAR = 2000;
  private static final int LAST_YEAR = 2200;

  private Moments() {}

  private static DateTimeFormatter strict(String pattern) {
    return DateTimeFormatter.ofPattern(pattern, Locale.ROOT)
        .withResolverStyle(ResolverStyle.STRICT);
  }

  /** The day that a text names; empty when it names none. */
  public static Optional<LocalDate> day(String text) {
    try {
      return Optional.of(
          text.contains("/") ? LocalDate.parse(text.strip(), DAY) : LocalDate.parse(text.strip()));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  /** The moment in Vietnam that a text names; empty when it names none. */
  public static Optional<LocalDateTime> moment(String text) {
    String plain = text.strip().replaceAll("[ \\u00a0]+", " ");
    try {
      return Optional.of(
          plain.contains("/") ? LocalDateTime.parse(plain, MOMENT) : LocalDateTime.parse(plain));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  /** A day or moment in ISO 8601 as people read it; any other text as it is. */
  static String shown(String text) {
    if (text.matches("[0-9]{4}-[0-9]{2}-[0-9]{2}")) {
      return day(text).map(Vietnamese::day).orElse(text);
    }
    return text.matches("[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}(:[0-9]{2})?")
        ? moment(text).map(time -> field(time.atZone(ZONE).toInstant())).orElse(text)
        : text;
  }

  private static boolean plausible(int year) {
    return year >= FIRST_YEAR && year <= LAST_YEAR;
  }

  /** The value of a field for a moment; empty without one. */
  public static String field(@Nullable Instant moment) {
    return moment == null ? "" : FIELD.format(moment);
  }

  /** The moment of a field, in Vietnam; null with a problem when it is none. */
  public static @Nullable Instant moment(Form form, String name, String what) {
    String text = form.required(name, what, 40);
    Optional<LocalDateTime> read = moment(text);
    if (read.isPresent() && plausible(read.get().getYear())) {
      return read.get().atZone(ZONE).toInstant();
    }
    form.problem(name, "Hãy nhập " + what + " gồm ngày và giờ, ví dụ 31/12/2026 17:00.");
    return null;
  }

  /** The day of a field; null when it is empty or, with a problem, when it is none. */
  public static @Nullable LocalDate day(Form form, String name, String what) {
    String text = form.text(name, 20);
    if (text.isEmpty()) {
      return null;
    }
    Optional<LocalDate> read = day(text);
    if (read.isPresent() && plausible(read.get().getYear())) {
      return read.get();
    }
    form.problem(name, "Hãy nhập " + what + ", ví dụ 31/12/2026.");
    return null;
  }

  /** The day of a field that must not be empty; null with a problem. */
  public static @Nullable LocalDate needed(Form form, String name, String what) {
    form.required(name, what, 20);
    return day(form, name, what);
  }
}
