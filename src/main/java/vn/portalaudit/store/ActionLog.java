package vn.portalaudit.store;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What people did, added to and never changed; each row carries the hash of the one before it. A
 * change and its row belong in one transaction: where the log cannot be written, nothing is done.
 * Safe for threads.
 */
public final class ActionLog {
  private static final int LONGEST = 4_000;

  private final Database database;

  /** Kept in a migrated database. */
  public ActionLog(Database database) {
    this.database = database;
  }

  /**
   * Who acts.
   *
   * @param account null for somebody who is not signed in
   * @param address of the client, or null
   * @param session a name of the session that opens nothing, or null
   */
  public record Actor(
      @Nullable Integer account, String login, @Nullable String address, @Nullable String session) {
    /** The program itself. */
    public static final Actor PROGRAM = new Actor(null, "chương trình", null, null);
  }

  /**
   * A row.
   *
   * @param action what was done, e.g. {@code portal.paused}
   * @param object on what, e.g. {@code portal:so-mau}
   * @param before how it stood, or null
   * @param after how it stands, or null
   */
  public record Row(
      long id,
      Instant at,
      String login,
      @Nullable String address,
      String action,
      String object,
      @Nullable String before,
      @Nullable String after) {}

  /** Adds a row. No secret belongs in it. */
  public void add(
      Actor actor, String action, String object, @Nullable String before, @Nullable String after) {
    database
        .jdbc()
        .sql(
            """
            insert into action_log (account_id, login, address, session, action, object, before, after)
            values (:account, :login, :address, :session, :action, :object, :before, :after)
            """)
        .param("account", actor.account(), java.sql.Types.INTEGER)
        .param("login", cut(actor.login(), 100))
        .param("address", cut(actor.address(), 100), java.sql.Types.VARCHAR)
        .param("session", actor.session(), java.sql.Types.VARCHAR)
        .param("action", action)
        .param("object", cut(object, 300))
        .param("before", cut(before, LONGEST), java.sql.Types.VARCHAR)
        .param("after", cut(after, LONGEST), java.sql.Types.VARCHAR)
        .update();
  }

  private static @Nullable String cut(@Nullable String text, int longest) {
    if (text == null) {
      return null;
    }
    String plain = text.replace("\0", "");
    return plain.length() <= longest ? plain : plain.substring(0, longest - 1) + "…";
  }

  /**
   * A page, the newest first.
   *
   * @param text in login, action or object; empty for all
   * @param from not before, or null
   * @param to before, or null
   */
  public Listing<Row> page(
      String text, @Nullable Instant from, @Nullable Instant to, int offset, int size) {
    String where =
        """
        from action_log where (:text = '' or login || ' ' || action || ' ' || object || ' '
            || coalesce(address, '') ilike '%' || :text || '%')
          and (:from::timestamptz is null or at >= :from) and (:to::timestamptz is null or at < :to)
        """;
    Map<String, Object> params = new HashMap<>();
    params.put("text", text.replaceAll("([\\\\%_])", "\\\\$1"));
    params.put("from", from == null ? null : Rollup.at(from));
    params.put("to", to == null ? null : Rollup.at(to));
    int total =
        database
            .jdbc()
            .sql("select count(*) " + where)
            .params(params)
            .query(Integer.class)
            .single();
    params.put("offset", offset);
    params.put("size", size);
    List<Row> rows =
        database
            .jdbc()
            .sql("select * " + where + " order by id desc offset :offset limit :size")
            .params(params)
            .query((row, n) ->
                new Row(
                    row.getLong("id"),
                    java.util.Objects.requireNonNull(AccountStore.instant(row, "at")),
                    row.getString("login"),
                    row.getString("address"),
                    row.getString("action"),
                    row.getString("object"),
                    row.getString("before"),
                    row.getString("after")))
            .list();
    return new Listing<>(rows, total);
  }

  /** The first row that does not follow from the one before it; empty when the log is whole. */
  public java.util.Optional<Long> broken() {
    return database
        .jdbc()
        .sql(
            """
            select min(id) from (
              select l.id, l.hash <> action_digest(lag(l.hash) over (order by l.id), l) as wrong
              from action_log l) as checked
            where wrong
            """)
        .query((row, n) -> java.util.Optional.ofNullable(row.getObject(1, Long.class)))
        .single();
  }
}
