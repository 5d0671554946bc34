package vn.portalaudit.campaign;

/** How far an agency's submission is. */
public enum SubmissionState {
  DRAFT("draft", "đang soạn"),
  SUBMITTED("submitted", "đã nộp"),
  WITHDRAWN("withdrawn", "đã rút về"),
  ROUND("round", "đang thẩm định"),
  EXPLAINING("explaining", "đang giải trình"),
  APPRAISED("appraised", "đã thẩm định");

  private final String id;
  private final String label;

  SubmissionState(String id, String label) {
    this.id = id;
    this.label = label;
  }

  /** The word in the database. */
  public String id() {
    return id;
  }

  /** The Vietnamese words for people. */
  public String label() {
    return label;
  }

  /** Whether the agency still writes. */
  public boolean writing() {
    return this == DRAFT || this == WITHDRAWN;
  }

  /** The state of that word. */
  public static SubmissionState of(String id) {
    for (SubmissionState state : values()) {
      if (state.id.equals(id)) {
        return state;
      }
    }
    throw new IllegalArgumentException("no state " + id);
  }
}
