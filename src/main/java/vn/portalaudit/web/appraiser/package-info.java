/**
 * The appraisers' screens: what is theirs, the bench where a value and what proves it lie side by
 * side, and reconciliation. Nobody appraises their own agency. Start reading at BenchController.
 */
@NullMarked
package vn.portalaudit.web.appraiser;

import org.jspecify.annotations.NullMarked;
