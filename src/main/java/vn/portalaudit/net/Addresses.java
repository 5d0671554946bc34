package vn.portalaudit.net;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;
import vn.portalaudit.domain.Reason;

/**
 * Reads addresses as browsers do (the WHATWG URL standard), so that no two readers in the program
 * see different hosts in one text: {@code 0177.0.0.1}, {@code 0x7f.1}, {@code 2130706433} and
 * {@code ①②⑦.0.0.1} all are 127.0.0.1.
 */
final class Addresses {
  private static final Pattern NUMBER = Pattern.compile("[0-9]+|0[xX][0-9a-fA-F]*");
  private static final Pattern ENDS_A_HOST = Pattern.compile("[/\\\\?#@\\s]");

  private Addresses() {}

  /**
   * Reads an absolute address.
   *
   * @return the address without user, password and fragment
   * @throws Guard.Refused when it is no http or https address, or names no possible host
   */
  static HttpUrl url(String text, int longest) throws Guard.Refused {
    HttpUrl url = text.length() > longest ? null : HttpUrl.parse(text);
    if (url == null) {
      throw new Guard.Refused(Reason.ADDRESS_REFUSED, "not an http or https address");
    }
    return clean(url);
  }

  /** The address without user, password and fragment and with its host in one spelling. */
  static HttpUrl clean(HttpUrl url) throws Guard.Refused {
    try {
      return url.newBuilder()
          .username("")
          .password("")
          .fragment(null)
          .host(spelling(url.host()))
          .build();
    } catch (IllegalArgumentException e) {
      // a broken international name that reads otherwise each time it is read
      throw new Guard.Refused(Reason.ADDRESS_REFUSED, "not a host");
    }
  }

  /**
   * The one spelling of a host: lower case, IDNA in ASCII, IPv4 in four decimal parts, without a
   * final dot, IPv6 without brackets.
   *
   * @throws Guard.Refused when it is no host
   */
  static String host(String text) throws Guard.Refused {
    boolean bare = text.indexOf(':') >= 0 && !text.startsWith("[");
    HttpUrl url =
        text.isEmpty() || ENDS_A_HOST.matcher(text).find()
            ? null
            : HttpUrl.parse("http://" + (bare ? "[" + text + "]" : text) + "/");
    if (url == null) {
      throw new Guard.Refused(Reason.ADDRESS_REFUSED, "not a host");
    }
    return spelling(url.host());
  }

  private static String spelling(String host) throws Guard.Refused {
    if (host.indexOf(':') >= 0) {
      return host;
    }
    String name = host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
    if (name.isEmpty() || name.startsWith(".") || name.contains("..")) {
      throw new Guard.Refused(Reason.ADDRESS_REFUSED, "a host with an empty part");
    }
    String last = name.substring(name.lastIndexOf('.') + 1);
    if (!NUMBER.matcher(last).matches()) {
      return name.toLowerCase(Locale.ROOT);
    }
    String ipv4 = ipv4(List.of(name.split("\\.", -1)));
    if (ipv4 == null) {
      throw new Guard.Refused(Reason.ADDRESS_REFUSED, "a number that is no IPv4 address");
    }
    return ipv4;
  }

  private static @Nullable String ipv4(List<String> parts) {
    if (parts.size() > 4) {
      return null;
    }
    List<Long> numbers = new ArrayList<>();
    for (String part : parts) {
      long number = number(part);
      if (number < 0) {
        return null;
      }
      numbers.add(number);
    }
    long address = numbers.removeLast();
    if (address >= 1L << (8 * (4 - numbers.size()))) {
      return null;
    }
    for (int i = 0; i < numbers.size(); i++) {
      if (numbers.get(i) > 255) {
        return null;
      }
      address += numbers.get(i) << (8 * (3 - i));
    }
    return (address >> 24)
        + "."
        + ((address >> 16) & 255)
        + "."
        + ((address >> 8) & 255)
        + "."
        + (address & 255);
  }

  private static long number(String part) {
    if (!NUMBER.matcher(part).matches()) {
      return -1;
    }
    boolean hex = part.length() > 1 && (part.charAt(1) == 'x' || part.charAt(1) == 'X');
    boolean octal = !hex && part.length() > 1 && part.charAt(0) == '0';
    String digits = hex ? part.substring(2) : part;
    if (digits.isEmpty()) {
      return 0;
    }
    try {
      return Math.min(Long.parseLong(digits, hex ? 16 : octal ? 8 : 10), 1L << 32);
    } catch (NumberFormatException e) {
      return -1;
    }
  }
}
