package vn.portalaudit.campaign;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What an appraiser decides of one indicator of one agency in a round.
 *
 * @param kind accepts, adjusts, asks, or finds that it does not apply
 * @param points the appraised points; null when asking or not applicable
 * @param reason why; only an acceptance may be without
 */
public record Decision(Kind kind, @Nullable BigDecimal points, String reason) {
  /** What is decided. */
  public enum Kind {
    ACCEPTED("accepted", "chấp nhận"),
    ADJUSTED("adjusted", "điều chỉnh"),
    ASKED("asked", "yêu cầu làm rõ"),
    INAPPLICABLE("inapplicable", "không áp dụng");

    private final String id;
    private final String label;

    Kind(String id, String label) {
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

    /** The kind of that word. */
    public static Kind of(String id) {
      for (Kind kind : values()) {
        if (kind.id.equals(id)) {
          return kind;
        }
      }
      throw new IllegalArgumentException("no decision " + id);
    }
  }

  /** A decision as it is kept. */
  public record Kept(
      String agency,
      String indicator,
      int round,
      Decision decision,
      int version,
      String who,
      Instant at) {}

  /** Accepts the agency's own points. */
  public static Decision accept(BigDecimal points) {
    return new Decision(Kind.ACCEPTED, points, "");
  }

  /** Gives other points. */
  public static Decision adjust(BigDecimal points, String reason) {
    return new Decision(Kind.ADJUSTED, points, reason);
  }

  /** Asks the agency. */
  public static Decision ask(String question) {
    return new Decision(Kind.ASKED, null, question);
  }

  /** Finds that the indicator does not apply. */
  public static Decision inapplicable(String reason) {
    return new Decision(Kind.INAPPLICABLE, null, reason);
  }

  /**
   * Whether it may be decided so.
   *
   * @param campaign must be in a round of appraisal
   * @param agency the agency that is judged
   * @param indicator the indicator that is judged
   * @param by the appraiser, with the agency that they work for
   * @param assigned the indicators that the appraiser was given
   * @param most the indicator's maximum for the agency; null where the text gives none
   */
  public Ruling<Decision> check(
      Campaign campaign,
      Submission agency,
      String indicator,
      Actor by,
      Set<String> assigned,
      @Nullable BigDecimal most) {
    if (campaign.state() != CampaignState.APPRAISING || campaign.explaining()) {
      return Ruling.refused(
          campaign.explaining()
              ? "Đang đợt giải trình, chưa thẩm định vòng " + (campaign.round() + 1)
              : "Kỳ «"
                  + campaign.title()
                  + "» "
                  + campaign.state().label()
                  + ", không thẩm định lúc này");
    }
    if (by.role() != Actor.Role.APPRAISER) {
      return Ruling.refused("Chỉ thẩm định viên được phân công mới thẩm định được");
    }
    if (by.of(agency.agency())) {
      return Ruling.refused(
          "Không ai được thẩm định cơ quan mình; " + agency.name() + " cần người khác thẩm định");
    }
    if (!assigned.contains(indicator)) {
      return Ruling.refused(
          "Chỉ số " + indicator + " chưa được phân công cho bạn; hãy hỏi cơ quan chủ trì");
    }
    return content(most);
  }

  private Ruling<Decision> content(@Nullable BigDecimal most) {
    if (kind != Kind.ACCEPTED && reason.isBlank()) {
      return Ruling.refused(
          "Hãy ghi " + (kind == Kind.ASKED ? "câu hỏi" : "lý do") + " khi " + kind.label());
    }
    boolean pointed = kind == Kind.ACCEPTED || kind == Kind.ADJUSTED;
    if (pointed != (points != null)) {
      return Ruling.refused(
          pointed
              ? "Cơ quan chưa có điểm để " + kind.label() + "; hãy điều chỉnh hoặc hỏi lại"
              : "Không cho điểm khi " + kind.label());
    }
    if (points != null && points.signum() < 0) {
      return Ruling.refused("Điểm không được âm");
    }
    return points != null && most != null && points.compareTo(most) > 0
        ? Ruling.refused(
            "Điểm "
                + ReportRules.shown(points)
                + " vượt điểm tối đa "
                + ReportRules.shown(most)
                + " của chỉ số này")
        : Ruling.allowed(this);
  }
}
