package vn.portalaudit.crawl;

import java.net.IDN;
import java.text.Normalizer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jsoup.parser.Parser;
import org.jspecify.annotations.Nullable;

/**
 * Addresses in one spelling (RFC 3986 §6.2), without what changes from visit to visit. Pure; {@code
 * normalise(normalise(x))} is {@code normalise(x)}.
 */
final class Urls {
  private static final int MAX_LENGTH = 2_048;

  private static final Pattern PORT = Pattern.compile("\\d{0,5}");

  /** A host that is written as it is asked for; longer ones take the long way. */
  private static final Pattern PLAIN_HOST =
      Pattern.compile(
          "[a-z0-9](?:[a-z0-9-]{0,30}[a-z0-9])?(?:\\.[a-z0-9](?:[a-z0-9-]{0,30}[a-z0-9])?){0,6}");

  private static final Pattern SLASHES = Pattern.compile("/{2,}");

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

  /**
   * One key for the twins by http and https, with and without www, with and without a last slash.
   */
  static String key(String url) {
    String host = withoutWww(authority(url));
    String path = pathOf(url);
    path = path.contains("//") ? SLASHES.matcher(path).replaceAll("/") : path;
    if (path.endsWith("/")) {
      path = path.substring(0, path.length() - 1);
    }
    String query = queryOf(url);
    return query.isEmpty() ? host + path : host + path + '?' + query;
  }

  /** {@link #normalise}, but what cannot be normalised stays as it is. */
  static String oneSpelling(String url) {
    String normal = normalise(url);
    return normal == null ? url : normal;
  }

  /** {@link #key} of an address that may not be normalised. */
  static String keyOf(String url) {
    return key(oneSpelling(url));
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
    int colon =
        written.startsWith("[")
            ? written.indexOf(':', written.indexOf(']') + 1)
            : written.indexOf(':');
    String host = asciiHost(colon < 0 ? written : written.substring(0, colon));
    String port = colon < 0 ? "" : written.substring(colon + 1);
    if (host == null || !PORT.matcher(port).matches()) {
      return null;
    }
    if (port.isEmpty() || Integer.parseInt(port) == (scheme.equals("http") ? 80 : 443)) {
      return host;
    }
    int number = Integer.parseInt(port);
    return number == 0 || number > 65_535 ? null : host + ':' + number;
  }

  private static @Nullable String asciiHost(String written) {
    if (PLAIN_HOST.matcher(written).matches()) {
      return written;
    }
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
    String path = VisitMarks.without(Escapes.encoded(written));
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
    for (String pair : Escapes.encoded(written).split("&", -1)) {
      if (!pair.isEmpty() && !VisitMarks.isMark(pair)) {
        kept.append(kept.isEmpty() ? '?' : '&').append(pair);
      }
    }
    return kept.toString();
  }
}
