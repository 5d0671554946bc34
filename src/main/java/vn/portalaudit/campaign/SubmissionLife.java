package vn.portalaudit.campaign;

import static vn.portalaudit.campaign.SubmissionState.APPRAISED;
import static vn.portalaudit.campaign.SubmissionState.DRAFT;
import static vn.portalaudit.campaign.SubmissionState.EXPLAINING;
import static vn.portalaudit.campaign.SubmissionState.ROUND;
import static vn.portalaudit.campaign.SubmissionState.SUBMITTED;
import static vn.portalaudit.campaign.SubmissionState.WITHDRAWN;

import java.time.Instant;

/**
 * The states of an agency's submission: {@code draft → submitted → round 1 → explaining → round 2 →
 * appraised}; before the deadline {@code submitted → withdrawn → submitted}. The deadline closes
 * it, an extension opens it again. Pure.
 */
public final class SubmissionLife {
  private SubmissionLife() {}

  /** Whether the agency may write its report now. */
  public static Ruling<Submission> write(
      Campaign campaign, Submission submission, Actor actor, Instant now) {
    return own(submission, actor)
        .then(s -> inTime(campaign, s, now))
        .then(s ->
            s.state().writing()
                ? Ruling.allowed(s)
                : Ruling.refused(
                    "Báo cáo của «"
                        + s.name()
                        + "» "
                        + s.state().label()
                        + "; rút về trước "
                        + Wording.at(s.due(campaign))
                        + " rồi mới sửa được"));
  }

  /** Whether the agency may hand in, or replace, the signed copy of its report now. */
  public static Ruling<Submission> sign(
      Campaign campaign, Submission submission, Actor actor, Instant now) {
    return own(submission, actor).then(s -> inTime(campaign, s, now));
  }

  /** Hands the report in. */
  public static Ruling<Submission> submit(
      Campaign campaign, Submission submission, Actor actor, Instant now) {
    return own(submission, actor)
        .then(s -> inTime(campaign, s, now))
        .then(s ->
            s.state().writing()
                ? Ruling.allowed(s.in(SUBMITTED, 0, now))
                : Ruling.refused("Báo cáo của «" + s.name() + "» " + s.state().label() + " rồi"));
  }

  /** Takes the report back before the deadline. */
  public static Ruling<Submission> withdraw(
      Campaign campaign, Submission submission, Actor actor, String why, Instant now) {
    if (why.isBlank()) {
      return Ruling.refused("Hãy ghi lý do rút báo cáo");
    }
    return own(submission, actor)
        .then(s -> inTime(campaign, s, now))
        .then(s ->
            s.state() == SUBMITTED
                ? Ruling.allowed(s.in(WITHDRAWN, 0, null))
                : Ruling.refused(
                    "Báo cáo của «"
                        + s.name()
                        + "» "
                        + s.state().label()
                        + ", không có gì để rút"));
  }

  /** Gives one agency more time, before or after the deadline closed its submission. */
  public static Ruling<Submission> extend(
      Campaign campaign, Submission submission, Extension extension, Instant now) {
    if (extension.by().role() != Actor.Role.DEPARTMENT) {
      return Ruling.refused("Chỉ cơ quan chủ trì mới được gia hạn; hãy gửi đề nghị gia hạn");
    }
    if (campaign.state() != CampaignState.OPEN) {
      return Ruling.refused(
          "Không gia hạn được: kỳ «" + campaign.title() + "» " + campaign.state().label());
    }
    if (extension.why().isBlank()) {
      return Ruling.refused("Hãy ghi lý do gia hạn cho " + submission.name());
    }
    Instant later = submission.due(campaign).isAfter(now) ? submission.due(campaign) : now;
    return extension.to().isAfter(later)
        ? Ruling.allowed(submission.extended(extension.to()))
        : Ruling.refused("Hạn mới phải sau " + Wording.at(later));
  }

  /** More time for one agency. */
  public record Extension(Actor by, Instant to, String why) {}

  /** Closes what the deadline has overtaken; refused when there is nothing to close. */
  public static Ruling<Submission> close(Campaign campaign, Submission submission, Instant now) {
    boolean over =
        campaign.state() == CampaignState.OPEN
            && submission.closedAt() == null
            && !now.isBefore(submission.due(campaign));
    return over
        ? Ruling.allowed(submission.closed(now))
        : Ruling.refused("Chưa đến hạn " + Wording.at(submission.due(campaign)));
  }

  /** Where the submission stands once the campaign has moved. */
  public static Submission follow(Campaign campaign, Submission submission) {
    if (campaign.state() == CampaignState.APPRAISING) {
      return submission.in(
          campaign.explaining() ? EXPLAINING : ROUND, campaign.round(), submission.submittedAt());
    }
    return switch (campaign.state()) {
      case SUBMITTED, PUBLISHED, LOCKED ->
          submission.in(APPRAISED, campaign.round(), submission.submittedAt());
      default -> submission.in(DRAFT, 0, submission.submittedAt());
    };
  }

  /** Whether the agency may hand in evidence and explanations now. */
  public static Ruling<Submission> explain(
      Campaign campaign, Submission submission, Actor actor, Instant now) {
    Ruling<Submission> mine = own(submission, actor);
    if (!mine.granted() || campaign.state() == CampaignState.OPEN) {
      return mine.then(s -> write(campaign, s, actor, now));
    }
    if (campaign.state() != CampaignState.APPRAISING || !campaign.explaining()) {
      return Ruling.refused(
          "Chưa đến đợt giải trình: kỳ «"
              + campaign.title()
              + "» "
              + campaign.state().label()
              + (campaign.round() > 0 ? ", vòng " + campaign.round() : ""));
    }
    Instant until = campaign.dates().explainUntil();
    return until != null && !now.isBefore(until)
        ? Ruling.refused("Hạn giải trình " + Wording.at(until) + " đã qua")
        : mine;
  }

  private static Ruling<Submission> own(Submission submission, Actor actor) {
    return actor.role() == Actor.Role.AGENCY && actor.of(submission.agency())
        ? Ruling.allowed(submission)
        : Ruling.refused("Chỉ người của " + submission.name() + " mới làm được việc này");
  }

  private static Ruling<Submission> inTime(Campaign campaign, Submission submission, Instant now) {
    if (campaign.state() != CampaignState.OPEN) {
      String state = campaign.state().label();
      return Ruling.refused(
          campaign.state() == CampaignState.DRAFT
              ? "Kỳ «" + campaign.title() + "» " + state + ", chưa nhận báo cáo"
              : "Kỳ «" + campaign.title() + "» " + state + ", không nhận báo cáo nữa");
    }
    Instant due = submission.due(campaign);
    return now.isBefore(due)
        ? Ruling.allowed(submission)
        : Ruling.refused(
            "Đã quá hạn nộp "
                + Wording.at(due)
                + "; hãy đề nghị cơ quan chủ trì gia hạn cho "
                + submission.name());
  }
}
