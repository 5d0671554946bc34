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
  private List<Page.Label> labels = List.of();
  private List<String> blocks = List.of();

  /** The same page with equal parts shared. */
  Page share(Page page) {
    labels = all(page.labels(), labels);
    blocks = all(page.blocks(), blocks);
    return new Page(
        page.capture(),
        page.type(),
        page.title(),
        page.lang(),
        page.charset(),
        labels,
        blocks,
        one(all(page.footer(), List.of())),
        all(page.items(), List.of()),
        page.tables(),
        one(page.forms()),
        page.meta(),
        one(page.links()),
        one(page.scripts()),
        page.tally(),
        page.shell(),
        page.textLength());
  }

  /**
   * Shares parts; pages of one template begin and end alike, so that most are found where they
   * stood on the page before.
   */
  private <T> List<T> all(List<T> parts, List<T> before) {
    int size = parts.size();
    int most = Math.min(size, before.size());
    int head = 0;
    while (head < most && parts.get(head).equals(before.get(head))) {
      head++;
    }
    int shift = before.size() - size;
    int tail = size;
    while (size - tail < most - head && parts.get(tail - 1).equals(before.get(tail - 1 + shift))) {
      tail--;
    }
    List<T> shared = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      shared.add(i < head ? before.get(i) : i < tail ? one(parts.get(i)) : before.get(i + shift));
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
