/**
 * The API for other systems, {@code /api/v1}: everything that the screens do and another system may
 * do. A handler is an ordinary controller method with {@code @Allowed(scope = …)} and {@link
 * vn.portalaudit.web.api.Operation}; it answers with records, from which {@code OpenApi} describes
 * the API, and a test validates every operation against that description. {@code ApiGuard} limits
 * rates and refuses parameters that a handler does not know. Start reading at {@code PortalsApi}.
 */
@NullMarked
package vn.portalaudit.web.api;

import org.jspecify.annotations.NullMarked;
