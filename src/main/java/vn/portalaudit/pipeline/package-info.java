/**
 * The use cases: audit a portal, judge its evidence again. Runs the stages in their order and
 * catches a stage's bug once. Start reading at {@link vn.portalaudit.pipeline.Audit}.
 */
@NullMarked
package vn.portalaudit.pipeline;

import org.jspecify.annotations.NullMarked;
