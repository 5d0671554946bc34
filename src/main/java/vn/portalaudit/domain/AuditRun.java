package vn.portalaudit.domain;

import java.time.Instant;

/**
 * One run over one portal.
 *
 * @param id id of the run
 * @param portal root address of the portal
 * @param kind kind of its owner
 * @param startedAt when the first request was made
 * @param finishedAt when the last answer was read
 * @param at the moment as of which is judged
 * @param judgedAt when it was judged
 * @param period assessment period
 * @param rulesDigest {@code sha256:…} over the checklist and probe files that were applied
 * @param pages pages read
 * @param requests requests made
 * @param bytes bytes of the bodies read, as sent; those that a server said had not changed since an
 *     earlier audit included, so that the same portal gives the same number
 * @param complete whether nothing that was due was left unread
 */
public record AuditRun(
    String id,
    String portal,
    PortalKind kind,
    Instant startedAt,
    Instant finishedAt,
    Instant at,
    Instant judgedAt,
    Period period,
    String rulesDigest,
    int pages,
    int requests,
    long bytes,
    boolean complete) {}
