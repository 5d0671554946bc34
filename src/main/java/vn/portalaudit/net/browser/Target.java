package vn.portalaudit.net.browser;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a request of the browser goes. Chromium has already brought the host into its one canonical
 * spelling, so anything that looks odd here is refused rather than understood.
 *
 * @param host name or address, IPv6 without brackets
 * @param port 1 to 65535
 * @param path path and query, {@code /} at least
 */
record Target(String host, int port, String path) {
  private static final String AUTHORITY =
      "(?<host>[A-Za-z0-9._-]{1,253}|\\[[0-9A-Fa-f:.]{2,45}])(?::(?<port>[0-9]{1,5}))?";
  private static final Pattern ABSOLUTE =
      Pattern.compile("http://" + AUTHORITY + "(?<path>[/?][\\x21-\\x7e]*)?");
  private static final Pattern CONNECT = Pattern.compile(AUTHORITY);

  /** The target of a plain request, {@code http://host[:port]/path}. */
  static Optional<Target> absolute(String uri) {
    return of(ABSOLUTE.matcher(uri), 80);
  }

  /** The target of a tunnel, {@code host:port}. */
  static Optional<Target> tunnel(String authority) {
    return of(CONNECT.matcher(authority), 0);
  }

  private static Optional<Target> of(Matcher matcher, int standardPort) {
    if (!matcher.matches()) {
      return Optional.empty();
    }
    String port = matcher.group("port");
    int number = port == null ? standardPort : Integer.parseInt(port);
    if (number < 1 || number > 65_535) {
      return Optional.empty();
    }
    String host = matcher.group("host");
    boolean literal = host.startsWith("[");
    return Optional.of(
        new Target(literal ? host.substring(1, host.length() - 1) : host, number, path(matcher)));
  }

  private static String path(Matcher matcher) {
    if (!matcher.namedGroups().containsKey("path")) {
      return "";
    }
    String path = matcher.group("path");
    if (path == null) {
      return "/";
    }
    return path.startsWith("/") ? path : "/" + path;
  }

  /** As written in a Host field of plain HTTP. */
  String authority() {
    String name = host.indexOf(':') >= 0 ? "[" + host + "]" : host;
    return port == 80 ? name : name + ":" + port;
  }
}
