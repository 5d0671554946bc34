package vn.portalaudit.index;

import java.util.Arrays;
import java.util.Optional;

/** What is done to an indicator's points over a ranking group before they are added up. */
public enum Normalisation {
  /** Nothing. */
  NONE("none", "không chuẩn hóa"),
  /**
   * {@code maxPoints × (x − min) / (max − min)}. A column in which all have the same, a single
   * agency's included, stays as it is: there is nothing to spread.
   */
  MIN_MAX("min-max", "Min-Max"),
  /**
   * {@code (x − mean) / population standard deviation}. A column in which all have the same, a
   * single agency's included, gives 0 for all: nobody stands above or below.
   */
  Z_SCORE("z-score", "Z-Score");

  private final String id;
  private final String label;

  Normalisation(String id, String label) {
    this.id = id;
    this.label = label;
  }

  /** The word on the command line and in documents. */
  public String id() {
    return id;
  }

  /** The words for people. */
  public String label() {
    return label;
  }

  /** The normalisation of a word. */
  public static Optional<Normalisation> of(String id) {
    return Arrays.stream(values()).filter(one -> one.id.equals(id)).findFirst();
  }
}
