package vn.portalaudit.probe;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import vn.portalaudit.domain.Evidence;
import vn.portalaudit.net.tls.Handshakes;
import vn.portalaudit.net.tls.TlsFacts;

/**
 * Where a portal's TLS is looked at.
 *
 * @param host name or address literal without brackets
 * @param port of the root address when it is https and names one, otherwise 443
 */
record SecureEndpoint(String host, int port) {
  private static final int HTTPS = 443;
  private static final int HIGHEST_PORT = 65_535;

  /** That of a portal's root address; empty when it has no host or no possible port. */
  static Optional<SecureEndpoint> of(String root) {
    return host(root)
        .map(
            host -> {
              URI uri = URI.create(root);
              boolean named = "https".equalsIgnoreCase(uri.getScheme()) && uri.getPort() > 0;
              return new SecureEndpoint(host, named ? uri.getPort() : HTTPS);
            })
        .filter(endpoint -> endpoint.port <= HIGHEST_PORT);
  }

  /** The host of an address in lower case, without the brackets of an IPv6 literal. */
  static Optional<String> host(String url) {
    try {
      String host = URI.create(url).getHost();
      if (host == null || host.isEmpty()) {
        return Optional.empty();
      }
      String bare = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
      return Optional.of(bare.toLowerCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /**
   * Looks, or reads what was seen from the record.
   *
   * @throws IllegalArgumentException when the record is damaged
   */
  TlsFacts facts(Subject subject, Handshakes handshakes) {
    return TlsFacts.read(
        subject.source().measure("tls", host + ":" + port, () -> handshakes.scan(host, port)));
  }

  /** What was seen as evidence. */
  Evidence evidence(TlsFacts facts, String quote) {
    String shown = host.contains(":") ? "[" + host + "]" : host;
    return new Evidence(
        "https://" + shown + (port == HTTPS ? "" : ":" + port) + "/", facts.at(), null, quote);
  }
}
