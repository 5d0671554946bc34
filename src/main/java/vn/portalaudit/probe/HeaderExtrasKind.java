package vn.portalaudit.probe;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import vn.portalaudit.config.YamlNode;
import vn.portalaudit.crawl.Page;
import vn.portalaudit.domain.Capture;
import vn.portalaudit.domain.FieldType;
import vn.portalaudit.domain.Observation;
import vn.portalaudit.probe.observatory.HeaderExtras;
import vn.portalaudit.probe.observatory.RootVisit;

/**
 * What the HTTP Observatory does not see in headers, each as an observation of its own. The https
 * root is asked for once more (the http root only where https does not answer); inner pages are those
 * that the crawl read.
 */
final class HeaderExtrasKind implements Kind {
  private final ProtocolVersions versions;

  /** For servers whose protocol versions are unknown. */
  HeaderExtrasKind() {
    this(subject -> Optional.empty());
  }

  /** With a way to learn of protocol versions. */
  HeaderExtrasKind(ProtocolVersions versions) {
    this.versions = versions;
  }

  /** Tells which protocol versions the server of a portal offers. */
  @FunctionalInterface
  interface ProtocolVersions {

    /** Names of versions, e.g. {@code TLSv1.2}; empty when they are unknown. */
    Optional<List<String>> offered(Subject subject);
  }

  @Override
  public String name() {
    return "header-extras";
  }

  @Override
  public Map<String, FieldType> fields() {
    return HeaderExtras.fields();
  }

  @Override
  public boolean exampledByPages() {
    return false;
  }

  @Override
  public List<String> parameters() {
    return HeaderExtras.keys();
  }

  @Override
  public Measurer compile(String id, YamlNode file) {
    HeaderExtras extras = HeaderExtras.read(file);
    return subject -> measure(id, extras, subject);
  }

  private List<Observation> measure(String id, HeaderExtras extras, Subject subject) {
    RootVisit seen = RootVisit.front(subject.source(), subject.survey().root());
    List<Capture> inner =
        subject.survey().pages().stream()
            .map(Page::capture)
            .filter(capture -> capture.status() == 200 && !capture.headers().isEmpty())
            .filter(capture -> capture.purpose() != Capture.Purpose.RENDERED)
            .filter(capture -> seen.sameHost(capture.finalUrl()))
            .filter(capture -> !capture.finalUrl().equals(seen.main().finalUrl()))
            .toList();
    return extras.observe(
        id, seen, inner, versions.offered(subject).orElse(null), Gaps.portal(subject.survey()));
  }
}
