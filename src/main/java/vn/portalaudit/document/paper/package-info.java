/**
 * A printed document as plain data: letterhead, paragraphs, tables, signature blocks. Every text is
 * cleaned and bounded when it is put in, so that all file formats show the same. Uses {@code
 * report} for the Vietnamese form of values. Start reading at {@link
 * vn.portalaudit.document.paper.Paper}.
 */
@NullMarked
package vn.portalaudit.document.paper;

import org.jspecify.annotations.NullMarked;
