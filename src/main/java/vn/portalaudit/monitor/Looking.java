package vn.portalaudit.monitor;

import vn.portalaudit.monitor.ProbeResult.Path;

/** Looks at a portal. Implementations are safe for several threads and never throw. */
@FunctionalInterface
interface Looking {
  Sight look(Watched watched, Path path);
}
