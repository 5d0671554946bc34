/**
 * Findings to scorecards, with intervals, coverage and grade. Pure. Start reading at {@link
 * vn.portalaudit.score.Scorer}.
 */
@NullMarked
package vn.portalaudit.score;

import org.jspecify.annotations.NullMarked;
