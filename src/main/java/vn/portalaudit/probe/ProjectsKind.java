package vn.portalaudit.probe;

import static vn.portalaudit.domain.FieldType.QUANTITY;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import vn.portalaudit.config.WorkingDays;
import vn.portalaudit.config.YamlNode;
import vn.portalaudit.crawl.Dates;
import vn.portalaudit.domain.Datum;
import vn.portalaudit.domain.FieldType;
import vn.portalaudit.domain.Folding;
import vn.portalaudit.domain.Reason;

/**
 * Kind {@code projects}: lists of projects (Nghị định 43/2011/NĐ-CP, Điều 10 khoản 1 điểm h): how
 * many, in which of the three states, and how many of the nine particulars each has.
 */
final class ProjectsKind {
  private static final Map<String, FieldType> FIELDS =
      PlainKind.fields(
          "projects",
          QUANTITY,
          "states",
          QUANTITY,
          "fieldShare",
          QUANTITY,
          "medianWorkingDays",
          QUANTITY);

  /** Characters below which a page tells of no project. */
  private static final int LITTLE = 80;

  private ProjectsKind() {}

  static Kind kind(WorkingDays calendar) {
    return new PlainKind(
        "projects",
        FIELDS,
        List.of("section", "mark", "particulars", "states", "approved", "published"),
        (id, file) -> compile(id, file, calendar));
  }

  private static Kind.Measurer compile(String id, YamlNode file, WorkingDays calendar) {
    String name = file.get("section").text();
    Words mark = Words.of(file, "mark");
    List<Words> particulars = new ArrayList<>();
    file.get("particulars")
        .entries()
        .forEach((key, node) -> particulars.add(Words.of(file.get("particulars"), key)));
    List<Words> states = new ArrayList<>();
    file.get("states")
        .entries()
        .forEach((key, node) -> states.add(Words.of(file.get("states"), key)));
    Words approved = Words.of(file, "approved");
    Words published = Words.of(file, "published");
    return subject -> {
      Subject.Section section = subject.section(name);
      Sheet sheet = new Sheet(id, FIELDS, section.evidence());
      if (section.blind() != null) {
        return sheet.rest(section.blind());
      }
      List<Rows.Row> rows = Rows.of(subject, section, mark);
      int fields = 0;
      List<Integer> delays = new ArrayList<>();
      for (Rows.Row row : rows) {
        fields += (int) particulars.stream().filter(words -> row.value(words).isPresent()).count();
        LocalDate from = Dates.day(row.value(approved).orElse(""));
        LocalDate to = Dates.day(row.value(published).orElse(""));
        if (from != null && to != null) {
          delays.add(Math.max(0, calendar.between(from, to)));
        }
      }
      int items = rows.isEmpty() ? Listing.items(subject, section).size() : rows.size();
      sheet.put("projects", Datum.of(items));
      sheet.put("states", Datum.of(states(subject, section, states)));
      // projects that are there but were not understood do not lack their particulars
      if (!rows.isEmpty() || !section.found() || items == 0 && empty(subject, section)) {
        sheet.put("fieldShare", Datum.of(Sheet.share(fields, rows.size() * particulars.size())));
      }
      if (!delays.isEmpty()) {
        Collections.sort(delays);
        sheet.put("medianWorkingDays", Datum.of(delays.get((delays.size() - 1) / 2)));
      }
      return sheet.rest(Reason.PARSE);
    };
  }

  private static boolean empty(Subject subject, Subject.Section section) {
    return section.pages().stream().allMatch(page -> subject.content().length(page) < LITTLE);
  }

  private static int states(Subject subject, Subject.Section section, List<Words> states) {
    Set<String> texts = new HashSet<>();
    section
        .pages()
        .forEach(page -> {
          texts.addAll(subject.content().blocks(page));
          texts.add(page.title());
          page.tables().forEach(table -> table.rows().forEach(texts::addAll));
        });
    List<String> folded = texts.stream().map(Folding::fold).toList();
    return (int) states.stream().filter(words -> words.inAny(folded)).count();
  }
}
