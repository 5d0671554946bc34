package vn.portalaudit.probe;

import java.util.Locale;

/** Names of hosts in addresses. */
final class Hosts {
  private Hosts() {}

  /** The host of an address in lower case without {@code www.}; empty when it has none. */
  static String of(String url) {
    String whole = whole(url);
    return whole.startsWith("www.") ? whole.substring(4) : whole;
  }

  /** The host of an absolute address in lower case; empty when it has none. */
  static String whole(String url) {
    int from = url.indexOf("://");
    if (from < 0) {
      return "";
    }
    int end = from + 3;
    while (end < url.length() && "/?#\\".indexOf(url.charAt(end)) < 0) {
      end++;
    }
    String authority = url.substring(from + 3, end);
    String host = authority.substring(authority.lastIndexOf('@') + 1);
    int colon = host.lastIndexOf(':');
    boolean literal = host.startsWith("[");
    return (colon < 0 || literal ? host : host.substring(0, colon)).toLowerCase(Locale.ROOT);
  }
}
