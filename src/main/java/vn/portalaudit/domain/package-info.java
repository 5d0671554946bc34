/**
 * The words that every stage speaks: criteria's outcomes, reasons, evidence, observations,
 * findings, scorecards. Records and enums only; no input or output, no clock. Depends on nothing.
 * Start reading at {@link vn.portalaudit.domain.Observation}.
 */
@NullMarked
package vn.portalaudit.domain;

import org.jspecify.annotations.NullMarked;
