package vn.portalaudit.agent;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Instant;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import vn.portalaudit.domain.PortalKind;
import vn.portalaudit.pipeline.Audit;
import vn.portalaudit.schedule.Work;

/** What workers need from the rest of the program; the root of the program gives it. */
public interface Auditing {
  /**
   * A fresh audit with rules of its own: one instance serves one thread.
   *
   * @param held whether the portal is still this node's, asked before each request
   * @return the audit
   */
  Audit audit(BooleanSupplier held);

  /**
   * Keeps what an audit concluded, files and rows, in one go.
   *
   * @param target what was audited
   * @param folder its evidence
   * @param concluded what was concluded
   * @return false when the work was taken over meanwhile; nothing was kept then
   * @throws IOException when the files cannot be written
   */
  boolean keep(Target target, Path folder, Audit.Concluded concluded) throws IOException;

  /**
   * Looks at TLS, headers or DNS of a portal, by the kind of its work.
   *
   * @param held whether the portal is still this node's, asked before each request
   * @throws IOException when the look cannot be recorded
   */
  Looked look(Target target, BooleanSupplier held) throws IOException;

  /** What people are to know of the rules that are applied; empty when nothing is the matter. */
  String remark();

  /** The Vietnamese name of a probe or a checklist; its id where there is none. */
  String title(String id);

  /**
   * One portal to be worked on.
   *
   * @param work by which it is held
   * @param code the portal's code
   * @param url address of its home page
   * @param kind kind of its owner
   * @param previous folder of its last audit, null without one
   */
  record Target(Work work, String code, String url, PortalKind kind, @Nullable Path previous) {
    /** Id of the run that comes of an audit. */
    public String run() {
      return code + "-" + work.id();
    }
  }

  /**
   * What a look saw.
   *
   * @param seen observations as JSON, without what changes each day
   * @param observed whether anything could be observed
   * @param certificate the portal's own; null when none was seen
   */
  record Looked(Instant at, String seen, boolean observed, @Nullable Certificate certificate) {}

  /**
   * A certificate.
   *
   * @param serial its serial number
   * @param notAfter its end
   */
  record Certificate(BigInteger serial, Instant notAfter) {
    /** The serial number as people write it. */
    public String name() {
      return serial.toString(16);
    }
  }
}
