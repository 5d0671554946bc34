package vn.portalaudit.net.browser;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An http or https address, read only as far as host and port.
 *
 * @param url as given
 * @param host lower case, IPv6 without brackets
 * @param port the scheme's own where none is written
 */
record WebAddress(String url, String host, int port) {
  /** Without user names, backslashes and blanks, which parsers read differently. */
  private static final Pattern FORM =
      Pattern.compile(
          "(?i)(?<scheme>https?)://(?<host>[^\\s\\\\/?#@:\\[\\]]+|\\[[0-9a-f:.]+])"
              + "(?::(?<port>[0-9]{1,5}))?(?:[/?#]\\P{Cntrl}*)?");

  /** Empty for any other scheme and for an odd form. */
  static Optional<WebAddress> of(String url) {
    Matcher matcher = FORM.matcher(url);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    String host = matcher.group("host").toLowerCase(Locale.ROOT);
    String port = matcher.group("port");
    int standard = matcher.group("scheme").length() == "https".length() ? 443 : 80;
    int number = port == null ? standard : Integer.parseInt(port);
    if (number < 1 || number > 65_535) {
      return Optional.empty();
    }
    return Optional.of(
        new WebAddress(
            url, host.startsWith("[") ? host.substring(1, host.length() - 1) : host, number));
  }

  /** The host as one site, with or without {@code www}. */
  String site() {
    return host.startsWith("www.") ? host.substring("www.".length()) : host;
  }
}
