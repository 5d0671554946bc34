package vn.portalaudit.monitor;

import java.net.URI;
import java.util.Optional;

/**
 * The server of an https address.
 *
 * @param name host without brackets
 */
record SecureHost(String name, int port) {
  static Optional<SecureHost> of(String url) {
    try {
      URI uri = URI.create(url);
      String host = uri.getHost();
      if (host == null || !"https".equalsIgnoreCase(uri.getScheme())) {
        return Optional.empty();
      }
      String bare = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
      return Optional.of(new SecureHost(bare, uri.getPort() > 0 ? uri.getPort() : 443));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
