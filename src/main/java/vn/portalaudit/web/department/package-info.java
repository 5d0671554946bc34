/**
 * The department's screens: what is to be done today, the portals, a portal. Operators change,
 * leaders read.
 */
@NullMarked
package vn.portalaudit.web.department;

import org.jspecify.annotations.NullMarked;
