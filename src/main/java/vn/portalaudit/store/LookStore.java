package vn.portalaudit.store;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.portalaudit.schedule.Work;

/**
 * What the daily looks at TLS, headers and DNS saw: the last of each kind beside the portal's
 * state, and each that was another than the one before it as a period. Safe for threads.
 */
public final class LookStore {
  private final Database database;

  /** A store in a migrated database. */
  public LookStore(Database database) {
    this.database = database;
  }

  /**
   * What was seen, and for how long it stayed so.
   *
   * @param kind {@code tls}, {@code headers} or {@code dns}
   * @param seen observations as JSON
   */
  public record Seen(String kind, String seen, Instant firstSeen, Instant lastSeen) {}

  /**
   * Keeps what work on a portal saw, and ends the work.
   *
   * @param seen observations as JSON, without what changes at each look
   * @param certificateEnds end of the portal's certificate; null when none was seen
   * @return false when the work is no longer held: nothing was kept
   */
  public boolean keep(Work work, Instant at, String seen, @Nullable Instant certificateEnds) {
    String kind = work.kind().code();
    return database.within(jdbc -> {
      if (!RunRows.held(jdbc, work)) {
        return false;
      }
      jdbc.sql(
              """
              insert into portal_state as s (portal_id, %1$s, checked_at, certificate_ends)
              values (:portal, :seen::jsonb, :at, :ends)
              on conflict (portal_id) do update set %1$s = excluded.%1$s,
                checked_at = excluded.checked_at,
                certificate_ends = case when :kind = 'tls' then excluded.certificate_ends
                  else s.certificate_ends end
              """
                  .formatted(kind))
          .param("portal", work.portal())
          .param("seen", seen)
          .param("kind", kind)
          .param("at", IncidentRows.param(at))
          .param(
              "ends", IncidentRows.orNull(certificateEnds), java.sql.Types.TIMESTAMP_WITH_TIMEZONE)
          .update();
      int same =
          jdbc.sql(
                  """
                  update portal_look set last_seen = greatest(last_seen, :at)
                  where seen = :seen::jsonb and id = (select id from portal_look
                    where portal_id = :portal and kind = :kind order by last_seen desc, id desc
                    limit 1)
                  """)
              .param("portal", work.portal())
              .param("kind", kind)
              .param("seen", seen)
              .param("at", IncidentRows.param(at))
              .update();
      if (same == 0) {
        jdbc.sql(
                """
                insert into portal_look (portal_id, kind, seen, first_seen, last_seen)
                values (:portal, :kind, :seen::jsonb, :at, :at)
                """)
            .param("portal", work.portal())
            .param("kind", kind)
            .param("seen", seen)
            .param("at", IncidentRows.param(at))
            .update();
      }
      return true;
    });
  }

  /** What was seen of a portal by one kind of look, newest first. */
  public List<Seen> history(int portal, String kind, int most) {
    return database
        .jdbc()
        .sql(
            """
            select kind, seen::text, first_seen, last_seen from portal_look
            where portal_id = ? and kind = ? order by last_seen desc, id desc limit ?
            """)
        .params(portal, kind, most)
        .query((row, n) ->
            new Seen(
                row.getString("kind"),
                row.getString("seen"),
                IncidentRows.time(row, "first_seen"),
                IncidentRows.time(row, "last_seen")))
        .list();
  }
}
