package vn.portalaudit.domain;

/**
 * What a probe can say of one field: a value, or why there is none. Never thrown across a stage.
 */
public sealed interface Result {

  /** The field was measured. */
  record Value(Datum datum) implements Result {}

  /** The field could not be measured, for a reason; this is not «no». */
  record Unobserved(Reason reason) implements Result {}
}
