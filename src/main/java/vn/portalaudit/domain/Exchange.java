package vn.portalaudit.domain;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One request and its response as they went over the wire.
 *
 * @param url absolute address asked for, without a fragment
 * @param at when the request was sent
 * @param ip address that was dialled, or an empty text when unknown
 * @param requestHead request line and fields with CRLF line ends, closed by an empty line
 * @param responseHead status line and fields with CRLF line ends, closed by an empty line
 * @param status HTTP status
 * @param headers the response's fields
 * @param wire the body as sent: still compressed, without transfer coding; cut at the limit when
 *     {@code truncated}
 * @param truncated whether reading stopped before the end
 * @param timing the phases
 */
public record Exchange(
    String url,
    Instant at,
    String ip,
    String requestHead,
    String responseHead,
    int status,
    List<Header> headers,
    byte[] wire,
    boolean truncated,
    Timing timing) {
  public Exchange {
    headers = List.copyOf(headers);
  }

  /** The first field of that name, without regard to case. */
  public Optional<String> header(String name) {
    return headers.stream()
        .filter(h -> h.name().equalsIgnoreCase(name))
        .map(Header::value)
        .findFirst();
  }
}
