package vn.portalaudit.web.paper;

import java.util.List;

/**
 * A text that people add to a document.
 *
 * @param name in forms and in the database
 * @param label for people
 * @param help what to write; may be empty
 * @param kind how it is read
 * @param initial what stands there before anybody wrote
 */
public record PaperField(String name, String label, String help, Kind kind, String initial) {
  /** How a text is read. */
  public enum Kind {
    /** One line. */
    LINE,
    /** Several, one item a line. */
    LINES,
    /** A day, dd/MM/yyyy. */
    DAY,
    /** A day with a time, dd/MM/yyyy HH:mm. */
    MOMENT,
    /** Votes: in favour, against, without opinion, as {@code 7/0/1}. */
    VOTES
  }

  /** Whether it takes several lines. */
  public boolean several() {
    return kind == Kind.LINES;
  }

  static PaperField line(String name, String label, String initial) {
    return new PaperField(name, label, "", Kind.LINE, initial);
  }

  static PaperField lines(String name, String label, String help, String initial) {
    return new PaperField(name, label, help, Kind.LINES, initial);
  }

  /** The head of a document that a body issues. */
  static List<PaperField> head(String superior, String issuer, String symbol) {
    return List.of(
        line("superior", "Cơ quan cấp trên", superior),
        line("issuer", "Cơ quan ban hành", issuer),
        new PaperField(
            "number",
            "Số và ký hiệu",
            "Để trống khi chưa có số: văn bản được đánh dấu dự thảo.",
            Kind.LINE,
            ""),
        line("symbol", "Ký hiệu khi chưa có số", symbol),
        line("place", "Địa danh", "……"),
        new PaperField(
            "date", "Ngày văn bản", "Ví dụ 31/12/2026; để trống khi chưa ký.", Kind.DAY, ""));
  }

  /** Who signs, and who gets a copy. */
  static List<PaperField> end(String authority, String office, String recipients) {
    return List.of(
        new PaperField(
            "authority",
            "Thẩm quyền ký",
            "Ví dụ TM. ỦY BAN NHÂN DÂN, KT. GIÁM ĐỐC.",
            Kind.LINE,
            authority),
        line("office", "Chức vụ người ký", office),
        line("signer", "Họ tên người ký", ""),
        lines("recipients", "Nơi nhận", "Mỗi dòng một nơi.", recipients));
  }
}
