/**
 * Checklist and observations to findings. Pure: no input, no output, no clock. Start reading at
 * {@link vn.portalaudit.evaluate.Evaluator}.
 */
@NullMarked
package vn.portalaudit.evaluate;

import org.jspecify.annotations.NullMarked;
