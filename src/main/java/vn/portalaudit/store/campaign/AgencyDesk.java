package vn.portalaudit.store.campaign;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import vn.portalaudit.campaign.Actor;
import vn.portalaudit.campaign.Campaign;
import vn.portalaudit.campaign.CampaignState;
import vn.portalaudit.campaign.Decision;
import vn.portalaudit.campaign.Ruling;
import vn.portalaudit.campaign.SelfReport;
import vn.portalaudit.campaign.Submission;
import vn.portalaudit.campaign.SubmissionLife;
import vn.portalaudit.campaign.sheets.SurveyForm;
import vn.portalaudit.index.GeneralTable;
import vn.portalaudit.index.IndexSet;
import vn.portalaudit.index.Scheme;

/**
 * What an assessed agency does and sees. Drafts are kept as typed; the rules speak when the report
 * is handed in. Safe for threads.
 */
public final class AgencyDesk {
  private final Campaigns all;

  AgencyDesk(Campaigns all) {
    this.all = all;
  }

  /** The campaigns in which an agency is assessed. */
  public List<Campaign> campaigns(String agency) {
    return all.campaigns.campaigns().stream()
        .filter(campaign ->
            all.campaigns.submissions(campaign.id()).stream()
                .anyMatch(one -> one.agency().equals(agency)))
        .toList();
  }

  /** How far the agency's submission is. */
  public Submission submission(int campaign, String agency) {
    return all.campaigns.submission(campaign, agency);
  }

  /** The indicators that concern the agency, in the text's order. */
  public List<Definitions.Row> rows(int campaign, String agency) {
    return all.definitions.rows(
        all.database.jdbc(), all.campaigns.campaign(campaign), submission(campaign, agency));
  }

  /** The set of a campaign as it was frozen, with the groups of its indicators. */
  public Scheme scheme(int campaign) {
    return all.definitions.model(all.database.jdbc(), all.campaigns.campaign(campaign)).scheme();
  }

  /** The set of a campaign as its file had it when it was frozen. */
  public IndexSet set(int campaign) {
    return all.definitions.model(all.database.jdbc(), all.campaigns.campaign(campaign)).set();
  }

  /** What was written to guide, by indicator. */
  public List<Council.Guidance> guidance(int campaign) {
    return all.council.guidance(campaign);
  }

  /** What the newest audit of the agency's portal proposes. */
  public List<Columns.Figure> machine(int campaign, String agency) {
    return all.machine.figures(campaign).stream()
        .map(Columns.Kept::figure)
        .filter(figure -> figure.agency().equals(agency))
        .toList();
  }

  /** What appraisers decided of the agency in the rounds that are closed. */
  public List<Decision.Kept> decisions(int campaign, String agency) {
    Campaign in = all.campaigns.campaign(campaign);
    boolean closed = in.explaining() || in.state() != CampaignState.APPRAISING;
    return Appraisals.all(all.database.jdbc(), campaign, agency).stream()
        .filter(kept -> closed || kept.round() < in.round())
        .toList();
  }

  /** What the agency has typed. */
  public List<SelfReport.Kept> drafts(int campaign, String agency) {
    return Reports.all(all.database.jdbc(), campaign, agency);
  }

  /** What it reported in the newest earlier campaign of the same set. */
  public List<SelfReport.Kept> lastYear(int campaign, String agency) {
    return all.reports.lastYear(campaign, agency);
  }

  /**
   * Saves one row, right or wrong.
   *
   * @param seen the version that the writer had before them; 0 when there was none
   */
  public SelfReport.Saved save(
      int campaign, String agency, String indicator, SelfReport report, int seen, Actor by) {
    return all.reports.save(new Reports.Place(campaign, agency, indicator), report, seen, by);
  }

  /** What must be put right before the report can be handed in. */
  public List<String> problems(int campaign, String agency) {
    return all.reports.problems(
        all.database.jdbc(), all.campaigns.campaign(campaign), submission(campaign, agency));
  }

  /** Hands the report in. */
  public Ruling<Submission> submit(int campaign, String agency, Actor by) {
    return all.reports.submit(all.campaigns, campaign, agency, by);
  }

  /** Takes the report back before the deadline. */
  public Ruling<Submission> withdraw(int campaign, String agency, String why, Actor by) {
    Instant now = all.clock.instant();
    return all.campaigns.change(
        campaign,
        agency,
        new CampaignStore.Deed("withdraw", by, why, now),
        facts -> SubmissionLife.withdraw(facts.campaign(), facts.submission(), by, why, now));
  }

  /** Attaches a file to an indicator. */
  public Ruling<EvidencePieces.Piece> attach(
      int campaign, String agency, String indicator, String name, byte[] content, Actor by) {
    return all.evidence.attach(new Reports.Place(campaign, agency, indicator), name, content, by);
  }

  /** Lets a piece prove one more indicator. */
  public Ruling<EvidencePieces.Piece> use(
      int campaign, String agency, String indicator, long piece, Actor by) {
    return all.evidence.use(new Reports.Place(campaign, agency, indicator), piece, by);
  }

  /** Takes a piece away from an indicator; the file stays. */
  public Ruling<Boolean> release(
      int campaign, String agency, String indicator, long piece, Actor by) {
    return all.evidence.release(new Reports.Place(campaign, agency, indicator), piece, by);
  }

  /** The agency's evidence. */
  public List<EvidencePieces.Piece> evidence(int campaign, String agency) {
    return EvidencePieces.all(all.database.jdbc(), campaign, agency);
  }

  /** The file of a piece; to be sent as an attachment, never shown as a page of ours. */
  public Path file(EvidencePieces.Piece piece) {
    return all.evidence.file(piece);
  }

  /** Whether the file of a piece still has the SHA-256 under which it was handed in. */
  public boolean intact(EvidencePieces.Piece piece) {
    return all.evidence.intact(piece);
  }

  /** Hands in the signed copy of the agency's report, in the place of an earlier one. */
  public Ruling<SignedPapers.Copy> sign(
      int campaign, String agency, SignedPapers.Upload upload, Actor by) {
    return all.signed.ofAgency(campaign, agency, upload, by);
  }

  /** The agency's signed copies, the newest first. */
  public List<SignedPapers.Copy> signed(int campaign, String agency) {
    return all.signed.ofAgency(campaign, agency);
  }

  /** The file of a signed copy. */
  public Path file(SignedPapers.Copy copy) {
    return all.signed.file(copy);
  }

  /** The text's table of general information; empty when it has none. */
  public Optional<GeneralTable> generalTable(int campaign) {
    return all.definitions.generalTable(all.database.jdbc(), all.campaigns.campaign(campaign));
  }

  /** What stands in the table, by row. */
  public Map<String, GeneralInfo.Entry> general(int campaign, String agency) {
    return GeneralInfo.all(all.database.jdbc(), campaign, agency);
  }

  /** Saves a row of the table. */
  public Ruling<GeneralInfo.Entry> saveGeneral(
      int campaign, String agency, String row, String content, int seen, Actor by) {
    return all.general.save(
        campaign,
        agency,
        new GeneralInfo.Entry(row, content, seen, by.who(), Instant.EPOCH),
        seen,
        by);
  }

  /** Explains or objects; while drafts are open, or between two rounds. */
  public Ruling<Appraisals.Said> say(
      int campaign,
      String agency,
      String indicator,
      Appraisals.Voice voice,
      String says,
      Actor by) {
    return all.appraisals.say(new Reports.Place(campaign, agency, indicator), voice, says, by);
  }

  /** The agency's threads. */
  public List<Appraisals.Said> thread(int campaign, String agency) {
    return all.appraisals.thread(campaign, agency);
  }

  /** The survey form of an agency as it stands; {@code FormWriter} writes it. */
  public SurveyForm form(int campaign, String agency) {
    return all.forms.form(campaign, agency);
  }

  /**
   * Takes a form that was filled, all of it or nothing.
   *
   * @param name of the file, for messages
   */
  public Forms.Taken takeForm(int campaign, String agency, String name, byte[] content, Actor by) {
    return all.forms.take(campaign, agency, new Forms.File(name, content), by);
  }
}
