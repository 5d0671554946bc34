package vn.portalaudit.store;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.flywaydb.core.api.MigrationInfo;
import org.postgresql.PGConnection;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Writes the whole database, as it was at one moment, into one file, while it is used. What hangs
 * on the machine, such as the password of the private database, is not in it; secrets of channels
 * are, so the file is its owner's alone.
 */
public final class Backup {
  private final Database database;

  /** Of a migrated database. */
  public Backup(Database database) {
    this.database = database;
  }

  /** Writes an attachment. */
  @FunctionalInterface
  public interface Content {
    /**
     * Writes it whole.
     *
     * @throws IOException when it cannot be had or written
     */
    void writeTo(OutputStream out) throws IOException;
  }

  /** What else goes into a backup. */
  @FunctionalInterface
  public interface Attachments {
    /**
     * Lists it, by name, once the moment of the database is fixed: what its rows speak of is there.
     *
     * @throws IOException when it cannot be had
     */
    Map<String, Content> list() throws IOException;
  }

  /**
   * What was kept or brought back.
   *
   * @param tables number of tables and partitions
   * @param rows number of rows
   * @param madeAt when the backup was made
   */
  public record Summary(int tables, long rows, Instant madeAt) {}

  /**
   * Writes a backup.
   *
   * @param file where to; must not be there yet
   * @param attachments what else goes in
   * @throws StoreException when the database cannot be read, or the file is there
   * @throws IOException when the file cannot be written; nothing is left of it
   */
  public Summary write(Path file, Attachments attachments) throws IOException {
    MigrationInfo version = database.flyway().info().current();
    if (version == null || version.getVersion() == null) {
      throw new StoreException("Cơ sở dữ liệu chưa được tạo, không có gì để sao lưu");
    }
    try (BackupFile.Writer writer = new BackupFile.Writer(file)) {
      return oneMoment()
          .execute(status -> {
            try {
              return write(writer, version.getVersion().toString(), attachments);
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          });
    } catch (UncheckedIOException e) {
      throw e.getCause();
    } catch (DataAccessException e) {
      throw new StoreException(
          "Không đọc được cơ sở dữ liệu: " + e.getMostSpecificCause().getMessage(), e);
    }
  }

  private TransactionTemplate oneMoment() {
    TransactionTemplate transaction =
        new TransactionTemplate(new DataSourceTransactionManager(database.dataSource()));
    transaction.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
    transaction.setReadOnly(true);
    return transaction;
  }

  private Summary write(BackupFile.Writer writer, String schema, Attachments attachments)
      throws IOException {
    JdbcClient jdbc = database.jdbc();
    jdbc.sql("set local statement_timeout = 0").update();
    Map<String, List<String>> all = Tables.inOrder(jdbc);
    // No partition may be dropped while the copy runs.
    jdbc.sql(
            "lock table "
                + String.join(", ", all.keySet().stream().map(Tables::quoted).toList())
                + " in access share mode")
        .update();
    Instant now = ProbeStore.now(jdbc);
    List<BackupFile.Table> tables = new ArrayList<>();
    for (Map.Entry<String, List<String>> table : all.entrySet()) {
      tables.add(table(writer, table.getKey(), table.getValue()));
    }
    List<BackupFile.Sequence> sequences =
        Tables.sequences(jdbc).stream().map(name -> sequence(jdbc, name)).toList();
    List<BackupFile.Part> attached = new ArrayList<>();
    for (Map.Entry<String, Content> attachment : attachments.list().entrySet()) {
      attached.add(writer.add(attachment.getKey(), attachment.getValue()::writeTo));
    }
    writer.finish(
        new BackupFile.Manifest(
            BackupFile.FORMAT, now.toString(), schema, tables, sequences, attached));
    return new Summary(tables.size(), tables.stream().mapToLong(BackupFile.Table::rows).sum(), now);
  }

  private BackupFile.Table table(BackupFile.Writer writer, String name, List<String> columns)
      throws IOException {
    long[] rows = new long[1];
    String sql = "copy " + Tables.quoted(name) + " (" + String.join(", ", columns) + ") to stdout";
    BackupFile.Part part =
        writer.add("database/" + name + ".copy", out -> rows[0] = copyOut(sql, out));
    return new BackupFile.Table(name, columns, rows[0], part);
  }

  private long copyOut(String sql, OutputStream out) throws IOException {
    Long rows =
        new JdbcTemplate(database.dataSource())
            .execute(
                (ConnectionCallback<Long>)
                    connection -> {
                      try {
                        return connection.unwrap(PGConnection.class).getCopyAPI().copyOut(sql, out);
                      } catch (IOException e) {
                        throw new UncheckedIOException(e);
                      }
                    });
    if (rows == null) {
      throw new IOException("no count of rows", new SQLException(sql));
    }
    return rows;
  }

  private static BackupFile.Sequence sequence(JdbcClient jdbc, String name) {
    return jdbc.sql("select last_value, is_called from " + Tables.quoted(name))
        .query((row, n) -> new BackupFile.Sequence(name, row.getLong(1), row.getBoolean(2)))
        .single();
  }
}
