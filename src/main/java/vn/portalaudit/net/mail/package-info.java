/** Sending mail. Start reading at {@link vn.portalaudit.net.mail.Mailer}. */
@NullMarked
package vn.portalaudit.net.mail;

import org.jspecify.annotations.NullMarked;
