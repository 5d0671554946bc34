package vn.portalaudit.store;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import vn.portalaudit.alert.Tries;

/** Keeps tries at the door by minute, for all nodes together. Safe for threads. */
public final class DoorTries {
  private static final int MOST = 20_000;

  private final Database database;

  /** Kept in a migrated database. */
  public DoorTries(Database database) {
    this.database = database;
  }

  /** Adds tries to those of their minute. */
  public void add(Collection<Tries> tries) {
    database.within(jdbc -> {
      for (Tries one : tries) {
        jdbc.sql(
                """
                insert into door_try as t
                  (minute, way, address, name, known, failed, refused, entered, strange)
                values (:minute, :way, :address, :name, :known, :failed, :refused, :entered, :strange)
                on conflict (minute, way, address, name) do update set
                  failed = t.failed + excluded.failed, refused = t.refused + excluded.refused,
                  entered = t.entered + excluded.entered, strange = t.strange + excluded.strange
                """)
            .param("minute", Rollup.at(one.first()))
            .param("way", one.way().code())
            .param("address", one.address())
            .param("name", one.name())
            .param("known", one.known())
            .param("failed", one.failed())
            .param("refused", one.refused())
            .param("entered", one.entered())
            .param("strange", one.strange())
            .update();
      }
      return tries.size();
    });
  }

  /** Tries after a moment, those with most failures first. */
  public List<Tries> since(Instant moment) {
    return database
        .jdbc()
        .sql(
            """
            select way, address, name, bool_or(known) as known, sum(failed)::int as failed,
              sum(refused)::int as refused, sum(entered)::int as entered, sum(strange)::int as strange,
              min(minute) as first, max(minute) as last
            from door_try where minute > :moment
            group by way, address, name order by sum(failed) desc, way, address, name limit :most
            """)
        .param("moment", Rollup.at(moment))
        .param("most", MOST)
        .query((row, n) ->
            new Tries(
                Tries.Way.of(row.getString("way")),
                row.getString("address"),
                row.getString("name"),
                row.getBoolean("known"),
                row.getInt("failed"),
                row.getInt("refused"),
                row.getInt("entered"),
                row.getInt("strange"),
                IncidentRows.time(row, "first"),
                IncidentRows.time(row, "last")))
        .list();
  }

  /**
   * Forgets tries before a moment, and failures in a row that ended before it: whoever tries names
   * that nobody has could fill the database otherwise.
   *
   * @param moment at least a day ago: until then failures count
   */
  public void forget(Instant moment) {
    for (String old : List.of("door_try where minute", "sign_in_failure where last_at")) {
      database
          .jdbc()
          .sql("delete from " + old + " < :moment")
          .param("moment", Rollup.at(moment))
          .update();
    }
  }
}
