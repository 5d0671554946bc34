/**
 * Criteria as data: conditions (sealed), reading and cross-checks of the files in {@code
 * checklists/}. Start reading at {@link vn.portalaudit.checklist.Checklist}.
 */
@NullMarked
package vn.portalaudit.checklist;

import org.jspecify.annotations.NullMarked;
