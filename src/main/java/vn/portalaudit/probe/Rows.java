package vn.portalaudit.probe;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import vn.portalaudit.crawl.Page;
import vn.portalaudit.domain.DocumentFiles;
import vn.portalaudit.domain.Folding;

/**
 * Records that a section shows: rows of tables whose header names what they hold, and pages of
 * single entries with «name: value» lines. Each record is a map from the folded name to the value.
 */
final class Rows {
  private static final int MAX = 300;

  /** Fewer values than this are a remark, not an entry. */
  private static final int LEAST = 3;

  /** A name at the beginning of a text or of a sentence or part in it, with its colon. */
  private static final Pattern NAMED =
      Pattern.compile("(?:^|[.;|]\\s+|\\s[-–•]\\s+)(\\p{Lu}[^:.;|]{1,48}):\\s");

  private Rows() {}

  /**
   * One record.
   *
   * @param values values by folded name
   * @param title its longest value, or the title of its page
   * @param page where it stands
   * @param files documents linked from it
   */
  record Row(Map<String, String> values, String title, Page page, List<String> files) {

    /**
     * The first value whose name holds one of the words; empty when there is none or it is blank.
     */
    Optional<String> value(Words names) {
      return values.entrySet().stream()
          .filter(e ->
              names.inFolded(e.getKey()) && !e.getValue().isBlank() && !e.getValue().equals("-"))
          .map(Map.Entry::getValue)
          .findFirst();
    }
  }

  /** The records of a section. */
  static List<Row> of(Subject subject, Subject.Section section, Words mark) {
    List<Row> rows = new ArrayList<>();
    for (Page page : section.pages()) {
      int before = rows.size();
      for (Page.Table table : page.tables()) {
        boolean listed = table.header().stream().anyMatch(mark::in) && table.header().size() >= 3;
        if (listed) {
          table(page, table, rows);
        }
      }
      if (rows.size() == before) {
        listed(subject, page, mark).stream().limit(MAX - rows.size()).forEach(rows::add);
      }
      if (rows.size() == before) {
        Row single = single(subject, page, mark);
        if (single != null && rows.size() < MAX) {
          rows.add(single);
        }
      }
    }
    return rows;
  }

  private static void table(Page page, Page.Table table, List<Row> rows) {
    for (int r = 0; r < table.rows().size() && rows.size() < MAX; r++) {
      List<String> cells = table.rows().get(r);
      Map<String, String> values = new LinkedHashMap<>();
      String title = "";
      for (int c = 0; c < cells.size() && c < table.header().size(); c++) {
        values.put(Folding.fold(table.header().get(c)), cells.get(c));
        title = cells.get(c).length() > title.length() ? cells.get(c) : title;
      }
      if (cells.size() >= 2 && !title.isBlank()) {
        rows.add(
            new Row(
                values, title, page, r < table.files().size() ? table.files().get(r) : List.of()));
      }
    }
  }

  /**
   * Entries one below the other, each in «name: value» texts: a name that comes again begins the
   * next one. Empty unless there are several.
   */
  private static List<Row> listed(Subject subject, Page page, Words mark) {
    List<Row> entries = new ArrayList<>();
    Map<String, String> values = new LinkedHashMap<>();
    String heading = "";
    String title = "";
    for (String block : subject.content().blocks(page)) {
      Map<String, String> pairs = pairs(block);
      if (pairs.isEmpty()) {
        heading = block;
        continue;
      }
      if (pairs.keySet().stream().anyMatch(values::containsKey)) {
        entry(values, title, page, mark).ifPresent(entries::add);
        values = new LinkedHashMap<>();
      }
      if (values.isEmpty()) {
        title = heading;
      }
      pairs.forEach(values::putIfAbsent);
    }
    entry(values, title, page, mark).ifPresent(entries::add);
    return entries.size() < 2 ? List.of() : entries;
  }

  /** An entry; its heading is its name where none of its values is. */
  private static Optional<Row> entry(
      Map<String, String> values, String heading, Page page, Words mark) {
    boolean named = values.keySet().stream().anyMatch(mark::inFolded);
    if (values.size() < LEAST || !named && (heading.isBlank() || mark.phrases().isEmpty())) {
      return Optional.empty();
    }
    Map<String, String> all = new LinkedHashMap<>(values);
    if (!named) {
      all.put(mark.phrases().get(0), heading);
    }
    String title =
        named
            ? all.values().stream().max(Comparator.comparingInt(String::length)).orElse(heading)
            : heading;
    return Optional.of(new Row(all, title, page, List.of()));
  }

  /** The «Name: value» parts of a text, by folded name. */
  static Map<String, String> pairs(String text) {
    if (text.indexOf(':') < 0) {
      return Map.of();
    }
    Map<String, String> pairs = new LinkedHashMap<>();
    Matcher names = NAMED.matcher(text);
    String name = null;
    int from = 0;
    while (names.find()) {
      if (name != null) {
        value(pairs, name, text.substring(from, names.start()));
      }
      name = names.group(1);
      from = names.end();
    }
    if (name != null) {
      value(pairs, name, text.substring(from));
    }
    return pairs;
  }

  private static void value(Map<String, String> pairs, String name, String value) {
    String bare = value.strip();
    if (!bare.isEmpty()) {
      pairs.putIfAbsent(Folding.fold(name), bare);
    }
  }

  /**
   * A page that describes one entry, by «name: value» texts or rows of two cells; null when it
   * describes none.
   */
  private static @Nullable Row single(Subject subject, Page page, Words mark) {
    Map<String, String> values = new LinkedHashMap<>();
    for (Page.Table table : page.tables()) {
      pair(table.header(), values);
      table.rows().forEach(row -> pair(row, values));
    }
    for (String block : subject.content().blocks(page)) {
      int colon = block.indexOf(':');
      if (colon > 1 && colon < 50 && colon < block.length() - 1) {
        values.putIfAbsent(
            Folding.fold(block.substring(0, colon)), block.substring(colon + 1).strip());
      }
    }
    if (values.keySet().stream().noneMatch(mark::inFolded)) {
      return null;
    }
    List<String> files = new ArrayList<>();
    page.labels().stream()
        .filter(l -> l.url() != null && DocumentFiles.named(l.url()))
        .forEach(l -> files.add(l.url()));
    return new Row(values, page.title(), page, files);
  }

  private static void pair(List<String> row, Map<String, String> values) {
    for (int i = 0; i + 1 < row.size() && row.size() <= 4; i += 2) {
      if (row.get(i).length() < 60) {
        values.putIfAbsent(Folding.fold(row.get(i)), row.get(i + 1));
      }
    }
  }
}
