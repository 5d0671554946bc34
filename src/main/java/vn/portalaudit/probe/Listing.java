package vn.portalaudit.probe;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import vn.portalaudit.crawl.Page;
import vn.portalaudit.domain.DocumentFiles;

/** What the pages of a section list: entries and documents, each once. */
final class Listing {
  private Listing() {}

  /** The entries of a section's pages, by target; a dated one is preferred. */
  static List<Page.Item> items(Subject subject, Subject.Section section) {
    Map<String, Page.Item> items = new LinkedHashMap<>();
    Set<String> own = new LinkedHashSet<>();
    section.pages().forEach(page -> own.add(SectionFinder.key(page.url())));
    for (Page page : section.pages()) {
      // an entry's own page repeats others beside it («tin liên quan»): only lists count
      if (page.type() == Page.Type.ITEM) {
        continue;
      }
      for (Page.Item item : subject.content().items(page)) {
        items.merge(SectionFinder.key(item.url()), item, (a, b) -> a.date() != null ? a : b);
      }
    }
    return new ArrayList<>(items.values());
  }

  /** Addresses of documents that a section's pages link, or to which its own label leads. */
  static Set<String> files(Subject subject, Subject.Section section) {
    Set<String> files = new LinkedHashSet<>();
    if (section.url() != null && DocumentFiles.named(section.url())) {
      files.add(section.url());
    }
    section.pages().forEach(page -> files.addAll(subject.content().files(page)));
    return files;
  }
}
