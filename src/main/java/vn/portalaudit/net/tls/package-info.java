/**
 * TLS handshakes with one server: which protocol versions it accepts, by hellos of our own without
 * any cryptography, and what certificates it shows, by one handshake of the platform. What was seen
 * is kept as {@link vn.portalaudit.net.tls.TlsFacts}; judging it is pure and can be repeated. Start
 * reading at {@link vn.portalaudit.net.tls.Handshakes}.
 */
@NullMarked
package vn.portalaudit.net.tls;

import org.jspecify.annotations.NullMarked;
