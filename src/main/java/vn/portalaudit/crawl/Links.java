package vn.portalaudit.crawl;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Turns the labels of pages into addresses to read: each once, within the scope, outside of traps,
 * with the section it belongs to.
 */
final class Links {
  private static final int MAX_DEPTH = 30;
  private static final int LISTED_DEPTH = 10;
  private static final int MAX_LISTED = 10_000;
  private static final int MAX_LISTED_LABELS = 2_000;
  private static final int LONGEST_LABEL = 90;
  private static final int LONGEST_MENU_TEXT = 50;
  private static final Pattern NO_PAGE =
      Pattern.compile(
          "(?i).*\\.(?:pdf|docx?|xlsx?|pptx?|zip|rar|7z|t?gz|od[tsp]|rtf|csv|jpe?g|png|gif|bmp|webp"
              + "|svg|ico|mp[34]|wav|avi|wmv|flv|mov|apk|exe|css|js|json|xml|woff2?|ttf|ics)");
  private static final Pattern LOGOUT =
      Pattern.compile("(?i).*(?:log-?out|sign-?out|dang-?xuat|[?&](?:print|in)=(?:1|true)).*");
  private static final Pattern PAGER =
      Pattern.compile("\\d{1,4}|[«»<>‹›]+|(?i:trang|page|next|tiếp|sau|cuối|xem thêm).{0,12}");
  private static final Pattern LONG_NUMBER = Pattern.compile(".*\\d{4,}.*");

  private final Crawler.Interest interest;
  private final Scope scope;
  private final Traps traps;
  private final Frontier frontier;
  private final Feeds feeds;
  private final Set<String> seenRaw = new HashSet<>();
  private final Set<String> seen = new HashSet<>();
  private final Map<String, Integer> ranks = new HashMap<>();
  private final Map<String, String> strataByPath = new HashMap<>();
  private int order;

  /** A link that is new: its first label, and the section that any of its labels names. */
  private record Fresh(Page.Label label, Crawler.@Nullable Stratum stratum) {}

  /** The page on which links were found: its type, depth and section. */
  private record From(Page.Type type, int depth, String stratum, Set<String> entries) {}

  Links(Crawler.Interest interest, Scope scope, Traps traps, Frontier frontier, Feeds feeds) {
    this.interest = interest;
    this.scope = scope;
    this.traps = traps;
    this.frontier = frontier;
    this.feeds = feeds;
  }

  /** Notes that an address need not be queued any more. */
  void markSeen(String url) {
    seen.add(Urls.keyOf(url));
  }

  /** Queues what a page links to; {@code entry} is how it was found, null for the home page. */
  void follow(Page page, Frontier.@Nullable Entry entry) {
    Set<String> entries =
        page.items().stream().map(Page.Item::url).collect(Collectors.toUnmodifiableSet());
    From from =
        entry == null
            ? new From(Page.Type.HOME, 0, Frontier.OTHER, entries)
            : new From(page.type(), entry.depth(), sectionOf(entry), entries);
    if (from.depth() >= MAX_DEPTH) {
      return;
    }
    Map<String, Fresh> fresh = new LinkedHashMap<>();
    for (Page.Label label : page.labels()) {
      String raw = label.url();
      if (raw != null && !seenRaw.contains(raw)) {
        fresh.merge(raw, new Fresh(label, stratumOf(label)), Links::better);
      }
    }
    for (Page.Item item : page.items()) {
      if (!seenRaw.contains(item.url())) {
        fresh.computeIfAbsent(
            item.url(),
            url -> new Fresh(new Page.Label(Page.Via.LINK, item.title(), "", url, url), null));
      }
    }
    seenRaw.addAll(fresh.keySet());
    fresh.values().forEach(link -> queue(link, from));
  }

  private static String sectionOf(Frontier.Entry entry) {
    return entry.stratum().equals(Frontier.LAST) ? Frontier.OTHER : entry.stratum();
  }

  private static Fresh better(Fresh one, Fresh other) {
    Crawler.Stratum a = one.stratum();
    Crawler.Stratum b = other.stratum();
    boolean second = b != null && (a == null || b.rank() < a.rank());
    Page.Label label =
        one.label().text().length() >= other.label().text().length()
            ? one.label()
            : other.label();
    return new Fresh(label, second ? b : a);
  }

  private Crawler.@Nullable Stratum stratumOf(Page.Label label) {
    if (label.text().length() > LONGEST_LABEL) {
      return null;
    }
    Optional<Crawler.Stratum> stratum = interest.of(label);
    return stratum.orElse(null);
  }

  private void queue(Fresh link, From from) {
    String raw = String.valueOf(link.label().url());
    String url = Urls.normalise(raw);
    if (url == null || LOGOUT.matcher(url).matches()) {
      return;
    }
    Crawler.Stratum named = link.stratum();
    boolean home = from.type() == Page.Type.HOME;
    Scope.Reach reach = scope.reach(url, named != null && from.type() != Page.Type.ITEM, home);
    if (reach == Scope.Reach.OUTSIDE) {
      return;
    }
    if (Urls.hasSession(raw)) {
      traps.show(Traps.SESSION, url);
    }
    if (Feeds.looksLikeFeed(url)) {
      feeds.note(url);
      return;
    }
    String stratum = named != null ? named.name() : inherited(url, from);
    if (NO_PAGE.matcher(Urls.pathOf(url)).matches() || seen.contains(Urls.key(url))) {
      return;
    }
    Traps.Verdict verdict = traps.judge(url, !stratum.equals(Frontier.OTHER));
    if (verdict == Traps.Verdict.CLOSED) {
      return;
    }
    boolean late = verdict == Traps.Verdict.LATE;
    Page.Type type = type(link, url, from);
    boolean menu = home && !late && type == Page.Type.SECTION;
    boolean due = menu || (named != null && !late && from.type() != Page.Type.ITEM);
    add(
        new Frontier.Entry(
            url,
            type,
            from.depth() + 1,
            order++,
            late ? Frontier.LAST : stratum,
            due,
            reach == Scope.Reach.ONE_STEP),
        named);
  }

  private void add(Frontier.Entry entry, Crawler.@Nullable Stratum named) {
    seen.add(Urls.key(entry.url()));
    if (entry.oneStep()) {
      scope.visitedSister();
    } else if (named != null) {
      strataByPath.putIfAbsent(stem(Urls.pathOf(entry.url())), named.name());
    }
    int lowest = entry.stratum().equals(Frontier.LAST) ? Integer.MAX_VALUE : Integer.MAX_VALUE - 1;
    int rank =
        named != null
            ? ranks.merge(named.name(), named.rank(), Math::min)
            : ranks.getOrDefault(entry.stratum(), lowest);
    frontier.add(entry, rank);
  }

  /** The section of an address without a label that names one: by its path, else by where it is. */
  private String inherited(String url, From from) {
    String byPath = byPath(url);
    return byPath != null ? byPath : from.stratum();
  }

  private @Nullable String byPath(String url) {
    String path = Urls.pathOf(url);
    for (int end = path.lastIndexOf('/'); end > 0; end = path.lastIndexOf('/', end - 1)) {
      String stratum = strataByPath.get(path.substring(0, end));
      if (stratum != null) {
        return stratum;
      }
    }
    return null;
  }

  private static String stem(String path) {
    return path.replaceFirst("(?:\\.[A-Za-z]{3,5})?/?$", "");
  }

  private static Page.Type type(Fresh link, String url, From from) {
    String text = link.label().text();
    if (link.stratum() != null) {
      return Page.Type.SECTION;
    }
    if (from.entries().contains(link.label().url())) {
      return Page.Type.ITEM;
    }
    if (PAGER.matcher(text).matches()) {
      return from.type() == Page.Type.ITEM ? Page.Type.ITEM : Page.Type.SECTION;
    }
    boolean item =
        text.length() > LONGEST_MENU_TEXT
            || (from.type() != Page.Type.HOME
                && (from.type() == Page.Type.ITEM
                    || LONG_NUMBER.matcher(Urls.file(url)).matches()));
    return item ? Page.Type.ITEM : Page.Type.SECTION;
  }

  /** Queues what sitemaps list, behind what pages link to. */
  void addListed(List<String> urls) {
    int labels = 0;
    int added = 0;
    for (String url : urls) {
      if (added >= MAX_LISTED) {
        return;
      }
      if (!scope.contains(url)
          || NO_PAGE.matcher(Urls.pathOf(url)).matches()
          || seen.contains(Urls.key(url))) {
        continue;
      }
      Crawler.Stratum named = null;
      boolean shallow = Urls.pathOf(url).chars().filter(c -> c == '/').count() <= 2;
      if (shallow && labels++ < MAX_LISTED_LABELS) {
        named = interest.of(new Page.Label(Page.Via.LINK, "", "", url, url)).orElse(null);
      }
      String byPath = byPath(url);
      String stratum = named != null ? named.name() : byPath != null ? byPath : Frontier.LAST;
      if (traps.judge(url, true) != Traps.Verdict.CLOSED) {
        Page.Type type = named != null ? Page.Type.SECTION : Page.Type.ITEM;
        add(
            new Frontier.Entry(
                url, type, LISTED_DEPTH, order++, stratum, named != null, false),
            named);
        added++;
      }
    }
  }
}
