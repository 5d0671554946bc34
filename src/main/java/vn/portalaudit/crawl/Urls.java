package vn.portalaudit.crawl;

import java.net.IDN;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.jsoup.parser.Parser;

/**
 * Addresses in one spelling (RFC 3986 §6.2), without what changes from visit to visit. Pure;
 * {@code normalise(normalise(x))} is {@code normalise(x)}.
 */
final class Urls {
  private static final int MAX_LENGTH = 2_048;
  private static final Pattern SESSION_IN_PATH =
      Pattern.compile(
          "(?i);(?:jsessionid|phpsessid|sid)=[^/;]*|/\\((?:[A-Z]\\([0-9a-z]+\\))+\\)(?=/|$)");
  private static final Pattern SESSION_NAME =
      Pattern.compile("(?i)jsessionid|phpsessid|aspsessionid[a-z]*|cfid|cftoken|zenid|oscsid");
  private static final Pattern VISIT_NAME =
      Pattern.compile(
          "(?i)p_auth|utm_[a-z]+|gclid|fbclid|msclkid|yclid|zarsrc|mc_[ce]id|_ga|_gl|igshid");
  private static final Pattern SESSION_MAYBE = Pattern.compile("(?i)sid|sess(?:ion)?(?:_?id)?|token");
  private static final Pattern SESSION_VALUE = Pattern.compile("(?=.*\\d)[0-9A-Za-z._-]{16,}");
  private static final Pattern PORTLET_NOISE =
      Pattern.compile(
          "p_p_col_(?:id|count|pos)=.*|p_p_mode=view|p_p_state=normal|p_p_lifecycle=0");
  private static final String HEX = "0123456789ABCDEF";

  private Urls() {}

  /**
   * Normalises an absolute address.
   *
   * @param raw as found in a page
   * @return the address, or null when it is none that can be asked for by http or https
   */
  static @Nullable String normalise(String raw) {
    String url = unescaped(raw.strip());
    if (url.length() > 2 * MAX_LENGTH) {
      return null;
    }
    int colon = url.indexOf(':');
    String scheme = colon < 0 ? "" : url.substring(0, colon).toLowerCase(Locale.ROOT);
    if (!scheme.equals("http") && !scheme.equals("https")) {
      return null;
    }
    String rest = beforeFragment(url.substring(colon + 1)).replace('\\', '/');
    if (!rest.startsWith("//")) {
      return null;
    }
    int end = firstOf(rest, 2);
    String authority = authority(rest.substring(2, end), scheme);
    if (authority == null) {
      return null;
    }
    int question = rest.indexOf('?', end);
    String path = path(rest.substring(end, question < 0 ? rest.length() : question));
    String query = question < 0 ? "" : query(rest.substring(question + 1));
    String result = scheme + "://" + authority + path + query;
    if (result.contains("&amp;")) {
      return normalise(result);
    }
    return result.length() > MAX_LENGTH ? null : result;
  }

  /**
   * Resolves a reference and normalises it.
   *
   * @param base a normalised address
   * @param reference as written, e.g. in a Location field
   * @return the address, or null when it is none
   */
  static @Nullable String resolve(String base, String reference) {
    String ref = unescaped(reference.strip()).replace('\\', '/');
    if (ref.regionMatches(true, 0, "http:", 0, 5) || ref.regionMatches(true, 0, "https:", 0, 6)) {
      return normalise(ref);
    }
    if (ref.startsWith("//")) {
      return normalise(base.substring(0, base.indexOf(':') + 1) + ref);
    }
    if (ref.matches("(?i)[a-z][a-z0-9+.-]*:.*")) {
      return null;
    }
    int question = base.indexOf('?');
    String stem = question < 0 ? base : base.substring(0, question);
    if (ref.isEmpty() || ref.startsWith("#")) {
      return normalise(base);
    }
    if (ref.startsWith("?")) {
      return normalise(stem + ref);
    }
    return ref.startsWith("/")
        ? normalise(origin(base) + ref)
        : normalise(stem.substring(0, stem.lastIndexOf('/') + 1) + ref);
  }

  /** Scheme and authority of a normalised address. */
  static String origin(String url) {
    return url.substring(0, firstOf(url, url.indexOf("//") + 2));
  }

  /** Host, and port where it is not the default one. */
  static String authority(String url) {
    int start = url.indexOf("//") + 2;
    return url.substring(start, firstOf(url, start));
  }

  /** The host alone. */
  static String host(String url) {
    return authority(url).replaceFirst(":\\d+$", "");
  }

  /** Path and query of a normalised address. */
  static String file(String url) {
    return url.substring(firstOf(url, url.indexOf("//") + 2));
  }

  /** The path of a normalised address. */
  static String pathOf(String url) {
    String file = file(url);
    int question = file.indexOf('?');
    return question < 0 ? file : file.substring(0, question);
  }

  /** The query of a normalised address without its question mark; empty without one. */
  static String queryOf(String url) {
    int question = url.indexOf('?');
    return question < 0 ? "" : url.substring(question + 1);
  }

  /** One key for the twins by http and https, with and without www, with and without a last slash. */
  static String key(String url) {
    String host = withoutWww(authority(url));
    String path = pathOf(url).replaceAll("/{2,}", "/");
    if (path.endsWith("/")) {
      path = path.substring(0, path.length() - 1);
    }
    String query = queryOf(url);
    return query.isEmpty() ? host + path : host + path + '?' + query;
  }

  /** {@link #key} of an address that may not be normalised. */
  static String keyOf(String url) {
    String normal = normalise(url);
    return key(normal == null ? url : normal);
  }

  static String withoutWww(String authority) {
    return authority.startsWith("www.") ? authority.substring(4) : authority;
  }

  private static String unescaped(String raw) {
    String url = raw;
    for (int i = 0; i < 4 && (url.contains("&amp;") || url.contains("&#")); i++) {
      url = Parser.unescapeEntities(url, true);
    }
    StringBuilder out = new StringBuilder(url.length());
    for (int i = 0; i < url.length(); i++) {
      char c = url.charAt(i);
      if (c != '\t' && c != '\n' && c != '\r') {
        out.append(c);
      }
    }
    return out.toString().strip();
  }

  private static String beforeFragment(String rest) {
    int hash = rest.indexOf('#');
    return hash < 0 ? rest : rest.substring(0, hash);
  }

  private static int firstOf(String text, int from) {
    for (int i = from; i < text.length(); i++) {
      if (text.charAt(i) == '/' || text.charAt(i) == '?') {
        return i;
      }
    }
    return text.length();
  }

  private static @Nullable String authority(String written, String scheme) {
    int colon = written.startsWith("[") ? written.indexOf(':', written.indexOf(']') + 1)
        : written.indexOf(':');
    String host = asciiHost(colon < 0 ? written : written.substring(0, colon));
    String port = colon < 0 ? "" : written.substring(colon + 1);
    if (host == null || !port.matches("\\d{0,5}")) {
      return null;
    }
    if (port.isEmpty() || Integer.parseInt(port) == (scheme.equals("http") ? 80 : 443)) {
      return host;
    }
    int number = Integer.parseInt(port);
    return number == 0 || number > 65_535 ? null : host + ':' + number;
  }

  private static @Nullable String asciiHost(String written) {
    if (written.matches("(?i)\\[[0-9a-f:.]+]")) {
      return written.toLowerCase(Locale.ROOT);
    }
    try {
      String host = IDN.toASCII(Normalizer.normalize(written, Normalizer.Form.NFC), 0);
      host = host.toLowerCase(Locale.ROOT).replaceFirst("\\.$", "");
      return host.matches("[a-z0-9_](?:[a-z0-9._-]{0,252}[a-z0-9_])?") && !host.contains("..")
          ? host
          : null;
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  private static String path(String written) {
    String path = encoded(written);
    for (Matcher m = SESSION_IN_PATH.matcher(path); m.find(); m = SESSION_IN_PATH.matcher(path)) {
      path = m.replaceAll("");
    }
    Deque<String> segments = new ArrayDeque<>();
    String[] parts = path.split("/", -1);
    for (int i = 1; i < parts.length; i++) {
      boolean last = i == parts.length - 1;
      switch (parts[i]) {
        case "." -> {
          if (last) {
            segments.addLast("");
          }
        }
        case ".." -> {
          segments.pollLast();
          if (last) {
            segments.addLast("");
          }
        }
        default -> segments.addLast(parts[i]);
      }
    }
    return '/' + String.join("/", segments);
  }

  private static String query(String written) {
    StringBuilder kept = new StringBuilder();
    for (String pair : encoded(written).split("&", -1)) {
      if (!pair.isEmpty() && !isNoise(pair)) {
        kept.append(kept.isEmpty() ? '?' : '&').append(pair);
      }
    }
    return kept.toString();
  }

  private static boolean isNoise(String pair) {
    int equals = pair.indexOf('=');
    String name = equals < 0 ? pair : pair.substring(0, equals);
    String value = equals < 0 ? "" : pair.substring(equals + 1);
    return isSession(name, value)
        || VISIT_NAME.matcher(name).matches()
        || PORTLET_NOISE.matcher(pair).matches();
  }

  private static boolean isSession(String name, String value) {
    return SESSION_NAME.matcher(name).matches()
        || (SESSION_MAYBE.matcher(name).matches() && SESSION_VALUE.matcher(value).matches());
  }

  /** Whether an address as written carries the number of a visitor's session. */
  static boolean hasSession(String raw) {
    int question = raw.indexOf('?');
    String path = question < 0 ? raw : raw.substring(0, question);
    if (SESSION_IN_PATH.matcher(path).find()) {
      return true;
    }
    for (String pair : (question < 0 ? "" : raw.substring(question + 1)).split("&")) {
      int equals = pair.indexOf('=');
      if (equals > 0 && isSession(pair.substring(0, equals), pair.substring(equals + 1))) {
        return true;
      }
    }
    return false;
  }

  /** Escapes what must be escaped, and nothing that need not (RFC 3986 §2.3). */
  private static String encoded(String written) {
    boolean plain = true;
    for (int i = 0; i < written.length() && plain; i++) {
      plain = isPlain(written.charAt(i));
    }
    if (plain) {
      return written;
    }
    StringBuilder out = new StringBuilder(written.length() + 16);
    byte[] bytes = written.getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < bytes.length; i++) {
      char c = (char) (bytes[i] & 0xff);
      int escaped = c == '%' ? escaped(bytes, i) : -1;
      if (escaped >= 0) {
        i += 2;
        append(out, (char) escaped, isUnreserved((char) escaped));
      } else {
        append(out, c, isPlain(c));
      }
    }
    return out.toString();
  }

  private static void append(StringBuilder out, char c, boolean asIs) {
    if (asIs) {
      out.append(c);
    } else {
      out.append('%').append(HEX.charAt(c >> 4)).append(HEX.charAt(c & 15));
    }
  }

  private static int escaped(byte[] bytes, int at) {
    if (at + 2 >= bytes.length) {
      return -1;
    }
    int high = Character.digit(bytes[at + 1], 16);
    int low = Character.digit(bytes[at + 2], 16);
    return high < 0 || low < 0 ? -1 : high * 16 + low;
  }

  private static boolean isUnreserved(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '-'
        || c == '.'
        || c == '_'
        || c == '~';
  }

  private static boolean isPlain(char c) {
    return isUnreserved(c) || "/?:@!$&'()*+,;=".indexOf(c) >= 0;
  }
}
