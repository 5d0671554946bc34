package vn.portalaudit.store;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.portalaudit.domain.Outcome;

/** The course of a portal's scores and findings. Safe for threads. */
public final class PastFindings {
  private final Database database;

  /** The past in a migrated database. */
  public PastFindings(Database database) {
    this.database = database;
  }

  /** Points of a run that observed something, by a checklist. */
  public record Score(
      String checklist, String run, Instant at, BigDecimal points, BigDecimal maxPoints) {}

  /**
   * A conclusion that took another one's place.
   *
   * @param before null for the first
   */
  public record Turn(
      String checklist,
      String criterion,
      @Nullable Outcome before,
      Outcome outcome,
      String says,
      String run,
      Instant at) {}

  /** The newest scores of a portal by each checklist, oldest first. */
  public List<Score> scores(int portal, int most) {
    return database
        .jdbc()
        .sql(
            """
            select * from (
              select s.checklist, s.run_id, s.at, s.points, s.max_points,
                row_number() over (partition by s.checklist order by s.at desc, s.run_id desc) as n
              from scorecard s join audit_run r on r.id = s.run_id and r.observed
              where s.portal_id = :portal) as ordered
            where n <= :most order by checklist, at, run_id
            """)
        .param("portal", portal)
        .param("most", most)
        .query((row, n) ->
            new Score(
                row.getString("checklist"),
                row.getString("run_id"),
                FindingRows.instant(row, "at"),
                row.getBigDecimal("points"),
                row.getBigDecimal("max_points")))
        .list();
  }

  /** Conclusions that came and went, newest first; the very first of each criterion is none. */
  public Listing<Turn> turns(int portal, int offset, int size) {
    String changed =
        """
        from (
          select f.*, lag(f.outcome) over (
              partition by f.checklist, f.criterion order by f.first_seen, f.id) as before
          from finding f where f.portal_id = :portal) as held
        where before is not null and before <> outcome
        """;
    int total =
        database
            .jdbc()
            .sql("select count(*) " + changed)
            .param("portal", portal)
            .query(Integer.class)
            .single();
    List<Turn> rows =
        database
            .jdbc()
            .sql(
                "select * "
                    + changed
                    + " order by first_seen desc, id desc"
                    + " offset :offset limit :size")
            .param("portal", portal)
            .param("offset", offset)
            .param("size", size)
            .query((row, n) ->
                new Turn(
                    row.getString("checklist"),
                    row.getString("criterion"),
                    Outcome.valueOf(row.getString("before")),
                    Outcome.valueOf(row.getString("outcome")),
                    row.getString("says"),
                    row.getString("first_run"),
                    FindingRows.instant(row, "first_seen")))
            .list();
    return new Listing<>(rows, total);
  }
}
