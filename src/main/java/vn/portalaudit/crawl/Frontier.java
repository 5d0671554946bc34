package vn.portalaudit.crawl;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * What is still to be read. First the links that name a needed section, then section by section in
 * turn (a list page, an entry, the next list page, …) together with the rest of the menu, at last
 * what only the sitemap lists. Within a queue by depth, then by discovery; nothing else decides, so
 * the same portal always gives the same order.
 */
final class Frontier {
  /** Name of the stratum of links that name no needed section. */
  static final String OTHER = "";

  /** Name of the stratum of what only a sitemap lists, and of mixtures of filters: read at last. */
  static final String LAST = "last";

  private static final int MAX_QUEUED = 20_000;
  private static final int NAMED_FIRST = 8;
  private static final int OTHER_SHARE = 4;
  private static final Comparator<Entry> ORDER =
      Comparator.comparingInt(Entry::depth).thenComparingInt(Entry::order);

  private final Map<String, Queues> strata = new LinkedHashMap<>();
  private int queued;
  private int due;

  /**
   * An address to read.
   *
   * @param url normalised
   * @param type what kind of page it seems to be
   * @param depth clicks from the home page
   * @param order number of its discovery
   * @param stratum section it belongs to
   * @param due whether an absence on the portal can only be concluded when it was read
   * @param oneStep whether its links are not followed
   */
  record Entry(
      String url,
      Page.Type type,
      int depth,
      int order,
      String stratum,
      boolean due,
      boolean oneStep) {}

  private static final class Queues {
    private final int rank;
    private final int share;
    private final PriorityQueue<Entry> named = new PriorityQueue<>(ORDER);
    private final PriorityQueue<Entry> lists = new PriorityQueue<>(ORDER);
    private final PriorityQueue<Entry> items = new PriorityQueue<>(ORDER);
    private int namedTaken;
    private int listsTaken;
    private int itemsTaken;

    Queues(int rank, int share) {
      this.rank = rank;
      this.share = share;
    }

    boolean isEmpty() {
      return named.isEmpty() && lists.isEmpty() && items.isEmpty();
    }

    double taken() {
      return (double) (listsTaken + itemsTaken) / share;
    }

    Entry take() {
      if (!named.isEmpty()) {
        lists.addAll(named);
        named.clear();
      }
      boolean list = !lists.isEmpty() && (items.isEmpty() || listsTaken <= itemsTaken);
      if (list) {
        listsTaken++;
        return lists.remove();
      }
      itemsTaken++;
      return items.remove();
    }
  }

  /**
   * Adds an address; forgets it when too many are waiting.
   *
   * @param entry the address
   * @param rank importance of its stratum, lower first
   */
  void add(Entry entry, int rank) {
    if (queued >= MAX_QUEUED) {
      return;
    }
    int share = entry.stratum().equals(OTHER) ? OTHER_SHARE : 1;
    Queues queues = strata.computeIfAbsent(entry.stratum(), s -> new Queues(rank, share));
    boolean named = entry.due() && share == 1;
    if (named) {
      queues.named.add(entry);
    } else if (entry.type() == Page.Type.ITEM) {
      queues.items.add(entry);
    } else {
      queues.lists.add(entry);
    }
    queued++;
    due += entry.due() ? 1 : 0;
  }

  /** Takes the next address; null when all are read. */
  @Nullable Entry next() {
    Entry next = nextNamed();
    if (next == null) {
      next = nextInTurn();
    }
    if (next != null) {
      queued--;
      due -= next.due() ? 1 : 0;
    }
    return next;
  }

  private @Nullable Entry nextNamed() {
    Queues best = null;
    for (Queues queues : strata.values()) {
      if (!queues.named.isEmpty()
          && queues.namedTaken < NAMED_FIRST
          && (best == null
              || queues.namedTaken < best.namedTaken
              || (queues.namedTaken == best.namedTaken && queues.rank < best.rank))) {
        best = queues;
      }
    }
    if (best == null) {
      return null;
    }
    best.namedTaken++;
    return best.named.remove();
  }

  private @Nullable Entry nextInTurn() {
    Queues best = null;
    for (Queues queues : inTurn()) {
      if (best == null
          || queues.taken() < best.taken()
          || (queues.taken() == best.taken() && queues.rank < best.rank)) {
        best = queues;
      }
    }
    return best == null ? null : best.take();
  }

  private List<Queues> inTurn() {
    List<Queues> waiting = new ArrayList<>();
    strata.forEach(
        (name, queues) -> {
          if (!queues.isEmpty() && !name.equals(LAST)) {
            waiting.add(queues);
          }
        });
    Queues listed = strata.get(LAST);
    if (waiting.isEmpty() && listed != null && !listed.isEmpty()) {
      waiting.add(listed);
    }
    return waiting;
  }

  /** How many addresses wait. */
  int size() {
    return queued;
  }

  /** Whether addresses wait without which no absence can be concluded. */
  boolean hasDue() {
    return due > 0;
  }
}
