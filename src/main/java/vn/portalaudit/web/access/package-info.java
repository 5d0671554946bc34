/**
 * Letting people in: passwords, second factor, sessions, keys of other systems, and the screens of
 * accounts and of the action log. Who may open what is said at each handler ({@code
 * web.page.Allowed}) and decided in {@code Gate}; who is signed in is looked up anew at every
 * request ({@code PersonFilter}). Start reading at {@code Security}.
 */
@NullMarked
package vn.portalaudit.web.access;

import org.jspecify.annotations.NullMarked;
