/**
 * The agent: one node of the service that watches portals day and night.
 *
 * <p>A node says every few seconds that it is alive and so keeps its leases ({@code Heartbeat}).
 * Coarse occasions come from Quartz, whose jobs only put work in the queue ({@code Occasions});
 * what they put in is named by the planned moment, so that an occasion fired twice is one. Workers
 * take audits from the queue ({@code AuditWorkers}); the watch looks at the portals of the shards
 * that this node holds. Whatever a node writes carries the fence of its claim: a node that slept
 * through its lease can write nothing more.
 */
@NullMarked
package vn.portalaudit.agent;

import org.jspecify.annotations.NullMarked;
