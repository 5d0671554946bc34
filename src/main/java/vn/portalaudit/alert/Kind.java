package vn.portalaudit.alert;

/** What sort of thing an incident is. */
public enum Kind {
  DOWN("down", "không truy cập được"),
  DEGRADED("degraded", "hoạt động kém"),
  FLAPPING("flapping", "chập chờn"),
  CERTIFICATE("certificate", "chứng thư số sắp hết hạn"),
  SCORE("score", "điểm giảm"),
  SECTION("section", "mất chuyên mục"),
  HIJACK("hijack", "nghi bị chiếm quyền"),
  AUDIT("audit", "lượt kiểm tra không xong"),
  OWN_OUTAGE("own-outage", "hệ thống giám sát mất kết nối"),
  DISK("disk", "hệ thống giám sát sắp đầy đĩa"),
  DATABASE("database", "hệ thống giám sát mất cơ sở dữ liệu"),
  CLOCK("clock", "đồng hồ của hệ thống giám sát sai"),
  GRID("grid", "hệ thống giám sát mất trình duyệt"),
  GUESSING("guessing", "hệ thống giám sát bị dò mật khẩu");

  private final String code;
  private final String label;

  Kind(String code, String label) {
    this.code = code;
    this.label = label;
  }

  /** The word in the database. */
  public String code() {
    return code;
  }

  /** The Vietnamese words for people. */
  public String label() {
    return label;
  }

  /**
   * The kind of a word.
   *
   * @throws IllegalArgumentException when there is none
   */
  public static Kind of(String code) {
    for (Kind kind : values()) {
      if (kind.code.equals(code)) {
        return kind;
      }
    }
    throw new IllegalArgumentException("no kind " + code);
  }
}
