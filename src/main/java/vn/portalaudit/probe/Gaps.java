package vn.portalaudit.probe;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import vn.portalaudit.crawl.Page;
import vn.portalaudit.crawl.Survey;
import vn.portalaudit.domain.Capture;
import vn.portalaudit.domain.Reason;

/**
 * The rule of absence: that a section is not there can be said only when the home page, what the
 * menus lead to and every candidate were read without a block, a cut or an unrendered shell. A page
 * that does not exist hides nothing.
 */
final class Gaps {
  private static final double CANDIDATE = 0.66;

  private Gaps() {}

  /** Why nothing at all can be said to be absent from this portal; null when it can. */
  static @Nullable Reason portal(Survey survey) {
    Page home = survey.home();
    if (home == null) {
      return unread(survey);
    }
    if (home.shell()) {
      return Reason.NEEDS_JAVASCRIPT;
    }
    if (home.capture().truncated()) {
      return Reason.TOO_LARGE;
    }
    return survey.stopped() == Reason.BUDGET_EXHAUSTED ? null : survey.stopped();
  }

  /** Why nothing can be said of what the home page does not show; null when it can. */
  static @Nullable Reason home(Survey survey) {
    Page home = survey.home();
    Reason whole = portal(survey);
    boolean read = home != null && !home.shell() && !home.capture().truncated();
    return read ? null : whole == null ? Reason.OWN_FAULT : whole;
  }

  /** Why something that a section's pages do not show may still be there; null when it is not. */
  static @Nullable Reason within(Subject subject, Subject.Section section) {
    Survey survey = subject.survey();
    Reason whole = portal(survey);
    if (whole != null) {
      return whole;
    }
    for (Page.Item item : Listing.items(subject, section)) {
      Reason reason =
          survey
              .capture(item.url())
              .filter(capture -> !capture.gone())
              .map(Capture::reason)
              .orElse(null);
      if (reason != null) {
        return reason;
      }
    }
    return null;
  }

  /** Why an entry that was asked for could not be read; null when none is hidden. */
  static @Nullable Reason hiddenPage(Survey survey) {
    return survey.captures().stream()
        .filter(c -> c.purpose() == Capture.Purpose.PAGE && !c.gone())
        .map(Capture::reason)
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(null);
  }

  /** Why the home page could not be read. */
  private static Reason unread(Survey survey) {
    List<Capture> asked =
        survey.captures().stream().filter(c -> c.purpose() != Capture.Purpose.ROBOTS).toList();
    if (!asked.isEmpty() && asked.stream().allMatch(c -> c.status() == 403)) {
      // who refuses everything refuses us, whatever words it uses
      return Reason.BLOCKED;
    }
    for (Capture capture : asked) {
      Reason reason = capture.reason();
      if (capture.purpose() == Capture.Purpose.HOME && reason != null) {
        // a page that seems empty in its beginning need not be
        boolean cut = capture.truncated() && reason == Reason.EMPTY_SITE;
        return cut ? Reason.TOO_LARGE : reason;
      }
    }
    return survey.stopped() == null ? Reason.OWN_FAULT : survey.stopped();
  }

  /** Why this section cannot be said to be absent; null when it can. */
  static @Nullable Reason of(
      Survey survey,
      SectionSpec spec,
      Map<String, Subject.Section> found,
      Map<String, Capture> captures) {
    Reason whole = portal(survey);
    if (whole != null) {
      return whole;
    }
    for (String within : spec.within()) {
      Subject.Section parent = found.get(within);
      if (parent != null && parent.unread() != null) {
        return parent.unread();
      }
    }
    Page home = survey.home();
    if (home != null) {
      for (Page.Label label : home.labels()) {
        Reason reason = label.url() == null ? null : candidate(label, label.url(), spec, captures);
        if (reason != null) {
          return reason;
        }
      }
    }
    return null;
  }

  private static @Nullable Reason candidate(
      Page.Label label, String url, SectionSpec spec, Map<String, Capture> captures) {
    Capture capture = captures.get(SectionFinder.key(url));
    if (capture == null || capture.reason() == null || capture.gone()) {
      return null;
    }
    return Nearness.share(label.text(), spec) >= CANDIDATE ? capture.reason() : null;
  }
}
