package vn.portalaudit.probe;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import vn.portalaudit.config.YamlNode;
import vn.portalaudit.crawl.Page;
import vn.portalaudit.domain.Datum;
import vn.portalaudit.domain.FieldType;
import vn.portalaudit.domain.Observation;
import vn.portalaudit.domain.Reason;

/**
 * Kind {@code section}: whether a content section is there, where, how much it holds and how fresh
 * that is.
 */
final class SectionKind implements Kind {
  private static final Map<String, FieldType> FIELDS = new LinkedHashMap<>();

  static {
    FIELDS.put("found", FieldType.FLAG);
    FIELDS.put("reachable", FieldType.FLAG);
    FIELDS.put("url", FieldType.TEXT);
    FIELDS.put("label", FieldType.TEXT);
    FIELDS.put("items", FieldType.QUANTITY);
    FIELDS.put("newest", FieldType.DAY);
    FIELDS.put("empty", FieldType.FLAG);
    FIELDS.put("itemsInPeriod", FieldType.QUANTITY);
    FIELDS.put("longestGapDays", FieldType.QUANTITY);
    FIELDS.put("ageDays", FieldType.QUANTITY);
    FIELDS.put("datedShare", FieldType.QUANTITY);
    FIELDS.put("files", FieldType.QUANTITY);
    FIELDS.put("textLength", FieldType.QUANTITY);
    FIELDS.put("clicks", FieldType.QUANTITY);
  }

  @Override
  public String name() {
    return "section";
  }

  @Override
  public Map<String, FieldType> fields() {
    return FIELDS;
  }

  @Override
  public List<String> parameters() {
    return SectionSpec.KEYS;
  }

  @Override
  public Measurer compile(String id, YamlNode file) {
    return new Section(SectionSpec.read(id, file));
  }

  /** A section probe; the catalogue matches all of them in one pass and hands in what was found. */
  record Section(SectionSpec spec) implements Measurer {

    @Override
    public List<Observation> measure(Subject subject) {
      Subject.Section section = subject.section(spec.id());
      Sheet sheet = new Sheet(spec.id(), FIELDS, section.evidence());
      if (!section.found()) {
        return absent(section, sheet);
      }
      sheet.put("found", Datum.of(true));
      if (section.reachable() || section.unread() == null) {
        sheet.put("reachable", Datum.of(section.reachable()));
      }
      sheet.put("label", Datum.of(section.label()));
      sheet.put(
          "url", section.url() == null ? null : Datum.of(section.url()), Reason.UNSUPPORTED_TYPE);
      sheet.put(
          "clicks",
          section.clicks() < 0 ? null : Datum.of(section.clicks()),
          Reason.BUDGET_EXHAUSTED);
      if (section.unread() != null) {
        return sheet.rest(section.unread());
      }
      boolean cut = section.pages().stream().anyMatch(p -> p.capture().truncated());
      content(subject, section, sheet, cut);
      return sheet.rest(cut ? Reason.TOO_LARGE : Reason.PARSE);
    }

    private static List<Observation> absent(Subject.Section section, Sheet sheet) {
      if (section.gap() != null) {
        return sheet.rest(section.gap());
      }
      sheet.put("found", Datum.of(false));
      sheet.put("reachable", Datum.of(false));
      sheet.put("label", Datum.of(""));
      sheet.put("empty", Datum.of(true));
      for (String count : List.of("items", "itemsInPeriod", "datedShare", "files", "textLength")) {
        sheet.put(count, Datum.of(0));
      }
      return sheet.rest(Reason.SOFT_404);
    }

    /** What is not in the beginning of a page that was cut may be in the rest. */
    private void content(Subject subject, Subject.Section section, Sheet sheet, boolean cut) {
      List<Page.Item> items = Listing.items(subject, section);
      int files = Listing.files(subject, section).size();
      int length = section.pages().isEmpty() ? 0 : subject.content().length(section.pages().get(0));
      boolean elsewhere = section.pages().isEmpty() && section.reachable();
      boolean tables = section.pages().stream().limit(3).anyMatch(p -> !p.tables().isEmpty());
      boolean empty = length < spec.emptyBelow() && items.isEmpty() && files == 0 && !tables;
      if (elsewhere && !spec.textIsEnough() && section.url() == null) {
        // only a heading: whatever stands under it cannot be told from its surroundings
        return;
      }
      sheet.put("textLength", Datum.of(length));
      if (!cut || files > 0) {
        sheet.put("files", Datum.of(files));
      }
      if (!cut || !empty) {
        sheet.put("empty", Datum.of(!elsewhere && empty));
      }
      if (!cut || !items.isEmpty()) {
        sheet.put("items", Datum.of(items.size()));
        freshness(subject, items, sheet);
      }
    }

    private static void freshness(Subject subject, List<Page.Item> items, Sheet sheet) {
      TreeSet<LocalDate> days = new TreeSet<>();
      Set<String> inPeriod = new LinkedHashSet<>();
      int dated = 0;
      for (Page.Item item : items) {
        LocalDate day = item.date();
        if (day != null && !day.isAfter(subject.today())) {
          dated++;
          days.add(day);
          if (subject.period().contains(day)) {
            inPeriod.add(item.url());
          }
        }
      }
      sheet.put("datedShare", Datum.of(Sheet.share(dated, items.size())));
      if (items.isEmpty()) {
        sheet.put("itemsInPeriod", Datum.of(0));
      }
      if (days.isEmpty()) {
        return;
      }
      sheet.put("newest", Datum.of(days.last()));
      sheet.put("ageDays", Datum.of(ChronoUnit.DAYS.between(days.last(), subject.today())));
      sheet.put("itemsInPeriod", Datum.of(inPeriod.size()));
      sheet.put("longestGapDays", Datum.of(longestGap(subject, new ArrayList<>(days))));
    }

    /** The longest stretch of the period, up to the moment of judging, without an entry. */
    private static long longestGap(Subject subject, List<LocalDate> days) {
      LocalDate end =
          subject.today().isBefore(subject.period().to()) ? subject.today() : subject.period().to();
      // what came before the oldest entry that was read is unknown, so the stretch begins there
      LocalDate last =
          days.get(0).isBefore(subject.period().from()) ? subject.period().from() : days.get(0);
      long longest = 0;
      for (LocalDate day : days) {
        if (day.isAfter(last) && !day.isAfter(end)) {
          longest = Math.max(longest, ChronoUnit.DAYS.between(last, day));
          last = day;
        }
      }
      return end.isAfter(last) ? Math.max(longest, ChronoUnit.DAYS.between(last, end)) : longest;
    }
  }
}
