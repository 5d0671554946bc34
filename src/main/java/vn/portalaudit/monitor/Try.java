package vn.portalaudit.monitor;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import vn.portalaudit.domain.Reason;
import vn.portalaudit.monitor.ProbeResult.Path;
import vn.portalaudit.monitor.ProbeResult.State;

/**
 * One look at a portal, as evidence of what was decided.
 *
 * @param at when it began
 * @param state what was found
 * @param reason why it is not {@link State#UP}, or null
 * @param status HTTP status, 0 without an answer
 * @param path how it was looked at
 */
public record Try(
    Instant at, State state, @Nullable Reason reason, int status, Path path) {}
