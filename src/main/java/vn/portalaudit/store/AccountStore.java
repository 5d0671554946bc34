package vn.portalaudit.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.portalaudit.access.Person;
import vn.portalaudit.access.Role;

/** Accounts. Safe for threads. */
public final class AccountStore {
  private final Database database;

  /** Accounts in a migrated database. */
  public AccountStore(Database database) {
    this.database = database;
  }

  /**
   * An account.
   *
   * @param passwordHash null before the first password is set
   * @param mustChange whether the password was given by somebody else
   * @param totpSecret encrypted; null without a second factor
   * @param totp whether the second factor was confirmed
   * @param epoch a session of another epoch is over
   * @param disabledAt since when it is closed, or null
   * @param subject what the OpenID provider calls the person, or null
   * @param version raised by every change of name, roles or agency
   */
  public record Account(
      int id,
      String login,
      String name,
      @Nullable String email,
      Set<Role> roles,
      @Nullable Integer agency,
      @Nullable String agencyName,
      @Nullable String passwordHash,
      boolean mustChange,
      byte @Nullable [] totpSecret,
      boolean totp,
      long totpLastStep,
      int epoch,
      @Nullable Instant disabledAt,
      @Nullable Instant signedInAt,
      @Nullable String subject,
      int version) {

    /** Who this is for the rest of the program. */
    public Person person() {
      return new Person(id, login, name, roles, agency);
    }
  }

  /**
   * What an administrator writes of an account.
   *
   * @param login small letters, digits and {@code ._@-}
   * @param agency needed for the roles of an agency
   */
  public record Draft(
      String login,
      String name,
      @Nullable String email,
      Set<Role> roles,
      @Nullable Integer agency) {}

  private static final String SELECT =
      """
      select a.*, (select v.name from agency_version v where v.agency_id = a.agency_id
        order by v.valid_from desc limit 1) as agency_name
      from account a
      """;

  /** The account of a number. */
  public Optional<Account> find(int id) {
    return jdbc().sql(SELECT + "where a.id = :id").param("id", id).query(ROW).optional();
  }

  /** The account of a login, whatever its case. */
  public Optional<Account> named(String login) {
    return jdbc()
        .sql(SELECT + "where a.login = lower(:login)")
        .param("login", login)
        .query(ROW)
        .optional();
  }

  /** The name of the person with a login, also after the account was closed. */
  public Optional<String> nameOf(String login) {
    return jdbc()
        .sql("select name from account where login = lower(?)")
        .param(login)
        .query(String.class)
        .optional();
  }

  /** The account that an OpenID provider knows by this subject. */
  public Optional<Account> ofSubject(String issuer, String subject) {
    return jdbc()
        .sql(SELECT + "where a.oidc_issuer = :issuer and a.oidc_subject = :subject")
        .param("issuer", issuer)
        .param("subject", subject)
        .query(ROW)
        .optional();
  }

  /**
   * Links an account with what an OpenID provider calls its person; every session ends.
   *
   * @param subject null to undo it
   * @return false when another account has that subject
   */
  public boolean link(int id, String issuer, @Nullable String subject) {
    return jdbc()
            .sql(
                """
                update account set oidc_subject = :subject, epoch = epoch + 1,
                  oidc_issuer = case when :subject::text is not null then :issuer end
                where id = :id and not exists (select from account o where o.id <> :id
                  and o.oidc_issuer = :issuer and o.oidc_subject = :subject)
                """)
            .param("subject", subject, java.sql.Types.VARCHAR)
            .param("issuer", issuer)
            .param("id", id)
            .update()
        == 1;
  }

  /**
   * Links the only open account of an address that is not linked yet.
   *
   * @return it; empty when there is none, or more than one
   */
  public Optional<Account> linkByEmail(String email, String issuer, String subject) {
    return jdbc()
        .sql(
            """
            update account a set oidc_issuer = :issuer, oidc_subject = :subject
            where lower(email) = lower(:email) and oidc_subject is null and disabled_at is null
              and not exists (select from account o where lower(o.email) = lower(:email)
                and o.id <> a.id and o.disabled_at is null)
            returning id
            """)
        .param("email", email)
        .param("issuer", issuer)
        .param("subject", subject)
        .query(Integer.class)
        .optional()
        .flatMap(this::find);
  }

  /** Whether there is any account. */
  public boolean any() {
    return jdbc().sql("select exists (select from account)").query(Boolean.class).single();
  }

  /**
   * A page of accounts by name, and how many there are in all.
   *
   * @param text in name, login or agency, whatever case and marks; empty for all
   * @param role one that they hold, or null
   */
  public Listing<Account> page(String text, @Nullable Role role, int offset, int size) {
    String where =
        """
        from account a where (:text = '' or folded(a.name || ' ' || a.login || ' ' || coalesce(
            (select string_agg(v.name, ' ') from agency_version v where v.agency_id = a.agency_id), ''))
            like '%' || folded(:text) || '%')
          and (:role::text is null or :role = any (a.roles))
        """;
    String code = role == null ? null : role.code();
    String plain = text.replaceAll("([\\\\%_])", "\\\\$1");
    int total =
        jdbc()
            .sql("select count(*) " + where)
            .param("text", plain)
            .param("role", code)
            .query(Integer.class)
            .single();
    List<Account> rows =
        jdbc()
            .sql(
                SELECT.replace("from account a", "")
                    + where
                    + " order by a.disabled_at is not null, a.name collate \"vi-x-icu\", a.id"
                    + " offset :offset limit :size")
            .param("text", plain)
            .param("role", code)
            .param("offset", offset)
            .param("size", size)
            .query(ROW)
            .list();
    return new Listing<>(rows, total);
  }

  /**
   * Makes an account.
   *
   * @param passwordHash null where an invitation lets the person choose one
   * @return its number; empty when the login is taken
   */
  public Optional<Integer> add(Draft draft, @Nullable String passwordHash, boolean mustChange) {
    return jdbc()
        .sql(
            """
            insert into account (login, name, email, roles, agency_id, password_hash, must_change)
            values (lower(:login), :name, :email, :roles, :agency, :hash, :change)
            on conflict (login) do nothing returning id
            """)
        .param("login", draft.login())
        .param("name", draft.name())
        .param("email", draft.email())
        .param("roles", codes(draft.roles()))
        .param("agency", draft.agency())
        .param("hash", passwordHash)
        .param("change", mustChange)
        .query(Integer.class)
        .optional();
  }

  /**
   * Changes name, address, roles and agency; all sessions end when the roles or the agency change.
   *
   * @param version that the writer saw
   * @return false when somebody else changed it meanwhile
   */
  public boolean change(int id, Draft draft, int version) {
    return jdbc()
            .sql(
                """
                update account set name = :name, email = :email, version = version + 1,
                  epoch = epoch + case when roles = cast(:roles as text[])
                      and agency_id is not distinct from :agency
                    then 0 else 1 end,
                  roles = :roles, agency_id = :agency
                where id = :id and version = :version
                """)
            .param("name", draft.name())
            .param("email", draft.email())
            .param("roles", codes(draft.roles()))
            .param("agency", draft.agency(), java.sql.Types.INTEGER)
            .param("id", id)
            .param("version", version)
            .update()
        == 1;
  }

  /** Sets a password; every session ends. */
  public void password(int id, String hash, boolean mustChange) {
    jdbc()
        .sql(
            """
            update account set password_hash = :hash, must_change = :change, epoch = epoch + 1
            where id = :id
            """)
        .param("hash", hash)
        .param("change", mustChange)
        .param("id", id)
        .update();
  }

  /**
   * Shuts out whoever got hold of somebody's password: it opens nothing any more, every session
   * ends, devices that were known are strange again, links stop working, API keys are revoked.
   *
   * @return how many keys were revoked
   */
  public int exposed(int id) {
    return database.within(jdbc -> {
      for (String sql :
          List.of(
              "update account set password_hash = null, epoch = epoch + 1 where id = ?",
              "delete from known_device where account_id = ?",
              "update access_link set used_at = now() where account_id = ? and used_at is null")) {
        jdbc.sql(sql).param(id).update();
      }
      return jdbc.sql(
              """
              update api_key set revoked_at = now()
              where account_id = ? and revoked_at is null and expires_at > now()
              """)
          .param(id)
          .update();
    });
  }

  /** Closes an account, or opens it again; every session ends. */
  public void disabled(int id, boolean disabled) {
    jdbc()
        .sql(
            """
            update account set disabled_at = case when :disabled then now() end, epoch = epoch + 1,
              version = version + 1 where id = :id
            """)
        .param("disabled", disabled)
        .param("id", id)
        .update();
  }

  /** The language in which somebody reads the pages: {@code vi} or {@code en}. */
  public String language(int id) {
    return jdbc()
        .sql("select language from account where id = :id")
        .param("id", id)
        .query(String.class)
        .single();
  }

  /** Keeps in which language somebody reads the pages. */
  public void language(int id, String language) {
    jdbc()
        .sql("update account set language = :language where id = :id")
        .param("language", language)
        .param("id", id)
        .update();
  }

  /** Keeps that somebody signed in. */
  public void signedIn(int id) {
    jdbc().sql("update account set signed_in_at = now() where id = :id").param("id", id).update();
  }

  /**
   * Sets a secret that is not in force until it is confirmed; null takes the second factor away.
   */
  public void secret(int id, byte @Nullable [] encrypted) {
    database.within(jdbc -> {
      jdbc.sql("delete from recovery_code where account_id = :id").param("id", id).update();
      return jdbc.sql(
              """
              update account set totp_secret = :secret, totp_confirmed_at = null, totp_last_step = 0
              where id = :id
              """)
          .param("secret", encrypted, java.sql.Types.BINARY)
          .param("id", id)
          .update();
    });
  }

  /** Puts the second factor in force, with its recovery codes. */
  public void confirmed(int id, List<byte[]> recovery) {
    database.within(jdbc -> {
      recovery.forEach(hash ->
          jdbc.sql("insert into recovery_code (account_id, hash) values (:id, :hash)")
              .param("id", id)
              .param("hash", hash)
              .update());
      return jdbc.sql("update account set totp_confirmed_at = now() where id = :id")
          .param("id", id)
          .update();
    });
  }

  /** Uses up a step of one-time codes; false when it was used by another request. */
  public boolean useStep(int id, long step) {
    return jdbc()
            .sql(
                "update account set totp_last_step = :step where id = :id and totp_last_step <"
                    + " :step")
            .param("step", step)
            .param("id", id)
            .update()
        == 1;
  }

  /** Uses up a recovery code; false when there is none such. */
  public boolean useRecovery(int id, byte[] hash) {
    return jdbc()
            .sql(
                """
                update recovery_code set used_at = now()
                where account_id = :id and hash = :hash and used_at is null
                """)
            .param("id", id)
            .param("hash", hash)
            .update()
        == 1;
  }

  /** How many recovery codes are left. */
  public int recoveryLeft(int id) {
    return jdbc()
        .sql("select count(*) from recovery_code where account_id = :id and used_at is null")
        .param("id", id)
        .query(Integer.class)
        .single();
  }

  private JdbcClient jdbc() {
    return database.jdbc();
  }

  private static String[] codes(Set<Role> roles) {
    return roles.stream().sorted().map(Role::code).toArray(String[]::new);
  }

  private static final org.springframework.jdbc.core.RowMapper<Account> ROW =
      (row, n) ->
          new Account(
              row.getInt("id"),
              row.getString("login"),
              row.getString("name"),
              row.getString("email"),
              roles(row),
              row.getObject("agency_id", Integer.class),
              row.getString("agency_name"),
              row.getString("password_hash"),
              row.getBoolean("must_change"),
              row.getBytes("totp_secret"),
              row.getObject("totp_confirmed_at") != null,
              row.getLong("totp_last_step"),
              row.getInt("epoch"),
              instant(row, "disabled_at"),
              instant(row, "signed_in_at"),
              row.getString("oidc_subject"),
              row.getInt("version"));

  private static Set<Role> roles(ResultSet row) throws SQLException {
    return Arrays.stream((String[]) row.getArray("roles").getArray())
        .map(Role::of)
        .collect(Collectors.toUnmodifiableSet());
  }

  static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
    return time == null ? null : time.toInstant();
  }
}
