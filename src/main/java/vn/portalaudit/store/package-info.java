/**
 * The database: every statement of SQL is here. Start reading at {@link
 * vn.portalaudit.store.Database}.
 */
@NullMarked
package vn.portalaudit.store;

import org.jspecify.annotations.NullMarked;
