package vn.portalaudit.probe;

import static vn.portalaudit.domain.FieldType.FLAG;
import static vn.portalaudit.domain.FieldType.TEXT;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import vn.portalaudit.config.YamlNode;
import vn.portalaudit.crawl.Page;
import vn.portalaudit.crawl.PageReader;
import vn.portalaudit.crawl.Source;
import vn.portalaudit.domain.Capture;
import vn.portalaudit.domain.Datum;
import vn.portalaudit.domain.Evidence;
import vn.portalaudit.domain.FieldType;
import vn.portalaudit.domain.Observation;
import vn.portalaudit.domain.Reason;

/**
 * Kind {@code parent-back}: whether the home page of the portal above links to this portal, by one
 * request. The portal above has the name above this one beneath {@code beneath}, or is the first of
 * {@code hosts} to which the home page links.
 */
final class ParentBackKind {
  private static final Map<String, FieldType> FIELDS =
      PlainKind.fields("fromParent", FLAG, "parent", TEXT);

  private ParentBackKind() {}

  static Kind kind() {
    return new PlainKind(
        "parent-back", FIELDS, List.of("beneath", "hosts"), ParentBackKind::compile);
  }

  private static Kind.Measurer compile(String id, YamlNode file) {
    String beneath = "." + file.get("beneath").text();
    List<String> hosts = file.get("hosts").texts();
    return subject -> {
      Page home = subject.survey().home();
      Reason whole = Gaps.portal(subject.survey());
      if (home == null) {
        return new Sheet(id, FIELDS, List.of())
            .rest(Objects.requireNonNullElse(whole, Reason.OWN_FAULT));
      }
      Sheet unknown = new Sheet(id, FIELDS, List.of(home.evidence(null)));
      Optional<String> parent = above(Hosts.of(home.url()), beneath).or(() -> linked(home, hosts));
      // no name stands above this portal's, and it shows nothing that says whose part it is
      return parent
          .map(host -> measure(id, subject, home, host))
          .orElseGet(() -> unknown.rest(Objects.requireNonNullElse(whole, Reason.DNS_NOT_FOUND)));
    };
  }

  private static Optional<String> above(String host, String beneath) {
    String above = host.substring(host.indexOf('.') + 1);
    return above.endsWith(beneath) ? Optional.of(above) : Optional.empty();
  }

  private static Optional<String> linked(Page home, List<String> hosts) {
    String own = Hosts.of(home.url());
    return hosts.stream()
        .filter(host -> !host.equals(own) && link(home, Set.of(host)).isPresent())
        .findFirst();
  }

  private static Optional<Page.Label> link(Page page, Set<String> hosts) {
    return page.labels().stream()
        .filter(label -> label.url() != null && hosts.contains(Hosts.of(label.url())))
        .findFirst();
  }

  private static List<Observation> measure(String id, Subject subject, Page home, String parent) {
    Source.Answer answer = subject.source().fetch(address(home, parent), Capture.Purpose.PROBE);
    Capture capture = answer.capture();
    if (capture.reason() != null) {
      return sheet(id, capture.evidence(null), parent).rest(capture.reason());
    }
    Page page = PageReader.read(capture, answer.body(), Page.Type.HOME);
    Set<String> own = own(subject, home);
    Optional<Page.Label> link = link(page, own);
    if (link.isPresent()) {
      String quote = link.get().text() + " → " + link.get().url();
      return sheet(id, capture.evidence(quote), parent)
          .put("fromParent", Datum.of(true))
          .rest(Reason.OWN_FAULT);
    }
    Sheet sheet = sheet(id, capture.evidence(null), parent);
    if (capture.truncated()) {
      return sheet.rest(Reason.TOO_LARGE);
    }
    return page.shell() || mentions(answer.body(), own)
        ? sheet.rest(Reason.NEEDS_JAVASCRIPT)
        : sheet.put("fromParent", Datum.of(false)).rest(Reason.OWN_FAULT);
  }

  private static Sheet sheet(String id, Evidence evidence, String parent) {
    return new Sheet(id, FIELDS, List.of(evidence)).put("parent", Datum.of(parent));
  }

  /** The parent's home page by the scheme and name of the link to it, else by the portal's own. */
  private static String address(Page home, String parent) {
    String like = link(home, Set.of(parent)).map(Page.Label::url).orElse(home.url());
    String host = Hosts.of(like).equals(parent) ? Hosts.whole(like) : parent;
    String scheme = like.toLowerCase(Locale.ROOT).startsWith("https:") ? "https" : "http";
    return scheme + "://" + host + "/";
  }

  private static Set<String> own(Subject subject, Page home) {
    Set<String> own = new LinkedHashSet<>();
    own.add(Hosts.of(home.url()));
    own.add(Hosts.of(subject.survey().root()));
    return own;
  }

  /** Whether an address of the portal stands in the document, though not in a link: in a script. */
  private static boolean mentions(byte[] body, Set<String> hosts) {
    String text = new String(body, StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT);
    return hosts.stream()
        .anyMatch(host -> text.contains("//" + host) || text.contains("//www." + host));
  }
}
