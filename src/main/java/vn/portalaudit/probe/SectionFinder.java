package vn.portalaudit.probe;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.portalaudit.crawl.Page;
import vn.portalaudit.crawl.Survey;
import vn.portalaudit.domain.Capture;
import vn.portalaudit.domain.DocumentFiles;
import vn.portalaudit.domain.Evidence;
import vn.portalaudit.domain.Reason;

/** Finds where each section lives on a portal, or why its absence cannot be concluded. */
final class SectionFinder {
  private static final int MAX_PAGES = 400;
  private static final int NEAREST = 5;

  private final Survey survey;
  private final SectionMatcher matcher;
  private final Content content;
  private final Map<String, Page> byUrl = new HashMap<>();
  private final Map<String, Capture> captures = new HashMap<>();
  private final Map<String, Integer> clicks;

  SectionFinder(Survey survey, SectionMatcher matcher, Content content) {
    this.survey = survey;
    this.matcher = matcher;
    this.content = content;
    for (Page page : survey.pages()) {
      byUrl.putIfAbsent(key(page.url()), page);
      byUrl.putIfAbsent(key(page.capture().url()), page);
    }
    for (Capture capture : survey.captures()) {
      captures.putIfAbsent(key(capture.url()), capture);
      captures.putIfAbsent(key(capture.finalUrl()), capture);
    }
    clicks = clicks();
  }

  private record Sighting(
      Page page, int order, String words, @Nullable String url, int extra, boolean real) {}

  Map<String, Subject.Section> find() {
    Map<SectionSpec, List<Sighting>> sightings = sightings();
    Map<String, Subject.Section> sections = new LinkedHashMap<>();
    for (SectionSpec spec : matcher.specs()) {
      List<Sighting> seen = sightings.getOrDefault(spec, List.of());
      if (!seen.isEmpty()) {
        sections.put(spec.id(), found(spec, seen));
      }
    }
    for (SectionSpec spec : matcher.specs()) {
      if (!sections.containsKey(spec.id())) {
        sections.put(
            spec.id(),
            Subject.Section.absent(Gaps.of(survey, spec, sections, captures), lookedAt(spec)));
      }
    }
    return sections;
  }

  private Map<SectionSpec, List<Sighting>> sightings() {
    Map<SectionSpec, List<Sighting>> sightings = new HashMap<>();
    Set<String> known = new HashSet<>();
    Set<Page.Label> silent = Collections.newSetFromMap(new IdentityHashMap<>());
    int order = 0;
    for (Page page : survey.pages()) {
      Set<String> headlines = headlines(page);
      for (Page.Label label : page.labels()) {
        order++;
        // a menu stands on every page: what names no section is asked about once
        if (silent.contains(label)) {
          continue;
        }
        List<SectionMatcher.Hit> hits = matcher.hits(label);
        if (hits.isEmpty()) {
          silent.add(label);
          continue;
        }
        for (SectionMatcher.Hit hit : hits) {
          boolean headline =
              hit.extra() > 0 && label.url() != null && headlines.contains(label.url());
          boolean deepText =
              page != survey.home()
                  && label.url() == null
                  && !hit.spec().textIsEnough()
                  && hit.extra() > 0;
          if (!headline
              && !deepText
              && known.add(
                  hit.spec().id() + '\n' + PageSections.words(label) + '\n' + label.url())) {
            boolean real =
                label.url() != null
                    || hit.spec().textIsEnough()
                    || label.href().startsWith("mailto:")
                    || label.href().startsWith("tel:");
            sightings
                .computeIfAbsent(hit.spec(), s -> new ArrayList<>())
                .add(
                    new Sighting(
                        page, order, PageSections.words(label), label.url(), hit.extra(), real));
          }
        }
      }
      if (page == survey.home()) {
        int last = order;
        matcher
            .shownBy(page)
            .forEach((spec, words) ->
                sightings
                    .computeIfAbsent(spec, s -> new ArrayList<>())
                    .add(new Sighting(page, last, words, spec.feeds() ? words : null, 0, true)));
      }
    }
    return sightings;
  }

  /**
   * Targets of list entries with a day beside them: headlines, which speak of a section without
   * being one.
   */
  private static Set<String> headlines(Page page) {
    Set<String> headlines = new HashSet<>();
    for (Page.Item item : page.items()) {
      if (item.date() != null) {
        headlines.add(item.url());
      }
    }
    return headlines;
  }

  private Subject.Section found(SectionSpec spec, List<Sighting> seen) {
    List<Sighting> ranked = new ArrayList<>(seen);
    ranked.sort(
        Comparator.comparingInt((Sighting s) -> rank(s, spec))
            .thenComparingInt(s -> s.page() == survey.home() ? 0 : 1)
            .thenComparingInt(Sighting::extra)
            .thenComparingInt(Sighting::order));
    Sighting best = ranked.get(0);
    String url = best.url();
    Page first = url == null ? null : byUrl.get(key(url));
    Capture capture = url == null ? null : captures.get(key(url));
    boolean reachable =
        url == null ? best.real() : first != null || capture == null || capture.ok();
    Reason unread = unread(best, first, capture);
    List<Evidence> evidence = new ArrayList<>();
    evidence.add(best.page().evidence(best.words()));
    if (first != null && first != best.page()) {
      evidence.add(first.evidence(first.title().isEmpty() ? null : first.title()));
    } else if (capture != null && !capture.ok()) {
      evidence.add(capture.evidence(null));
    }
    int steps =
        url == null
            ? (best.page() == survey.home() ? 0 : -1)
            : clicks.getOrDefault(key(url), best.page() == survey.home() ? 1 : -1);
    return new Subject.Section(
        true,
        null,
        best.words(),
        url,
        reachable,
        unread,
        steps,
        pages(spec, first, ranked),
        evidence);
  }

  private @Nullable Reason unread(Sighting best, @Nullable Page first, @Nullable Capture capture) {
    if (first != null) {
      return first.shell() ? Reason.NEEDS_JAVASCRIPT : null;
    }
    if (best.url() == null || capture == null && DocumentFiles.named(best.url())) {
      // a document is the section itself: it is asked for where its kind asks for documents
      return null;
    }
    if (capture == null) {
      return Reason.BUDGET_EXHAUSTED;
    }
    if (capture.status() == 403 && survey.stopped() == Reason.BLOCKED) {
      // the first refusals of a firewall are known for what they are only after some more
      return Reason.BLOCKED;
    }
    return capture.gone() ? null : capture.reason();
  }

  /** Better sightings first: read with content, read, not read, without a target. */
  private int rank(Sighting sighting, SectionSpec spec) {
    if (sighting.url() == null) {
      return sighting.real() ? 2 : 5;
    }
    Page page = byUrl.get(key(sighting.url()));
    if (page != null) {
      boolean says =
          content.length(page) >= spec.emptyBelow()
              || !content.items(page).isEmpty()
              || page == survey.home();
      return says ? 0 : 2;
    }
    Capture capture = captures.get(key(sighting.url()));
    return capture == null ? 3 : capture.ok() ? 1 : 4;
  }

  private List<Page> pages(SectionSpec spec, @Nullable Page first, List<Sighting> ranked) {
    // by address: comparing whole pages would compare all that they show
    Map<String, Page> pages = new LinkedHashMap<>();
    if (first != null && first != survey.home()) {
      pages.put(first.url(), first);
      for (Sighting other : ranked) {
        Page page = other.url() == null || other.extra() > 2 ? null : byUrl.get(key(other.url()));
        if (page != null && page != survey.home()) {
          pages.putIfAbsent(page.url(), page);
        }
      }
      String prefix = prefix(first.url());
      for (Page start : List.copyOf(pages.values())) {
        for (Page.Item item : content.items(start)) {
          Page page = byUrl.get(key(item.url()));
          if (page != null && page != survey.home() && pages.size() < MAX_PAGES) {
            pages.putIfAbsent(page.url(), page);
          }
        }
      }
      for (Page page : survey.pages()) {
        if (pages.size() < MAX_PAGES
            && page != survey.home()
            && within(page.url(), first.url(), prefix)) {
          pages.putIfAbsent(page.url(), page);
        }
      }
    }
    return List.copyOf(pages.values());
  }

  /**
   * Whether an address lies within a section: below its first page, or a later page of its list.
   */
  private static boolean within(String url, String first, String prefix) {
    return url.startsWith(prefix) || (first.indexOf('?') < 0 && url.startsWith(first + "?"));
  }

  /**
   * What an address must begin with to lie within the section of another: its path as a folder, or
   * its path with a query.
   */
  private static String prefix(String url) {
    int query = url.indexOf('?');
    String path = query < 0 ? url : url.substring(0, query);
    int dot = path.lastIndexOf('.');
    if (dot > path.lastIndexOf('/')) {
      return query < 0 ? path.substring(0, dot) + "/" : path + "?" + url.substring(query + 1) + "&";
    }
    return query < 0 ? (path.endsWith("/") ? path : path + "/") : url + "&";
  }

  private List<Evidence> lookedAt(SectionSpec spec) {
    List<Evidence> evidence = new ArrayList<>();
    Page home = survey.home();
    if (home == null) {
      survey.captures().stream().limit(1).forEach(capture -> evidence.add(capture.evidence(null)));
      return evidence;
    }
    List<Page.Label> near = PageSections.nearest(home, spec, NEAREST);
    evidence.add(
        home.evidence(
            near.isEmpty()
                ? null
                : "Gần nhất: " + String.join(" · ", near.stream().map(Page.Label::text).toList())));
    survey.sitemaps().stream()
        .limit(1)
        .forEach(sitemap -> evidence.add(sitemap.capture().evidence(null)));
    for (String within : spec.within()) {
      // where such a section usually lies
      survey.pages().stream()
          .filter(p -> p != home && SectionMatcher.slug(p.url()).equals(within.replace('-', ' ')))
          .limit(1)
          .forEach(p -> evidence.add(p.evidence(null)));
    }
    return evidence;
  }

  private Map<String, Integer> clicks() {
    Map<String, Integer> steps = new HashMap<>();
    Page home = survey.home();
    if (home == null) {
      return steps;
    }
    steps.put(key(home.url()), 0);
    Deque<Page> queue = new ArrayDeque<>(List.of(home));
    Set<String> done = new HashSet<>(Set.of(home.url()));
    Set<Page.Label> followed = Collections.newSetFromMap(new IdentityHashMap<>());
    while (!queue.isEmpty()) {
      Page page = queue.removeFirst();
      int step = steps.getOrDefault(key(page.url()), 0) + 1;
      for (Page.Label label : page.labels()) {
        if (label.url() != null
            && followed.add(label)
            && steps.putIfAbsent(key(label.url()), step) == null) {
          Optional.ofNullable(byUrl.get(key(label.url())))
              .filter(next -> done.add(next.url()))
              .ifPresent(next -> {
                steps.putIfAbsent(key(next.url()), step);
                queue.addLast(next);
              });
        }
      }
    }
    return steps;
  }

  /**
   * One key for the twins of an address: http and https, with and without www, with and without a
   * closing slash.
   */
  static String key(String url) {
    int authority = url.indexOf("://");
    String rest = authority < 0 ? url : url.substring(authority + 3);
    rest = rest.startsWith("www.") ? rest.substring(4) : rest;
    return rest.endsWith("/") ? rest.substring(0, rest.length() - 1) : rest;
  }
}
