package vn.portalaudit.probe;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vn.portalaudit.config.YamlNode;
import vn.portalaudit.domain.Datum;
import vn.portalaudit.domain.Evidence;
import vn.portalaudit.domain.FieldType;
import vn.portalaudit.domain.Observation;
import vn.portalaudit.domain.Reason;
import vn.portalaudit.probe.observatory.Observatory;
import vn.portalaudit.probe.observatory.Observatory.Card;
import vn.portalaudit.probe.observatory.RootVisit;

/**
 * The score, the grade and the twelve results of the HTTP Observatory for the portal's host.
 *
 * <p>Asks for the https and the http root by GET. What the Observatory asks beside that, a CORS
 * preflight with a foreign origin and robots.txt for its cookies, is not asked: CORS is judged by
 * the usual answer, cookies by the last answer. As there, an answer with a status below 200 or from
 * 400 on is not scored, but for 401 and 403; a firewall's block is never scored.
 */
final class ObservatoryKind implements Kind {
  private static final String SCORE = "score";
  private static final String GRADE = "grade";
  private static final String ALGORITHM = "algorithm";

  private final CertificateCheck certificate;

  /** For a certificate of which nothing is known but what the requests show. */
  ObservatoryKind() {
    this(subject -> null);
  }

  /** With a way to learn of the certificate. */
  ObservatoryKind(CertificateCheck certificate) {
    this.certificate = certificate;
  }

  /** Tells whether the certificate of a portal stands. */
  @FunctionalInterface
  interface CertificateCheck {

    /** Whether the certificate stands; null when that is unknown, which counts as valid. */
    @Nullable Boolean valid(Subject subject);
  }

  @Override
  public String name() {
    return "http-observatory";
  }

  @Override
  public Map<String, FieldType> fields() {
    Map<String, FieldType> fields = new LinkedHashMap<>();
    fields.put(SCORE, FieldType.QUANTITY);
    fields.put(GRADE, FieldType.TEXT);
    fields.put(ALGORITHM, FieldType.QUANTITY);
    Observatory.tests().forEach(test -> fields.put(test, FieldType.TEXT));
    return fields;
  }

  @Override
  public boolean homeSuffices() {
    return true;
  }

  @Override
  public boolean exampledByPages() {
    return false;
  }

  @Override
  public List<String> parameters() {
    return List.of("algorithm", "score", "grades", "constants", "preload", "tests");
  }

  @Override
  public Measurer compile(String id, YamlNode file) {
    Observatory observatory = Observatory.read(file);
    return subject ->
        measure(
            id,
            observatory,
            RootVisit.of(subject.source(), subject.survey().root(), certificate.valid(subject)));
  }

  private static List<Observation> measure(String id, Observatory observatory, RootVisit seen) {
    List<Evidence> whole = List.of(seen.main().evidence(null));
    List<Observation> observations = new ArrayList<>();
    Reason refused = refused(seen);
    Card card = seen.visit() == null || refused != null ? null : observatory.judge(seen.visit());
    Reason gap = card == null ? refused : firstGap(seen);
    if (card == null || gap != null) {
      Reason reason = gap == null ? Reason.OWN_FAULT : gap;
      observations.add(Observation.unobserved(id, SCORE, reason, whole));
      observations.add(Observation.unobserved(id, GRADE, reason, whole));
    } else {
      observations.add(Observation.of(id, SCORE, Datum.of(card.score()), whole));
      observations.add(Observation.of(id, GRADE, Datum.of(card.grade()), whole));
    }
    observations.add(Observation.of(id, ALGORITHM, Datum.of(observatory.algorithm()), List.of()));
    for (String test : Observatory.tests()) {
      observations.add(result(id, test, seen, card, refused));
    }
    return observations;
  }

  private static Observation result(
      String id, String test, RootVisit seen, @Nullable Card card, @Nullable Reason refused) {
    Reason gap = refused == null ? seen.gap(test) : refused;
    String result = card == null ? null : card.results().get(test);
    return gap != null || result == null
        ? Observation.unobserved(
            id, test, gap == null ? Reason.OWN_FAULT : gap, seen.evidence(test))
        : Observation.of(id, test, Datum.of(result), seen.evidence(test));
  }

  /** Why nothing is scored at all, or null. */
  private static @Nullable Reason refused(RootVisit seen) {
    if (seen.visit() == null) {
      return seen.unread();
    }
    return seen.unread() == null && !seen.scored() ? Reason.HTTP_STATUS : null;
  }

  private static @Nullable Reason firstGap(RootVisit seen) {
    return Observatory.tests().stream()
        .map(seen::gap)
        .filter(reason -> reason != null)
        .findFirst()
        .orElse(null);
  }
}
