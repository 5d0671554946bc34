package vn.portalaudit.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Maintenance that was announced: while it lasts nobody is told of an outage, and it does not count
 * where it was announced in time ({@link vn.portalaudit.monitor.NoticeRule}). Safe for threads.
 */
public final class MaintenanceStore {
  private static final String LISTED =
      "select m.*, p.code from maintenance m left join portal p on p.id = m.portal_id ";

  private final Database database;

  /** A store in a migrated database. */
  public MaintenanceStore(Database database) {
    this.database = database;
  }

  /**
   * Which portals it is about: one, those with a tag, or every one.
   *
   * @param portal number of the portal; null for all of the tag
   * @param tag the tag; null with a portal, and for every portal
   */
  public record Scope(@Nullable Integer portal, @Nullable String tag) {
    /** Every portal. */
    public static final Scope ALL = new Scope(null, null);

    public Scope {
      if (portal != null && tag != null) {
        throw new IllegalArgumentException("a portal and a tag");
      }
    }
  }

  /**
   * A window of maintenance.
   *
   * @param code the portal's code; null for all of a tag, or every one
   * @param from first moment
   * @param until first moment after it
   * @param announcedAt when it was announced
   */
  public record Window(
      int id,
      @Nullable String code,
      @Nullable String tag,
      Instant from,
      Instant until,
      Instant announcedAt,
      String announcedBy,
      String says) {}

  /**
   * Announces maintenance, as of now by the database's clock.
   *
   * @param says what is done, 1–2000 characters
   * @throws StoreException when it has begun already, or ends before it begins: what was not told
   *     ahead cannot be told afterwards
   */
  public Window announce(Scope scope, Instant from, Instant until, String says, String by) {
    return database.within(jdbc -> {
      if (!until.isAfter(from)) {
        throw new StoreException("Lúc kết thúc bảo trì phải sau lúc bắt đầu");
      }
      if (!from.isAfter(ProbeStore.now(jdbc))) {
        throw new StoreException("Bảo trì phải được thông báo trước khi bắt đầu");
      }
      int id =
          jdbc.sql(
                  """
                  insert into maintenance (portal_id, tag, starts_at, ends_at, announced_by, says)
                  values (:portal, :tag, :from, :until, :by, :says) returning id
                  """)
              .param("portal", scope.portal(), java.sql.Types.INTEGER)
              .param("tag", scope.tag(), java.sql.Types.VARCHAR)
              .param("from", IncidentRows.param(from))
              .param("until", IncidentRows.param(until))
              .param("by", by)
              .param("says", says)
              .query(Integer.class)
              .single();
      return jdbc.sql(LISTED + "where m.id = ?").param(id).query((row, n) -> window(row)).single();
    });
  }

  /**
   * What is going on or to come after a moment, the soonest first.
   *
   * @param portal only what concerns this portal; null for all
   */
  public List<Window> after(Instant moment, @Nullable Integer portal) {
    return database
        .jdbc()
        .sql(
            LISTED
                + """
                where m.ends_at > :moment and (:portal::int is null or m.portal_id = :portal
                  or m.portal_id is null and (m.tag is null or exists (
                    select 1 from portal q where q.id = :portal and m.tag = any (q.tags))))
                order by m.starts_at, m.id
                """)
        .param("moment", IncidentRows.param(moment))
        .param("portal", portal, java.sql.Types.INTEGER)
        .query((row, n) -> window(row))
        .list();
  }

  /** A page of all that was ever announced, the latest to begin first. */
  public Listing<Window> page(int offset, int size) {
    int total =
        database.jdbc().sql("select count(*) from maintenance").query(Integer.class).single();
    return new Listing<>(
        database
            .jdbc()
            .sql(LISTED + "order by m.starts_at desc, m.id desc offset :offset limit :size")
            .param("offset", offset)
            .param("size", size)
            .query((row, n) -> window(row))
            .list(),
        total);
  }

  /** A window by its number. */
  public java.util.Optional<Window> find(int id) {
    return database
        .jdbc()
        .sql(LISTED + "where m.id = ?")
        .param(id)
        .query((row, n) -> window(row))
        .optional();
  }

  /**
   * Withdraws maintenance: one that has not begun is gone, one that is going on ends now.
   *
   * @return false when there is none, or it is over
   */
  public boolean withdraw(int id) {
    return database.within(jdbc -> {
      int gone =
          jdbc.sql("delete from maintenance where id = ? and starts_at >= now()")
              .param(id)
              .update();
      return gone == 1
          || jdbc.sql(
                      "update maintenance set ends_at = now()"
                          + " where id = ? and starts_at < now() and ends_at > now()")
                  .param(id)
                  .update()
              == 1;
    });
  }

  private static Window window(ResultSet row) throws SQLException {
    return new Window(
        row.getInt("id"),
        row.getString("code"),
        row.getString("tag"),
        IncidentRows.time(row, "starts_at"),
        IncidentRows.time(row, "ends_at"),
        IncidentRows.time(row, "announced_at"),
        row.getString("announced_by"),
        row.getString("says"));
  }
}
