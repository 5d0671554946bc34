package vn.portalaudit.store;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.portalaudit.access.Tokens;

/**
 * What guards the door: failures in a row, known devices, links that work once. Safe for threads.
 */
public final class SignInStore {
  private static final int FREE = 5;
  private static final Duration FIRST = Duration.ofSeconds(15);
  private static final Duration LONGEST = Duration.ofMinutes(15);

  private final Database database;

  /** Kept in a migrated database. */
  public SignInStore(Database database) {
    this.database = database;
  }

  /** What a link is for. */
  public enum LinkKind {
    /** The first account of all. */
    SETUP,
    /** A person's first password. */
    INVITE,
    /** A forgotten password. */
    RESET;

    String code() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  /** A link that works: what for, and for whom; the account is null for {@link LinkKind#SETUP}. */
  public record Link(LinkKind kind, @Nullable Integer account) {}

  /**
   * How long must still be waited.
   *
   * @param subject whose failures
   * @return zero when it may be tried now
   */
  public Duration blocked(String subject, Instant now) {
    return database
        .jdbc()
        .sql("select blocked_until from sign_in_failure where subject = :subject")
        .param("subject", subject)
        .query((row, n) -> Optional.ofNullable(AccountStore.instant(row, "blocked_until")))
        .optional()
        .flatMap(until -> until)
        .map(until -> Duration.between(now, until))
        .filter(Duration::isPositive)
        .orElse(Duration.ZERO);
  }

  /**
   * A try.
   *
   * @param failures how many in a row, this one among them
   * @param pause zero when it may be looked at now
   */
  public record Try(int failures, Duration pause) {}

  /**
   * Counts a try as a failure before its secret is looked at, so that tries that are sent at once
   * are counted like those that come one after another; {@link #succeeded} takes it back. From the
   * fifth in a row on each doubles the wait: 15 s, 30 s, … 15 minutes. After a day without one the
   * count begins anew.
   *
   * @param free how many times the usual number of failures go without a wait, for addresses that
   *     many people share
   */
  public Try tried(String subject, Instant now, int free) {
    Optional<Integer> counted =
        database
            .jdbc()
            .sql(
                """
                insert into sign_in_failure as f (subject, failures, last_at) values (:subject, 1, :now)
                on conflict (subject) do update set last_at = :now,
                  failures = case when f.last_at < :forgotten then 1 else f.failures + 1 end,
                  blocked_until = case when f.last_at >= :forgotten and f.failures + 1 >= :free then
                    :now + least(:first * 2 ^ least(f.failures + 1 - :free, 10), :longest)
                      * interval '1 second' end
                where f.blocked_until is null or f.blocked_until <= :now
                returning failures
                """)
            .param("subject", subject)
            .param("now", Rollup.at(now))
            .param("forgotten", Rollup.at(now.minus(Duration.ofDays(1))))
            .param("free", FREE * free)
            .param("first", FIRST.toSeconds())
            .param("longest", LONGEST.toSeconds())
            .query(Integer.class)
            .optional();
    return counted
        .map(failures -> new Try(failures, Duration.ZERO))
        .orElseGet(() -> new Try(0, blocked(subject, now).plusMillis(1)));
  }

  /** Forgets the failures after a success. */
  public void succeeded(String subject) {
    database
        .jdbc()
        .sql("delete from sign_in_failure where subject = :subject")
        .param("subject", subject)
        .update();
  }

  /** Whether a device's secret was given to this account within 90 days. */
  public boolean knows(int account, String device) {
    return database
        .jdbc()
        .sql(
            """
            select exists (select from known_device
              where hash = :hash and account_id = :account and seen_at > now() - interval '90 days')
            """)
        .param("hash", Tokens.hash(device))
        .param("account", account)
        .query(Boolean.class)
        .single();
  }

  /** Remembers a device; returns the secret that it keeps. */
  public String remember(int account) {
    String device = Tokens.fresh();
    database
        .jdbc()
        .sql("insert into known_device (hash, account_id) values (:hash, :account)")
        .param("hash", Tokens.hash(device))
        .param("account", account)
        .update();
    return device;
  }

  /**
   * Makes a link; earlier ones of the same kind for the same person stop working.
   *
   * @param account null for the first account of all
   * @return the secret of the link, which is kept nowhere
   */
  public String link(LinkKind kind, @Nullable Integer account, Duration valid) {
    String token = Tokens.fresh();
    database.within(jdbc -> {
      jdbc.sql(
              """
              update access_link set used_at = now() where kind = :kind and used_at is null
                and account_id is not distinct from :account
              """)
          .param("kind", kind.code())
          .param("account", account, java.sql.Types.INTEGER)
          .update();
      return jdbc.sql(
              """
              insert into access_link (hash, kind, account_id, expires_at)
              values (:hash, :kind, :account, now() + :seconds * interval '1 second')
              """)
          .param("hash", Tokens.hash(token))
          .param("kind", kind.code())
          .param("account", account, java.sql.Types.INTEGER)
          .param("seconds", valid.toSeconds())
          .update();
    });
    return token;
  }

  /** What a link is for; empty when it never was, was used, or is over. */
  public Optional<Link> open(String token) {
    return database
        .jdbc()
        .sql(
            """
            select kind, account_id from access_link
            where hash = :hash and used_at is null and expires_at > now()
            """)
        .param("hash", Tokens.hash(token))
        .query((row, n) ->
            new Link(
                LinkKind.valueOf(row.getString(1).toUpperCase(java.util.Locale.ROOT)),
                row.getObject(2, Integer.class)))
        .optional();
  }

  /** How many links of a kind were made for an account lately. */
  public int made(LinkKind kind, int account, Duration lately) {
    return database
        .jdbc()
        .sql(
            """
            select count(*) from access_link where kind = :kind and account_id = :account
              and made_at > now() - :seconds * interval '1 second'
            """)
        .param("kind", kind.code())
        .param("account", account)
        .param("seconds", lately.toSeconds())
        .query(Integer.class)
        .single();
  }

  /**
   * Uses a link up, and all others of its account with it; false when another request did so first.
   */
  public boolean use(String token) {
    return database.within(jdbc -> {
      boolean used =
          jdbc.sql(
                      """
                      update access_link set used_at = now()
                      where hash = :hash and used_at is null and expires_at > now()
                      """)
                  .param("hash", Tokens.hash(token))
                  .update()
              == 1;
      if (used) {
        jdbc.sql(
                """
                update access_link set used_at = now() where used_at is null
                  and account_id = (select account_id from access_link where hash = :hash)
                """)
            .param("hash", Tokens.hash(token))
            .update();
      }
      return used;
    });
  }
}
