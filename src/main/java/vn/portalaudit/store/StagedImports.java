package vn.portalaudit.store;

import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Files that wait for their importing to be confirmed, for a day. Safe for threads. */
public final class StagedImports {
  private static final int LONGEST_NAME = 120;

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
   * @param given its name as it was sent; kept without folders, and without anything that a file
   *     system, a screen or the log could take otherwise
   * @param otherwise its name where none was given
   * @return the number to ask for it with
   */
  public UUID keep(int account, @Nullable String given, String otherwise, byte[] content) {
    String name = name(given, otherwise);
    UUID id = UUID.randomUUID();
    return database.within(jdbc -> {
      jdbc.sql("delete from staged_import where at < now() - interval '1 day'").update();
      jdbc.sql("insert into staged_import (id, account_id, name, content) values (?, ?, ?, ?)")
          .params(id, account, name, content)
          .update();
      return id;
    });
  }

  private static String name(@Nullable String given, String otherwise) {
    String name = given == null ? "" : given;
    String bare = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
    String safe = bare.replaceAll("[^\\p{L}\\p{M}\\p{N}._ -]", "_").replaceAll("^[. ]+", "_");
    return safe.isEmpty() ? otherwise : safe.substring(Math.max(0, safe.length() - LONGEST_NAME));
  }

  /**
   * A file of this account.
   *
   * @param number as {@link #keep} gave it, or whatever somebody wrote in its place
   */
  public Optional<Staged> find(String number, int account) {
    UUID id;
    try {
      id = UUID.fromString(number);
    } catch (IllegalArgumentException none) {
      return Optional.empty();
    }
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
