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
import vn.portalaudit.domain.Period;
import vn.portalaudit.domain.Reason;

/**
 * What a probe looks at: one portal as the crawl saw it, as of a moment.
 *
 * @param survey what the crawl saw
 * @param source for what a probe has to ask on its own
 * @param at the moment as of which is measured; a probe has no other clock
 * @param period assessment period
 * @param sections where each section was found, by probe id; empty while the section probes
 *     themselves run
 * @param gap why an absence cannot be concluded on this portal; null when it can (everything that
 *     was due was read)
 */
record Subject(
    Survey survey,
    Source source,
    Instant at,
    Period period,
    Map<String, Section> sections,
    @Nullable Reason gap) {
  static final ZoneId VIETNAM = ZoneId.of("Asia/Ho_Chi_Minh");

  Subject {
    sections = Map.copyOf(sections);
  }

  /** The day in Vietnam as of which is measured. */
  LocalDate today() {
    return at.atZone(VIETNAM).toLocalDate();
  }

  /** Where a section was found, if it was. */
  Optional<Section> section(String probe) {
    return Optional.ofNullable(sections.get(probe));
  }

  /**
   * A section that was found.
   *
   * @param label the words by which it is shown
   * @param url its address, null when it is shown without a working link
   * @param pages the pages read of it: its first page, then what it leads to within the section
   */
  record Section(String label, @Nullable String url, List<Page> pages) {
    Section {
      pages = List.copyOf(pages);
    }
  }
}
