package vn.portalaudit.probe;

import static vn.portalaudit.domain.FieldType.QUANTITY;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.portalaudit.config.YamlNode;
import vn.portalaudit.crawl.Dates;
import vn.portalaudit.crawl.Page;
import vn.portalaudit.domain.Capture;
import vn.portalaudit.domain.Datum;
import vn.portalaudit.domain.Evidence;
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
    files(subject, section, sample, sheet);
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

  private static void files(Subject subject, Subject.Section section, int sample, Sheet sheet) {
    Set<String> files = new LinkedHashSet<>(Listing.files(subject, section));
    List<Evidence> evidence = new ArrayList<>();
    int checked = 0;
    int good = 0;
    Reason unknown = null;
    for (String url : files) {
      if (checked >= sample) {
        break;
      }
      Capture capture = subject.source().fetch(url, Capture.Purpose.DOCUMENT).capture();
      if (capture.reason() != null
          && capture.reason() != Reason.HTTP_STATUS
          && capture.reason() != Reason.SOFT_404) {
        unknown = capture.reason();
        continue;
      }
      checked++;
      good +=
          capture.ok() && capture.wireLength() > 0 && !capture.mediaType().equals("text/html")
              ? 1
              : 0;
      evidence.add(capture.evidence(null));
    }
    sheet.put("filesChecked", Datum.of(checked));
    if (checked > 0 || files.isEmpty()) {
      BigDecimal share =
          checked == 0
              ? BigDecimal.ZERO
              : BigDecimal.valueOf(good)
                  .divide(BigDecimal.valueOf(checked), 4, RoundingMode.HALF_UP);
      sheet.put(
          "filesReachableShare",
          Datum.of(share),
          evidence.isEmpty() ? section.evidence() : evidence);
    } else {
      sheet.without("filesReachableShare", unknown == null ? Reason.OWN_FAULT : unknown);
    }
  }

  /** Kind {@code files}: whether the documents of a section can be had. */
  static Kind filesKind() {
    Map<String, FieldType> fields =
        PlainKind.fields("checked", QUANTITY, "reachableShare", QUANTITY);
    return new PlainKind(
        "files",
        fields,
        List.of("section", "sample"),
        (id, file) -> {
          String name = file.get("section").text();
          int sample = file.get("sample").whole();
          return subject -> {
            Subject.Section section = subject.section(name);
            Sheet own = new Sheet(id, fields, section.evidence());
            if (section.blind() != null) {
              return own.rest(section.blind());
            }
            Sheet documents = new Sheet(id, FIELDS, section.evidence());
            files(subject, section, sample, documents);
            for (Observation o : documents.rest(Reason.OWN_FAULT)) {
              String field =
                  o.field().equals("filesChecked")
                      ? "checked"
                      : o.field().equals("filesReachableShare") ? "reachableShare" : "";
              if (!field.isEmpty()) {
                switch (o.result()) {
                  case vn.portalaudit.domain.Result.Value(Datum datum) ->
                      own.put(field, datum, o.evidence());
                  case vn.portalaudit.domain.Result.Unobserved(Reason reason) ->
                      own.without(field, reason);
                }
              }
            }
            return own.rest(Reason.OWN_FAULT);
          };
        });
  }
}
