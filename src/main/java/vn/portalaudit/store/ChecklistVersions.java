package vn.portalaudit.store;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The texts of checklists as audits used them: the first use freezes one. Safe for threads. */
public final class ChecklistVersions {
  private final Database database;

  public ChecklistVersions(Database database) {
    this.database = database;
  }

  /**
   * A version as it was used.
   *
   * @param source its file, whole
   * @param usedAt when it was first used
   */
  public record Used(String source, Instant usedAt) {}

  /** The versions of a checklist as audits used them, by their names; the newest first. */
  public Map<String, Used> all(String checklist) {
    Map<String, Used> all = new LinkedHashMap<>();
    database
        .jdbc()
        .sql(
            """
            select version, source, used_at from checklist_version where checklist = ?
            order by used_at desc, version desc
            """)
        .param(checklist)
        .query(row -> {
          all.put(
              row.getString("version"),
              new Used(row.getString("source"), FindingRows.instant(row, "used_at")));
        });
    return all;
  }

  /** The version as audits used it; empty when none has. */
  public Optional<Used> find(String checklist, String version) {
    return database
        .jdbc()
        .sql("select source, used_at from checklist_version where checklist = ? and version = ?")
        .params(checklist, version)
        .query((row, n) -> new Used(row.getString("source"), FindingRows.instant(row, "used_at")))
        .optional();
  }

  /**
   * Keeps the text of a version, unless one is kept.
   *
   * @param source its file, whole
   * @param run the run that used it
   * @param at when
   * @return whether the text that is kept is this one
   */
  public boolean use(String checklist, String version, String source, String run, Instant at) {
    database
        .jdbc()
        .sql(
            """
            insert into checklist_version (checklist, version, source, used_at, first_run)
            values (?, ?, ?, ?, ?) on conflict do nothing
            """)
        .params(checklist, version, source, IncidentRows.param(at), run)
        .update();
    return find(checklist, version).filter(used -> used.source().equals(source)).isPresent();
  }
}
