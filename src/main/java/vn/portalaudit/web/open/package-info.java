/**
 * What everybody may see without an account: how portals are, how they are judged, what has been
 * published, and all of it as open data. Nothing here shows addresses of machines, words of errors
 * or points before they are published. Start reading at {@code StatusController}.
 */
@NullMarked
package vn.portalaudit.web.open;

import org.jspecify.annotations.NullMarked;
