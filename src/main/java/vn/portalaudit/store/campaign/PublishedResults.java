package vn.portalaudit.store.campaign;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.portalaudit.store.Database;

/** What everybody may read of campaigns: their publications, as they were. Safe for threads. */
public final class PublishedResults {
  private static final int MOST = 500;
  private static final String LINES =
      """
      select p.*, c.code, c.title, c.year, d.set_id
      from publication p join campaign c on c.id = p.campaign_id
        join index_definition d on d.digest = c.definition
      """;
  private final Database database;

  /** Of a migrated database. */
  public PublishedResults(Database database) {
    this.database = database;
  }

  /**
   * A publication as it is listed.
   *
   * @param campaign code of the campaign
   * @param set id of its index set
   * @param corrects the one that it corrects; null for the first
   */
  public record Line(
      String campaign,
      String title,
      int year,
      String set,
      int number,
      @Nullable Integer corrects,
      String why,
      String decision,
      LocalDate decidedOn,
      String signer,
      String sha256,
      Instant at) {}

  /** The publications, the newest first. */
  public List<Line> all() {
    return database
        .jdbc()
        .sql(LINES + " order by p.at desc, p.number desc limit :most")
        .param("most", MOST)
        .query(PublishedResults::line)
        .list();
  }

  /** The publications of campaigns that applied a version of a set, the newest first. */
  public List<Line> by(String set, String version) {
    return database
        .jdbc()
        .sql(
            LINES
                + " where d.set_id = :set and d.version = :version"
                + " order by p.at desc, p.number desc limit :most")
        .param("set", set)
        .param("version", version)
        .param("most", MOST)
        .query(PublishedResults::line)
        .list();
  }

  /** The versions of sets by which results were published, as they were frozen; newest first. */
  public List<Opening.Definition> definitions() {
    return database
        .jdbc()
        .sql(
            """
            select * from index_definition d where exists (
              select 1 from campaign c join publication p on p.campaign_id = c.id
              where c.definition = d.digest)
            order by frozen_at desc, version desc
            """)
        .query((row, n) -> Definitions.definition(row))
        .list();
  }

  private static Line line(ResultSet row, int number) throws SQLException {
    return new Line(
        row.getString("code"),
        row.getString("title"),
        row.getInt("year"),
        row.getString("set_id"),
        row.getInt("number"),
        row.getObject("corrects", Integer.class),
        row.getString("why"),
        row.getString("decision_number"),
        row.getObject("decided_on", LocalDate.class),
        row.getString("signer"),
        row.getString("sha256"),
        CampaignRows.at(row, "at"));
  }

  /** The document of a publication, byte for byte. */
  public Optional<String> document(String campaign, int number) {
    return database
        .jdbc()
        .sql(
            """
            select p.document from publication p join campaign c on c.id = p.campaign_id
            where c.code = :campaign and p.number = :number
            """)
        .param("campaign", campaign.replace("\0", ""))
        .param("number", number)
        .query(String.class)
        .optional();
  }
}
