package vn.portalaudit.store.campaign;

import java.nio.file.Path;
import java.time.InstantSource;
import vn.portalaudit.store.Database;

/** Everything about campaigns on one database: made once, gives each role its desk. */
public final class Campaigns {
  final Database database;
  final InstantSource clock;
  final Definitions definitions;
  final CampaignStore campaigns;
  final Council council;
  final GeneralInfo general;
  final Reports reports;
  final EvidencePieces evidence;
  final SignedPapers signed;
  final Appraisals appraisals;
  final Columns columns;
  final Exclusions exclusions;
  final MachineColumn machine;
  final Standings standings;
  final Publications publications;
  final DryRun dryRun;
  final AnnexStore annexes;
  final Years years;
  final Reminders reminders;
  final Forms forms;

  /**
   * Campaigns in a migrated database.
   *
   * @param clock the time by which deadlines are judged
   * @param data the data folder; evidence is kept in {@code minh-chung} below it
   * @param means what reads sets and writes documents
   */
  public Campaigns(Database database, InstantSource clock, Path data, Means means) {
    this.database = database;
    this.clock = clock;
    this.definitions = new Definitions(means);
    this.campaigns = new CampaignStore(database, clock);
    this.council = new Council(database, clock);
    this.general = new GeneralInfo(database, clock, definitions);
    this.reports = new Reports(database, clock, definitions, general);
    this.evidence = new EvidencePieces(database, clock, data.resolve("minh-chung"), definitions);
    this.signed = new SignedPapers(database, clock, evidence);
    this.appraisals = new Appraisals(database, clock, definitions);
    this.columns = new Columns(database, clock, definitions);
    this.exclusions = new Exclusions(database, clock, definitions);
    this.machine = new MachineColumn(database, clock, definitions, columns, means);
    this.standings = new Standings(database, definitions);
    this.publications = new Publications(database, clock, campaigns, standings, means);
    this.years = new Years(database);
    this.annexes = new AnnexStore(database, clock);
    this.dryRun = new DryRun(database, standings, means);
    this.reminders = new Reminders(database, clock);
    this.forms = new Forms(this);
  }

  /** What the department that leads the assessment does. */
  public DepartmentDesk department() {
    return new DepartmentDesk(this);
  }

  /** What an assessed agency does. */
  public AgencyDesk agency() {
    return new AgencyDesk(this);
  }

  /** What appraisers and council members do. */
  public AppraiserDesk appraiser() {
    return new AppraiserDesk(this);
  }

  /**
   * What passing time does: closes what deadlines have overtaken, and reminds. To be called every
   * few minutes; several nodes may do it at once.
   */
  public void tick() {
    campaigns.sweep();
    reminders.remind();
  }
}
