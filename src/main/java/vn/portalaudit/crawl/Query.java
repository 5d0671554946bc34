package vn.portalaudit.crawl;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * The parameters of an address as far as they tell what kind of address it is. Pure.
 *
 * @param pairs values by lower-case name, without paging
 * @param paged whether a parameter counts pages of a list
 * @param others what is left of the query without paging
 * @param times the parameters that are times, as {@code name=value&}
 */
record Query(Map<String, String> pairs, boolean paged, String others, String times) {
  private static final Pattern TIME_NAME =
      Pattern.compile(
          "(?i)(?:.*[_.\\[-])?(?:nam|year|yyyy|yy|thang|month|mon|ngay|day|date|tuan|week"
              + "|tu_?ngay|den_?ngay)]?");
  private static final Pattern TIME_VALUE =
      Pattern.compile("\\d{1,4}(?:(?:[/.-]|%2F)\\d{1,2}){0,2}(?:(?:[/.-]|%2F)\\d{4})?|\\d{8}");
  private static final Pattern DATE_VALUE =
      Pattern.compile(
          "\\d{4}(?:[/.-]|%2F)\\d{1,2}(?:(?:[/.-]|%2F)\\d{1,2})?"
              + "|\\d{1,2}(?:[/.-]|%2F)\\d{1,2}(?:[/.-]|%2F)\\d{4}");
  private static final Pattern PAGING_NAME =
      Pattern.compile(
          "(?i)(?:.*[_.\\[-])?(?:page|trang|p|pg|paged|pageno|pageindex|pagenum|page_?number|cur|start"
              + "|offset|limitstart|delta)]?");

  static Query of(String query) {
    Map<String, String> pairs = new TreeMap<>();
    StringBuilder others = new StringBuilder();
    StringBuilder times = new StringBuilder();
    boolean paged = false;
    for (String pair : query.isEmpty() ? new String[0] : query.split("&")) {
      int equals = pair.indexOf('=');
      String name = (equals < 0 ? pair : pair.substring(0, equals)).toLowerCase(Locale.ROOT);
      String value = equals < 0 ? "" : pair.substring(equals + 1);
      if (DATE_VALUE.matcher(value).matches()
          || (TIME_NAME.matcher(name).matches() && TIME_VALUE.matcher(value).matches())) {
        times.append(name).append('=').append(value).append('&');
      }
      if (PAGING_NAME.matcher(name).matches() && value.matches("\\d{0,9}")) {
        paged = true;
      } else {
        pairs.put(name, value);
        others.append(pair).append('&');
      }
    }
    return new Query(pairs, paged, others.toString(), times.toString());
  }

  int size() {
    return pairs.size();
  }

  String names() {
    return String.join("&", new TreeSet<>(pairs.keySet()));
  }

  String timeless() {
    StringBuilder rest = new StringBuilder("?");
    pairs.forEach((name, value) -> {
      if (!times.contains(name + '=')) {
        rest.append(name).append('=').append(value).append('&');
      }
    });
    return rest.toString();
  }
}
