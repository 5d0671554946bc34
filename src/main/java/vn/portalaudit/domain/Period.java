package vn.portalaudit.domain;

import java.time.LocalDate;

/** An assessment period, both days included. */
public record Period(LocalDate from, LocalDate to) {
  public Period {
    if (to.isBefore(from)) {
      throw new IllegalArgumentException("period ends before it begins: " + from + ".." + to);
    }
  }

  /** Whether the day lies within. */
  public boolean contains(LocalDate day) {
    return !day.isBefore(from) && !day.isAfter(to);
  }
}
