package vn.portalaudit.store.campaign;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.portalaudit.campaign.Actor;
import vn.portalaudit.campaign.Campaign;
import vn.portalaudit.campaign.CampaignLife;
import vn.portalaudit.campaign.CampaignState;
import vn.portalaudit.campaign.Decision;
import vn.portalaudit.campaign.Ruling;
import vn.portalaudit.campaign.Submission;
import vn.portalaudit.campaign.SubmissionLife;
import vn.portalaudit.campaign.sheets.YearTable;
import vn.portalaudit.index.AnnexTable;
import vn.portalaudit.index.Reconciliation;
import vn.portalaudit.index.Results;

/**
 * What the department that leads an assessment does and sees. Every deed names its actor; what may
 * not be done is answered with a sentence, and nothing has changed. Safe for threads.
 */
public final class DepartmentDesk {
  private final Campaigns all;

  DepartmentDesk(Campaigns all) {
    this.all = all;
  }

  /** Prepares a campaign; the version of its set is frozen by it. */
  public Ruling<Campaign> create(Opening opening, Actor by) {
    return all.campaigns.create(opening, by);
  }

  /** All campaigns, the newest year first. */
  public List<Campaign> campaigns() {
    return all.campaigns.campaigns();
  }

  /**
   * A campaign.
   *
   * @throws vn.portalaudit.store.StoreException when there is none of that number
   */
  public Campaign campaign(int campaign) {
    return all.campaigns.campaign(campaign);
  }

  /** The agencies of a campaign, with how far each is. */
  public List<Submission> submissions(int campaign) {
    return all.campaigns.submissions(campaign);
  }

  /** Whom the text leaves out. */
  public List<Opening.LeftOut> leftOut(int campaign) {
    return all.campaigns.leftOut(campaign);
  }

  /** The steps of a campaign, oldest first; of an agency's submission when one is named. */
  public List<CampaignStore.StepTaken> steps(int campaign, @Nullable String agency) {
    return all.campaigns.steps(campaign, agency);
  }

  /** Takes a step; publishing has its own deed. */
  public Ruling<Campaign> step(int campaign, CampaignLife.Step step, Actor by, String why) {
    return step == CampaignLife.Step.PUBLISH
        ? Ruling.refused("Hãy công bố kèm số quyết định, ngày ký và người ký")
        : all.campaigns.step(campaign, step, by, why);
  }

  /** Sets until when agencies explain between two rounds. */
  public Ruling<Campaign> explainUntil(int campaign, Instant until, Actor by) {
    return all.campaigns.explainUntil(campaign, until, by);
  }

  /** Gives one agency more time. */
  public Ruling<Submission> extend(int campaign, String agency, Instant to, String why, Actor by) {
    Instant now = all.clock.instant();
    return all.campaigns.change(
        campaign,
        agency,
        new CampaignStore.Deed("extend", by, why, now),
        facts ->
            SubmissionLife.extend(
                facts.campaign(),
                facts.submission(),
                new SubmissionLife.Extension(by, to, why),
                now));
  }

  /** Names a council member or an appraiser, with the indicators that are theirs. */
  public Ruling<Council.Member> appoint(int campaign, Council.Member member, Actor by) {
    return all.council.put(campaign, member, by);
  }

  /** The council and its appraisers. */
  public List<Council.Member> council(int campaign) {
    return all.council.members(campaign);
  }

  /** Who signed the current round off; the second closes it. */
  public List<String> signed(int campaign) {
    return all.council.signed(campaign);
  }

  /** How much of each agency's report is filled and appraised. */
  public List<Progress> progress(int campaign) {
    return Progress.all(all.database.jdbc(), campaign);
  }

  /** Writes what guides agencies and appraisers in an indicator. */
  public Ruling<Council.Guidance> guide(int campaign, String indicator, String says, Actor by) {
    return all.council.guide(campaign, indicator, says, by);
  }

  /** What was written to guide, by indicator. */
  public List<Council.Guidance> guidance(int campaign) {
    return all.council.guidance(campaign);
  }

  /** Puts a figure of a third body, a survey, the network, experts, or incentive points. */
  public Ruling<Columns.Kept> put(int campaign, Columns.Figure figure, Actor by) {
    return all.columns.put(campaign, figure, by);
  }

  /** All figures beside the agencies' and the appraisers'. */
  public List<Columns.Kept> figures(int campaign) {
    return Columns.all(all.database.jdbc(), campaign);
  }

  /** Puts questions into their banks. */
  public Ruling<Integer> ask(int campaign, List<Columns.Question> questions, Actor by) {
    return all.columns.ask(campaign, questions, by);
  }

  /** The questions, by bank. */
  public List<Columns.Question> questions(int campaign) {
    return all.columns.questions(all.database.jdbc(), campaign);
  }

  /** Takes what respondents answered, all or none, and makes figures of it. */
  public Ruling<Integer> answer(int campaign, String file, List<Columns.Answer> answers, Actor by) {
    return all.columns.answer(campaign, file, answers, by);
  }

  /** Takes an indicator out of the ranking, by name and with a reason. */
  public Ruling<Exclusions.Exclusion> exclude(
      int campaign, String indicator, String reason, Actor by) {
    return all.exclusions.exclude(campaign, indicator, reason, by);
  }

  /** Puts an indicator back into the ranking, by name and with a reason. */
  public Ruling<Exclusions.Exclusion> include(
      int campaign, String indicator, String reason, Actor by) {
    return all.exclusions.include(campaign, indicator, reason, by);
  }

  /** Fills the machine's column from the newest audits; how many figures have points. */
  public Ruling<Integer> fillMachine(int campaign, Actor by) {
    return all.machine.fill(campaign, by);
  }

  /** The rank as the figures stand now. */
  public Results provisional(int campaign) {
    return all.standings.now(campaign, false);
  }

  /** Self against machine against appraised, the greatest difference first. */
  public Reconciliation reconciliation(int campaign) {
    return Reconciliation.of(all.standings.now(campaign, false).figures());
  }

  /**
   * The campaign's stored figures under another version of its set; nothing is written.
   *
   * @param other the other version
   * @param portals judges the stored evidence of the portals
   * @param progress is told how far it is
   * @throws vn.portalaudit.config.ConfigException when the other version cannot be read
   */
  public DryRun.Outcome dryRun(
      int campaign, Opening.Definition other, DryRun.Portals portals, DryRun.Progress progress) {
    return all.dryRun.of(campaign, other, portals, progress);
  }

  /** The published years of a set beside each other. */
  public YearTable years(String set) {
    return all.years.of(set);
  }

  /** Keeps a table of the rows that a text leaves to its annex. */
  public Ruling<AnnexStore.Imported> importRows(
      String set, String version, String file, AnnexTable table, Actor by) {
    return all.annexes.add(set, version, file, table, by);
  }

  /** The imported tables of a set, the newest first. */
  public List<AnnexStore.Imported> importedRows(String set) {
    return all.annexes.all(set);
  }

  /** A set with the newest imported table of its annex; as it is when there is none. */
  public Opening.Definition whole(Opening.Definition stated) {
    return all.annexes.with(stated);
  }

  /** The versions of a set that campaigns have frozen, the newest first. */
  public List<Opening.Definition> versions(String set) {
    return all.dryRun.versions(set);
  }

  /** Every change of an agency's scores, oldest first; of one indicator when it is named. */
  public List<ScoreLog.Entry> log(int campaign, String agency, @Nullable String indicator) {
    return ScoreLog.read(all.database.jdbc(), campaign, agency, indicator);
  }

  /** Publishes the results; a correction names the publication before it. */
  public Ruling<Publications.Publication> publish(
      int campaign, Publications.Decided decided, Actor by) {
    return all.publications.publish(campaign, decided, by);
  }

  /** What was published, oldest first. */
  public List<Publications.Publication> publications(int campaign) {
    return all.publications.all(campaign);
  }

  /**
   * The rank by the figures of a campaign: what has no data counts as 0 once the rounds are closed,
   * as it will when results are published.
   */
  public Results results(int campaign) {
    CampaignState state = all.campaigns.campaign(campaign).state();
    boolean closed = state.compareTo(CampaignState.SUBMITTED) >= 0;
    return all.standings.now(campaign, closed);
  }

  /** What appraisers decided of all agencies, by round. */
  public List<Decision.Kept> decisions(int campaign) {
    return Appraisals.all(all.database.jdbc(), campaign, null);
  }

  /** What was said in the threads of an agency. */
  public List<Appraisals.Said> thread(int campaign, String agency) {
    return all.appraisals.thread(campaign, agency);
  }

  /** Hands in the signed copy of a document of the department. */
  public Ruling<SignedPapers.Copy> sign(int campaign, SignedPapers.Upload upload, Actor by) {
    return all.signed.ofDepartment(campaign, upload, by);
  }

  /** The department's signed copies, the newest first. */
  public List<SignedPapers.Copy> copies(int campaign) {
    return all.signed.ofDepartment(campaign);
  }

  /** The file of a signed copy. */
  public java.nio.file.Path file(SignedPapers.Copy copy) {
    return all.signed.file(copy);
  }

  /** Who was reminded of the deadline. */
  public List<Reminders.Reminded> reminded(int campaign) {
    return all.reminders.reminded(campaign);
  }
}
