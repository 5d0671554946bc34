package vn.portalaudit.probe;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vn.portalaudit.crawl.Page;

/** Which sections one page shows, by itself. */
final class PageSections {
  private PageSections() {}

  /**
   * What one page shows of one section.
   *
   * @param present whether a label for it is there
   * @param reachable whether one of its labels is a link with a real target, or the text itself is the section
   * @param label the words, null when absent
   * @param href the target as written, null without one
   */
  record Shown(boolean present, boolean reachable, @Nullable String label, @Nullable String href) {
    static final Shown ABSENT = new Shown(false, false, null, null);
  }

  /** What a page shows of every section, by probe id. */
  static Map<String, Shown> of(Page page, SectionMatcher matcher) {
    Map<String, Shown> shown = new LinkedHashMap<>();
    matcher.specs().forEach(spec -> shown.put(spec.id(), Shown.ABSENT));
    for (Page.Label label : page.labels()) {
      for (SectionMatcher.Hit hit : matcher.hits(label)) {
        boolean real = label.url() != null || mailOrPhone(label.href());
        boolean reachable = real || hit.spec().itself();
        shown.merge(hit.spec().id(), new Shown(true, reachable, words(label), label.href().isEmpty() ? null : label.href()), PageSections::better);
      }
    }
    matcher.shownBy(page).forEach((spec, words) -> shown.merge(spec.id(), new Shown(true, spec.itself() || spec.feeds(), words, null), PageSections::better));
    return shown;
  }

  static String words(Page.Label label) {
    return label.text().isEmpty() ? label.hint() : label.text();
  }

  private static boolean mailOrPhone(String href) {
    return href.startsWith("mailto:") || href.startsWith("tel:");
  }

  private static Shown better(Shown a, Shown b) {
    if (!a.present() || !a.reachable() && b.reachable()) {
      return b;
    }
    return a;
  }

  /** The sections whose labels share most words with those of an absent one: what a person would look at next. */
  static List<Page.Label> nearest(Page page, SectionSpec spec, int limit) {
    record Near(Page.Label label, double share) {}
    return page.labels().stream()
        .filter(label -> label.text().length() >= 4 && label.text().length() <= 80)
        .map(label -> new Near(label, Nearness.share(label.text(), spec)))
        .filter(near -> near.share() >= 0.5)
        .sorted((a, b) -> Double.compare(b.share(), a.share()))
        .map(Near::label)
        .distinct()
        .limit(limit)
        .toList();
  }
}
