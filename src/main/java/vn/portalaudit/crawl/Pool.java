package vn.portalaudit.crawl;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Lets pages of one portal share what they have in common: a menu of a hundred labels stands on
 * every page, and is kept once. Not safe for several threads.
 */
final class Pool {
  private static final int MOST = 200_000;

  private final Map<Object, Object> known = new HashMap<>();

  /** The same page with equal parts shared. */
  Page share(Page page) {
    return new Page(
        page.capture(),
        page.type(),
        page.title(),
        page.lang(),
        page.charset(),
        all(page.labels()),
        all(page.blocks()),
        one(all(page.footer())),
        all(page.items()),
        page.tables(),
        one(page.forms()),
        page.meta(),
        one(page.links()),
        one(page.scripts()),
        page.tally(),
        page.shell(),
        page.textLength());
  }

  private <T> List<T> all(List<T> parts) {
    List<T> shared = new ArrayList<>(parts.size());
    for (T part : parts) {
      shared.add(one(part));
    }
    return shared;
  }

  @SuppressWarnings("unchecked")
  private <T> T one(T part) {
    if (known.size() >= MOST) {
      return (T) known.getOrDefault(part, part);
    }
    Object first = known.putIfAbsent(part, part);
    return first == null ? part : (T) first;
  }
}
