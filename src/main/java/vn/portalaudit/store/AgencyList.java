package vn.portalaudit.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.portalaudit.registry.AgencyVersion.Level;
import vn.portalaudit.registry.Succession.How;

/** The agencies of the registry as people look them up. Safe for threads. */
public final class AgencyList {
  private final Database database;

  /** Of a migrated database. */
  public AgencyList(Database database) {
    this.database = database;
  }

  /**
   * An agency on a day.
   *
   * @param parent name of the agency above it; null without one
   * @param parentCode its code
   * @param group with whom it is ranked; null for nobody
   * @param portals how many portals it is the main owner of
   */
  public record Row(
      int id,
      String code,
      String name,
      Level level,
      @Nullable String parent,
      @Nullable String parentCode,
      @Nullable String group,
      int portals) {}

  /** What an agency was called, from a day on up to but without another; null while it holds. */
  public record Name(String name, Level level, LocalDate from, @Nullable LocalDate to) {}

  /**
   * What came before an agency, or after it.
   *
   * @param before whether the other gave to it; otherwise it gave to the other
   * @param code the other's code
   * @param name the other's last name
   */
  public record Step(
      boolean before, String code, String name, How how, LocalDate on, @Nullable String basis) {}

  private static final String FROM =
      """
      from agency a join agency_version v on v.agency_id = a.id
        and :on <@ daterange(v.valid_from, v.valid_to)
      left join agency pa on pa.id = v.parent_id
      left join agency_version pv on pv.agency_id = pa.id
        and :on <@ daterange(pv.valid_from, pv.valid_to)
      where :on <@ daterange(a.valid_from, a.valid_to)
      """;

  private static final String COLUMNS =
      """
      select a.id, a.code, v.name, v.level, v.ranking_group, pv.name as parent,
        pa.code as parent_code, (
          select count(*) from portal_owner o join portal p on p.id = o.portal_id
          where o.agency_id = a.id and o.main and :on <@ daterange(o.valid_from, o.valid_to)
            and :on <@ daterange(p.valid_from, p.valid_to)) as portals
      """;

  /**
   * A page of the agencies that exist on a day, as Vietnamese sorts.
   *
   * @param text words of the name, whatever their case and marks; null for all
   * @param level null for all
   */
  public Listing<Row> page(
      @Nullable String text, @Nullable Level level, LocalDate on, int offset, int size) {
    Map<String, Object> params = new HashMap<>(Map.of("on", on));
    StringBuilder wanted = new StringBuilder();
    List<String> words = PortalList.words(text);
    for (int i = 0; i < words.size(); i++) {
      wanted.append(" and v.sought like '%' || folded(:word").append(i).append(") || '%'");
      params.put("word" + i, words.get(i));
    }
    if (level != null) {
      wanted.append(" and v.level = :level");
      params.put("level", level.id());
    }
    int total =
        database
            .jdbc()
            .sql("select count(*) " + FROM + wanted)
            .params(params)
            .query(Integer.class)
            .single();
    params.put("offset", Math.max(0, offset));
    params.put("size", size);
    List<Row> rows =
        database
            .jdbc()
            .sql(
                COLUMNS
                    + FROM
                    + wanted
                    + " order by v.name collate \"vi-x-icu\", a.id offset :offset limit :size")
            .params(params)
            .query((row, n) -> row(row))
            .list();
    return new Listing<>(rows, total);
  }

  /** An agency that exists on a day. */
  public Optional<Row> find(String code, LocalDate on) {
    return database
        .jdbc()
        .sql(COLUMNS + FROM + " and a.code = :code")
        .param("on", on)
        .param("code", code.replace("\0", ""))
        .query((row, n) -> row(row))
        .optional();
  }

  /** The last day of an agency that exists no more. */
  public Optional<LocalDate> lastDay(String code) {
    return database
        .jdbc()
        .sql("select valid_to - 1 from agency where code = :code and valid_to is not null")
        .param("code", code.replace("\0", ""))
        .query(LocalDate.class)
        .optional();
  }

  /** The names of an agency, the newest first. */
  public List<Name> names(int agency) {
    return database
        .jdbc()
        .sql(
            "select name, level, valid_from, valid_to from agency_version where agency_id = ?"
                + " order by valid_from desc")
        .param(agency)
        .query((row, n) ->
            new Name(
                row.getString(1),
                level(row.getString(2)),
                row.getObject(3, LocalDate.class),
                row.getObject(4, LocalDate.class)))
        .list();
  }

  /** What came before an agency and after it, the newest first. */
  public List<Step> steps(int agency) {
    return database
        .jdbc()
        .sql(
            """
            select s.successor_id = :agency as before, o.code, (
                select v.name from agency_version v where v.agency_id = o.id
                order by v.valid_from desc limit 1) as name, s.kind, s.on_date, s.basis
            from agency_succession s join agency o
              on o.id = case when s.successor_id = :agency then s.predecessor_id
                else s.successor_id end
            where :agency in (s.successor_id, s.predecessor_id)
            order by s.on_date desc, o.code
            """)
        .param("agency", agency)
        .query((row, n) ->
            new Step(
                row.getBoolean("before"),
                row.getString("code"),
                row.getString("name"),
                How.of(row.getString("kind")).orElseThrow(),
                row.getObject("on_date", LocalDate.class),
                row.getString("basis")))
        .list();
  }

  private static Row row(ResultSet row) throws SQLException {
    return new Row(
        row.getInt("id"),
        row.getString("code"),
        row.getString("name"),
        level(row.getString("level")),
        row.getString("parent"),
        row.getString("parent_code"),
        row.getString("ranking_group"),
        row.getInt("portals"));
  }

  private static Level level(String id) {
    return Level.of(id).orElseThrow();
  }
}
