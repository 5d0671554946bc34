/**
 * Who may do what: roles, persons, rules for passwords, one-time codes. Pure: no clock, no
 * database. Accounts are kept by {@code store.AccountStore}; {@code web.access} lets people in.
 * Start reading at {@link vn.portalaudit.access.Person}.
 */
@NullMarked
package vn.portalaudit.access;

import org.jspecify.annotations.NullMarked;
