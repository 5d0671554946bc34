/**
 * The agency's screens: its home, the report of each portal, what it says to the department about a
 * criterion, and its self-assessment. Who belongs to an agency sees that one alone; the department
 * may look at reports and answers objections. Start reading at {@code AgencyPortals}.
 */
@NullMarked
package vn.portalaudit.web.agency;

import org.jspecify.annotations.NullMarked;
