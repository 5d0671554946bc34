package vn.portalaudit.probe;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.portalaudit.crawl.Page;
import vn.portalaudit.crawl.Source;
import vn.portalaudit.crawl.Survey;
import vn.portalaudit.domain.Evidence;
import vn.portalaudit.domain.Period;
import vn.portalaudit.domain.Reason;

/**
 * What a probe looks at: one portal as the crawl saw it, as of a moment.
 *
 * @param survey what the crawl saw
 * @param source for what a probe has to ask on its own
 * @param at the moment as of which is measured; a probe has no other clock
 * @param period assessment period
 * @param sections what is known of each section, by probe id
 * @param content which texts of a page are its own, not the frame around them
 */
record Subject(
    Survey survey,
    Source source,
    Instant at,
    Period period,
    Map<String, Section> sections,
    Content content) {
  static final ZoneId VIETNAM = ZoneId.of("Asia/Ho_Chi_Minh");

  Subject {
    sections = Map.copyOf(sections);
  }

  /** The day in Vietnam as of which is measured. */
  LocalDate today() {
    return at.atZone(VIETNAM).toLocalDate();
  }

  /** A section that was found. */
  Optional<Section> found(String probe) {
    return Optional.ofNullable(sections.get(probe)).filter(Section::found);
  }

  /** What is known of a section, found or not. */
  Section section(String probe) {
    Section section = sections.get(probe);
    return section == null ? Section.absent(null, List.of()) : section;
  }

  /**
   * What is known of a section.
   *
   * @param found whether a label of it was seen, or a page is it
   * @param gap why its absence cannot be concluded; null when it can, or when it was found
   * @param label the words by which it is shown, empty when absent
   * @param url its address, null when absent or shown without a working link
   * @param reachable whether its address leads to something
   * @param unread why its page could not be read; null when it was, or when there is none to read
   * @param clicks steps from the home page to it, -1 when unknown
   * @param pages the pages read of it: its first page, then what it leads to within the section
   * @param evidence where it was seen; for an absence what was read and the nearest candidates
   */
  record Section(
      boolean found,
      @Nullable Reason gap,
      String label,
      @Nullable String url,
      boolean reachable,
      @Nullable Reason unread,
      int clicks,
      List<Page> pages,
      List<Evidence> evidence) {
    Section {
      pages = List.copyOf(pages);
      evidence = List.copyOf(evidence);
    }

    static Section absent(@Nullable Reason gap, List<Evidence> evidence) {
      return new Section(false, gap, "", null, false, null, -1, List.of(), evidence);
    }

    /** Why nothing can be measured in this section's pages; null when it can. */
    @Nullable Reason blind() {
      return found ? unread : gap;
    }
  }
}
