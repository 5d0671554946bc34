package vn.portalaudit.probe;

import static vn.portalaudit.domain.FieldType.FLAG;
import static vn.portalaudit.domain.FieldType.TEXT;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import vn.portalaudit.config.YamlNode;
import vn.portalaudit.crawl.Page;
import vn.portalaudit.domain.Datum;
import vn.portalaudit.domain.FieldType;
import vn.portalaudit.domain.Reason;

/**
 * Kind {@code outward-link}: whether a page of the portal links to one of the {@code hosts}. Every
 * page may be the one that does, so that none does is said only of a portal that was read without a
 * block or an interruption, the {@code section} included.
 */
final class OutwardLinkKind {
  private static final Map<String, FieldType> FIELDS = PlainKind.fields("found", FLAG, "url", TEXT);

  private OutwardLinkKind() {}

  static Kind kind() {
    return new PlainKind(
        "outward-link", FIELDS, List.of("section", "hosts"), OutwardLinkKind::compile);
  }

  private static Kind.Measurer compile(String id, YamlNode file) {
    String name = file.get("section").text();
    List<String> hosts = file.get("hosts").texts();
    return subject -> {
      // a menu stands on every page
      Set<String> known = new HashSet<>();
      for (Page page : subject.survey().pages()) {
        for (Page.Label label : page.labels()) {
          String url = label.url();
          if (url != null && known.add(url) && hosts.contains(Hosts.of(url))) {
            return new Sheet(id, FIELDS, List.of(page.evidence(label.text() + " → " + url)))
                .put("found", Datum.of(true))
                .put("url", Datum.of(url))
                .rest(Reason.OWN_FAULT);
          }
        }
      }
      Subject.Section section = subject.section(name);
      Sheet sheet = new Sheet(id, FIELDS, section.evidence());
      Reason blind = section.blind();
      blind = blind == null ? Gaps.portal(subject.survey()) : blind;
      return blind != null
          ? sheet.rest(blind)
          : sheet.put("found", Datum.of(false)).put("url", Datum.of("")).rest(Reason.OWN_FAULT);
    };
  }
}
