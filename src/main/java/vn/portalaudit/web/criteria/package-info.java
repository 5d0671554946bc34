/**
 * The criteria by which portals are judged: for the department as a browser, for everybody as the
 * published methodology; and two versions of them, or of an index set, side by side. Start reading
 * at {@code CriteriaController} and {@code Difference}.
 */
@NullMarked
package vn.portalaudit.web.criteria;

import org.jspecify.annotations.NullMarked;
