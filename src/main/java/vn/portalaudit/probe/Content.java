package vn.portalaudit.probe;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import vn.portalaudit.crawl.Page;

/**
 * Tells a page's own texts from the frame that it shares with other pages: a text, a link or a table that stands on many
 * pages of a portal belongs to the menu, the foot or a side box.
 */
final class Content {
  private final Map<Integer, Integer> blocks = new HashMap<>();
  private final Map<String, Integer> targets = new HashMap<>();
  private final int limit;

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
    List<Page.Item> own = new ArrayList<>();
    for (Page.Item item : page.items()) {
      if (targets.getOrDefault(item.url(), 1) <= limit) {
        own.add(item);
      }
    }
    return own;
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
