package vn.portalaudit.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What everybody may know of how portals are: since when they are down and when they came back, and
 * what maintenance is announced. Neither addresses, causes nor words of incidents are in it. Safe
 * for threads.
 */
public final class PublicStatus {
  private static final int MOST = 200;

  private final Database database;

  /** Of a migrated database. */
  public PublicStatus(Database database) {
    this.database = database;
  }

  /**
   * A time in which a portal could not be used, or only in part.
   *
   * @param down whether it could not be used at all
   * @param endsAt null while it lasts
   */
  public record Trouble(
      String code, String title, boolean down, Instant startsAt, @Nullable Instant endsAt) {}

  /**
   * Announced maintenance.
   *
   * @param title of its portal; null where it concerns several
   */
  public record Pause(@Nullable String title, Instant startsAt, Instant endsAt, String says) {}

  /**
   * A portal by its code.
   *
   * @param up30d share of good probes of 30 days, 0–1; null where none counted
   * @param certificateEnds when its certificate ends; null where that is not known
   */
  public record Portal(
      int id,
      String code,
      String title,
      String rootUrl,
      char state,
      @Nullable Double up30d,
      @Nullable Double up90d,
      @Nullable Instant certificateEnds) {}

  /** The portal of a code that exists today. */
  public Optional<Portal> portal(String code) {
    return database
        .jdbc()
        .sql(
            """
            select p.id, p.code, p.title, p.root_url, coalesce(s.state, '?') as state, s.up_30d,
              s.up_90d, s.certificate_ends
            from portal p left join portal_state s on s.portal_id = p.id
            where p.code = :code and (p.valid_to is null or p.valid_to > current_date)
            """)
        .param("code", code)
        .query((row, n) ->
            new Portal(
                row.getInt("id"),
                row.getString("code"),
                row.getString("title"),
                row.getString("root_url"),
                row.getString("state").charAt(0),
                share(row, "up_30d"),
                share(row, "up_90d"),
                instant(row, "certificate_ends")))
        .optional();
  }

  private static @Nullable Double share(ResultSet row, String column) throws SQLException {
    double share = row.getDouble(column);
    return row.wasNull() ? null : Double.valueOf(share);
  }

  private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
    return at == null ? null : at.toInstant();
  }

  /**
   * Troubles that last, or ended after a moment; those that last first, then the newest.
   *
   * @param portal of one portal alone; null for all
   */
  public List<Trouble> troubles(Instant since, @Nullable Integer portal) {
    return database
        .jdbc()
        .sql(
            """
            select p.code, p.title, i.kind = 'down' as down, i.starts_at, i.ends_at
            from incident i join portal p on p.id = i.portal_id
            where i.kind in ('down', 'degraded') and i.state <> 'merged'
              and (i.ends_at is null or i.ends_at > :since)
              and (cast(:portal as integer) is null or i.portal_id = :portal)
            order by i.ends_at is not null, i.starts_at desc, i.id desc limit :most
            """)
        .param("since", Rollup.at(since))
        .param("portal", portal)
        .param("most", MOST)
        .query((row, n) ->
            new Trouble(
                row.getString("code"),
                row.getString("title"),
                row.getBoolean("down"),
                row.getObject("starts_at", OffsetDateTime.class).toInstant(),
                instant(row, "ends_at")))
        .list();
  }

  /** Maintenance that goes on or is still to come, in its order. */
  public List<Pause> pauses(Instant now) {
    return database
        .jdbc()
        .sql(
            """
            select p.title, m.starts_at, m.ends_at, m.says
            from maintenance m left join portal p on p.id = m.portal_id
            where m.ends_at > :now order by m.starts_at, m.id limit :most
            """)
        .param("now", Rollup.at(now))
        .param("most", MOST)
        .query((row, n) ->
            new Pause(
                row.getString("title"),
                row.getObject("starts_at", OffsetDateTime.class).toInstant(),
                row.getObject("ends_at", OffsetDateTime.class).toInstant(),
                row.getString("says")))
        .list();
  }
}
