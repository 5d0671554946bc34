/**
 * What stands around every screen of somebody who is signed in: the search of everything, and the
 * bell with what concerns the person. Start reading at {@code SearchController}.
 */
@NullMarked
package vn.portalaudit.web.frame;

import org.jspecify.annotations.NullMarked;
