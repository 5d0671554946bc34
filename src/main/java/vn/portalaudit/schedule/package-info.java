/**
 * Which portal is due when. Coarse occasions («every Saturday at eight in the evening») come from a
 * cron expression; the portals of a group are then spread over a window, each always at the same
 * place in it, and moved out of quiet hours. Given a clock, never reading one; all hours are those
 * of Việt Nam, whatever the server's are.
 */
@NullMarked
package vn.portalaudit.schedule;

import org.jspecify.annotations.NullMarked;
