package vn.portalaudit.crawl;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.portalaudit.domain.Capture;
import vn.portalaudit.domain.Reason;

/**
 * What the crawl of one portal saw.
 *
 * @param root address of the home page as asked for
 * @param home the home page, null when it could not be read
 * @param pages pages that were read, the home page first, then in the order of the crawl
 * @param captures every address asked for, read or not
 * @param hosts hosts that belong to the portal
 * @param sitemaps what the sitemaps list
 * @param feeds what the feeds list
 * @param robots captured robots.txt, null when it was never asked for
 * @param traps places where the crawl recognised a trap and turned back
 * @param stopped why the crawl ended before its work was done; null when it was done
 */
public record Survey(
    String root,
    @Nullable Page home,
    List<Page> pages,
    List<Capture> captures,
    Set<String> hosts,
    List<Sitemap> sitemaps,
    List<Feed> feeds,
    @Nullable Capture robots,
    List<Trap> traps,
    @Nullable Reason stopped) {
  public Survey {
    pages = List.copyOf(pages);
    captures = List.copyOf(captures);
    hosts = Set.copyOf(hosts);
    sitemaps = List.copyOf(sitemaps);
    feeds = List.copyOf(feeds);
    traps = List.copyOf(traps);
  }

  /** The page at an address (as asked for, or after redirects), if it was read. */
  public Optional<Page> page(String url) {
    return pages.stream()
        .filter(p -> p.url().equals(url) || p.capture().url().equals(url))
        .findFirst();
  }

  /** How an address was answered, if it was asked for. */
  public Optional<Capture> capture(String url) {
    return captures.stream()
        .filter(c -> c.url().equals(url) || c.finalUrl().equals(url))
        .findFirst();
  }

  /**
   * A sitemap: how it was obtained, whether it is valid XML by the protocol, the addresses it
   * lists.
   */
  public record Sitemap(Capture capture, boolean valid, List<String> urls) {
    public Sitemap {
      urls = List.copyOf(urls);
    }
  }

  /** A feed: how it was obtained, whether it can be read, its entries. */
  public record Feed(Capture capture, boolean valid, List<Page.Item> items) {
    public Feed {
      items = List.copyOf(items);
    }
  }

  /** A trap: its kind (a Vietnamese word for reports) and an address in it. */
  public record Trap(String kind, String url) {}
}
