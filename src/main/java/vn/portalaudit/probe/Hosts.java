package vn.portalaudit.probe;

import java.net.URI;
import java.util.Locale;

/** Names of hosts in addresses. */
final class Hosts {
  private Hosts() {}

  /** The host of an address in lower case without {@code www.}; empty when it has none. */
  static String of(String url) {
    try {
      String host = URI.create(url).getHost();
      String lower = host == null ? "" : host.toLowerCase(Locale.ROOT);
      return lower.startsWith("www.") ? lower.substring(4) : lower;
    } catch (IllegalArgumentException e) {
      return "";
    }
  }
}
