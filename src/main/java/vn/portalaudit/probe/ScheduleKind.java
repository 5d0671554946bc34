package vn.portalaudit.probe;

import static vn.portalaudit.domain.FieldType.FLAG;
import static vn.portalaudit.domain.FieldType.QUANTITY;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.IsoFields;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import vn.portalaudit.config.YamlNode;
import vn.portalaudit.crawl.Dates;
import vn.portalaudit.crawl.Page;
import vn.portalaudit.domain.Datum;
import vn.portalaudit.domain.FieldType;
import vn.portalaudit.domain.Folding;
import vn.portalaudit.domain.Observation;
import vn.portalaudit.domain.Reason;

/** Kind {@code schedule}: for which weeks a work schedule is shown. */
final class ScheduleKind {
  private static final Map<String, FieldType> FIELDS = PlainKind.fields("currentWeek", FLAG, "weeks", QUANTITY);
  private static final Pattern WEEK = Pattern.compile("\\btuan (?:thu )?(\\d{1,2})(?: nam)? (\\d{4})\\b");

  private ScheduleKind() {}

  static Kind kind() {
    return new PlainKind("schedule", FIELDS, List.of("section"), (id, file) -> compile(id, file));
  }

  private static Kind.Measurer compile(String id, YamlNode file) {
    String section = file.get("section").text();
    return subject -> measure(id, subject, subject.section(section));
  }

  private static List<Observation> measure(String id, Subject subject, Subject.Section section) {
    Sheet sheet = new Sheet(id, FIELDS, section.evidence());
    if (section.blind() != null) {
      return sheet.rest(section.blind());
    }
    TreeSet<LocalDate> weeks = new TreeSet<>();
    for (Page page : section.pages()) {
      List<String> texts = new ArrayList<>(subject.content().blocks(page));
      texts.add(page.title());
      page.items().forEach(item -> texts.add(item.title()));
      texts.forEach(text -> weeks(text, weeks));
    }
    LocalDate monday = monday(subject.today());
    sheet.put("currentWeek", Datum.of(weeks.contains(monday)));
    sheet.put("weeks", Datum.of(weeks.stream().filter(w -> subject.period().contains(w.plusDays(4)) || subject.period().contains(w)).count()));
    return sheet.rest(Reason.OWN_FAULT);
  }

  private static void weeks(String text, TreeSet<LocalDate> weeks) {
    Dates.all(text).forEach(found -> weeks.add(monday(found.day())));
    if (text.length() > 300) {
      return;
    }
    Matcher named = WEEK.matcher(Folding.fold(text));
    while (named.find()) {
      try {
        LocalDate inYear = LocalDate.of(Integer.parseInt(named.group(2)), 6, 15);
        weeks.add(monday(inYear.with(IsoFields.WEEK_OF_WEEK_BASED_YEAR, Long.parseLong(named.group(1)))));
      } catch (DateTimeException impossible) {
        // a week 72 is a typing mistake
      }
    }
  }

  private static LocalDate monday(LocalDate day) {
    return day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
  }
}
