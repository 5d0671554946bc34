package vn.portalaudit.domain;

/**
 * What kind of value a probe's field has, so that a condition can be checked before the first
 * request.
 */
public enum FieldType {
  FLAG(Datum.Flag.class),
  QUANTITY(Datum.Quantity.class),
  TEXT(Datum.Text.class),
  DAY(Datum.Day.class),
  WORDS(Datum.Words.class);

  private final Class<? extends Datum> datum;

  FieldType(Class<? extends Datum> datum) {
    this.datum = datum;
  }

  /** Whether a value is of this type. */
  public boolean accepts(Datum value) {
    return datum.isInstance(value);
  }
}
