package vn.portalaudit.domain;

/** Who decides a criterion. */
public enum Method {
  /** The machine decides. */
  AUTOMATIC("automatic", "Máy chấm"),
  /** The machine proposes and a person confirms. */
  ASSISTED("assisted", "Máy đề xuất, người xác nhận"),
  /** The agency declares, with documents. */
  SELF_REPORTED("self_reported", "Cơ quan tự khai");

  private final String id;
  private final String label;

  Method(String id, String label) {
    this.id = id;
    this.label = label;
  }

  /** The word in files and documents, e.g. {@code self_reported}. */
  public String id() {
    return id;
  }

  /** The Vietnamese words for reports. */
  public String label() {
    return label;
  }
}
