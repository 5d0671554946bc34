package vn.portalaudit.domain;

import java.util.List;

/**
 * One measured field (the «observation» of ISO 19156): facts, no judgement.
 *
 * @param probe id of the probe, the name of its file in {@code probes/}
 * @param field name of the field that the probe declares
 * @param result the value, or why there is none
 * @param evidence where it was seen; for an absence, what was read and the nearest candidates
 */
public record Observation(String probe, String field, Result result, List<Evidence> evidence) {
  public Observation {
    evidence = List.copyOf(evidence);
  }

  /** A measured field. */
  public static Observation of(String probe, String field, Datum datum, List<Evidence> evidence) {
    return new Observation(probe, field, new Result.Value(datum), evidence);
  }

  /** A field that could not be measured. */
  public static Observation unobserved(
      String probe, String field, Reason reason, List<Evidence> evidence) {
    return new Observation(probe, field, new Result.Unobserved(reason), evidence);
  }

  /** {@code probe.field}, the name by which conditions refer to it. */
  public String key() {
    return probe + "." + field;
  }
}
