package vn.portalaudit.web.page;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.portalaudit.domain.Capture;
import vn.portalaudit.domain.Header;
import vn.portalaudit.evidence.Entry;
import vn.portalaudit.pipeline.KeptPages;

/**
 * A page as an audit kept it, for the macro {@code #keptpage}: headers, text with the match marked,
 * and whether its bytes still have the hash that was recorded. Bounded, to be escaped like every
 * text.
 *
 * @param flaw what does not hold of the stored bytes; empty when all of it holds
 * @param before text before the match; all of the text without one
 * @param cut whether text was left out
 * @param pictures names of its pictures
 */
public record KeptPage(
    String url,
    @Nullable Instant at,
    String status,
    @Nullable String sha256,
    String flaw,
    List<Header> headers,
    String before,
    String match,
    String after,
    boolean cut,
    List<String> pictures) {
  private static final int MOST_HEADERS = 60;
  private static final int LONGEST_HEADER = 500;
  private static final int AROUND = 10_000;

  /**
   * A record as it is shown.
   *
   * @param match words to be marked; empty for none
   */
  public static KeptPage of(KeptPages pages, Entry entry, String match) {
    Capture capture = entry.capture();
    String text = pages.text(entry);
    int at = match.isBlank() ? -1 : text.indexOf(match);
    String found = at < 0 ? "" : match;
    int middle = Math.max(at, 0);
    int from = Math.max(0, middle - AROUND);
    int to = Math.min(text.length(), middle + found.length() + (at < 0 ? 2 * AROUND : AROUND));
    return new KeptPage(
        entry.url(),
        capture == null ? null : capture.at(),
        capture == null || capture.status() == 0 ? "–" : Integer.toString(capture.status()),
        capture == null ? null : capture.sha256(),
        pages.check(entry).orElse(""),
        capture == null
            ? List.of()
            : capture.headers().stream().limit(MOST_HEADERS).map(KeptPage::bounded).toList(),
        text.substring(from, middle),
        found,
        text.substring(middle + found.length(), Math.max(to, middle + found.length())),
        from > 0 || to < text.length(),
        pages.pictures(entry.url()));
  }

  private static Header bounded(Header header) {
    return new Header(bounded(header.name()), bounded(header.value()));
  }

  private static String bounded(String text) {
    return text.length() <= LONGEST_HEADER ? text : text.substring(0, LONGEST_HEADER) + "…";
  }

  /** Whether its bytes still have their hash. */
  public boolean holds() {
    return flaw.isEmpty();
  }
}
