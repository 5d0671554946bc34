package vn.portalaudit.probe;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vn.portalaudit.domain.Datum;
import vn.portalaudit.domain.Evidence;
import vn.portalaudit.domain.FieldType;
import vn.portalaudit.domain.Observation;
import vn.portalaudit.domain.Reason;

/**
 * The fields of one probe while they are filled in; gives each declared field exactly once, in the
 * declared order.
 */
final class Sheet {
  private static final int MAX_EVIDENCE = 6;

  private final String probe;
  private final Map<String, FieldType> fields;
  private final List<Evidence> common;
  private final Map<String, Observation> filled = new LinkedHashMap<>();

  Sheet(String probe, Map<String, FieldType> fields, List<Evidence> common) {
    this.probe = probe;
    this.fields = fields;
    this.common = common.size() > MAX_EVIDENCE ? common.subList(0, MAX_EVIDENCE) : common;
  }

  /** Fills in a field; the first value given to it stays. */
  Sheet put(String field, Datum datum) {
    return put(field, datum, common);
  }

  /** Fills in a field with evidence of its own. */
  Sheet put(String field, Datum datum, List<Evidence> evidence) {
    FieldType type = fields.get(field);
    if (type == null || !type.accepts(datum)) {
      throw new IllegalStateException(probe + " declares no field " + field + " for " + datum);
    }
    filled.putIfAbsent(
        field,
        Observation.of(
            probe,
            field,
            datum,
            evidence.size() > MAX_EVIDENCE ? evidence.subList(0, MAX_EVIDENCE) : evidence));
    return this;
  }

  /** Fills in a field, or says why there is no value. */
  Sheet put(String field, @Nullable Datum datum, Reason otherwise) {
    return datum == null ? without(field, otherwise) : put(field, datum);
  }

  /**
   * Fills in whether something was seen. That it was not is no value where something is hidden.
   *
   * @param hidden why it may be there all the same; null when everything was read
   */
  Sheet flag(String field, boolean seen, @Nullable Reason hidden) {
    return seen || hidden == null ? put(field, Datum.of(seen)) : without(field, hidden);
  }

  /** Says why a field has no value. */
  Sheet without(String field, Reason reason) {
    filled.putIfAbsent(field, Observation.unobserved(probe, field, reason, common));
    return this;
  }

  /** All fields; those not filled in have no value for this reason. */
  List<Observation> rest(Reason reason) {
    List<Observation> all = new ArrayList<>();
    for (String field : fields.keySet()) {
      Observation observation = filled.get(field);
      all.add(
          observation == null ? Observation.unobserved(probe, field, reason, common) : observation);
    }
    return all;
  }

  /** A part of a whole, 0..1 with four decimals; 0 of nothing. */
  static BigDecimal share(int part, int whole) {
    return whole == 0
        ? BigDecimal.ZERO
        : BigDecimal.valueOf(part).divide(BigDecimal.valueOf(whole), 4, RoundingMode.HALF_UP);
  }
}
