package vn.portalaudit.domain;

/** Whose fault an unread page is, as far as it can be told from here. */
public enum Fault {
  /** The portal's own set-up. */
  PORTAL("phía cổng"),
  /** The path between; cannot be told from one place. */
  PATH("đường truyền hoặc chưa rõ"),
  /** A rule that the portal set and that is obeyed. */
  POLICY("quy định của cổng"),
  /** This program or its machine. */
  OURS("phía hệ thống giám sát");

  private final String label;

  Fault(String label) {
    this.label = label;
  }

  /** The Vietnamese words for reports. */
  public String label() {
    return label;
  }
}
