package vn.portalaudit.probe;

import static vn.portalaudit.domain.FieldType.FLAG;
import static vn.portalaudit.domain.FieldType.QUANTITY;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import vn.portalaudit.config.YamlNode;
import vn.portalaudit.crawl.Page;
import vn.portalaudit.domain.Datum;
import vn.portalaudit.domain.Evidence;
import vn.portalaudit.domain.FieldType;
import vn.portalaudit.domain.Reason;

/**
 * Kind {@code particulars}: who stands behind the portal, in the page's foot and, where {@code
 * sections} are named, on their pages: organisation, person responsible, address, telephone,
 * electronic mail.
 */
final class ParticularsKind {
  static final Pattern PHONE = Pattern.compile("(?:\\+84|0)[\\d .()-]{7,14}\\d");
  static final Pattern MAIL = Pattern.compile("[\\w.+-]{1,64}@[\\w-]+(?:\\.[\\w-]+){1,5}");
  private static final Map<String, FieldType> FIELDS =
      PlainKind.fields(
          "organisation",
          FLAG,
          "responsible",
          FLAG,
          "address",
          FLAG,
          "phone",
          FLAG,
          "email",
          FLAG,
          "count",
          QUANTITY);

  private ParticularsKind() {}

  static Kind kind() {
    return new PlainKind(
        "particulars",
        FIELDS,
        List.of("sections", "organisation", "responsible", "address"),
        ParticularsKind::compile);
  }

  private static Kind.Measurer compile(String id, YamlNode file) {
    List<String> sections = file.find("sections").map(YamlNode::texts).orElse(List.of());
    Words organisation = Words.of(file, "organisation");
    Words responsible = Words.of(file, "responsible");
    Words address = Words.of(file, "address");
    return subject -> {
      Page home = subject.survey().home();
      Reason blind = Gaps.home(subject.survey());
      if (home == null || blind != null) {
        return new Sheet(id, FIELDS, List.of()).rest(blind == null ? Reason.OWN_FAULT : blind);
      }
      List<String> texts = new ArrayList<>(home.footer());
      List<Evidence> evidence = new ArrayList<>(List.of(home.evidence(quote(home.footer()))));
      Reason unread = null;
      for (String section : sections) {
        Subject.Section found = subject.section(section);
        unread = unread == null ? found.unread() : unread;
        found.pages().stream()
            .limit(2)
            .forEach(page -> {
              texts.addAll(subject.content().blocks(page));
              evidence.add(page.evidence(null));
            });
      }
      home.labels().stream()
          .filter(l -> l.href().startsWith("mailto:") || l.href().startsWith("tel:"))
          .forEach(l -> texts.add(l.href().substring(l.href().indexOf(':') + 1)));
      String all = String.join("\n", texts);
      Sheet sheet = new Sheet(id, FIELDS, evidence);
      Map<String, Boolean> shown = new LinkedHashMap<>();
      shown.put("organisation", organisation.first(texts).isPresent());
      shown.put("responsible", responsible.first(texts).isPresent());
      shown.put("address", address.first(texts).isPresent());
      shown.put("phone", PHONE.matcher(all).find());
      shown.put("email", MAIL.matcher(all).find() || all.contains("[email protected]"));
      Reason hidden = unread;
      shown.forEach((field, is) -> sheet.flag(field, is, hidden));
      long count = shown.values().stream().filter(is -> is).count();
      if (hidden == null || count == shown.size()) {
        sheet.put("count", Datum.of(count));
      } else {
        sheet.without("count", hidden);
      }
      return sheet.rest(Reason.OWN_FAULT);
    };
  }

  private static String quote(List<String> footer) {
    String all =
        String.join(" · ", footer.stream().filter(f -> f.length() < 200).limit(8).toList());
    return all.length() > 400 ? all.substring(0, 400) + "…" : all;
  }
}
