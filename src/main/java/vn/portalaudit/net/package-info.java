/**
 * The only sockets of the program: a guarded, polite HTTP client, the proxy of the browser, TLS
 * handshakes, look-ups. Every address is judged before it is dialled, every answer is bounded,
 * every failure is a value. Start reading at {@link vn.portalaudit.net.Web}.
 */
@NullMarked
package vn.portalaudit.net;

import org.jspecify.annotations.NullMarked;
