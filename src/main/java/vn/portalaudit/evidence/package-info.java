/**
 * What was received, kept as it was sent: WARC files, an index of captures, pictures. Append only.
 * Start reading at {@link vn.portalaudit.evidence.EvidenceFolder}.
 */
@NullMarked
package vn.portalaudit.evidence;

import org.jspecify.annotations.NullMarked;
