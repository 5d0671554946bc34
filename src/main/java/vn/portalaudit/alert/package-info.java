/**
 * What went wrong and who is told. An {@link vn.portalaudit.alert.Incident} lives by {@link
 * vn.portalaudit.alert.Life}; {@link vn.portalaudit.alert.Signs} turns what was seen into changes
 * of incidents; {@link vn.portalaudit.alert.Guessing} tells guessed passwords from mistyped ones;
 * {@link vn.portalaudit.alert.Herald} turns their events into messages; {@link
 * vn.portalaudit.alert.Courier} takes those to people. Start reading at {@code Life}.
 */
@NullMarked
package vn.portalaudit.alert;

import org.jspecify.annotations.NullMarked;
