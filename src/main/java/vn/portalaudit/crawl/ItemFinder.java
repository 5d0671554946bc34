package vn.portalaudit.crawl;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;
import vn.portalaudit.domain.Folding;

/**
 * Finds the entries of lists: a linked title, and the day that stands nearest to it in the document's structure. A day
 * belongs to the smallest element that holds it together with a link.
 */
final class ItemFinder {
  private static final int CLIMB = 5;
  private static final int MAX_ITEMS = 600;

  private ItemFinder() {}

  /** A link that may be the title of an entry. */
  record Linked(Element element, String title, String url) {}

  /** A day, the element that holds it, and how many links came before it in the document. */
  record Dated(Element element, Dates.Found found, int linksBefore) {}

  static List<Page.Item> find(List<Linked> links, List<Dated> days) {
    Map<Element, List<Integer>> holders = new IdentityHashMap<>();
    for (int i = 0; i < links.size(); i++) {
      Element element = links.get(i).element();
      for (int up = 0; up <= CLIMB && element != null; up++) {
        holders.computeIfAbsent(element, e -> new ArrayList<>()).add(i);
        element = element.parent();
      }
    }
    Dates.@Nullable Found[] dates = new Dates.Found[links.size()];
    for (Dated day : days) {
      int owner = owner(day, links, holders);
      if (owner >= 0 && dates[owner] == null) {
        dates[owner] = day.found();
      }
    }
    return items(links, dates);
  }

  private static int owner(Dated day, List<Linked> links, Map<Element, List<Integer>> holders) {
    Element element = day.element();
    for (int up = 0; up <= CLIMB && element != null; up++) {
      List<Integer> inside = holders.get(element);
      if (inside != null) {
        TreeSet<String> targets = new TreeSet<>();
        inside.forEach(i -> targets.add(links.get(i).url()));
        if (targets.size() == 1) {
          return longest(inside, links);
        }
        // several entries share the element: the day follows its title, or stands before the first
        int before = inside.get(0);
        for (int i : inside) {
          if (i < day.linksBefore()) {
            before = i;
          }
        }
        return before;
      }
      element = element.parent();
    }
    return -1;
  }

  private static int longest(List<Integer> inside, List<Linked> links) {
    int best = inside.get(0);
    for (int i : inside) {
      if (links.get(i).title().length() > links.get(best).title().length()) {
        best = i;
      }
    }
    return best;
  }

  private static List<Page.Item> items(List<Linked> links, Dates.@Nullable Found[] dates) {
    Map<String, Page.Item> items = new LinkedHashMap<>();
    for (int i = 0; i < links.size() && items.size() < MAX_ITEMS; i++) {
      Linked link = links.get(i);
      Dates.Found date = dates[i];
      if (date == null && words(link.title()) < 4) {
        continue;
      }
      Page.Item item = new Page.Item(link.title(), link.url(), date == null ? null : date.day(), date == null ? "" : date.text());
      items.merge(link.url(), item, ItemFinder::better);
    }
    return new ArrayList<>(items.values());
  }

  private static Page.Item better(Page.Item a, Page.Item b) {
    String title = a.title().length() >= b.title().length() ? a.title() : b.title();
    return a.date() != null || b.date() == null ? new Page.Item(title, a.url(), a.date(), a.dateText()) : new Page.Item(title, b.url(), b.date(), b.dateText());
  }

  private static int words(String title) {
    int words = 1;
    String folded = Folding.fold(title);
    for (int i = 0; i < folded.length(); i++) {
      words += folded.charAt(i) == ' ' ? 1 : 0;
    }
    return words;
  }
}
