package vn.portalaudit.probe.observatory;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vn.portalaudit.config.YamlNode;
import vn.portalaudit.domain.Capture;
import vn.portalaudit.domain.Evidence;
import vn.portalaudit.domain.FieldType;
import vn.portalaudit.domain.Observation;
import vn.portalaudit.domain.Reason;
import vn.portalaudit.probe.observatory.ExtraSigns.Inner;
import vn.portalaudit.probe.observatory.ExtraSigns.Look;
import vn.portalaudit.probe.observatory.ExtraSigns.Sign;

/**
 * What the Observatory does not see in headers. An answer with an error status is looked at like
 * any other. Immutable and safe for several threads.
 */
public final class HeaderExtras {
  private final ExtraSigns signs;

  private HeaderExtras(ExtraSigns signs) {
    this.signs = signs;
  }

  /**
   * Reads the lists of a probe file and checks its examples.
   *
   * @param file the mapping of the file; what is wrong is reported there
   * @return what looks; after a problem it must not be used
   */
  public static HeaderExtras read(YamlNode file) {
    HeaderExtras extras = new HeaderExtras(new ExtraSigns(ExtraLists.read(file)));
    ExtraExample.read(file);
    return extras;
  }

  /** The keys of a probe file that {@link #read} reads. */
  public static List<String> keys() {
    return ExtraLists.KEYS;
  }

  /** The fields, in the order of reports; a flag that holds is a finding. */
  public static Map<String, FieldType> fields() {
    Map<String, FieldType> fields = new LinkedHashMap<>();
    for (ExtraField field : ExtraField.values()) {
      fields.put(field.id(), field.type());
    }
    return fields;
  }

  /**
   * Looks at a portal.
   *
   * @param probe id of the probe
   * @param seen what its root answered
   * @param inner captures of its other pages
   * @param versions protocol versions that its server offers, null when unknown
   * @param gap why absent inner pages say nothing, null when they do
   * @return one observation for each field
   */
  public List<Observation> observe(
      String probe,
      RootVisit seen,
      List<Capture> inner,
      @Nullable List<String> versions,
      @Nullable Reason gap) {
    Visit visit = seen.visit();
    Reason unread = seen.unread();
    List<Observation> observations = new ArrayList<>();
    for (ExtraField field : ExtraField.values()) {
      Sign sign =
          visit == null || unread != null
              ? Sign.unseen(unread == null ? Reason.OWN_FAULT : unread)
              : sign(field, look(visit, seen, inner, versions, gap));
      observations.add(observation(probe, field, sign, evidence(sign, seen, inner)));
    }
    return observations;
  }

  Sign sign(ExtraField field, Look look) {
    return signs.of(field, look);
  }

  private static Look look(
      Visit visit,
      RootVisit seen,
      List<Capture> inner,
      @Nullable List<String> versions,
      @Nullable Reason gap) {
    return new Look(
        visit.main().orElseThrow(),
        visit.secure(),
        seen.scored(),
        inner.stream().map(page -> new Inner(page.finalUrl(), page.headers())).toList(),
        versions,
        gap);
  }

  private static Observation observation(
      String probe, ExtraField field, Sign sign, List<Evidence> evidence) {
    return sign.value() != null
        ? Observation.of(probe, field.id(), sign.value(), evidence)
        : Observation.unobserved(
            probe, field.id(), sign.reason() == null ? Reason.OWN_FAULT : sign.reason(), evidence);
  }

  private static List<Evidence> evidence(Sign sign, RootVisit seen, List<Capture> inner) {
    List<Evidence> evidence = new ArrayList<>();
    evidence.add(seen.main().evidence(sign.quote()));
    inner.stream()
        .filter(page -> page.finalUrl().equals(sign.url()))
        .limit(1)
        .forEach(page -> evidence.add(page.evidence(null)));
    return evidence;
  }
}
