package vn.portalaudit.agent;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import vn.portalaudit.domain.PortalKind;
import vn.portalaudit.pipeline.Audit;
import vn.portalaudit.schedule.Work;

/** What workers need from the rest of the program; the root of the program gives it. */
public interface Auditing {
  /**
   * A fresh audit with rules of its own: one instance serves one thread.
   *
   * @return the audit
   */
  Audit audit();

  /**
   * Keeps what an audit concluded, files and rows, in one go.
   *
   * @param target what was audited
   * @param folder its evidence
   * @param concluded what was concluded
   * @return false when the work was taken over meanwhile; nothing was kept then
   * @throws java.io.IOException when the files cannot be written
   */
  boolean keep(Target target, Path folder, Audit.Concluded concluded) throws java.io.IOException;

  /**
   * One portal to be audited.
   *
   * @param work by which it is held
   * @param code the portal's code
   * @param url address of its home page
   * @param kind kind of its owner
   * @param previous folder of its last audit, null without one
   */
  record Target(Work work, String code, String url, PortalKind kind, @Nullable Path previous) {}
}
