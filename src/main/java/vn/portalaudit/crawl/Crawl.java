package vn.portalaudit.crawl;

import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.portalaudit.domain.Capture;
import vn.portalaudit.domain.Capture.Purpose;
import vn.portalaudit.domain.Reason;
import vn.portalaudit.evidence.Sha256;
import vn.portalaudit.net.Robots;

/** One crawl of one portal. */
final class Crawl {
  private final Crawler.Session session;
  private final String root;
  private final Ledger ledger = new Ledger();
  private final Scope scope = new Scope();
  private final Frontier frontier = new Frontier();
  private final Loader loader;
  private final Sitemaps sitemaps;
  private final Feeds feeds;
  private final List<Page> pages = new ArrayList<>();
  private final Set<String> read = new HashSet<>();
  private final Pool pool = new Pool();
  private @Nullable Capture robots;
  private @Nullable Traps traps;
  private @Nullable Page home;
  private @Nullable Reason stopped;
  private int asked;

  Crawl(Crawler.Session session, String root) {
    this.session = session;
    this.root = root;
    this.loader = new Loader(session, ledger);
    this.sitemaps = new Sitemaps(loader, scope);
    this.feeds = new Feeds(loader);
  }

  Survey run() {
    try {
      explore();
    } catch (Source.Stopped s) {
      stopped = s.reason();
    }
    return new Survey(
        root,
        home,
        pages,
        ledger.captures(),
        scope.hosts(),
        sitemaps.read(),
        feeds.read(),
        robots,
        traps == null ? List.of() : traps.seen(),
        stopped);
  }

  private void explore() {
    String url = Urls.normalise(root.contains("://") ? root : "https://" + root);
    if (url == null) {
      stopped = Reason.ADDRESS_REFUSED;
      return;
    }
    scope.include(url);
    tell("Đọc robots.txt", url);
    Robots rules = robots(url);
    tell("Đọc trang chủ", url);
    HomePage.Found found = new HomePage(loader, ledger, scope).find(url);
    asked += found.asked();
    if (found.page() == null && !found.elsewhere()) {
      stopped = found.reason();
      return;
    }
    if (!Urls.origin(found.url()).equals(Urls.origin(url))) {
      rules = robots(found.url());
    }
    int year = found.capture().at().atZone(ZoneOffset.UTC).getYear();
    Traps newTraps = new Traps(year);
    traps = newTraps;
    Links links = new Links(session.interest(), scope, newTraps, frontier, feeds);
    Frame frame = begin(found, links, rules);
    if (home == null && frontier.size() == 0) {
      stopped = found.reason();
      return;
    }
    readAll(links, newTraps, frame);
    conclude(found);
  }

  /** Reads what stands before the first page: sitemaps, feeds, the answer for what is missing. */
  private @Nullable Frame begin(HomePage.Found found, Links links, Robots rules) {
    Page page = found.page();
    Frame frame = page == null ? null : new Frame(page);
    links.markSeen(found.url());
    if (page != null) {
      home = page;
      pages.add(page);
      read.add(Urls.keyOf(page.url()));
      links.markSeen(page.url());
      links.follow(page, null);
      feeds.noteDeclared(page);
    }
    tell("Đọc sơ đồ trang", found.url());
    sitemaps.read(found.url(), rules.sitemaps());
    links.addListed(sitemaps.pages());
    if (frame != null) {
      probeMissing(found.url(), frame);
    }
    return frame;
  }

  private Robots robots(String url) {
    String address = LiveSource.robotsOf(url);
    Source.Answer answer = loader.ask(address, Purpose.ROBOTS, false);
    robots = answer.capture();
    return Robots.parse(answer.capture().status(), answer.body(), address);
  }

  private void probeMissing(String url, Frame frame) {
    String origin = Urls.origin(url);
    String impossible = origin + "/trang-khong-ton-tai-" + Sha256.of(origin).substring(0, 12);
    Source.Answer answer = loader.ask(impossible, Purpose.PROBE, true);
    if (answer.capture().ok()) {
      Page page = loader.read(answer, Page.Type.ITEM);
      if (page != null) {
        frame.learnMissing(page);
      }
    }
  }

  private void readAll(Links links, Traps traps, @Nullable Frame frame) {
    while (hasBudget()) {
      readFeeds(links);
      if (!hasBudget()) {
        break;
      }
      Frontier.Entry entry = frontier.next();
      if (entry == null) {
        return;
      }
      visit(entry, links, traps, frame);
    }
    if (frontier.hasDue()) {
      stopped = Reason.BUDGET_EXHAUSTED;
    }
  }

  private boolean hasBudget() {
    return asked < session.options().maxPages();
  }

  /** Reads the feeds that wait; what turns out to be a page counts as one. */
  private void readFeeds(Links links) {
    while (feeds.isWaiting()) {
      Source.Answer noFeed = feeds.readNext();
      if (noFeed != null && hasBudget()) {
        Frontier.Entry entry =
            new Frontier.Entry(
                noFeed.capture().url(), Page.Type.SECTION, 1, 0, Frontier.OTHER, false, false);
        keep(noFeed, entry, links);
      }
    }
  }

  private void visit(Frontier.Entry entry, Links links, Traps traps, @Nullable Frame frame) {
    tell("Đọc trang", entry.url());
    Source.Answer answer = loader.ask(entry.url(), Purpose.PAGE, !entry.oneStep());
    Capture capture = answer.capture();
    asked += capture.reason() == Reason.ROBOTS_DENIED ? 0 : 1;
    if (!capture.ok()) {
      return;
    }
    String last = capture.finalUrl();
    if (frame != null && !entry.oneStep() && frame.leadsHome(capture)) {
      ledger.reject(capture, Reason.SOFT_404);
      traps.show(Traps.SOFT_404, entry.url());
      return;
    }
    if (!read.add(Urls.keyOf(last))) {
      return;
    }
    links.markSeen(last);
    Page page = loader.read(answer, entry.type());
    if (page == null) {
      return;
    }
    if (!entry.oneStep() && !scope.contains(last)) {
      ledger.reject(capture, Reason.REDIRECTED_AWAY);
    } else if (frame != null && !entry.oneStep() && frame.isMissing(page)) {
      ledger.reject(capture, Reason.SOFT_404);
      traps.show(Traps.SOFT_404, entry.url());
    } else {
      if (frame != null && !page.shell()) {
        traps.learn(entry.url(), () -> frame.content(page));
      }
      keep(page, entry, links);
    }
  }

  private void keep(Source.Answer answer, Frontier.Entry entry, Links links) {
    if (read.add(Urls.keyOf(answer.capture().finalUrl()))) {
      Page page = loader.read(answer, entry.type());
      if (page != null) {
        asked++;
        keep(page, entry, links);
      }
    }
  }

  private void keep(Page page, Frontier.Entry entry, Links links) {
    Page typed = pool.share(Loader.retyped(page));
    pages.add(typed);
    if (!entry.oneStep()) {
      feeds.noteDeclared(typed);
      links.follow(typed, entry);
    }
  }

  /** A home page that shows nothing is forgiven when it leads to pages that do. */
  private void conclude(HomePage.Found found) {
    if (found.empty() && pages.size() == 1) {
      ledger.reject(found.capture(), Reason.EMPTY_SITE);
      pages.clear();
      home = null;
      stopped = Reason.EMPTY_SITE;
    }
  }

  private void tell(String phase, String url) {
    session.progress().at(phase, pages.size(), frontier.size(), url);
  }
}
