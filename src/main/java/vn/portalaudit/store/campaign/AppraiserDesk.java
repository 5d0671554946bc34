package vn.portalaudit.store.campaign;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import vn.portalaudit.campaign.Actor;
import vn.portalaudit.campaign.Decision;
import vn.portalaudit.campaign.Ruling;
import vn.portalaudit.campaign.SelfReport;
import vn.portalaudit.index.Feed;
import vn.portalaudit.index.Figures;
import vn.portalaudit.index.Reconciliation;

/**
 * What appraisers and council members do and see. An appraiser decides only the indicators that
 * they were given, and never of their own agency. Safe for threads.
 */
public final class AppraiserDesk {
  private final Campaigns all;

  AppraiserDesk(Campaigns all) {
    this.all = all;
  }

  /** What a person was given; empty when they are no member. */
  public Optional<Council.Member> duty(int campaign, String who) {
    return Council.member(all.database.jdbc(), campaign, who);
  }

  /** How much of each agency a person has appraised. */
  public List<Progress.Work> work(int campaign, String who) {
    Set<String> mine = duty(campaign, who).map(Council.Member::indicators).orElse(Set.of());
    return Progress.work(all.database.jdbc(), campaign, mine);
  }

  /** From which parts of an audit the machine proposes points for an indicator. */
  public List<Feed> feeds(int campaign, String indicator) {
    Definitions.Model model =
        all.definitions.model(all.database.jdbc(), all.campaigns.campaign(campaign));
    int item = model.scheme().find(indicator).orElse(-1);
    return model.feeds().stream().filter(feed -> feed.item() == item).toList();
  }

  /** An agency's report, as far as it was handed in. */
  public List<SelfReport.Kept> reports(int campaign, String agency) {
    return all.campaigns.submission(campaign, agency).submittedAt() == null
        ? List.of()
        : Reports.all(all.database.jdbc(), campaign, agency);
  }

  /** An agency's evidence. */
  public List<EvidencePieces.Piece> evidence(int campaign, String agency) {
    return EvidencePieces.all(all.database.jdbc(), campaign, agency);
  }

  /** The decisions of one agency, by round. */
  public List<Decision.Kept> decisions(int campaign, String agency) {
    return Appraisals.all(all.database.jdbc(), campaign, agency);
  }

  /** What the machine proposes for one indicator of an agency, with its run. */
  public Optional<Columns.Kept> machine(int campaign, String agency, String indicator) {
    return all.machine.figure(campaign, agency, indicator);
  }

  /** The machine's figures, each with its run. */
  public List<Columns.Kept> machine(int campaign) {
    return all.machine.figures(campaign);
  }

  /**
   * Decides one indicator in the current round.
   *
   * @param seen the version that the appraiser had before them; 0 when none in this round
   */
  public Ruling<Decision.Kept> decide(
      int campaign, String agency, String indicator, Decision decision, int seen, Actor by) {
    return all.appraisals.decide(
        new Reports.Place(campaign, agency, indicator), decision, seen, by);
  }

  /**
   * Accepts at once what the agency and the machine agree upon and the machine left nothing
   * undecided, of the indicators that the person was given, where nothing was decided yet.
   *
   * @return what was accepted
   */
  public List<Decision.Kept> acceptAgreed(int campaign, Actor by) {
    Set<String> assigned =
        duty(campaign, by.who()).map(Council.Member::indicators).orElse(Set.of());
    Set<String> decided =
        Appraisals.all(all.database.jdbc(), campaign, null).stream()
            .map(kept -> kept.agency() + "/" + kept.indicator())
            .collect(Collectors.toSet());
    Figures figures = all.standings.now(campaign, false).figures();
    List<Decision.Kept> accepted = new ArrayList<>();
    for (Reconciliation.Line line : Reconciliation.of(figures).acceptable()) {
      String agency = figures.agencies().get(line.agency()).id();
      String indicator = figures.scheme().items().get(line.item()).id();
      BigDecimal self = line.self();
      if (self != null
          && assigned.contains(indicator)
          && !decided.contains(agency + "/" + indicator)
          && decide(campaign, agency, indicator, Decision.accept(self), 0, by)
              instanceof Ruling.Allowed<Decision.Kept>(Decision.Kept kept)) {
        accepted.add(kept);
      }
    }
    return accepted;
  }

  /** Asks or answers in the thread of an indicator. */
  public Ruling<Appraisals.Said> say(
      int campaign,
      String agency,
      String indicator,
      Appraisals.Voice voice,
      String says,
      Actor by) {
    return all.appraisals.say(new Reports.Place(campaign, agency, indicator), voice, says, by);
  }

  /** The threads of an agency. */
  public List<Appraisals.Said> thread(int campaign, String agency) {
    return all.appraisals.thread(campaign, agency);
  }

  /** Signs the current round off; the second council member's signature closes it. */
  public Ruling<Integer> closeRound(int campaign, Actor by, String why) {
    return all.council.close(campaign, by, why);
  }
}
