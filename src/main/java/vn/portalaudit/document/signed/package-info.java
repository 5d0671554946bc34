/**
 * Copies that came back signed: who signed, and whether the file is still what was signed. Opens no
 * connection. Start reading at {@link vn.portalaudit.document.signed.SignedCopies}.
 */
@NullMarked
package vn.portalaudit.document.signed;

import org.jspecify.annotations.NullMarked;
