package vn.portalaudit.schedule;

import org.jspecify.annotations.Nullable;

/**
 * One piece of work on one portal that a node holds.
 *
 * @param id its number
 * @param portal number of the portal
 * @param kind what is to be done
 * @param slot the occasion: the same portal, kind and occasion is never worked twice
 * @param attempt 1 for the first
 * @param fence grows with every claim; whoever holds an older one may write nothing more
 * @param checkpoint where an earlier attempt stood, as it was noted; null without one
 */
public record Work(
    long id,
    int portal,
    WorkKind kind,
    String slot,
    int attempt,
    long fence,
    @Nullable String checkpoint) {}
