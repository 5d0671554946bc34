package vn.portalaudit.crawl;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Recognises places where a crawl would never end, before they are asked for: by the shape of an
 * address and by how many of its like were queued (the rules of Heritrix and StormCrawler, tighter),
 * and by pages of one shape that keep showing the same.
 */
final class Traps {
  static final String CALENDAR = "lịch chạy vô hạn";
  static final String SESSION = "mã phiên trong địa chỉ";
  static final String REPEATED = "đường dẫn lặp đoạn";
  static final String SPIRAL = "liên kết xoắn ốc";
  static final String DEEP = "đường dẫn quá nhiều cấp";
  static final String FACETS = "bộ lọc kết hợp vô hạn";
  static final String SAME = "nhiều địa chỉ cùng một nội dung";
  static final String SOFT_404 = "trang không tồn tại vẫn trả mã 200";

  private static final int MAX_SEGMENTS = 20;
  private static final int MAX_EQUAL = 3;
  private static final int MAX_ALIKE = 50;
  private static final int MANY_ALIKE = 12;
  private static final int MANY_SETS = 3;
  private static final int MAX_PAGING = 40;
  private static final int MAX_CALENDAR = 12;
  private static final int MAX_SCHEDULE = 60;
  private static final int MAX_SAME = 4;
  private static final int MAX_SHOWN = 50;
  private static final int FIRST_YEAR = 1990;

  private static final Pattern FILE_INSIDE =
      Pattern.compile("(?i)\\.(?:html?|aspx?|php\\d?|jsp|shtml|cms)/");
  private static final Pattern DAY_AT_END =
      Pattern.compile(
          "/(\\d{4})[/-](?:0?[1-9]|1[0-2])([/-](?:0?[1-9]|[12]\\d|3[01]))?(?:/|\\.[a-z]{3,5})?$");
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
  private static final Pattern YEAR = Pattern.compile("(?<!\\d)(\\d{4})(?!\\d)");
  private static final Pattern PAGING_NAME =
      Pattern.compile(
          "(?i)(?:.*[_.\\[-])?(?:page|trang|p|pg|paged|pageno|pageindex|pagenum|page_?number|cur|start"
              + "|offset|limitstart|delta)]?");

  private final int year;
  private final Map<String, Family> families = new HashMap<>();
  private final Map<String, Set<String>> nameSets = new HashMap<>();
  private final Map<String, Same> sames = new HashMap<>();
  private final Set<String> shown = new HashSet<>();
  private final List<Survey.Trap> seen = new ArrayList<>();

  /**
   * For a crawl.
   *
   * @param year in which it takes place; calendars run beyond it
   */
  Traps(int year) {
    this.year = year;
  }

  /** Whether to read an address. */
  enum Verdict {
    OPEN,
    /** Only when nothing else is left: perhaps one more mixture of filters. */
    LATE,
    CLOSED
  }

  /**
   * Judges an address that is about to be queued, and counts it.
   *
   * @param url normalised
   * @param schedule whether it belongs to a section that is needed, where a calendar is content
   */
  Verdict judge(String url, boolean schedule) {
    String path = Urls.pathOf(url);
    Query query = Query.of(Urls.queryOf(url));
    String kind = kind(path, query, schedule);
    if (kind != null) {
      show(kind, url);
      return Verdict.CLOSED;
    }
    if (query.paged() && counted("page " + path + '?' + query.others()) > MAX_PAGING) {
      return Verdict.CLOSED;
    }
    Verdict verdict = query.size() == 0 ? Verdict.OPEN : facets(path, query);
    if (verdict == Verdict.CLOSED) {
      show(FACETS, url);
    }
    return verdict;
  }

  private @Nullable String kind(String path, Query query, boolean schedule) {
    String shape = shape(path);
    if (shape != null) {
      return shape;
    }
    String calendar = calendar(path, query, schedule);
    if (calendar != null) {
      return calendar;
    }
    Same same = sames.get(path + '?' + query.names());
    return same != null && same.closed() ? SAME : null;
  }

  private static @Nullable String shape(String path) {
    String[] segments = path.split("/");
    if (segments.length - 1 > MAX_SEGMENTS) {
      return DEEP;
    }
    Map<String, Integer> counts = new HashMap<>();
    for (String segment : segments) {
      if (!segment.isEmpty() && counts.merge(segment, 1, Integer::sum) >= MAX_EQUAL) {
        return REPEATED;
      }
    }
    return FILE_INSIDE.matcher(path).results().count() > 1 ? SPIRAL : null;
  }

  private @Nullable String calendar(String path, Query query, boolean schedule) {
    String times = query.times();
    Matcher day = DAY_AT_END.matcher(path);
    boolean inPath = day.find();
    if (times.isEmpty() && !inPath) {
      return null;
    }
    Matcher years = YEAR.matcher(times);
    if (inPath && day.group(2) != null) {
      years.reset(day.group());
    }
    while (years.find()) {
      int found = Integer.parseInt(years.group(1));
      if (found < FIRST_YEAR || found > year + 1) {
        return CALENDAR;
      }
    }
    String family = "time " + (inPath ? path.substring(0, day.start()) : path) + query.timeless();
    return counted(family) > (schedule ? MAX_SCHEDULE : MAX_CALENDAR) ? CALENDAR : null;
  }

  private Verdict facets(String path, Query query) {
    Verdict named = family("names " + path + '?' + query.names()).add(query);
    Set<String> sets = nameSets.computeIfAbsent(path, p -> new HashSet<>());
    sets.add(query.names());
    Verdict mixed = family("path " + path).add(query);
    return sets.size() >= MANY_SETS && mixed.compareTo(named) > 0 ? mixed : named;
  }

  private Family family(String key) {
    return families.computeIfAbsent(key, k -> new Family());
  }

  private int counted(String key) {
    return ++family(key).count;
  }

  /**
   * Learns what a page shows.
   *
   * @param url its address
   * @param content gives a digest of what it shows beyond the frame of all pages
   */
  void learn(String url, Supplier<String> content) {
    Query query = Query.of(Urls.queryOf(url));
    if (query.size() > 0) {
      sames
          .computeIfAbsent(Urls.pathOf(url) + '?' + query.names(), k -> new Same())
          .add(content.get());
    }
  }

  /** Notes a trap, each kind once for a path. */
  void show(String kind, String url) {
    if (seen.size() < MAX_SHOWN && shown.add(kind + ' ' + place(url))) {
      seen.add(new Survey.Trap(kind, url));
    }
  }

  private static String place(String url) {
    String path = Urls.pathOf(url).replaceAll("\\d+", "0");
    int second = path.indexOf('/', 1);
    return Urls.authority(url) + (second < 0 ? path : path.substring(0, second));
  }

  List<Survey.Trap> seen() {
    return seen;
  }

  /** Addresses of one path and one set of parameter names. */
  private static final class Family {
    private int count;
    private final Map<String, Set<String>> values = new HashMap<>();

    /**
     * Counts one more. Where a parameter has a value of its own for most addresses, as the number of
     * an article, they are contents and no filters.
     */
    Verdict add(Query query) {
      count++;
      int distinct = 0;
      for (Map.Entry<String, String> pair : query.pairs().entrySet()) {
        Set<String> known = values.computeIfAbsent(pair.getKey(), k -> new HashSet<>());
        if (known.size() < 2_000) {
          known.add(pair.getValue());
        }
        distinct = Math.max(distinct, known.size());
      }
      if (count > MAX_ALIKE && distinct * 10 < count * 3) {
        return Verdict.CLOSED;
      }
      return count > MANY_ALIKE && distinct * 10 < count * 6 ? Verdict.LATE : Verdict.OPEN;
    }
  }

  /** What the pages of one shape show. */
  private static final class Same {
    private int pages;
    private final Map<String, Integer> contents = new HashMap<>();
    private int most;

    void add(String content) {
      pages++;
      most = Math.max(most, contents.merge(content, 1, Integer::sum));
    }

    boolean closed() {
      return most >= MAX_SAME && most * 2 > pages;
    }
  }

  /** The parameters of an address, paging apart. */
  private record Query(Map<String, String> pairs, boolean paged, String others, String times) {
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
      pairs.forEach(
          (name, value) -> {
            if (!times.contains(name + '=')) {
              rest.append(name).append('=').append(value).append('&');
            }
          });
      return rest.toString();
    }
  }
}
