/**
 * The watch over the portals' uptime. Start reading at {@link vn.portalaudit.monitor.Engine}, which
 * runs {@code Watchroom}: that is all of the watch without threads, sockets and clocks.
 *
 * <p>A slot is a planned time of a portal ({@link vn.portalaudit.monitor.Grid}). A look that fails
 * is repeated, by another address and at last by raw handshakes, before it is believed ({@link
 * vn.portalaudit.monitor.Confirmation}); only then has its slot a result, so that what is counted
 * and what is told as an outage are the same. While we cannot see ({@code Vantage}), nothing counts
 * and nothing is told but that.
 *
 * <p>How availability is counted: good are the slots up or degraded; the share is good by good and
 * down. Slots unknown, without a result, or in maintenance announced seven working days ahead
 * ({@link vn.portalaudit.monitor.NoticeRule}) do not count. An interruption shorter than its
 * confirmation does not count either. The interval of confidence is Wilson's, with the number of
 * slots reduced to that of independent ones by a chain of two states whose chances come from the
 * number of outages and their length. Below a coverage of four fifths nothing is said ({@link
 * vn.portalaudit.monitor.Availability}).
 */
@NullMarked
package vn.portalaudit.monitor;

import org.jspecify.annotations.NullMarked;
