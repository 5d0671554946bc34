package vn.portalaudit.store;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.portalaudit.access.Tokens;

/** Keys of other systems. Only hashes are kept; a key acts as its owner, within its scopes. */
public final class ApiKeyStore {
  private static final String MARK = "pa_";
  private static final int PREFIX = 8;

  private final Database database;

  /** Kept in a migrated database. */
  public ApiKeyStore(Database database) {
    this.database = database;
  }

  /**
   * A key as it is listed.
   *
   * @param prefix its first characters, by which people tell keys apart
   * @param account whose key it is
   * @param usedAt to the minute, or null
   */
  public record Key(
      int id,
      String prefix,
      String name,
      Set<String> scopes,
      int account,
      Instant madeAt,
      Instant expiresAt,
      @Nullable Instant usedAt,
      @Nullable Instant revokedAt) {}

  /** Makes a key; returns it whole, this once. */
  public String add(int account, String name, Set<String> scopes, Duration valid) {
    String key = MARK + Tokens.fresh();
    database
        .jdbc()
        .sql(
            """
            insert into api_key (prefix, hash, name, scopes, account_id, expires_at)
            values (:prefix, :hash, :name, :scopes, :account, now() + :seconds * interval '1 second')
            """)
        .param("prefix", key.substring(0, MARK.length() + PREFIX))
        .param("hash", Tokens.hash(key))
        .param("name", name)
        .param("scopes", scopes.stream().sorted().toArray(String[]::new))
        .param("account", account)
        .param("seconds", valid.toSeconds())
        .update();
    return key;
  }

  /** The key, when it is in force; keeps that it was used. */
  public Optional<Key> authenticate(String key) {
    if (!key.startsWith(MARK) || key.length() > 100) {
      return Optional.empty();
    }
    byte[] hash = Tokens.hash(key);
    Optional<Key> found =
        database
            .jdbc()
            .sql(
                """
                select k.* from api_key k
                where hash = :hash and revoked_at is null and expires_at > now()
                """)
            .param("hash", hash)
            .query(ROW)
            .optional();
    found.ifPresent(known ->
        database
            .jdbc()
            .sql(
                """
                update api_key set used_at = now()
                where id = :id and (used_at is null or used_at < now() - interval '1 minute')
                """)
            .param("id", known.id())
            .update());
    return found;
  }

  /** The keys of an account, the newest first. */
  public List<Key> of(int account) {
    return database
        .jdbc()
        .sql("select * from api_key where account_id = :account order by id desc limit 100")
        .param("account", account)
        .query(ROW)
        .list();
  }

  /** How many keys of an account are in force. */
  public int inForce(int account) {
    return database
        .jdbc()
        .sql(
            """
            select count(*) from api_key
            where account_id = ? and revoked_at is null and expires_at > now()
            """)
        .param(account)
        .query(Integer.class)
        .single();
  }

  /** A page of all keys with the names of their owners, those in force first, then the newest. */
  public Listing<Map.Entry<Key, String>> page(int offset, int size) {
    int total = database.jdbc().sql("select count(*) from api_key").query(Integer.class).single();
    List<Map.Entry<Key, String>> rows =
        database
            .jdbc()
            .sql(
                """
                select k.*, a.login from api_key k join account a on a.id = k.account_id
                order by k.revoked_at is not null or k.expires_at <= now(), k.id desc
                offset :offset limit :size
                """)
            .param("offset", offset)
            .param("size", size)
            .query((row, n) ->
                Map.entry(
                    java.util.Objects.requireNonNull(ROW.mapRow(row, n)), row.getString("login")))
            .list();
    return new Listing<>(rows, total);
  }

  /** Ends a key, whosever it is; its prefix, or empty when there is none in force. */
  public Optional<String> revoke(int id) {
    return database
        .jdbc()
        .sql(
            """
            update api_key set revoked_at = now() where id = :id and revoked_at is null
            returning prefix
            """)
        .param("id", id)
        .query(String.class)
        .optional();
  }

  /** Ends a key of an account; false when there is none such. */
  public boolean revoke(int account, int id) {
    return database
            .jdbc()
            .sql(
                """
                update api_key set revoked_at = now()
                where id = :id and account_id = :account and revoked_at is null
                """)
            .param("id", id)
            .param("account", account)
            .update()
        == 1;
  }

  private static final org.springframework.jdbc.core.RowMapper<Key> ROW =
      (row, n) ->
          new Key(
              row.getInt("id"),
              row.getString("prefix"),
              row.getString("name"),
              Set.of((String[]) row.getArray("scopes").getArray()),
              row.getInt("account_id"),
              java.util.Objects.requireNonNull(AccountStore.instant(row, "made_at")),
              java.util.Objects.requireNonNull(AccountStore.instant(row, "expires_at")),
              AccountStore.instant(row, "used_at"),
              AccountStore.instant(row, "revoked_at"));
}
