package vn.portalaudit.crawl;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Resolves the targets of one page, each distinct one once. jsoup's {@code absUrl} for every link costs more than parsing the
 * page, so common forms are put together by hand. Not safe for several threads.
 */
final class Targets {
  private static final int MAX_URL = 2_048;
  private static final Pattern SCRIPTED =
      Pattern.compile(
          "(?:location(?:\\.href)?\\s*=|location\\.(?:assign|replace)\\s*\\(|window\\.open\\s*\\()\\s*['\"]([^'\"]{1,2000})['\"]",
          Pattern.CASE_INSENSITIVE);

  private final String origin;
  private final String scheme;
  private final String folder;
  private final String path;
  private final Map<String, Optional<String>> resolved = new HashMap<>();

  /**
   * For one page.
   *
   * @param base absolute address of the page, or of its {@code base} element
   */
  Targets(String base) {
    int authority = base.indexOf("://");
    scheme = authority < 0 ? "http" : base.substring(0, authority);
    int slash = authority < 0 ? -1 : base.indexOf('/', authority + 3);
    String rest = slash < 0 ? "/" : base.substring(slash);
    origin = slash < 0 ? base : base.substring(0, slash);
    int end = rest.length();
    for (char stop : new char[] {'?', '#'}) {
      int at = rest.indexOf(stop);
      end = at >= 0 ? Math.min(end, at) : end;
    }
    path = rest.substring(0, end);
    folder = path.substring(0, path.lastIndexOf('/') + 1);
  }

  /** The target of a link as written, without its fragment; null when it is no page of the web. */
  @Nullable String resolve(String href) {
    return resolved.computeIfAbsent(href, h -> Optional.ofNullable(compute(h))).orElse(null);
  }

  /** The target inside a script such as {@code window.open('…')}; null without one. */
  @Nullable String scripted(String script) {
    if (script.length() > 10_000) {
      return null;
    }
    Matcher m = SCRIPTED.matcher(script);
    return m.find() ? resolve(m.group(1)) : null;
  }

  private @Nullable String compute(String raw) {
    String href = clean(raw);
    if (href.isEmpty() || href.startsWith("#") || href.length() > MAX_URL) {
      return null;
    }
    int colon = href.indexOf(':');
    int slash = href.indexOf('/');
    int query = href.indexOf('?');
    boolean hasScheme = colon > 0 && (slash < 0 || colon < slash) && (query < 0 || colon < query);
    if (hasScheme) {
      String named = href.substring(0, colon).toLowerCase(Locale.ROOT);
      if (!named.equals("http") && !named.equals("https")) {
        return null;
      }
      return href.startsWith("//", colon + 1) && href.length() > colon + 3 ? named + href.substring(colon) : null;
    }
    if (href.startsWith("//")) {
      return href.length() > 2 ? scheme + ":" + href : null;
    }
    if (href.startsWith("/")) {
      return origin + dotless(href);
    }
    if (href.startsWith("?")) {
      return origin + path + href;
    }
    return origin + dotless(folder + href);
  }

  private static String clean(String raw) {
    int end = raw.indexOf('#');
    String href = (end > 0 ? raw.substring(0, end) : raw).strip();
    if (href.indexOf('\\') >= 0 || href.indexOf('\n') >= 0 || href.indexOf('\t') >= 0 || href.indexOf('\r') >= 0) {
      href = href.replace('\\', '/').replace("\n", "").replace("\t", "").replace("\r", "");
    }
    return href.indexOf(' ') >= 0 ? href.replace(" ", "%20") : href;
  }

  /** Removes dot segments from a path that may carry a query (RFC 3986, 5.2.4). */
  private static String dotless(String target) {
    int query = target.indexOf('?');
    String p = query < 0 ? target : target.substring(0, query);
    if (!p.contains("/.")) {
      return target;
    }
    java.util.ArrayDeque<String> kept = new java.util.ArrayDeque<>();
    String[] segments = p.split("/", -1);
    for (int i = 1; i < segments.length; i++) {
      String segment = segments[i];
      boolean last = i == segments.length - 1;
      if (segment.equals("..")) {
        kept.pollLast();
        if (last) {
          kept.addLast("");
        }
      } else if (segment.equals(".")) {
        if (last) {
          kept.addLast("");
        }
      } else {
        kept.addLast(segment);
      }
    }
    return "/" + String.join("/", kept) + (query < 0 ? "" : target.substring(query));
  }
}
