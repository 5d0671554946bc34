package vn.portalaudit.store.campaign;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.portalaudit.store.Database;

/** What everybody may read of campaigns: their publications, as they were. Safe for threads. */
public final class PublishedResults {
  private static final int MOST = 500;
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
        .sql(
            """
            select p.*, c.code, c.title, c.year, d.set_id
            from publication p join campaign c on c.id = p.campaign_id
              join index_definition d on d.digest = c.definition
            order by p.at desc, p.number desc limit :most
            """)
        .param("most", MOST)
        .query((row, n) ->
            new Line(
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
                CampaignRows.at(row, "at")))
        .list();
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
