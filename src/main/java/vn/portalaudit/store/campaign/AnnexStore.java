package vn.portalaudit.store.campaign;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.portalaudit.campaign.Actor;
import vn.portalaudit.campaign.Ruling;
import vn.portalaudit.index.AnnexTable;
import vn.portalaudit.store.Database;
import vn.portalaudit.store.PlainText;

/** Imported tables of annex rows. None is ever changed: a correction is a new one. */
public final class AnnexStore {
  private static final int LONGEST_NAME = 300;

  private final Database database;
  private final InstantSource clock;

  AnnexStore(Database database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
  }

  /**
   * A table as it is kept.
   *
   * @param set id of the set
   * @param number 1 for the first of a set
   * @param version of the set against which its sums were checked
   * @param file name of the file that it came from
   * @param csv its rows, as campaigns freeze them
   * @param lines how many rows
   */
  public record Imported(
      String set,
      int number,
      String version,
      String file,
      String csv,
      int lines,
      String who,
      Instant at) {}

  /** Keeps a table that was read without a problem; numbers go on one by one. */
  Ruling<Imported> add(String set, String version, String file, AnnexTable table, Actor by) {
    if (by.role() != Actor.Role.DEPARTMENT) {
      return Ruling.refused("Chỉ cơ quan chủ trì mới được nhập bảng phụ lục");
    }
    if (table.scheme() == null) {
      return Ruling.refused("Bảng phụ lục còn lỗi, chưa nhập dòng nào");
    }
    String name = PlainText.of(file);
    return database.within(jdbc -> {
      // one importer at a time for each set
      jdbc.sql("select pg_advisory_xact_lock(hashtext('annex_rows'), hashtext(?))")
          .param(set)
          .query((row, n) -> 0)
          .single();
      int number = all(jdbc, set).stream().mapToInt(Imported::number).max().orElse(0) + 1;
      Imported imported =
          new Imported(
              set,
              number,
              version,
              name.substring(0, Math.min(name.length(), LONGEST_NAME)),
              table.csv(),
              table.lines().size(),
              by.who(),
              clock.instant());
      jdbc.sql("insert into annex_rows values (?, ?, ?, ?, ?, ?, ?, ?)")
          .params(set, number, version, imported.file(), imported.csv(), imported.lines())
          .params(by.who(), CampaignRows.time(imported.at()))
          .update();
      return Ruling.allowed(imported);
    });
  }

  /** The tables of a set, the newest first. */
  List<Imported> all(String set) {
    return all(database.jdbc(), set);
  }

  private static List<Imported> all(JdbcClient jdbc, String set) {
    return jdbc.sql("select * from annex_rows where set_id = ? order by number desc")
        .param(set)
        .query((row, n) ->
            new Imported(
                row.getString("set_id"),
                row.getInt("number"),
                row.getString("version"),
                row.getString("file"),
                row.getString("csv"),
                row.getInt("lines"),
                row.getString("by_whom"),
                CampaignRows.at(row, "at")))
        .list();
  }

  /** The set with the newest table of its version; as it is when there is none. */
  Opening.Definition with(Opening.Definition stated) {
    Optional<Imported> newest =
        all(stated.set()).stream()
            .filter(one -> one.version().equals(stated.version()))
            .findFirst();
    return newest
        .map(one ->
            new Opening.Definition(
                stated.set(), stated.version() + "+" + one.number(), stated.source(), one.csv()))
        .orElse(stated);
  }
}
