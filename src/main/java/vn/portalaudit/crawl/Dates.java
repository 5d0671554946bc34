package vn.portalaudit.crawl;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import vn.portalaudit.domain.Folding;

/**
 * Finds days in Vietnamese text: {@code 30/08/2022}, {@code 3-4-2024}, {@code 5.4.2019}, {@code
 * 2020-09-26}, {@code ngày 19 tháng 02 năm 2024}, {@code 4 tháng 11, 2024}, {@code 19 Tháng Ba,
 * 2019}. The day always comes before the month. Impossible days and days without a year are left
 * out. Pure.
 */
public final class Dates {
  private static final int MAX_TEXT = 4_000;
  private static final Pattern NUMERIC =
      Pattern.compile(
          "(?<![\\d/.-])(\\d{1,2})\\s?([/.-])\\s?(\\d{1,2})\\s?\\2\\s?(\\d{4})(?![\\d])");
  private static final Pattern ISO =
      Pattern.compile("(?<!\\d)(\\d{4})[-/](\\d{1,2})[-/](\\d{1,2})(?!\\d)");
  private static final Pattern WORDS =
      Pattern.compile(
          "(?<!\\d)(\\d{1,2})\\s+th[aá]ng\\s+(\\d{1,2}|[\\p{L}]+(?:\\s(?:m[oộ]t|hai))?)\\s*,?\\s*(?:n[aă]m\\s+)?(\\d{4})(?!\\d)",
          Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
  private static final Map<String, Integer> MONTHS =
      Map.ofEntries(
          Map.entry("mot", 1),
          Map.entry("gieng", 1),
          Map.entry("hai", 2),
          Map.entry("ba", 3),
          Map.entry("tu", 4),
          Map.entry("nam", 5),
          Map.entry("sau", 6),
          Map.entry("bay", 7),
          Map.entry("tam", 8),
          Map.entry("chin", 9),
          Map.entry("muoi", 10),
          Map.entry("muoi mot", 11),
          Map.entry("muoi hai", 12),
          Map.entry("chap", 12));

  private Dates() {}

  /**
   * A day found in a text.
   *
   * @param day the day
   * @param text as written
   * @param start where it begins in the text
   */
  public record Found(LocalDate day, String text, int start) {}

  /** The first day in a text, or null. */
  public static @Nullable Found first(String text) {
    List<Found> all = all(text);
    return all.isEmpty() ? null : all.get(0);
  }

  /** The first day in a text without where it stands, or null. */
  public static @Nullable LocalDate day(String text) {
    Found found = first(text);
    return found == null ? null : found.day();
  }

  /** All days in a text, in their order; only the first 4,000 characters are read. */
  public static List<Found> all(String text) {
    if (!promising(text)) {
      return List.of();
    }
    String part = text.length() > MAX_TEXT ? text.substring(0, MAX_TEXT) : text;
    List<Found> found = new ArrayList<>();
    for (Matcher m = NUMERIC.matcher(part); m.find(); ) {
      add(found, m, number(m, 4), number(m, 3), number(m, 1));
    }
    for (Matcher m = ISO.matcher(part); m.find(); ) {
      add(found, m, number(m, 1), number(m, 2), number(m, 3));
    }
    if (part.indexOf("th") >= 0 || part.indexOf("Th") >= 0 || part.indexOf("TH") >= 0) {
      for (Matcher m = WORDS.matcher(part); m.find(); ) {
        add(found, m, number(m, 3), month(m.group(2)), number(m, 1));
      }
    }
    found.sort(java.util.Comparator.comparingInt(Found::start));
    return found;
  }

  /**
   * Whether a text has enough digits to hold a day; most texts do not, and are spared the patterns.
   */
  private static boolean promising(String text) {
    int digits = 0;
    int length = Math.min(text.length(), MAX_TEXT);
    for (int i = 0; i < length; i++) {
      char c = text.charAt(i);
      if (c >= '0' && c <= '9' && ++digits == 5) {
        return true;
      }
    }
    return false;
  }

  private static int number(Matcher m, int group) {
    return Integer.parseInt(m.group(group));
  }

  private static int month(String word) {
    String folded = Folding.fold(word);
    Integer named = MONTHS.get(folded);
    if (named != null) {
      return named;
    }
    return folded.chars().allMatch(c -> c >= '0' && c <= '9') && !folded.isEmpty()
        ? Integer.parseInt(folded)
        : 0;
  }

  private static void add(List<Found> found, Matcher m, int year, int month, int day) {
    try {
      if (year >= 1900 && year <= 2100) {
        found.add(new Found(LocalDate.of(year, month, day), m.group(), m.start()));
      }
    } catch (DateTimeException impossible) {
      // a month of 72 is a typing mistake on the page, not a day
    }
  }
}
