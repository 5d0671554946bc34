/**
 * The documents that the program writes: records of figures, each of which becomes a paper. Pure.
 * Uses {@code paper}, and the figures of {@code domain} and {@code monitor}. Start reading at
 * {@link vn.portalaudit.document.form.Form}.
 */
@NullMarked
package vn.portalaudit.document.form;

import org.jspecify.annotations.NullMarked;
