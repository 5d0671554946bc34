package vn.portalaudit.net;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Dial another address whenever a host and port is asked for, written {@code HOST:PORT:ADDR:PORT2}
 * as curl's {@code --connect-to}.
 *
 * @param host host asked for, an empty text for any
 * @param port port asked for, 0 for any
 * @param address name or address to dial, an empty text for the host itself
 * @param target port to dial, 0 for the port asked for
 */
record Detour(String host, int port, String address, int target) {
  private static final Pattern FORM =
      Pattern.compile(
          "(\\[[^\\]]*\\]|[^:\\[\\]]*):(\\d{0,5}):(\\[[^\\]]*\\]|[^:\\[\\]]*):(\\d{0,5})");

  /**
   * Reads one.
   *
   * @throws IllegalArgumentException when it has another form
   */
  static Detour parse(String text) {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      throw new IllegalArgumentException(
          "«"
              + text
              + "» không đúng dạng HOST:PORT:ADDR:PORT2, ví dụ so.gov.vn:443:127.0.0.1:8443");
    }
    return new Detour(
        spelling(form.group(1), text),
        port(form.group(2), text),
        spelling(form.group(3), text),
        port(form.group(4), text));
  }

  /** Whether it is for this host, in its one spelling, and port. */
  boolean applies(String askedHost, int askedPort) {
    return (host.isEmpty() || host.equals(askedHost)) && (port == 0 || port == askedPort);
  }

  private static String spelling(String host, String text) {
    try {
      return host.isEmpty() ? "" : Addresses.host(host.toLowerCase(Locale.ROOT));
    } catch (Guard.Refused e) {
      throw new IllegalArgumentException(
          "«" + text + "»: «" + host + "» không phải tên máy hay địa chỉ", e);
    }
  }

  private static int port(String digits, String text) {
    int port = digits.isEmpty() ? 0 : Integer.parseInt(digits);
    if (port > 65_535) {
      throw new IllegalArgumentException("«" + text + "»: cổng lớn hơn 65535");
    }
    return port;
  }
}
