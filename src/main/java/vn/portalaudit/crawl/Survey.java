package vn.portalaudit.crawl;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.portalaudit.domain.Capture;
import vn.portalaudit.domain.Reason;

/** What the crawl of one portal saw. Immutable, safe for several threads. */
public final class Survey {
  private final String root;
  private final @Nullable Page home;
  private final List<Page> pages;
  private final List<Capture> captures;
  private final Set<String> hosts;
  private final List<Sitemap> sitemaps;
  private final List<Feed> feeds;
  private final @Nullable Capture robots;
  private final List<Trap> traps;
  private final @Nullable Reason stopped;
  private final Map<String, Page> pagesByAddress = new HashMap<>();
  private final Map<String, Capture> capturesByAddress = new HashMap<>();

  /**
   * What was seen.
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
  public Survey(
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
    this.root = root;
    this.home = home;
    this.pages = List.copyOf(pages);
    this.captures = List.copyOf(captures);
    this.hosts = Set.copyOf(hosts);
    this.sitemaps = List.copyOf(sitemaps);
    this.feeds = List.copyOf(feeds);
    this.robots = robots;
    this.traps = List.copyOf(traps);
    this.stopped = stopped;
    // the first that was asked for or led to an address is what it shows
    for (Page page : this.pages) {
      pagesByAddress.putIfAbsent(page.url(), page);
      pagesByAddress.putIfAbsent(page.capture().url(), page);
    }
    for (Capture capture : this.captures) {
      capturesByAddress.putIfAbsent(capture.url(), capture);
      capturesByAddress.putIfAbsent(capture.finalUrl(), capture);
    }
  }

  /** Address of the home page as asked for. */
  public String root() {
    return root;
  }

  /** The home page, null when it could not be read. */
  public @Nullable Page home() {
    return home;
  }

  /** Pages that were read, the home page first, then in the order of the crawl. */
  public List<Page> pages() {
    return pages;
  }

  /** Every address asked for, read or not. */
  public List<Capture> captures() {
    return captures;
  }

  /** Hosts that belong to the portal. */
  public Set<String> hosts() {
    return hosts;
  }

  /** What the sitemaps list. */
  public List<Sitemap> sitemaps() {
    return sitemaps;
  }

  /** What the feeds list. */
  public List<Feed> feeds() {
    return feeds;
  }

  /** Captured robots.txt, null when it was never asked for. */
  public @Nullable Capture robots() {
    return robots;
  }

  /** Places where the crawl recognised a trap and turned back. */
  public List<Trap> traps() {
    return traps;
  }

  /** Why the crawl ended before its work was done; null when it was done. */
  public @Nullable Reason stopped() {
    return stopped;
  }

  /** The page at an address (as asked for, or after redirects), if it was read. */
  public Optional<Page> page(String url) {
    return Optional.ofNullable(pagesByAddress.get(url));
  }

  /** How an address was answered, if it was asked for. */
  public Optional<Capture> capture(String url) {
    return Optional.ofNullable(capturesByAddress.get(url));
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Survey survey && parts().equals(survey.parts());
  }

  @Override
  public int hashCode() {
    return parts().hashCode();
  }

  private List<@Nullable Object> parts() {
    return Arrays.asList(
        root, home, pages, captures, hosts, sitemaps, feeds, robots, traps, stopped);
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
