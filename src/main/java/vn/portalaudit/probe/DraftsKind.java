package vn.portalaudit.probe;

import static vn.portalaudit.domain.FieldType.FLAG;
import static vn.portalaudit.domain.FieldType.QUANTITY;

import java.util.List;
import java.util.Map;
import vn.portalaudit.config.YamlNode;
import vn.portalaudit.crawl.Page;
import vn.portalaudit.domain.Datum;
import vn.portalaudit.domain.FieldType;
import vn.portalaudit.domain.Folding;
import vn.portalaudit.domain.Reason;

/**
 * Kind {@code drafts}: drafts put to the people for comment (Nghị định 43/2011/NĐ-CP, Điều 10 khoản
 * 1 điểm i): full text, term, where to send, a form, the comments of others, the answer to them.
 */
final class DraftsKind {
  private static final Map<String, FieldType> FIELDS =
      PlainKind.fields(
          "drafts",
          QUANTITY,
          "inPeriod",
          QUANTITY,
          "fullText",
          FLAG,
          "deadline",
          FLAG,
          "recipient",
          FLAG,
          "form",
          FLAG,
          "opinions",
          FLAG,
          "response",
          FLAG);

  private DraftsKind() {}

  static Kind kind() {
    return new PlainKind(
        "drafts",
        FIELDS,
        List.of("section", "draft", "deadline", "recipient", "opinions", "response"),
        DraftsKind::compile);
  }

  private static Kind.Measurer compile(String id, YamlNode file) {
    String name = file.get("section").text();
    Words draft = Words.of(file, "draft");
    Words deadline = Words.of(file, "deadline");
    Words recipient = Words.of(file, "recipient");
    Words opinions = Words.of(file, "opinions");
    Words response = Words.of(file, "response");
    return subject -> {
      Subject.Section section = subject.section(name);
      Sheet sheet = new Sheet(id, FIELDS, section.evidence());
      if (section.blind() != null) {
        return sheet.rest(section.blind());
      }
      List<Page.Item> drafts =
          TitlesKind.entries(subject, section).stream().filter(i -> draft.in(i.title())).toList();
      List<String> texts =
          section.pages().stream()
              .flatMap(page -> subject.content().blocks(page).stream())
              .map(Folding::fold)
              .toList();
      sheet.put("drafts", Datum.of(drafts.size()));
      sheet.put(
          "inPeriod",
          Datum.of(
              drafts.stream()
                  .filter(i -> i.date() != null && subject.period().contains(i.date()))
                  .count()));
      boolean fullText =
          !Listing.files(subject, section).isEmpty()
              || section.pages().stream()
                  .skip(1)
                  .anyMatch(p -> subject.content().length(p) > 3_000);
      Reason hidden = Gaps.within(subject, section);
      sheet.flag("fullText", fullText, hidden);
      sheet.flag("deadline", deadline.inAny(texts), hidden);
      boolean form =
          section.pages().stream()
              .anyMatch(p ->
                  p.forms().stream()
                      .anyMatch(
                          f -> f.fields().stream().anyMatch(x -> x.type().equals("textarea"))));
      // a form takes comments where it stands: that is a place to send them
      sheet.flag("recipient", form || recipient.inAny(texts), hidden);
      sheet.flag("form", form, hidden);
      sheet.flag("opinions", opinions.inAny(texts), hidden);
      sheet.flag("response", response.inAny(texts), hidden);
      return sheet.rest(Reason.OWN_FAULT);
    };
  }
}
