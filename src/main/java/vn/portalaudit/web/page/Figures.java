package vn.portalaudit.web.page;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Numbers and dates as English readers expect them: 1,234.5 and 25 Nov 2026. */
final class Figures {
  private static final Pattern ALONE =
      Pattern.compile(
          "[-−–—+±()≤≥<>→▲▼=≈|·/%.,:\\s\\d]*\\d[-−–—+±()≤≥<>→▲▼=≈|·/%.,:\\s\\d]*(ms|s|B|kB|MB|GB)?");
  private static final Pattern DATE =
      Pattern.compile("(?<![\\d/])(\\d{2})/(\\d{2})/(\\d{4})(?![\\d/])");
  private static final Pattern MOMENT =
      Pattern.compile("(\\d{2}:\\d{2}) ngày (\\d{2}/\\d{2}/\\d{4})");
  private static final Pattern NUMBER =
      Pattern.compile("(?<![\\d.,])(\\d{1,3}(?:\\.\\d{3})+|\\d+)(?:,(\\d+))?(?![.,]?\\d)");
  private static final List<String> MONTHS =
      List.of("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec");

  private Figures() {}

  /** The text in English form; null when it is more than figures. */
  static @Nullable String of(String text) {
    Matcher moment = MOMENT.matcher(text);
    if (moment.matches()) {
      return moment.group(1) + " on " + dates(moment.group(2));
    }
    return ALONE.matcher(text).matches() ? numbers(dates(text)) : null;
  }

  private static String dates(String text) {
    return DATE.matcher(text)
        .replaceAll(date -> {
          int month = Integer.parseInt(date.group(2));
          return month < 1 || month > 12
              ? date.group()
              : Integer.parseInt(date.group(1)) + " " + MONTHS.get(month - 1) + " " + date.group(3);
        });
  }

  private static String numbers(String text) {
    return NUMBER
        .matcher(text)
        .replaceAll(number ->
            Matcher.quoteReplacement(
                number.group(1).replace('.', ',')
                    + (number.group(2) == null ? "" : "." + number.group(2))));
  }
}
