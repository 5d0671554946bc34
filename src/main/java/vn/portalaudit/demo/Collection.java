package vn.portalaudit.demo;

import java.nio.file.Path;
import java.text.Normalizer;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import vn.portalaudit.config.Problems;
import vn.portalaudit.config.YamlFile;
import vn.portalaudit.config.YamlNode;

/**
 * A list of a sample portal, newest entry first: news, documents, weeks. Immutable.
 *
 * @param name name by which pages ask for it
 * @param page template of an entry's own page, empty when entries have none
 * @param entries values of each entry by name; always {@code title}, {@code date}, {@code day}
 *     (ISO), {@code rfc} (RFC 822), {@code n}, and {@code path} where entries have pages; in a
 *     file's row {@code ago} gives the date in days before the reference day
 */
record Collection(String name, String page, List<Map<String, String>> entries) {
  Collection {
    entries = entries.stream().map(Map::copyOf).toList();
  }

  /**
   * Reads a list.
   *
   * @param file its file
   * @param template fills date words in the values
   * @param calendar the reference day
   * @param problems takes what is wrong
   */
  static Collection read(Path file, Template template, Calendar calendar, Problems problems) {
    Optional<YamlNode> read = YamlFile.read(file, problems);
    problems.throwIfAny();
    YamlNode root =
        read.orElseThrow()
            .only(
                "collection",
                "path",
                "page",
                "first",
                "every",
                "count",
                "titles",
                "places",
                "rows",
                "weeks");
    int first = root.find("first").map(YamlNode::whole).orElse(1);
    int every = root.find("every").map(YamlNode::whole).orElse(7);
    String path = root.find("path").map(YamlNode::text).orElse("");
    List<Map<String, String>> entries = new ArrayList<>();
    for (Map<String, String> row : rows(root, calendar)) {
      Map<String, String> entry = new HashMap<>();
      String ago = row.getOrDefault("ago", String.valueOf(first + every * entries.size()));
      LocalDate day = calendar.today().minusDays(Long.parseLong(ago));
      entry.put("day", day.toString());
      entry.put("date", Calendar.written(day, ""));
      entry.put("rfc", Calendar.written(day, "rfc"));
      entry.put("n", String.valueOf(entries.size() + 1));
      row.forEach((key, value) -> entry.put(key, template.dates(value)));
      entry.computeIfAbsent("title", key -> "");
      if (!path.isEmpty()) {
        entry.put("path", address(path, entry));
      }
      entries.add(entry);
    }
    return new Collection(
        root.get("collection").text(), root.find("page").map(YamlNode::text).orElse(""), entries);
  }

  private static String address(String pattern, Map<String, String> entry) {
    return pattern
        .replace("{slug}", slug(entry.getOrDefault("title", "")))
        .replace("{n}", entry.getOrDefault("n", ""));
  }

  private static List<Map<String, String>> rows(YamlNode root, Calendar calendar) {
    Optional<YamlNode> weeks = root.find("weeks");
    if (weeks.isPresent()) {
      return weeks(weeks.get().whole(), calendar);
    }
    Optional<YamlNode> rows = root.find("rows");
    if (rows.isPresent()) {
      return rows.get().items().stream().map(Collection::row).toList();
    }
    List<String> titles = root.get("titles").texts();
    List<String> places = root.find("places").map(YamlNode::texts).orElse(List.of(""));
    int count = root.find("count").map(YamlNode::whole).orElse(titles.size() * places.size());
    List<Map<String, String>> made = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String place = places.get(i / titles.size() % places.size());
      made.add(
          Map.of("title", titles.get(i % titles.size()).replace("{noi}", place), "place", place));
    }
    return made;
  }

  private static Map<String, String> row(YamlNode node) {
    Map<String, String> row = new HashMap<>();
    node.entries().forEach((key, value) -> row.put(key, value.text()));
    return row;
  }

  private static List<Map<String, String>> weeks(int count, Calendar calendar) {
    List<Map<String, String>> weeks = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      LocalDate monday = calendar.monday(-i);
      weeks.add(
          Map.of(
              "week", String.valueOf(Calendar.week(monday)),
              "monday", Calendar.written(monday, ""),
              "sunday", Calendar.written(monday.plusDays(6), ""),
              "date", Calendar.written(monday, ""),
              "title", "Lịch làm việc tuần " + Calendar.week(monday)));
    }
    return weeks;
  }

  /** The words of a text without diacritics, joined by hyphens. */
  static String slug(String text) {
    String plain =
        Normalizer.normalize(text.replace('đ', 'd').replace('Đ', 'D'), Normalizer.Form.NFD)
            .replaceAll("\\p{M}", "")
            .toLowerCase(Locale.ROOT);
    String joined = plain.replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
    return joined.substring(0, Math.min(60, joined.length()));
  }
}
