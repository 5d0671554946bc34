package vn.portalaudit.alert;

import java.util.Locale;

/** How bad an incident is, worst first. */
public enum Severity {
  CRITICAL("nghiêm trọng"),
  MAJOR("lớn"),
  MINOR("nhỏ"),
  INFO("để biết");

  private final String label;

  Severity(String label) {
    this.label = label;
  }

  /** The word in the database. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The Vietnamese words for people. */
  public String label() {
    return label;
  }

  /** Whether it is as bad as another, or worse. */
  public boolean atLeast(Severity other) {
    return compareTo(other) <= 0;
  }

  /**
   * The severity of a word.
   *
   * @throws IllegalArgumentException when there is none
   */
  public static Severity of(String code) {
    return valueOf(code.toUpperCase(Locale.ROOT));
  }
}
