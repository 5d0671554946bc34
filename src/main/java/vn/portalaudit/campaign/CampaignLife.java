package vn.portalaudit.campaign;

import static vn.portalaudit.campaign.CampaignState.APPRAISING;
import static vn.portalaudit.campaign.CampaignState.DRAFT;
import static vn.portalaudit.campaign.CampaignState.LOCKED;
import static vn.portalaudit.campaign.CampaignState.OPEN;
import static vn.portalaudit.campaign.CampaignState.PUBLISHED;
import static vn.portalaudit.campaign.CampaignState.SUBMITTED;

import java.time.Instant;
import java.util.List;

/**
 * The states of a campaign: {@code draft → open → appraising (round 1, explaining, round 2 …) →
 * submitted → published → locked}; back from {@code submitted} for more appraisal, and from {@code
 * published} for a correction. Only the department moves a campaign; rounds are closed by two
 * persons. Pure.
 */
public final class CampaignLife {
  /** What can be done with a campaign. */
  public enum Step {
    OPEN("mở kỳ"),
    APPRAISE("bắt đầu thẩm định"),
    EXPLAIN("chuyển sang giải trình"),
    NEXT_ROUND("mở vòng tiếp theo"),
    SUBMIT("trình quyết định"),
    RETURN("trả lại để thẩm định"),
    PUBLISH("công bố"),
    CORRECT("mở lại để đính chính"),
    LOCK("khoá kỳ");

    private final String label;

    Step(String label) {
      this.label = label;
    }

    /** The word in the database. */
    public String id() {
      return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }

    /** The Vietnamese words for people. */
    public String label() {
      return label;
    }
  }

  /**
   * What must be known of a campaign besides its own row.
   *
   * @param submissions of its agencies
   * @param roundClosed whether two persons closed the current round
   * @param now the moment
   */
  public record Facts(List<Submission> submissions, boolean roundClosed, Instant now) {
    public Facts {
      submissions = List.copyOf(submissions);
    }
  }

  private CampaignLife() {}

  /**
   * Does a step.
   *
   * @param why the reason; needed to go back
   * @return the campaign after it
   */
  public static Ruling<Campaign> step(
      Campaign campaign, Step step, Actor actor, String why, Facts facts) {
    if (actor.role() != Actor.Role.DEPARTMENT) {
      return Ruling.refused(
          "Chỉ cơ quan chủ trì mới được " + step.label() + "; hãy đề nghị cơ quan chủ trì");
    }
    return switch (step) {
      case OPEN -> open(campaign, facts);
      case APPRAISE -> appraise(campaign, facts);
      case EXPLAIN -> explain(campaign, facts);
      case NEXT_ROUND -> nextRound(campaign, facts);
      case SUBMIT -> submit(campaign, facts);
      case RETURN ->
          back(campaign, SUBMITTED, why)
              .then(c -> Ruling.allowed(c.in(APPRAISING, c.round(), false)));
      case PUBLISH ->
          campaign.state() == SUBMITTED
              ? Ruling.allowed(campaign.in(PUBLISHED, campaign.round(), false))
              : illegal(campaign, step, "chỉ công bố được sau khi trình quyết định");
      case CORRECT ->
          back(campaign, PUBLISHED, why)
              .then(c -> Ruling.allowed(c.in(APPRAISING, c.round(), false)));
      case LOCK ->
          campaign.state() == PUBLISHED
              ? Ruling.allowed(campaign.in(LOCKED, campaign.round(), false))
              : illegal(campaign, step, "chỉ khoá được sau khi công bố");
    };
  }

  private static Ruling<Campaign> open(Campaign campaign, Facts facts) {
    if (campaign.state() != DRAFT) {
      return illegal(campaign, Step.OPEN, "chỉ mở được kỳ đang chuẩn bị");
    }
    if (facts.submissions().isEmpty()) {
      return Ruling.refused("Chưa có cơ quan nào trong kỳ; hãy chọn cơ quan trước khi mở");
    }
    if (!facts.now().isBefore(campaign.dates().due())) {
      return Ruling.refused(
          "Hạn nộp "
              + Wording.at(campaign.dates().due())
              + " đã qua; hãy đặt hạn mới trước khi mở kỳ");
    }
    return Ruling.allowed(campaign.in(OPEN, 0, false));
  }

  private static Ruling<Campaign> appraise(Campaign campaign, Facts facts) {
    if (campaign.state() != OPEN) {
      return illegal(campaign, Step.APPRAISE, "chỉ bắt đầu được khi đang nhận báo cáo");
    }
    for (Submission submission : facts.submissions()) {
      Instant due = submission.due(campaign);
      if (facts.now().isBefore(due) && submission.state() != SubmissionState.SUBMITTED) {
        return Ruling.refused(
            "Chưa bắt đầu thẩm định được: "
                + submission.name()
                + " chưa nộp và còn hạn đến "
                + Wording.at(due));
      }
    }
    return Ruling.allowed(campaign.in(APPRAISING, 1, false));
  }

  private static Ruling<Campaign> explain(Campaign campaign, Facts facts) {
    if (campaign.state() != APPRAISING || campaign.explaining()) {
      return illegal(campaign, Step.EXPLAIN, "giải trình đi sau một vòng thẩm định");
    }
    if (campaign.round() >= campaign.rounds()) {
      return Ruling.refused(
          "Bộ chỉ số này có "
              + campaign.rounds()
              + " vòng và đang ở vòng cuối, không còn đợt giải trình");
    }
    if (!facts.roundClosed()) {
      return notClosed(campaign);
    }
    Instant until = campaign.dates().explainUntil();
    if (until == null || !until.isAfter(facts.now())) {
      return Ruling.refused("Hãy đặt hạn giải trình sau thời điểm này");
    }
    return Ruling.allowed(campaign.in(APPRAISING, campaign.round(), true));
  }

  private static Ruling<Campaign> nextRound(Campaign campaign, Facts facts) {
    if (campaign.state() != APPRAISING || !campaign.explaining()) {
      return illegal(campaign, Step.NEXT_ROUND, "vòng sau đi sau đợt giải trình");
    }
    Instant until = campaign.dates().explainUntil();
    if (until != null && facts.now().isBefore(until)) {
      return Ruling.refused(
          "Chưa mở vòng "
              + (campaign.round() + 1)
              + " được: các cơ quan còn được giải trình đến "
              + Wording.at(until));
    }
    return Ruling.allowed(campaign.in(APPRAISING, campaign.round() + 1, false));
  }

  private static Ruling<Campaign> submit(Campaign campaign, Facts facts) {
    if (campaign.state() != APPRAISING) {
      return illegal(campaign, Step.SUBMIT, "chỉ trình được sau khi thẩm định");
    }
    if (campaign.explaining() || campaign.round() < campaign.rounds()) {
      return Ruling.refused(
          "Chưa trình được: mới xong vòng "
              + campaign.round()
              + " trong "
              + campaign.rounds()
              + " vòng");
    }
    return facts.roundClosed()
        ? Ruling.allowed(campaign.in(SUBMITTED, campaign.round(), false))
        : notClosed(campaign);
  }

  private static Ruling<Campaign> notClosed(Campaign campaign) {
    return Ruling.refused(
        "Vòng " + campaign.round() + " chưa chốt; cần hai thành viên hội đồng cùng chốt vòng");
  }

  private static Ruling<Campaign> back(Campaign campaign, CampaignState from, String why) {
    if (campaign.state() != from) {
      return Ruling.refused(
          "Kỳ «"
              + campaign.title()
              + "» "
              + campaign.state().label()
              + ", không lùi lại được từ đây");
    }
    return why.isBlank()
        ? Ruling.refused("Hãy ghi lý do trước khi lùi lại một bước")
        : Ruling.allowed(campaign);
  }

  private static Ruling<Campaign> illegal(Campaign campaign, Step step, String why) {
    return Ruling.refused(
        "Không "
            + step.label()
            + " được: kỳ «"
            + campaign.title()
            + "» "
            + campaign.state().label()
            + ", "
            + why);
  }
}
