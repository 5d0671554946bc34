/**
 * Turns a portal into pages: what to ask next, within which scope, until which budget; and what one
 * page shows, read by one parse and one traversal. Knows nothing of criteria. Reads the network
 * only through {@link vn.portalaudit.crawl.Source}, so that an audit and its replay are the same
 * program. Start reading at {@link vn.portalaudit.crawl.Crawler}.
 */
@NullMarked
package vn.portalaudit.crawl;

import org.jspecify.annotations.NullMarked;
