/**
 * Documents that are printed, signed and filed: figures in, PDF, DOCX, XLSX and CSV out, with the
 * same figures in all of them. {@code form} holds the documents, {@code paper} what they are made
 * of, {@code file} the formats, {@code signed} the check of copies that came back signed. Start
 * reading at {@link vn.portalaudit.document.Documents}.
 */
@NullMarked
package vn.portalaudit.document;

import org.jspecify.annotations.NullMarked;
