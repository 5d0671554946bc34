package vn.portalaudit.crawl;

import crawlercommons.domains.EffectiveTldFinder;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which addresses belong to a portal: its hosts with their www twins. Other hosts are visited for
 * one page where a section of the portal lives there.
 */
final class Scope {
  private static final int MAX_SISTER_PAGES = 40;
  private static final Pattern NUMBERS = Pattern.compile("[\\d.:]+|\\[.*|localhost(?::\\d+)?");
  /** Networks and shops that no agency runs; what is there is no page of an agency. */
  private static final Pattern FOREIGN =
      Pattern.compile(
          "(?:.*\\.)?(?:facebook|fb|youtube|youtu|zalo|zaloapp|twitter|x|tiktok|instagram|linkedin"
              + "|google|goo|apple|telegram|t|whatsapp|pinterest|addthis|sharethis|bing)"
              + "\\.(?:com|me|be|gl|vn|gle)");

  private final Set<String> hosts = new LinkedHashSet<>();
  private final Set<String> withoutWww = new HashSet<>();
  private int sisterPages;

  /** How far an address may be followed. */
  enum Reach {
    /** Like any page of the portal. */
    INSIDE,
    /** That page alone. */
    ONE_STEP,
    OUTSIDE
  }

  /** Takes the host of an address in. */
  void include(String url) {
    hosts.add(Urls.authority(url));
    withoutWww.add(Urls.withoutWww(Urls.authority(url)));
  }

  boolean contains(String url) {
    return withoutWww.contains(Urls.withoutWww(Urls.authority(url)));
  }

  /**
   * How far an address may be followed.
   *
   * @param url the address
   * @param section whether its label names a section
   * @param fromHome whether it is linked from the home page
   */
  Reach reach(String url, boolean section, boolean fromHome) {
    if (contains(url)) {
      return Reach.INSIDE;
    }
    boolean sister = section && sisterPages < MAX_SISTER_PAGES && mayHold(url, fromHome);
    return sister ? Reach.ONE_STEP : Reach.OUTSIDE;
  }

  private boolean mayHold(String url, boolean fromHome) {
    return (fromHome && !FOREIGN.matcher(Urls.host(url)).matches())
        || hosts.stream().anyMatch(h -> sameDomain(h, Urls.authority(url)));
  }

  /** Counts a page of another host. */
  void visitedSister() {
    sisterPages++;
  }

  /** Whether two hosts lie below one registered domain, by the public suffix list. */
  static boolean sameDomain(String one, String other) {
    if (Urls.withoutWww(one).equals(Urls.withoutWww(other))) {
      return true;
    }
    if (NUMBERS.matcher(one).matches() || NUMBERS.matcher(other).matches()) {
      return false;
    }
    String domain = registered(one);
    return domain != null && domain.equals(registered(other));
  }

  private static @Nullable String registered(String authority) {
    return EffectiveTldFinder.getAssignedDomain(authority.replaceFirst(":\\d+$", ""), false, false);
  }

  /** The hosts that answered for the portal. */
  Set<String> hosts() {
    return hosts;
  }
}
