package vn.portalaudit.probe;

import static vn.portalaudit.domain.FieldType.FLAG;
import static vn.portalaudit.domain.FieldType.TEXT;

import java.util.List;
import java.util.Map;
import vn.portalaudit.config.YamlNode;
import vn.portalaudit.crawl.Page;
import vn.portalaudit.domain.Datum;
import vn.portalaudit.domain.FieldType;
import vn.portalaudit.domain.Reason;

/**
 * Kind {@code outward-link}: whether a page of the portal links to one of the {@code hosts}. That
 * none does can be said when the home page and, where it is there, the {@code section} were read.
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
      for (Page page : subject.survey().pages()) {
        for (Page.Label label : page.labels()) {
          String url = label.url();
          if (url != null && hosts.contains(Hosts.of(url))) {
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
