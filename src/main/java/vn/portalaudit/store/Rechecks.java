package vn.portalaudit.store;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.portalaudit.schedule.WorkKind;

/** Audits that agencies ask for themselves: not while one is under way, and not too often. */
public final class Rechecks {
  /** How long an agency waits between two requests for one portal. */
  public static final Duration BETWEEN = Duration.ofHours(24);

  private static final String SLOT = "don-vi-";

  private final Database database;
  private final WorkStore work;

  /** Requests in a migrated database. */
  public Rechecks(Database database) {
    this.database = database;
    this.work = new WorkStore(database);
  }

  /** What came of a request, or would come of one. */
  public sealed interface Answer {
    /** It waits in the queue. */
    record Queued(long work) implements Answer {}

    /** An audit of the portal waits or is under way already. */
    record UnderWay(long work) implements Answer {}

    /** The agency has had its turn. */
    record TooSoon(Instant until) implements Answer {}

    /** It may be asked for. */
    record Open() implements Answer {}
  }

  /** What would come of a request now; never {@link Answer.Queued}. */
  public Answer standing(int portal, Instant now) {
    return standing(database.jdbc(), portal, now);
  }

  /** Asks for an audit; of two who ask at once, one is told that it is under way. */
  public Answer request(int portal, String login, Instant now) {
    return database.within(jdbc -> {
      RunStore.lock(jdbc, portal);
      Answer standing = standing(jdbc, portal, now);
      if (!(standing instanceof Answer.Open)) {
        return standing;
      }
      return new Answer.Queued(
          work.request(portal, WorkKind.AUDIT, SLOT + now.toEpochMilli(), login));
    });
  }

  private static Answer standing(JdbcClient jdbc, int portal, Instant now) {
    Optional<Long> current =
        jdbc.sql(
                """
                select id from work where portal_id = :portal and kind = 'audit'
                  and (state = 'running' or state = 'queued' and due_at <= now())
                order by state = 'running' desc, id desc limit 1
                """)
            .param("portal", portal)
            .query(Long.class)
            .optional();
    if (current.isPresent()) {
      return new Answer.UnderWay(current.get());
    }
    Optional<Instant> last =
        jdbc.sql(
                """
                select enqueued_at from work where portal_id = :portal and kind = 'audit'
                  and slot like 'don-vi-%' and state <> 'cancelled' and enqueued_at > :since
                order by id desc limit 1
                """)
            .param("portal", portal)
            .param("since", Timestamp.from(now.minus(BETWEEN)))
            .query((row, n) -> row.getObject(1, OffsetDateTime.class).toInstant())
            .optional();
    return last.<Answer>map(at -> new Answer.TooSoon(at.plus(BETWEEN))).orElseGet(Answer.Open::new);
  }

  /**
   * How many audits are taken before one that waits; 0 when it is the next, or does not wait.
   *
   * @param id of the work
   */
  public int ahead(long id) {
    return database
        .jdbc()
        .sql(
            """
            select count(*) from work w, work mine where mine.id = :id and mine.state = 'queued'
              and w.state = 'queued' and w.kind = 'audit' and w.due_at <= now()
              and (w.priority, w.due_at, w.id) < (mine.priority, mine.due_at, mine.id)
            """)
        .param("id", id)
        .query(Integer.class)
        .single();
  }
}
