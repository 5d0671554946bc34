package vn.portalaudit.store;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vn.portalaudit.monitor.Watched;
import vn.portalaudit.schedule.Timetable;

/** The portals that are watched now, with what is expected of them. Safe for threads. */
public final class WatchedPortals {
  private final Database database;
  private final Map<String, Duration> intervals = new HashMap<>();
  private final Duration standard;

  /**
   * @param timetables by which a portal's group names its interval; the first one is that of
   *     portals whose group has none
   */
  public WatchedPortals(Database database, List<Timetable> timetables) {
    this.database = database;
    timetables.forEach(t -> intervals.put(t.group(), t.probeEvery()));
    this.standard = timetables.getFirst().probeEvery();
  }

  /** The portals of some shards. */
  public List<Watched> of(Collection<Integer> shards) {
    Integer[] wanted = shards.toArray(Integer[]::new);
    Map<Integer, List<Watched.Pause>> pauses = pauses(wanted);
    return database
        .jdbc()
        .sql(
            """
            select id, root_url, schedule_group, must_contain from portal
            where watched and mod(id, :n) = any (:shards)
              and valid_from <= current_date and (valid_to is null or valid_to > current_date)
            """)
        .param("n", ProbeStore.SHARDS)
        .param("shards", wanted)
        .query((row, n) -> {
          int id = row.getInt("id");
          return new Watched(
              id,
              row.getString("root_url"),
              intervals.getOrDefault(row.getString("schedule_group"), standard),
              expected(row.getString("must_contain")),
              pauses.getOrDefault(id, List.of()));
        })
        .list();
  }

  private static Watched.Expected expected(@Nullable String word) {
    return word == null ? Watched.Expected.ANYTHING : new Watched.Expected(List.of(word), null);
  }

  private Map<Integer, List<Watched.Pause>> pauses(Integer[] shards) {
    Map<Integer, List<Watched.Pause>> pauses = new HashMap<>();
    database
        .jdbc()
        .sql(
            """
            select p.id, m.starts_at, m.ends_at, m.announced_at
            from maintenance m
            join portal p on m.portal_id = p.id
              or m.portal_id is null and (m.tag is null or m.tag = any (p.tags))
            where m.ends_at > now() - interval '1 day' and mod(p.id, :n) = any (:shards)
            order by m.starts_at
            """)
        .param("n", ProbeStore.SHARDS)
        .param("shards", shards)
        .query((java.sql.ResultSet row) -> {
          pauses
              .computeIfAbsent(row.getInt("id"), id -> new ArrayList<>())
              .add(
                  new Watched.Pause(
                      instant(row, "starts_at"),
                      instant(row, "ends_at"),
                      instant(row, "announced_at")));
        });
    return pauses;
  }

  private static Instant instant(java.sql.ResultSet row, String column)
      throws java.sql.SQLException {
    return row.getTimestamp(column).toInstant();
  }
}
