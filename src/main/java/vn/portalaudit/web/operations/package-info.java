/**
 * The department's screens for running the watch: incidents, alerts, maintenance, the queue, the
 * import of the registry, the health of the program. Operators act, leaders read. Start reading at
 * {@code IncidentController}.
 */
@NullMarked
package vn.portalaudit.web.operations;

import org.jspecify.annotations.NullMarked;
