package vn.portalaudit.probe;

import static vn.portalaudit.domain.FieldType.QUANTITY;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vn.portalaudit.config.WorkingDays;
import vn.portalaudit.config.YamlNode;
import vn.portalaudit.crawl.Dates;
import vn.portalaudit.crawl.Page;
import vn.portalaudit.domain.Datum;
import vn.portalaudit.domain.FieldType;
import vn.portalaudit.domain.Folding;
import vn.portalaudit.domain.Observation;
import vn.portalaudit.domain.Reason;

/**
 * Kind {@code documents}: how a list of documents describes them (Nghị định 43/2011/NĐ-CP, Điều 10
 * khoản 1 điểm e: form, issuer, number, day of issue, day of effect, abstract), whether their files
 * can be had, and how soon they were published.
 */
final class DocumentsKind {
  private static final Map<String, FieldType> FIELDS =
      PlainKind.fields(
          "documents",
          QUANTITY,
          "inPeriod",
          QUANTITY,
          "fieldShare",
          QUANTITY,
          "filesChecked",
          QUANTITY,
          "filesReachableShare",
          QUANTITY,
          "searchFields",
          QUANTITY,
          "medianWorkingDays",
          QUANTITY);
  private static final List<String> SIX =
      List.of("form", "issuer", "number", "issued", "effective", "abstract");

  private final WorkingDays calendar;

  private DocumentsKind(WorkingDays calendar) {
    this.calendar = calendar;
  }

  static Kind kind(WorkingDays calendar) {
    DocumentsKind kind = new DocumentsKind(calendar);
    return new PlainKind(
        "documents",
        FIELDS,
        List.of(
            "section",
            "form",
            "issuer",
            "number",
            "issued",
            "effective",
            "abstract",
            "published",
            "sample"),
        kind::compile);
  }

  private record Document(
      String title,
      Page page,
      int fields,
      @Nullable LocalDate issued,
      @Nullable LocalDate published) {}

  private Kind.Measurer compile(String id, YamlNode file) {
    String section = file.get("section").text();
    Map<String, Words> columns = new LinkedHashMap<>();
    SIX.forEach(field -> columns.put(field, Words.of(file, field)));
    Words published = Words.of(file, "published");
    int sample = file.get("sample").whole();
    return subject -> measure(id, subject, subject.section(section), columns, published, sample);
  }

  private List<Observation> measure(
      String id,
      Subject subject,
      Subject.Section section,
      Map<String, Words> columns,
      Words published,
      int sample) {
    Sheet sheet = new Sheet(id, FIELDS, section.evidence());
    if (section.blind() != null) {
      return sheet.rest(section.blind());
    }
    List<Document> documents = documents(subject, section, columns, published);
    int fields = documents.stream().mapToInt(Document::fields).sum();
    sheet.put("documents", Datum.of(documents.size()));
    sheet.put(
        "inPeriod",
        Datum.of(
            documents.stream()
                .filter(d -> within(subject, d.issued()) || within(subject, d.published()))
                .count()));
    sheet.put("fieldShare", Datum.of(Sheet.share(fields, documents.size() * SIX.size())));
    sheet.put("searchFields", Datum.of(searchFields(section)));
    FilesKind.ask(subject, section, sample).fill(sheet, "filesChecked", "filesReachableShare");
    List<Integer> delays = new ArrayList<>();
    for (Document document : documents) {
      if (document.issued() != null
          && document.published() != null
          && !document.published().isAfter(subject.today())) {
        delays.add(Math.max(0, calendar.between(document.issued(), document.published())));
      }
    }
    if (!delays.isEmpty()) {
      Collections.sort(delays);
      sheet.put("medianWorkingDays", Datum.of(delays.get((delays.size() - 1) / 2)));
    }
    return sheet.rest(Reason.PARSE);
  }

  private static boolean within(Subject subject, @Nullable LocalDate day) {
    return day != null && subject.period().contains(day) && !day.isAfter(subject.today());
  }

  private static List<Document> documents(
      Subject subject, Subject.Section section, Map<String, Words> columns, Words published) {
    Map<String, Document> documents = new LinkedHashMap<>();
    List<String> marks = new ArrayList<>();
    marks.addAll(words(columns, "number"));
    marks.addAll(words(columns, "abstract"));
    for (Rows.Row row : Rows.of(subject, section, new Words(marks))) {
      int fields = 0;
      for (String field : SIX) {
        fields += row.value(words(columns.get(field))).isPresent() ? 1 : 0;
      }
      LocalDate issued = Dates.day(row.value(words(columns.get("issued"))).orElse(""));
      LocalDate shown = Dates.day(row.value(published).orElse(""));
      String key = Folding.fold(row.value(words(columns.get("number"))).orElse(row.title()));
      Document document = new Document(row.title(), row.page(), fields, issued, shown);
      documents.merge(key, document, (a, b) -> a.fields() >= b.fields() ? a : b);
    }
    if (documents.isEmpty()) {
      for (Page.Item item : Listing.items(subject, section)) {
        Dates.Found issued = Dates.first(item.title());
        int known = (numbered(item.title()) ? 1 : 0) + (issued != null ? 1 : 0) + 1;
        documents.put(
            item.url(),
            new Document(
                item.title(),
                section.pages().get(0),
                known,
                issued == null ? null : issued.day(),
                item.date()));
      }
    }
    return new ArrayList<>(documents.values());
  }

  private static Words words(@Nullable Words words) {
    return words == null ? new Words(List.of()) : words;
  }

  private static List<String> words(Map<String, Words> columns, String field) {
    return words(columns.get(field)).phrases();
  }

  private static boolean numbered(String title) {
    return title.matches(".*\\d+/(\\d{4}/)?\\p{Lu}[\\p{Lu}\\d-]+.*");
  }

  /**
   * Fields by which documents can be looked for: the most of any one form on the section's pages.
   */
  private static int searchFields(Subject.Section section) {
    int most = 0;
    for (Page page : section.pages()) {
      for (Page.Form form : page.forms()) {
        int fields =
            (int)
                form.fields().stream()
                    .filter(f ->
                        !f.type().equals("submit")
                            && !f.type().equals("button")
                            && !f.type().equals("image")
                            && !f.type().equals("password"))
                    .count();
        most = Math.max(most, fields);
      }
    }
    return most;
  }
}
