/**
 * A private PostgreSQL in the data folder: unpacked, created, started, adopted again and stopped by
 * the program. Start reading at {@link vn.portalaudit.store.embedded.EmbeddedPostgres}.
 */
@NullMarked
package vn.portalaudit.store.embedded;

import org.jspecify.annotations.NullMarked;
