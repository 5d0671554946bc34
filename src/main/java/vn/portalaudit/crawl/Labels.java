package vn.portalaudit.crawl;

import java.util.ArrayList;
import java.util.List;

/** The labels of one document, in its order, up to a bound. */
final class Labels {
  private static final int MAX = 4_000;
  private static final int SHORT = 90;

  private final List<Page.Label> all = new ArrayList<>();

  /** Whether a text is there and short enough for a name; a longer one is content. */
  static boolean names(String text) {
    return !text.isEmpty() && text.length() <= SHORT;
  }

  void add(Page.Label label) {
    if (all.size() < MAX) {
      all.add(label);
    }
  }

  /** The labels so far; grows with the document. */
  List<Page.Label> all() {
    return all;
  }
}
