package vn.portalaudit.store;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Agencies as they are chosen from lists, by the names of today. Safe for threads. */
public final class AgencyNames {
  private final Database database;

  /** Of a migrated database. */
  public AgencyNames(Database database) {
    this.database = database;
  }

  /** An agency. */
  public record Named(int id, String code, String name) {}

  /** Those that exist today, as Vietnamese sorts. */
  public List<Named> all() {
    return database
        .jdbc()
        .sql(
            """
            select a.id, a.code, v.name from agency a join agency_version v on v.agency_id = a.id
            where (a.valid_to is null or a.valid_to > current_date)
              and v.valid_from <= current_date and (v.valid_to is null or v.valid_to > current_date)
            order by v.name collate "vi-x-icu", a.id
            """)
        .query((row, n) -> new Named(row.getInt(1), row.getString(2), row.getString(3)))
        .list();
  }

  /** An agency with whom it is ranked; an empty group where the registry gives none. */
  public record Grouped(String code, String name, String group) {}

  /** Those that exist today with their ranking groups, as Vietnamese sorts. */
  public List<Grouped> grouped() {
    return database
        .jdbc()
        .sql(
            """
            select a.code, v.name, coalesce(v.ranking_group, '') from agency a
            join agency_version v on v.agency_id = a.id
            where (a.valid_to is null or a.valid_to > current_date)
              and v.valid_from <= current_date and (v.valid_to is null or v.valid_to > current_date)
            order by v.name collate "vi-x-icu", a.id
            """)
        .query((row, n) -> new Grouped(row.getString(1), row.getString(2), row.getString(3)))
        .list();
  }

  /** The number of a code. */
  public Optional<Integer> id(String code) {
    return database
        .jdbc()
        .sql("select id from agency where code = :code")
        .param("code", code)
        .query(Integer.class)
        .optional();
  }

  /** The code of a number; null without one. */
  public @Nullable String code(@Nullable Integer id) {
    if (id == null) {
      return null;
    }
    return database
        .jdbc()
        .sql("select code from agency where id = :id")
        .param("id", id)
        .query(String.class)
        .optional()
        .orElse(null);
  }
}
