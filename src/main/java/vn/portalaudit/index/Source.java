package vn.portalaudit.index;

/** Which column an indicator's points were taken from, or why from none. */
public enum Source {
  SELF(Column.SELF.id(), Column.SELF.label()),
  MACHINE(Column.MACHINE.id(), Column.MACHINE.label()),
  APPRAISED(Column.APPRAISED.id(), Column.APPRAISED.label()),
  PROVIDED(Column.PROVIDED.id(), Column.PROVIDED.label()),
  SURVEY(Column.SURVEY.id(), Column.SURVEY.label()),
  NETWORK(Column.NETWORK.id(), Column.NETWORK.label()),
  EXPERTS(Column.EXPERTS.id(), Column.EXPERTS.label()),
  /** No column has anything: undecided. */
  NONE("none", "Chưa có số liệu"),
  /** No column had anything at closing: 0 (1726, part II 2.b.vi). */
  DEFAULT("default", "Không có số liệu khi chốt, tính 0"),
  /** The indicator does not concern the agency. */
  INAPPLICABLE("inapplicable", "Không áp dụng");

  private static final Source[] BY_COLUMN = {
    SELF, MACHINE, APPRAISED, PROVIDED, SURVEY, NETWORK, EXPERTS
  };

  private final String id;
  private final String label;

  Source(String id, String label) {
    this.id = id;
    this.label = label;
  }

  static Source of(Column column) {
    return BY_COLUMN[column.ordinal()];
  }

  /** The word in documents. */
  public String id() {
    return id;
  }

  /** The Vietnamese words for people. */
  public String label() {
    return label;
  }

  /** Whether some column had data. */
  public boolean data() {
    return ordinal() < NONE.ordinal();
  }
}
