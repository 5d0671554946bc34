package vn.portalaudit.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Where something was seen.
 *
 * @param url address of the page or document
 * @param capturedAt when it was received
 * @param sha256 of the decoded body, lower-case hexadecimal, or null where there was no body (a TLS
 *     handshake, a failed request)
 * @param quote the exact words seen there, or the nearest candidates where something is absent;
 *     never a citizen's name or number
 */
public record Evidence(
    String url, Instant capturedAt, @Nullable String sha256, @Nullable String quote) {

  /** The same place with other words quoted. */
  public Evidence quoting(@Nullable String words) {
    return new Evidence(url, capturedAt, sha256, words);
  }
}
