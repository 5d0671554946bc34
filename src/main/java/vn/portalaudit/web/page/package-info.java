/**
 * What every screen is made of: who may open it ({@link vn.portalaudit.web.page.Allowed}), what it
 * shows ({@link vn.portalaudit.web.page.Screen}), what was typed ({@link
 * vn.portalaudit.web.page.Form}), lists ({@link vn.portalaudit.web.page.Query}, {@link
 * vn.portalaudit.web.page.Paging}), charts. Knows no particular screen. How to add one stands in
 * {@code vn.portalaudit.web}.
 */
@NullMarked
package vn.portalaudit.web.page;

import org.jspecify.annotations.NullMarked;
