package vn.portalaudit.store;

import java.util.Optional;
import java.util.UUID;

/** Files that wait for their importing to be confirmed, for a day. Safe for threads. */
public final class StagedImports {
  private final Database database;

  /** In a migrated database. */
  public StagedImports(Database database) {
    this.database = database;
  }

  /** A file as it was sent. */
  @SuppressWarnings("ArrayRecordComponent") // read once, never compared
  public record Staged(UUID id, String name, byte[] content) {}

  /**
   * Keeps a file; what is older than a day goes.
   *
   * @param account whose it is
   * @param name without folders, at most 200 characters
   * @return the number to ask for it with
   */
  public UUID keep(int account, String name, byte[] content) {
    UUID id = UUID.randomUUID();
    return database.within(jdbc -> {
      jdbc.sql("delete from staged_import where at < now() - interval '1 day'").update();
      jdbc.sql("insert into staged_import (id, account_id, name, content) values (?, ?, ?, ?)")
          .params(id, account, name, content)
          .update();
      return id;
    });
  }

  /** A file of this account. */
  public Optional<Staged> find(UUID id, int account) {
    return database
        .jdbc()
        .sql("select name, content from staged_import where id = ? and account_id = ?")
        .params(id, account)
        .query((row, n) -> new Staged(id, row.getString("name"), row.getBytes("content")))
        .optional();
  }

  /** Forgets a file; false when it was gone already. */
  public boolean remove(UUID id) {
    return database.jdbc().sql("delete from staged_import where id = ?").param(id).update() == 1;
  }
}
