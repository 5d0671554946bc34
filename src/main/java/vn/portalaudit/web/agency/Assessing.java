package vn.portalaudit.web.agency;

import java.math.BigDecimal;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;
import vn.portalaudit.access.Person;
import vn.portalaudit.campaign.Actor;
import vn.portalaudit.campaign.Campaign;
import vn.portalaudit.campaign.CampaignState;
import vn.portalaudit.campaign.ReportRules;
import vn.portalaudit.campaign.Ruling;
import vn.portalaudit.campaign.SelfReport;
import vn.portalaudit.campaign.Submission;
import vn.portalaudit.campaign.SubmissionLife;
import vn.portalaudit.report.Vietnamese;
import vn.portalaudit.store.ActionLog;
import vn.portalaudit.store.AgencyNames;
import vn.portalaudit.store.Database;
import vn.portalaudit.store.campaign.AgencyDesk;
import vn.portalaudit.store.campaign.Campaigns;
import vn.portalaudit.store.campaign.Definitions;
import vn.portalaudit.store.campaign.EvidencePieces;
import vn.portalaudit.web.page.NotFound;

/** What the screens of self-assessment share: whose report, by whom, and how far it is. */
@Component
final class Assessing {
  static final String PATH = "/don-vi/ky";

  private final Database database;
  private final AgencyDesk desk;
  private final AgencyNames names;
  private final ActionLog log;
  private final InstantSource clock;

  Assessing(
      Database database,
      Campaigns campaigns,
      AgencyNames names,
      ActionLog log,
      InstantSource clock) {
    this.database = database;
    this.desk = campaigns.agency();
    this.names = names;
    this.log = log;
    this.clock = clock;
  }

  /**
   * An agency's report in a campaign.
   *
   * @param agency its code
   * @param writing whether the person may write now
   * @param why why not; empty when they may
   * @param explaining whether explanations and evidence are taken now
   */
  record Own(
      Campaign campaign,
      String agency,
      Submission submission,
      Actor by,
      boolean writing,
      String why,
      boolean explaining) {
    String path() {
      return PATH + "/" + campaign.id();
    }
  }

  /**
   * How far a report is.
   *
   * @param filled rows in which something stands
   * @param ready rows with nothing to put right
   * @param all rows that the agency reports
   */
  public record Progress(int filled, int ready, int all, String points, String most) {}

  AgencyDesk desk() {
    return desk;
  }

  /** Code of a person's agency. */
  String agency(Person me) {
    String code = names.code(me.agency());
    if (code == null) {
      throw new NotFound();
    }
    return code;
  }

  /** The campaigns in which a person's agency is assessed; those in preparation are not shown. */
  List<Own> all(Person me) {
    String agency = agency(me);
    return desk.campaigns(agency).stream()
        .filter(campaign -> campaign.state() != CampaignState.DRAFT)
        .map(campaign -> own(campaign, agency, me))
        .toList();
  }

  /** One of them; 404 for a campaign that is not this agency's. */
  Own own(String id, Person me) {
    String agency = agency(me);
    return all(me).stream()
        .filter(own -> Integer.toString(own.campaign.id()).equals(id))
        .findFirst()
        .map(own -> own(own.campaign, agency, me))
        .orElseThrow(NotFound::new);
  }

  private Own own(Campaign campaign, String agency, Person me) {
    Submission submission = desk.submission(campaign.id(), agency);
    Actor by = new Actor(me.login(), Actor.Role.AGENCY, agency);
    Ruling<Submission> write = SubmissionLife.write(campaign, submission, by, clock.instant());
    Ruling<Submission> explain = SubmissionLife.explain(campaign, submission, by, clock.instant());
    return new Own(
        campaign, agency, submission, by, write.granted(), write.says(), explain.granted());
  }

  /** The pieces of evidence of each indicator. */
  Map<String, List<EvidencePieces.Piece>> evidence(Own own) {
    Map<String, List<EvidencePieces.Piece>> by = new HashMap<>();
    for (EvidencePieces.Piece piece : desk.evidence(own.campaign.id(), own.agency)) {
      for (String indicator : piece.indicators()) {
        by.computeIfAbsent(indicator, i -> new java.util.ArrayList<>()).add(piece);
      }
    }
    return by;
  }

  Map<String, SelfReport.Kept> drafts(Own own) {
    return byIndicator(desk.drafts(own.campaign.id(), own.agency));
  }

  static Map<String, SelfReport.Kept> byIndicator(List<SelfReport.Kept> kept) {
    Map<String, SelfReport.Kept> by = new HashMap<>();
    kept.forEach(one -> by.put(one.indicator(), one));
    return by;
  }

  Progress progress(Own own) {
    Map<String, SelfReport.Kept> drafts = drafts(own);
    Map<String, List<EvidencePieces.Piece>> evidence = evidence(own);
    int filled = 0;
    int ready = 0;
    int all = 0;
    BigDecimal points = BigDecimal.ZERO;
    BigDecimal most = BigDecimal.ZERO;
    for (Definitions.Row row : desk.rows(own.campaign.id(), own.agency)) {
      if (!row.reported()) {
        continue;
      }
      all++;
      BigDecimal its = row.most();
      most = its == null ? most : most.add(its);
      SelfReport.Kept kept = drafts.get(row.indicator());
      SelfReport report = kept == null ? SelfReport.BLANK : kept.report();
      BigDecimal given = kept == null ? null : kept.points();
      points = given == null ? points : points.add(given);
      filled += report.blank() ? 0 : 1;
      int pieces = evidence.getOrDefault(row.indicator(), List.of()).size();
      ready += ReportRules.problems(row.indicator(), report, row.most(), pieces).isEmpty() ? 1 : 0;
    }
    return new Progress(filled, ready, all, Vietnamese.number(points), Vietnamese.number(most));
  }

  /** Does a deed; what was granted stands in the log of actions. */
  <T> Ruling<T> does(
      ActionLog.Actor actor, String action, Own own, String says, Supplier<Ruling<T>> deed) {
    return database.within(jdbc -> {
      Ruling<T> ruling = deed.get();
      if (ruling.granted()) {
        note(actor, action, own, says);
      }
      return ruling;
    });
  }

  /** Notes in the log of actions what was done. */
  void note(ActionLog.Actor actor, String action, Own own, String says) {
    log.add(actor, action, "campaign:" + own.campaign.code() + "/" + own.agency, null, says);
  }
}
