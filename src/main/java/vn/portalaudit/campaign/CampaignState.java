package vn.portalaudit.campaign;

/** How far a campaign is. */
public enum CampaignState {
  DRAFT("draft", "đang chuẩn bị"),
  OPEN("open", "đang nhận báo cáo"),
  APPRAISING("appraising", "đang thẩm định"),
  SUBMITTED("submitted", "đã trình quyết định"),
  PUBLISHED("published", "đã công bố"),
  LOCKED("locked", "đã khoá");

  private final String id;
  private final String label;

  CampaignState(String id, String label) {
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

  /** The state of that word. */
  public static CampaignState of(String id) {
    for (CampaignState state : values()) {
      if (state.id.equals(id)) {
        return state;
      }
    }
    throw new IllegalArgumentException("no state " + id);
  }
}
