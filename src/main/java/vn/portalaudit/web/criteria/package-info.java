/**
 * The criteria by which portals are judged: for the department as a browser, for everybody as the
 * published methodology. Start reading at {@code CriteriaController}.
 */
@NullMarked
package vn.portalaudit.web.criteria;

import org.jspecify.annotations.NullMarked;
