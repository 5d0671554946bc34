package vn.portalaudit.domain;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One address that was asked for, and how it went («capture» as in WARC and Memento). Bodies lie in
 * the evidence and are found by {@code sha256}.
 *
 * @param url address asked for, normalised
 * @param finalUrl address of the last response after redirects; {@code url} when there was none
 * @param at when it was asked
 * @param purpose why it was asked
 * @param status HTTP status of the last response, 0 without one; 200 where it said that an earlier
 *     one still holds
 * @param headers fields of the last response; where it only said that an earlier one still holds,
 *     those of the earlier one, updated (RFC 9111, section 3.2)
 * @param sha256 of the decoded body, null without one
 * @param length bytes of the decoded body
 * @param wireLength bytes of the bodies as sent, redirects included; a body that still holds counts
 *     as it was sent earlier
 * @param truncated whether the body was cut at a limit
 * @param reason why there is nothing to read; null when the body can be read
 * @param hops addresses passed through, in order, the last one being {@code finalUrl}
 * @param timing phases of the last exchange; none where it brought no body because an earlier one
 *     still holds, for that says nothing of how long a reader waits
 */
public record Capture(
    String url,
    String finalUrl,
    Instant at,
    Purpose purpose,
    int status,
    List<Header> headers,
    @Nullable String sha256,
    long length,
    long wireLength,
    boolean truncated,
    @Nullable Reason reason,
    List<Hop> hops,
    Timing timing) {
  public Capture {
    headers = List.copyOf(headers);
    hops = List.copyOf(hops);
  }

  /** Why something is asked for. */
  public enum Purpose {
    HOME,
    PAGE,
    RENDERED,
    ROBOTS,
    SITEMAP,
    FEED,
    DOCUMENT,
    LINK,
    SEARCH,
    PROBE
  }

  /** One answer on the way to the last: a redirect, or the last answer itself. */
  public record Hop(String url, int status, @Nullable String location) {}

  /** Whether there is a body to read. */
  public boolean ok() {
    return reason == null;
  }

  /**
   * Whether the server told that nothing is there (RFC 9110, 15.5.5 and 15.5.11), or the page did.
   * Every other failure may hide something: whoever is refused, or finds the server broken, has not
   * seen that it is not there.
   */
  public boolean gone() {
    return reason == Reason.SOFT_404
        || reason == Reason.HTTP_STATUS && (status == 404 || status == 410);
  }

  /** The first field of that name, without regard to case. */
  public Optional<String> header(String name) {
    return headers.stream()
        .filter(h -> h.name().equalsIgnoreCase(name))
        .map(Header::value)
        .findFirst();
  }

  /** The media type without parameters in lower case, or an empty text. */
  public String mediaType() {
    String value = header("Content-Type").orElse("");
    int semicolon = value.indexOf(';');
    return (semicolon < 0 ? value : value.substring(0, semicolon)).strip().toLowerCase(Locale.ROOT);
  }

  /** This capture as a piece of evidence. */
  public Evidence evidence(@Nullable String quote) {
    return new Evidence(finalUrl, at, sha256, quote);
  }
}
