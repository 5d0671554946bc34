/**
 * The watch over the portals' uptime: one probe, its schedule inside a node, the confirmation of
 * failures, and the count of availability.
 */
@NullMarked
package vn.portalaudit.monitor;

import org.jspecify.annotations.NullMarked;
