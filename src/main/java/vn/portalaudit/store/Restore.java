package vn.portalaudit.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationVersion;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Brings a backup into a database that holds nothing: all of it or nothing. The file is compared
 * with its manifest before anything is touched; all rows come in one transaction, and are counted
 * before it ends.
 */
public final class Restore {
  private final Database database;

  /** Into a database without tables, or with empty ones. */
  public Restore(Database database) {
    this.database = database;
  }

  /** Takes an attachment of a backup. */
  @FunctionalInterface
  public interface Taker {
    /**
     * Reads it.
     *
     * @throws IOException when it cannot be read
     */
    void take(InputStream in) throws IOException;
  }

  /** Who takes which attachment. */
  @FunctionalInterface
  public interface Takers {
    /** Who takes one; null when nobody does. */
    @Nullable Taker of(String name);
  }

  /**
   * Brings a backup back, then brings the schema up to this program's version.
   *
   * @param file the backup
   * @param takers take attachments once the database is whole
   * @throws StoreException when the file is damaged, the database holds data, or the backup is a
   *     later program's; the database is as it was, but perhaps for empty tables
   */
  public Backup.Summary read(Path file, Takers takers) throws IOException {
    try (BackupFile.Reader reader = BackupFile.open(file)) {
      BackupFile.Manifest manifest = reader.manifest();
      refuseData(database.jdbc());
      prepare(manifest);
      database.<Boolean>within(jdbc -> {
        load(jdbc, reader);
        return true;
      });
      database.migrate();
      for (BackupFile.Part part : manifest.attached()) {
        Taker taker = takers.of(part.entry());
        if (taker != null) {
          try (InputStream in = reader.read(part)) {
            taker.take(in);
          }
        }
      }
      return new Backup.Summary(
          manifest.tables().size(),
          manifest.tables().stream().mapToLong(BackupFile.Table::rows).sum(),
          Instant.parse(manifest.madeAt()));
    } catch (UncheckedIOException e) {
      throw e.getCause();
    } catch (DataAccessException e) {
      throw new StoreException(
          "Không phục hồi được, cơ sở dữ liệu vẫn trống: " + e.getMostSpecificCause().getMessage(),
          e);
    }
  }

  private static void refuseData(JdbcClient jdbc) {
    Optional<String> full = Tables.firstWithRows(jdbc);
    if (full.isPresent()) {
      throw new StoreException(
          "Chỉ phục hồi vào cơ sở dữ liệu trống; ở đây bảng "
              + full.get()
              + " đã có dữ liệu. Hãy dùng thư mục dữ liệu (--data) hoặc cơ sở dữ liệu mới");
    }
  }

  /** Lays the tables down as they were when the backup was made. */
  private void prepare(BackupFile.Manifest manifest) {
    MigrationVersion wanted = MigrationVersion.fromVersion(manifest.schema());
    MigrationInfo current = database.flyway().info().current();
    boolean known =
        List.of(database.flyway().info().all()).stream()
            .anyMatch(info -> wanted.equals(info.getVersion()));
    if (!known) {
      throw new StoreException(
          "Bản sao lưu thuộc phiên bản dữ liệu "
              + wanted
              + ", mới hơn chương trình này; hãy dùng chương trình đã tạo ra nó hoặc mới hơn");
    }
    if (current != null && wanted.compareTo(current.getVersion()) < 0) {
      throw new StoreException(
          "Cơ sở dữ liệu này đã ở phiên bản "
              + current.getVersion()
              + ", bản sao lưu ở phiên bản "
              + wanted
              + "; hãy phục hồi vào cơ sở dữ liệu chưa có bảng nào");
    }
    try {
      database.flyway(wanted).migrate();
    } catch (FlywayException e) {
      throw new StoreException("Không tạo được các bảng: " + e.getMessage(), e);
    }
  }

  private void load(JdbcClient jdbc, BackupFile.Reader reader) {
    jdbc.sql("set local statement_timeout = 0").update();
    jdbc.sql("set local idle_in_transaction_session_timeout = 0").update();
    lock(jdbc);
    refuseData(jdbc);
    BackupFile.Manifest manifest = reader.manifest();
    createPartitions(jdbc, manifest);
    Map<String, List<String>> columns = Tables.inOrder(jdbc);
    lock(jdbc);
    List<String> names = manifest.tables().stream().map(BackupFile.Table::name).toList();
    for (BackupFile.Table table : manifest.tables()) {
      if (!table.columns().equals(columns.get(table.name()))) {
        throw new StoreException("Bảng " + table.name() + " của bản sao lưu không khớp phiên bản");
      }
    }
    // Those that refer to others go first, those that are referred to come first.
    columns.keySet().stream().toList().reversed().stream()
        .filter(names::contains)
        .forEach(name -> jdbc.sql("delete from " + Tables.quoted(name)).update());
    for (BackupFile.Table table : manifest.tables()) {
      copyIn(reader, table);
    }
    List<String> sequences = Tables.sequences(jdbc);
    for (BackupFile.Sequence sequence : manifest.sequences()) {
      if (sequences.contains(sequence.name())) {
        jdbc.sql("select setval(cast(:name as regclass), :value, :called)")
            .param("name", Tables.quoted(sequence.name()))
            .param("value", sequence.value())
            .param("called", sequence.called())
            .query()
            .singleRow();
      }
    }
  }

  private static void lock(JdbcClient jdbc) {
    List<String> names = Tables.inOrder(jdbc).keySet().stream().map(Tables::quoted).toList();
    jdbc.sql("lock table " + String.join(", ", names) + " in access exclusive mode").update();
  }

  private static void createPartitions(JdbcClient jdbc, BackupFile.Manifest manifest) {
    for (BackupFile.Table table : manifest.tables()) {
      Optional<LocalDate> day = Partitions.dayOf(table.name());
      if (day.isPresent()) {
        Partitions.create(jdbc, day.get(), day.get());
      }
      Optional<YearMonth> month = Partitions.monthOf(table.name());
      if (month.isPresent()) {
        Partitions.create(jdbc, month.get());
      }
    }
  }

  private void copyIn(BackupFile.Reader reader, BackupFile.Table table) {
    String sql =
        "copy "
            + Tables.quoted(table.name())
            + " ("
            + String.join(", ", table.columns())
            + ") from stdin";
    Long rows =
        new JdbcTemplate(database.dataSource())
            .execute(
                (ConnectionCallback<Long>)
                    connection -> {
                      try (InputStream in = reader.read(table.part())) {
                        return connection.unwrap(PGConnection.class).getCopyAPI().copyIn(sql, in);
                      } catch (IOException e) {
                        throw new UncheckedIOException(e);
                      }
                    });
    if (rows == null || rows != table.rows()) {
      throw new StoreException(
          "Bảng " + table.name() + " có " + rows + " dòng thay vì " + table.rows());
    }
  }
}
