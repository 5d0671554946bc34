/**
 * The browser for pages that show nothing without scripts, and for pictures: Chromium behind a
 * proxy of our own, so that no byte leaves but through a {@link vn.portalaudit.net.Dialer} that
 * judges the address it dials, also where a Selenium Grid runs the browser. Nothing is ever typed,
 * submitted or downloaded. Start reading at {@link vn.portalaudit.net.browser.Browsers}.
 */
@NullMarked
package vn.portalaudit.net.browser;

import org.jspecify.annotations.NullMarked;
