package vn.portalaudit.probe;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import vn.portalaudit.crawl.Page;
import vn.portalaudit.domain.DocumentFiles;
import vn.portalaudit.domain.Folding;

/**
 * Tells a page's own texts from the frame that it shares with other pages: a text, a link or a
 * table that stands on many pages of a portal belongs to the menu, the foot or a side box.
 *
 * <p>Not safe for several threads: it remembers what it told.
 */
final class Content {
  private final Map<Integer, Integer> blocks = new HashMap<>();
  private final Map<String, Integer> targets = new HashMap<>();
  private static final int MOST_FOLDED = 100_000;

  private final Map<String, String> folded = new HashMap<>();
  private final int limit;
  private final Map<Page, List<String>> ownBlocks = new IdentityHashMap<>();
  private final Map<Page, List<Page.Item>> ownItems = new IdentityHashMap<>();
  private final Map<Page, List<String>> files = new IdentityHashMap<>();

  Content(List<Page> pages) {
    for (Page page : pages) {
      Set<Integer> seen = new HashSet<>();
      for (String block : page.blocks()) {
        if (seen.add(block.hashCode())) {
          blocks.merge(block.hashCode(), 1, Integer::sum);
        }
      }
      Set<String> urls = new HashSet<>();
      for (Page.Item item : page.items()) {
        if (urls.add(item.url())) {
          targets.merge(item.url(), 1, Integer::sum);
        }
      }
    }
    limit = Math.max(3, pages.size() / 8);
  }

  /** The page's own texts. */
  List<String> blocks(Page page) {
    return ownBlocks.computeIfAbsent(page, this::readBlocks);
  }

  private List<String> readBlocks(Page page) {
    List<String> own = new ArrayList<>();
    for (String block : page.blocks()) {
      if (blocks.getOrDefault(block.hashCode(), 1) <= limit) {
        own.add(block);
      }
    }
    return own;
  }

  /** The page's own list entries. */
  List<Page.Item> items(Page page) {
    return ownItems.computeIfAbsent(page, this::readItems);
  }

  /** Addresses of the documents that a page links. */
  List<String> files(Page page) {
    return files.computeIfAbsent(
        page,
        p ->
            p.labels().stream()
                .map(Page.Label::url)
                .filter(Objects::nonNull)
                .filter(DocumentFiles::named)
                .distinct()
                .toList());
  }

  private List<Page.Item> readItems(Page page) {
    List<Page.Item> own = new ArrayList<>();
    for (Page.Item item : page.items()) {
      if (targets.getOrDefault(item.url(), 1) <= limit) {
        own.add(item);
      }
    }
    return own;
  }

  /** A folded text; labels stand on many pages and are folded once. */
  String fold(String text) {
    if (folded.size() > MOST_FOLDED) {
      return Folding.fold(text);
    }
    return folded.computeIfAbsent(text, Folding::fold);
  }

  /** Characters of the page's own texts. */
  int length(Page page) {
    int length = 0;
    for (String block : blocks(page)) {
      length += block.length();
    }
    return length;
  }
}
