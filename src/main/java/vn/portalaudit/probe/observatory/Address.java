package vn.portalaudit.probe.observatory;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The parts of an http or https address that matter here, read leniently: addresses in headers and
 * documents are often not valid URIs.
 *
 * @param scheme {@code http} or {@code https}
 * @param host host in lower case, without brackets or a closing dot
 * @param path path, {@code /} when there is none
 */
record Address(String scheme, String host, String path) {
  private static final int MAX_LENGTH = 8_192;
  private static final Pattern PARTS =
      Pattern.compile(
          "(https?)://(?:[^/?#@\\\\]*@)?(\\[[^\\]/]*\\]|[^/?#:\\\\]*)(?::\\d*)?([^?#]*).*",
          Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

  /** The parts of an address, or empty when it is none. */
  static Optional<Address> of(String url) {
    Matcher parts = PARTS.matcher(FieldText.cut(url, MAX_LENGTH));
    if (!parts.matches() || parts.group(2).isEmpty()) {
      return Optional.empty();
    }
    String host = parts.group(2).toLowerCase(Locale.ROOT);
    host = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    host = host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
    String path = parts.group(3).isEmpty() ? "/" : parts.group(3);
    return Optional.of(new Address(parts.group(1).toLowerCase(Locale.ROOT), host, path));
  }

  /** Whether it is an https address. */
  boolean secure() {
    return scheme.equals("https");
  }
}
