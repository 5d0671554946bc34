package vn.portalaudit.probe;

import static vn.portalaudit.domain.FieldType.QUANTITY;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import vn.portalaudit.config.YamlNode;
import vn.portalaudit.crawl.Dates;
import vn.portalaudit.crawl.Page;
import vn.portalaudit.domain.Datum;
import vn.portalaudit.domain.Evidence;
import vn.portalaudit.domain.FieldType;
import vn.portalaudit.domain.Observation;
import vn.portalaudit.domain.Reason;

/**
 * Kind {@code titles}: entries and documents whose title holds given words, in given sections or
 * anywhere on the portal. {@code with} asks for one of these words besides, {@code year: true} for
 * the year of the day of judging in the title.
 */
final class TitlesKind {
  private static final Map<String, FieldType> FIELDS =
      PlainKind.fields("count", QUANTITY, "countInPeriod", QUANTITY);

  private TitlesKind() {}

  static Kind kind() {
    return new PlainKind(
        "titles",
        FIELDS,
        List.of("sections", "words", "with", "not", "year", "all_entries"),
        TitlesKind::compile);
  }

  private static Kind.Measurer compile(String id, YamlNode file) {
    List<String> sections = file.get("sections").texts();
    Words words = Words.of(file, "words");
    Words with = Words.of(file, "with");
    Words not = Words.of(file, "not");
    boolean year = file.find("year").map(YamlNode::flag).orElse(false);
    boolean all = file.find("all_entries").map(YamlNode::flag).orElse(false);
    return subject -> {
      Map<String, Page.Item> seen = new LinkedHashMap<>();
      List<Evidence> looked = new ArrayList<>();
      Reason blind = null;
      for (String name : sections) {
        Subject.Section section = subject.section(name);
        blind = blind == null ? section.blind() : blind;
        section.evidence().stream().limit(1).forEach(looked::add);
        entries(subject, section)
            .forEach(item -> seen.putIfAbsent(subject.content().fold(item.title()), item));
      }
      List<Page.Item> matching = new ArrayList<>();
      for (Map.Entry<String, Page.Item> entry : seen.entrySet()) {
        boolean named =
            all
                || words.inFolded(entry.getKey())
                    && (with.phrases().isEmpty() || with.inFolded(entry.getKey()))
                    && !not.inFolded(entry.getKey());
        if (named
            && (!year
                || (" " + entry.getKey() + " ").contains(" " + subject.today().getYear() + " "))) {
          matching.add(entry.getValue());
        }
      }
      return observe(id, subject, matching, looked, blind);
    };
  }

  private static List<Observation> observe(
      String id,
      Subject subject,
      List<Page.Item> matching,
      List<Evidence> looked,
      @org.jspecify.annotations.Nullable Reason blind) {
    String quote =
        matching.isEmpty()
            ? null
            : String.join(" · ", matching.stream().limit(3).map(Page.Item::title).toList());
    Sheet sheet =
        new Sheet(
            id,
            FIELDS,
            looked.stream().map(e -> quote == null ? e : e.quoting(quote)).limit(3).toList());
    if (matching.isEmpty() && blind != null) {
      return sheet.rest(blind);
    }
    sheet.put("count", Datum.of(matching.size()));
    sheet.put(
        "countInPeriod",
        Datum.of(
            matching.stream()
                .filter(i -> i.date() != null && subject.period().contains(i.date()))
                .count()));
    return sheet.rest(Reason.OWN_FAULT);
  }

  /**
   * The entries of a section, and the rows of its tables; a row without a day beside it takes the
   * first day in it.
   */
  static List<Page.Item> entries(Subject subject, Subject.Section section) {
    List<Page.Item> entries = new ArrayList<>(Listing.items(subject, section));
    for (Page page : section.pages()) {
      for (Page.Table table : page.tables()) {
        for (List<String> row : table.rows()) {
          String title =
              row.stream().max(java.util.Comparator.comparingInt(String::length)).orElse("");
          Dates.Found day = Dates.first(String.join(" ", row));
          if (title.length() >= 12) {
            entries.add(
                new Page.Item(
                    title,
                    page.url(),
                    day == null ? null : day.day(),
                    day == null ? "" : day.text()));
          }
        }
      }
    }
    return entries;
  }
}
