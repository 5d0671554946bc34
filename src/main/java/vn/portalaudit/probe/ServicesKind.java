package vn.portalaudit.probe;

import static vn.portalaudit.domain.FieldType.FLAG;
import static vn.portalaudit.domain.FieldType.QUANTITY;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import vn.portalaudit.crawl.Page;
import vn.portalaudit.domain.Capture;
import vn.portalaudit.domain.Datum;
import vn.portalaudit.domain.FieldType;
import vn.portalaudit.domain.Folding;
import vn.portalaudit.domain.Reason;

/**
 * Kinds {@code services} and {@code service-link}: the catalogue of procedures on the portal, and
 * the way to where they are submitted.
 */
final class ServicesKind {
  private static final Map<String, FieldType> CATALOGUE =
      PlainKind.fields("procedures", QUANTITY, "byField", FLAG, "levels", FLAG);
  private static final Map<String, FieldType> LINK =
      PlainKind.fields("alive", FLAG, "clicks", QUANTITY);

  private ServicesKind() {}

  static Kind catalogue() {
    return new PlainKind(
        "services",
        CATALOGUE,
        List.of("section", "procedure", "by_field", "levels"),
        (id, file) -> {
          String name = file.get("section").text();
          Words procedure = Words.of(file, "procedure");
          Words byField = Words.of(file, "by_field");
          Words levels = Words.of(file, "levels");
          return subject -> {
            Subject.Section section = subject.section(name);
            Sheet sheet = new Sheet(id, CATALOGUE, section.evidence());
            if (section.blind() != null) {
              return sheet.rest(section.blind());
            }
            if (section.found() && section.pages().isEmpty()) {
              // the catalogue stands on another system, which was not read
              return sheet.rest(Reason.REDIRECTED_AWAY);
            }
            Set<String> procedures = new HashSet<>();
            Set<String> texts = new HashSet<>();
            for (Page page : section.pages()) {
              texts.addAll(subject.content().blocks(page));
              page.labels().forEach(l -> texts.add(l.text()));
              subject.content().items(page).stream()
                  .filter(i -> procedure.in(i.title()))
                  .forEach(i -> procedures.add(Folding.fold(i.title())));
              page.tables()
                  .forEach(t ->
                      t.rows()
                          .forEach(row ->
                              row.stream()
                                  .filter(procedure::in)
                                  .limit(1)
                                  .forEach(c -> procedures.add(Folding.fold(c)))));
            }
            List<String> folded = texts.stream().map(Folding::fold).toList();
            sheet
                .put("procedures", Datum.of(procedures.size()))
                .put("byField", Datum.of(byField.inAny(folded)))
                .put("levels", Datum.of(levels.inAny(folded)));
            return sheet.rest(Reason.OWN_FAULT);
          };
        });
  }

  static Kind link() {
    return new PlainKind(
        "service-link",
        LINK,
        List.of("section"),
        (id, file) -> {
          String name = file.get("section").text();
          return subject -> {
            Subject.Section section = subject.section(name);
            Sheet sheet = new Sheet(id, LINK, section.evidence());
            if (!section.found()) {
              return section.gap() != null
                  ? sheet.rest(section.gap())
                  : sheet.put("alive", Datum.of(false)).rest(Reason.SOFT_404);
            }
            sheet.put(
                "clicks",
                section.clicks() < 0 ? null : Datum.of(section.clicks()),
                Reason.BUDGET_EXHAUSTED);
            if (section.url() == null) {
              return sheet.put("alive", Datum.of(false)).rest(Reason.SOFT_404);
            }
            Capture capture =
                subject
                    .survey()
                    .capture(section.url())
                    .orElseGet(() ->
                        subject
                            .source()
                            .fetch(String.valueOf(section.url()), Capture.Purpose.LINK)
                            .capture());
            boolean gone = capture.gone() || capture.reason() == Reason.DNS_NOT_FOUND;
            if (capture.ok() || gone) {
              sheet.put(
                  "alive", Datum.of(capture.ok()), List.of(capture.evidence(section.label())));
            } else if (capture.reason() != null) {
              sheet.without("alive", capture.reason());
            }
            return sheet.rest(Reason.OWN_FAULT);
          };
        });
  }
}
