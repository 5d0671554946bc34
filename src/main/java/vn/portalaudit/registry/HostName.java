package vn.portalaudit.registry;

import java.net.IDN;
import java.net.InetAddress;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Looks at host names as text; nothing is looked up. What may be dialled is decided when it is
 * dialled: here only what is plainly wrong in a list is told.
 */
final class HostName {
  private static final Pattern NAME =
      Pattern.compile(
          "[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?(\\.[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?)*");
  private static final Pattern NUMBER = Pattern.compile("[0-9]+|0x[0-9a-f]*");
  private static final Pattern IPV4 =
      Pattern.compile("((25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)(\\.(?!$)|$)){4}");
  private static final Pattern INNER =
      Pattern.compile("(.*\\.)?(localhost|local|internal|intranet|lan|home|corp|test|invalid)");

  private HostName() {}

  /** A host in its one spelling, or the text in lower case when it is none. */
  static String spelling(String text) {
    String name = text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
    try {
      return IDN.toASCII(name, IDN.ALLOW_UNASSIGNED).toLowerCase(Locale.ROOT);
    } catch (IllegalArgumentException e) {
      return name.toLowerCase(Locale.ROOT);
    }
  }

  /** What is wrong with a host, in words for people. */
  static Optional<String> wrong(String host, boolean permitPrivate) {
    if (host.startsWith("[") && host.endsWith("]")) {
      return address(host.substring(1, host.length() - 1), permitPrivate);
    }
    if (host.length() > 253 || !NAME.matcher(host).matches()) {
      return Optional.of("không phải tên miền; viết như «soyt.bacninh.gov.vn», không kèm https://");
    }
    String last = host.substring(host.lastIndexOf('.') + 1);
    if (NUMBER.matcher(last).matches()) {
      return IPV4.matcher(host).matches()
          ? address(host, permitPrivate)
          : Optional.of("không phải tên miền hay địa chỉ IP; viết như «soyt.bacninh.gov.vn»");
    }
    if (!permitPrivate && (!host.contains(".") || INNER.matcher(host).matches())) {
      return Optional.of("là tên trong mạng nội bộ; viết tên miền công khai");
    }
    return Optional.empty();
  }

  private static Optional<String> address(String text, boolean permitPrivate) {
    try {
      InetAddress address = InetAddress.ofLiteral(text);
      return permitPrivate || isPublic(address)
          ? Optional.empty()
          : Optional.of("là địa chỉ nội bộ hoặc dành riêng; viết tên miền công khai");
    } catch (IllegalArgumentException e) {
      return Optional.of("không phải địa chỉ IP; viết tên miền như «soyt.bacninh.gov.vn»");
    }
  }

  private static boolean isPublic(InetAddress address) {
    byte[] bits = address.getAddress();
    int first = bits[0] & 0xff;
    int second = bits[1] & 0xff;
    boolean special =
        address.isAnyLocalAddress()
            || address.isLoopbackAddress()
            || address.isLinkLocalAddress()
            || address.isSiteLocalAddress()
            || address.isMulticastAddress();
    return !special
        && (bits.length == 4
            ? first != 0 && first < 224 && !(first == 100 && second >> 6 == 1)
            : first >> 5 == 1);
  }
}
