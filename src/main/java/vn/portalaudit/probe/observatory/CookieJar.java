package vn.portalaudit.probe.observatory;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The cookies that a browser would keep of an answer (RFC 6265 §5.2, §5.3; prefixes of RFC
 * 6265bis): the last of each name, domain and path, without those that it refuses.
 */
final class CookieJar {
  private static final int MAX_LENGTH = 8_192;

  private CookieJar() {}

  /**
   * A cookie.
   *
   * @param sameSite {@code strict}, {@code lax} or {@code none}, empty without a valid one
   */
  record Cookie(
      String name, String domain, String path, boolean secure, boolean httpOnly, String sameSite) {}

  /** The cookies kept of fields that an address sent. */
  static List<Cookie> kept(List<String> fields, String url) {
    Address from = Address.of(url).orElse(new Address("https", "", "/"));
    Map<String, Cookie> kept = new LinkedHashMap<>();
    for (String field : fields) {
      cookie(FieldText.cut(field, MAX_LENGTH), from)
          .ifPresent(c -> kept.put(c.domain() + "\n" + c.path() + "\n" + c.name(), c));
    }
    return new ArrayList<>(kept.values());
  }

  /** Name and value of the first part of a field; empty when it is no cookie. */
  static Optional<String> name(String field) {
    String pair = FieldText.trim(FieldText.split(field, ';').getFirst());
    int equals = pair.indexOf('=');
    if (equals <= 0 || pair.chars().anyMatch(c -> c < 0x20 || c == 0x7F)) {
      return Optional.empty();
    }
    return Optional.of(FieldText.trim(pair.substring(0, equals))).filter(name -> !name.isEmpty());
  }

  /** The last value of an attribute; empty text for one without a value. */
  static Optional<String> attribute(String field, String name) {
    List<String> values = attributes(field, name);
    return values.isEmpty() ? Optional.empty() : Optional.of(values.getLast());
  }

  private static List<String> attributes(String field, String name) {
    List<String> found = new ArrayList<>();
    List<String> parts = FieldText.split(field, ';');
    for (String part : parts.subList(1, parts.size())) {
      int equals = part.indexOf('=');
      String key = FieldText.lower(equals < 0 ? part : part.substring(0, equals));
      if (key.equals(name)) {
        found.add(equals < 0 ? "" : FieldText.trim(part.substring(equals + 1)));
      }
    }
    return found;
  }

  private static Optional<Cookie> cookie(String field, Address from) {
    String domain = domain(field);
    String path = attribute(field, "path").filter(p -> p.startsWith("/")).orElse("");
    Cookie cookie =
        new Cookie(
            name(field).orElse(""),
            domain.isEmpty() ? from.host() : domain,
            path.isEmpty() ? defaultPath(from.path()) : path,
            attribute(field, "secure").isPresent(),
            attribute(field, "httponly").isPresent(),
            attribute(field, "samesite").map(FieldText::lower).filter(CookieJar::known).orElse(""));
    boolean taken =
        !cookie.name().isEmpty()
            && (domain.isEmpty() || covers(domain, from.host()))
            && keepsPrefix(cookie, domain.isEmpty());
    return taken ? Optional.of(cookie) : Optional.empty();
  }

  /** The last domain that is not empty, without a dot before it. */
  private static String domain(String field) {
    List<String> domains =
        attributes(field, "domain").stream()
            .map(domain -> domain.startsWith(".") ? domain.substring(1) : domain)
            .filter(domain -> !domain.isEmpty())
            .toList();
    return domains.isEmpty() ? "" : domains.getLast().toLowerCase(Locale.ROOT);
  }

  static boolean known(String sameSite) {
    return switch (sameSite) {
      case "strict", "lax", "none" -> true;
      default -> false;
    };
  }

  /** A public suffix cannot have cookies; a host may set them for itself and what is above. */
  private static boolean covers(String domain, String host) {
    if (domain.equals(host)) {
      return SiteName.of(domain).isPresent() || !domain.contains(".") || SiteName.address(domain);
    }
    return SiteName.of(domain).isPresent()
        && host.endsWith("." + domain)
        && !SiteName.address(host);
  }

  private static boolean keepsPrefix(Cookie cookie, boolean hostOnly) {
    if (cookie.name().startsWith("__Host-")) {
      return cookie.secure() && hostOnly && cookie.path().equals("/");
    }
    return !cookie.name().startsWith("__Secure-") || cookie.secure();
  }

  private static String defaultPath(String path) {
    int slash = path.lastIndexOf('/');
    return slash <= 0 ? "/" : path.substring(0, slash);
  }
}
