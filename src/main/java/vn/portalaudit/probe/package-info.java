/**
 * Turns pages, handshakes and headers into observations by the files in {@code probes/}. Measures
 * and never judges: no threshold lives here. Start reading at {@link
 * vn.portalaudit.probe.ProbeCatalog}.
 */
@NullMarked
package vn.portalaudit.probe;

import org.jspecify.annotations.NullMarked;
