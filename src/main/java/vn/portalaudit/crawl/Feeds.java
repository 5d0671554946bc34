package vn.portalaudit.crawl;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import vn.portalaudit.domain.Capture;

/** Reads the feeds that pages link to. */
final class Feeds {
  private static final int MAX_FEEDS = 10;
  private static final Pattern FEED_PATH =
      Pattern.compile("(?i).*(?:\\.rss|\\.atom|/feed/?|/atom/?|[/.-]rss(?:\\.[a-z]{3,4}|/.*)?/?)");

  private final Loader loader;
  private final Deque<String> waiting = new ArrayDeque<>();
  private final Set<String> seen = new HashSet<>();
  private final List<Survey.Feed> read = new ArrayList<>();

  Feeds(Loader loader) {
    this.loader = loader;
  }

  /** Whether an address looks like a feed or a list of feeds. */
  static boolean looksLikeFeed(String url) {
    return FEED_PATH.matcher(Urls.pathOf(url)).matches();
  }

  /** Notes the feeds that a page declares. */
  void noteDeclared(Page page) {
    for (Page.Link link : page.links()) {
      if (link.rel().contains("alternate")
          && (link.type().contains("rss") || link.type().contains("atom"))) {
        note(Urls.normalise(link.url()));
      }
    }
  }

  void note(@Nullable String url) {
    if (url != null && seen.size() < MAX_FEEDS && seen.add(Urls.key(url))) {
      waiting.add(url);
    }
  }

  /** Reads the next feed; the answer when it turned out to be no feed, else null. */
  Source.@Nullable Answer readNext() {
    String url = waiting.poll();
    if (url == null) {
      return null;
    }
    Source.Answer answer = loader.ask(url, Capture.Purpose.FEED, false);
    FeedXml feed =
        answer.capture().ok()
            ? FeedXml.read(answer.body(), answer.capture().finalUrl())
            : new FeedXml(false, List.of());
    if (!feed.valid() && answer.capture().mediaType().contains("html")) {
      return answer;
    }
    read.add(new Survey.Feed(answer.capture(), feed.valid(), feed.items()));
    return null;
  }

  boolean isWaiting() {
    return !waiting.isEmpty();
  }

  List<Survey.Feed> read() {
    return read;
  }
}
