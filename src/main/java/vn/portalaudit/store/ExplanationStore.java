package vn.portalaudit.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.portalaudit.domain.Outcome;
import vn.portalaudit.store.Intervals.Interval;
import vn.portalaudit.store.Intervals.Known;
import vn.portalaudit.store.Sighting.Key;

/**
 * Explanations of findings. Each criterion of a portal has at most one that is current; those that
 * are void are kept. One becomes void when it expires, when it is withdrawn or another takes its
 * place, and when an audit settles the criterion with something else observed; an audit that cannot
 * tell voids nothing. Safe for threads.
 */
public final class ExplanationStore {
  private static final int LONGEST = 4_000;

  private final Database database;

  public ExplanationStore(Database database) {
    this.database = database;
  }

  /**
   * An explanation as it is handed in.
   *
   * @param observedHash what the agency was shown when it wrote
   * @param says 1 to 4000 characters
   * @param at now
   * @param expiresAt after {@code at}
   */
  public record Giving(
      int portal,
      String checklist,
      String criterion,
      String observedHash,
      String says,
      String byWhom,
      Instant at,
      Instant expiresAt) {
    public Giving {
      if (says.isBlank() || says.length() > LONGEST) {
        throw new StoreException("Giải trình phải có từ 1 đến " + LONGEST + " ký tự");
      }
      if (!expiresAt.isAfter(at)) {
        throw new StoreException("Hạn của giải trình phải sau thời điểm giải trình");
      }
    }
  }

  /**
   * Gives an explanation; one that was current is withdrawn for it.
   *
   * @return empty when the finding does not hold any more, or leaves nothing to explain; nothing
   *     has changed then
   */
  public Optional<Explanation> give(Giving giving) {
    return database.within(jdbc -> {
      RunStore.lock(jdbc, giving.portal());
      if (!explainable(jdbc, giving)) {
        return Optional.empty();
      }
      jdbc.sql(
              """
              update explanation set
                void_reason = case when expires_at <= :at then 'het-han' else 'rut-lai' end,
                void_since = least(expires_at, :at)
              where portal_id = :portal and checklist = :checklist and criterion = :criterion
                and void_since is null
              """)
          .param("at", Timestamp.from(giving.at()))
          .param("portal", giving.portal())
          .param("checklist", giving.checklist())
          .param("criterion", giving.criterion())
          .update();
      return Optional.of(insert(jdbc, giving));
    });
  }

  private static boolean explainable(JdbcClient jdbc, Giving giving) {
    Known known =
        new FindingRows(jdbc, giving.portal())
            .known()
            .get(new Key(giving.checklist(), giving.criterion()));
    Interval open = known == null ? null : known.open();
    if (known == null || open == null) {
      return false;
    }
    Interval explained =
        open.seen().hash().equals(giving.observedHash()) || open.seen().settled()
            ? open
            : known.settled();
    return explained != null
        && explained.seen().hash().equals(giving.observedHash())
        && explained.seen().outcome() != Outcome.PASSED
        && explained.seen().outcome() != Outcome.INAPPLICABLE;
  }

  private static Explanation insert(JdbcClient jdbc, Giving giving) {
    return jdbc.sql(
            """
            insert into explanation (portal_id, checklist, criterion, observed_hash, says, by_whom,
              given_at, expires_at)
            values (:portal, :checklist, :criterion, :hash, :says, :by, :at, :expires)
            returning *
            """)
        .param("portal", giving.portal())
        .param("checklist", giving.checklist())
        .param("criterion", giving.criterion())
        .param("hash", giving.observedHash())
        .param("says", PlainText.of(giving.says()))
        .param("by", PlainText.of(giving.byWhom()))
        .param("at", Timestamp.from(giving.at()))
        .param("expires", Timestamp.from(giving.expiresAt()))
        .query((row, n) -> explanation(row))
        .single();
  }

  /** Withdraws a current explanation; false when it was void. */
  public boolean withdraw(long id, Instant at) {
    return database
            .jdbc()
            .sql(
                """
                update explanation set
                  void_reason = case when expires_at <= :at then 'het-han' else 'rut-lai' end,
                  void_since = least(expires_at, :at)
                where id = :id and void_since is null
                """)
            .param("id", id)
            .param("at", Timestamp.from(at))
            .update()
        == 1;
  }

  /** Voids the explanations of all portals that expired by then; returns how many. */
  public int expire(Instant now) {
    return database
        .jdbc()
        .sql(
            """
            update explanation set void_since = expires_at, void_reason = 'het-han'
            where void_since is null and expires_at <= :now
            """)
        .param("now", Timestamp.from(now))
        .update();
  }

  /** The explanations of a criterion, newest first. */
  public List<Explanation> history(int portal, String checklist, String criterion) {
    return database
        .jdbc()
        .sql(
            """
            select * from explanation where portal_id = :portal and checklist = :checklist
              and criterion = :criterion order by given_at desc, id desc
            """)
        .param("portal", portal)
        .param("checklist", checklist)
        .param("criterion", criterion)
        .query((row, n) -> explanation(row))
        .list();
  }

  static List<Explanation> current(JdbcClient jdbc, int portal) {
    return jdbc.sql("select * from explanation where portal_id = :portal and void_since is null")
        .param("portal", portal)
        .query((row, n) -> explanation(row))
        .list();
  }

  /** Voids what speaks of something else than what now holds. */
  static void voidChanged(JdbcClient jdbc, int portal) {
    jdbc.sql(
            """
            update explanation e set
              void_reason = case when e.expires_at <= f.first_seen then 'het-han'
                else 'gia-tri-thay-doi' end,
              void_since = least(e.expires_at, greatest(e.given_at, f.first_seen))
            from finding f
            where e.portal_id = :portal and e.void_since is null
              and f.portal_id = e.portal_id and f.checklist = e.checklist
              and f.criterion = e.criterion and f.ended_at is null
              and f.outcome not in ('CANT_TELL', 'UNTESTED') and f.observed_hash <> e.observed_hash
            """)
        .param("portal", portal)
        .update();
  }

  private static Explanation explanation(ResultSet row) throws SQLException {
    return new Explanation(
        row.getLong("id"),
        row.getInt("portal_id"),
        row.getString("checklist"),
        row.getString("criterion"),
        row.getString("observed_hash"),
        row.getString("says"),
        row.getString("by_whom"),
        FindingRows.instant(row, "given_at"),
        FindingRows.instant(row, "expires_at"),
        row.getTimestamp("void_since") == null ? null : FindingRows.instant(row, "void_since"),
        Explanation.Ended.of(row.getString("void_reason")));
  }
}
