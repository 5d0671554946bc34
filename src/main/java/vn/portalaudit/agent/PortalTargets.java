package vn.portalaudit.agent;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.portalaudit.domain.PortalKind;
import vn.portalaudit.schedule.Work;
import vn.portalaudit.store.Database;

/**
 * Finds the portal of a piece of work, and the folder of its last audit.
 *
 * @param database with the registry and the runs
 */
record PortalTargets(Database database) implements WorkLoop.Targets {
  @Override
  public Optional<Auditing.Target> of(Work work) {
    return database
        .jdbc()
        .sql(
            """
            select p.code, p.root_url, p.kind,
              (select folder from audit_run r where r.portal_id = p.id and r.observed
               order by finished_at desc limit 1) as folder
            from portal p where p.id = :id and p.watched
            """)
        .param("id", work.portal())
        .query((row, n) ->
            new Auditing.Target(
                work,
                row.getString("code"),
                row.getString("root_url"),
                PortalKind.of(row.getString("kind")).orElseThrow(),
                existing(row.getString("folder"))))
        .optional();
  }

  private static @Nullable Path existing(@Nullable String folder) {
    return folder != null && Files.isDirectory(Path.of(folder)) ? Path.of(folder) : null;
  }
}
