package vn.portalaudit.crawl;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import vn.portalaudit.domain.Capture;

/** Reads the sitemaps that robots.txt names, {@code /sitemap.xml}, and those they lead to. */
final class Sitemaps {
  private static final int MAX_FILES = 50;
  private static final int MAX_URLS = 100_000;

  private final Loader loader;
  private final Scope scope;
  private final List<Survey.Sitemap> read = new ArrayList<>();
  private final List<String> likelyPages = new ArrayList<>();

  Sitemaps(Loader loader, Scope scope) {
    this.loader = loader;
    this.scope = scope;
  }

  /** Reads all; what was read before the source stopped stays. */
  void read(String home, List<String> named) {
    Deque<String> waiting = new ArrayDeque<>();
    Set<String> seen = new HashSet<>();
    for (String name : named) {
      String url = Urls.resolve(home, name);
      if (url != null) {
        enqueue(url, waiting, seen);
      }
    }
    enqueue(Urls.origin(home) + "/sitemap.xml", waiting, seen);
    int urls = 0;
    for (int files = 0; files < MAX_FILES && urls < MAX_URLS && !waiting.isEmpty(); files++) {
      String url = waiting.remove();
      Source.Answer answer = loader.ask(url, Capture.Purpose.SITEMAP, true);
      SitemapXml map =
          answer.capture().ok()
              ? SitemapXml.read(answer.body(), answer.capture().mediaType())
              : new SitemapXml(false, List.of(), List.of());
      read.add(new Survey.Sitemap(answer.capture(), map.valid(), map.pages()));
      urls += map.pages().size();
      if (files > 0 && !map.valid() && Captures.isPage(answer.capture().mediaType())) {
        likelyPages.add(url);
      }
      map.sitemaps().forEach(child -> enqueue(child, waiting, seen));
    }
  }

  private void enqueue(String url, Deque<String> waiting, Set<String> seen) {
    if (scope.contains(url) && seen.add(Urls.key(url))) {
      waiting.add(url);
    }
  }

  List<Survey.Sitemap> read() {
    return read;
  }

  /** Addresses of pages, in order: of the sitemaps, and entries of an index that are pages. */
  List<String> pages() {
    List<String> pages = new ArrayList<>(likelyPages);
    read.forEach(map -> pages.addAll(map.urls()));
    return pages;
  }
}
