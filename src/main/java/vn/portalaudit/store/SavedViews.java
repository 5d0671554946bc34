package vn.portalaudit.store;

import java.util.List;

/** Lists as people like to see them. Safe for threads. */
public final class SavedViews {
  private static final int MOST = 50;
  private final Database database;

  /** Kept in a migrated database. */
  public SavedViews(Database database) {
    this.database = database;
  }

  /**
   * A list with its filters and order.
   *
   * @param query what stands behind the question mark of its address
   * @param own whether it is the asker's
   */
  public record View(int id, String name, String query, boolean shared, boolean own) {}

  /** A person's views of a list, and those that others share. */
  public List<View> of(int account, String list) {
    return database
        .jdbc()
        .sql(
            """
            select id, name, query, shared, account_id = :account from saved_view
            where list = :list and (account_id = :account or shared)
            order by name collate "vi-x-icu", id limit :most
            """)
        .param("account", account)
        .param("list", list)
        .param("most", MOST)
        .query((row, n) ->
            new View(
                row.getInt(1),
                row.getString(2),
                row.getString(3),
                row.getBoolean(4),
                row.getBoolean(5)))
        .list();
  }

  /** Keeps a view; one of the same name is replaced. */
  public void keep(int account, String list, String name, String query, boolean shared) {
    database
        .jdbc()
        .sql(
            """
            insert into saved_view (account_id, list, name, query, shared)
            values (:account, :list, :name, :query, :shared)
            on conflict (account_id, list, name)
              do update set query = excluded.query, shared = excluded.shared
            """)
        .param("account", account)
        .param("list", list)
        .param("name", name)
        .param("query", query)
        .param("shared", shared)
        .update();
  }

  /** Forgets a view of a person; false when there is none such. */
  public boolean forget(int account, int id) {
    return database
            .jdbc()
            .sql("delete from saved_view where id = :id and account_id = :account")
            .param("id", id)
            .param("account", account)
            .update()
        == 1;
  }
}
