package vn.portalaudit.report;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.Collator;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import vn.portalaudit.domain.Datum;

/**
 * Values in the form that Vietnamese readers expect. Only here is anything rounded. The form does
 * not depend on the machine's locale.
 */
public final class Vietnamese {
  private static final Pattern DIGITS = Pattern.compile("\\d+");

  /** The time zone of every printed date. */
  public static final ZoneId ZONE = Json.VIETNAM;

  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
  private static final DecimalFormat NUMBER = numbers();
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("dd/MM/uuuu", Locale.ROOT);
  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("dd/MM/uuuu HH:mm", Locale.ROOT).withZone(Json.VIETNAM);
  private static final DateTimeFormatter SECOND =
      DateTimeFormatter.ofPattern("dd/MM/uuuu HH:mm:ss", Locale.ROOT).withZone(Json.VIETNAM);

  private Vietnamese() {}

  /** Decimal comma, thousands point, at most 2 decimals, half up. */
  public static String number(BigDecimal value) {
    return number(value, 2);
  }

  /** As {@link #number(BigDecimal)}, with at most so many decimals. */
  static String number(BigDecimal value, int decimals) {
    BigDecimal shown = value.setScale(decimals, RoundingMode.HALF_UP);
    DecimalFormat format = (DecimalFormat) NUMBER.clone(); // one is not safe for threads
    format.setMaximumFractionDigits(decimals);
    return format.format(shown);
  }

  private static DecimalFormat numbers() {
    DecimalFormatSymbols symbols = DecimalFormatSymbols.getInstance(Locale.ROOT);
    symbols.setDecimalSeparator(',');
    symbols.setGroupingSeparator('.');
    symbols.setMinusSign('−');
    return new DecimalFormat("#,##0.#", symbols);
  }

  /** A whole number with thousands points. */
  public static String number(long value) {
    return number(BigDecimal.valueOf(value));
  }

  /** A share of 1 as a percentage, e.g. {@code 87,5%}. */
  public static String percent(BigDecimal share) {
    return number(share.multiply(HUNDRED)) + "%";
  }

  /** Bytes in decimal units, one decimal; number and unit stay on one line. */
  public static String bytes(long bytes) {
    if (bytes < 1_000) {
      return number(bytes) + "\u00a0B";
    }
    String[] units = {"kB", "MB", "GB", "TB"};
    BigDecimal value = BigDecimal.valueOf(bytes).movePointLeft(3);
    int unit = 0;
    // 999,95 of a unit would be shown as 1.000
    while (unit < units.length - 1 && value.compareTo(new BigDecimal("999.95")) >= 0) {
      value = value.movePointLeft(3);
      unit++;
    }
    return number(value.setScale(1, RoundingMode.HALF_UP)) + "\u00a0" + units[unit];
  }

  /** A day, dd/MM/yyyy. */
  public static String day(LocalDate day) {
    return DAY.format(day);
  }

  /**
   * A date in words as documents print it, with a zero before days to 9 and months 1 and 2 (Nghị
   * định 30/2020/NĐ-CP, Phụ lục I); dots to be filled in by hand while there is none.
   */
  public static String date(@Nullable LocalDate date) {
    if (date == null) {
      return "ngày …… tháng …… năm ………";
    }
    String month =
        date.getMonthValue() < 3 ? "0" + date.getMonthValue() : "" + date.getMonthValue();
    return String.format(
        Locale.ROOT, "ngày %02d tháng %s năm %d", date.getDayOfMonth(), month, date.getYear());
  }

  /** Day and minute in Vietnam. */
  public static String minute(Instant instant) {
    return MINUTE.format(instant);
  }

  /** Day and second in Vietnam. */
  public static String second(Instant instant) {
    return SECOND.format(instant);
  }

  /** A value; a field that is named a share of 1 shows as a percentage. */
  public static String datum(String field, Datum datum) {
    return switch (datum) {
      case Datum.Flag flag -> flag.value() ? "có" : "không";
      case Datum.Quantity quantity ->
          field.endsWith("Share") ? percent(quantity.value()) : number(quantity.value());
      case Datum.Text text -> text.value();
      case Datum.Day day -> day(day.value());
      case Datum.Words words -> String.join(", ", words.values());
    };
  }

  /** Whether a text has letters that Vietnamese has and English has not. */
  public static boolean written(String text) {
    return text.chars().anyMatch(c -> c >= 0xC0 && c <= 0x1EF9 && c != 0xD7 && c != 0xF7);
  }

  /** Dictionary order: a, ă, â, …, d, đ, …; tones last. */
  public static Comparator<String> order() {
    Collator collator = Collator.getInstance(Locale.of("vi"));
    return collator::compare;
  }

  /** The order of codes: numbers in them by their value, so that 6.2 comes before 6.10. */
  public static Comparator<String> codes() {
    return Comparator.comparing(code ->
        DIGITS
            .matcher(code)
            .replaceAll(
                digits -> "0".repeat(Math.max(0, 9 - digits.group().length())) + digits.group()));
  }
}
