package vn.portalaudit.domain;

/** Where the points of a criterion come from. */
public enum PointsBasis {
  /** The decision's text gives them. */
  OFFICIAL("official", "điểm chính thức"),
  /** Ours, editable, until the annex is at hand. */
  PROPOSED("proposed", "điểm đề xuất");

  private final String id;
  private final String label;

  PointsBasis(String id, String label) {
    this.id = id;
    this.label = label;
  }

  /** The word in files and documents. */
  public String id() {
    return id;
  }

  /** The Vietnamese words for reports. */
  public String label() {
    return label;
  }
}
