/**
 * Papers as files: PDF, DOCX, XLSX, CSV, each of them the same bytes for the same paper where the
 * format allows. Uses {@code paper}, the templates of {@code report}, the browser of {@code net}.
 * Start reading at {@link vn.portalaudit.document.file.Pdf}.
 */
@NullMarked
package vn.portalaudit.document.file;

import org.jspecify.annotations.NullMarked;
