package vn.portalaudit.domain;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;

/** A measured value. Closed, so that conditions and documents treat every kind. */
public sealed interface Datum {

  /** Yes or no. */
  record Flag(boolean value) implements Datum {}

  /** An exact number; the field's name or documentation gives its unit. */
  record Quantity(BigDecimal value) implements Datum {}

  /** Words as seen. */
  record Text(String value) implements Datum {}

  /** A calendar day in Vietnam. */
  record Day(LocalDate value) implements Datum {}

  /** An ordered list of words. */
  record Words(List<String> values) implements Datum {
    public Words {
      values = List.copyOf(values);
    }
  }

  /** A flag. */
  static Datum of(boolean value) {
    return new Flag(value);
  }

  /** A whole number. */
  static Datum of(long value) {
    return new Quantity(BigDecimal.valueOf(value));
  }

  /** An exact number. */
  static Datum of(BigDecimal value) {
    return new Quantity(value);
  }

  /** A text. */
  static Datum of(String value) {
    return new Text(value);
  }

  /** A day. */
  static Datum of(LocalDate value) {
    return new Day(value);
  }

  /** A list of words. */
  static Datum of(List<String> values) {
    return new Words(values);
  }
}
