package vn.portalaudit.domain;

/**
 * What was concluded of one criterion (the terms of W3C EARL, with partial credit as an outcome of
 * its own). An outcome never carries numbers; {@link Finding#points()} does.
 */
public enum Outcome {
  /** All points. */
  PASSED("Đạt"),
  /** Some of the points. */
  PARTIAL("Đạt một phần"),
  /** No points: what the criterion asks for is not there. */
  FAILED("Không đạt"),
  /** Too little is known, for a {@link Reason}; the points stay undecided and are never 0. */
  CANT_TELL("Chưa xác định"),
  /** The criterion does not concern this portal; it leaves every maximum. */
  INAPPLICABLE("Không áp dụng"),
  /** A person or a self-report has yet to speak; undecided. */
  UNTESTED("Chờ người chấm");

  private final String label;

  Outcome(String label) {
    this.label = label;
  }

  /** The Vietnamese word for reports. */
  public String label() {
    return label;
  }

  /** Whether the points of the criterion are settled by this outcome. */
  public boolean decided() {
    return this == PASSED || this == PARTIAL || this == FAILED;
  }
}
