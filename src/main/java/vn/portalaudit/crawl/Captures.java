package vn.portalaudit.crawl;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import vn.portalaudit.domain.Capture;
import vn.portalaudit.domain.Exchange;
import vn.portalaudit.domain.Header;
import vn.portalaudit.domain.Reason;
import vn.portalaudit.domain.Timing;
import vn.portalaudit.evidence.EarlierEvidence;
import vn.portalaudit.evidence.Sha256;

/** Makes captures. Pure. */
final class Captures {
  private static final int NOT_MODIFIED = 304;

  private Captures() {}

  /** What is known of an ask after its reply. */
  static Capture of(String url, Capture.Purpose purpose, LiveSource.Reply reply) {
    List<Capture.Hop> hops = new ArrayList<>();
    long wire = 0;
    for (Exchange exchange : believed(reply.exchanges())) {
      wire += exchange.wire().length;
      hops.add(
          new Capture.Hop(
              exchange.url(), exchange.status(), exchange.header("Location").orElse(null)));
    }
    Exchange last = reply.exchanges().isEmpty() ? null : reply.exchanges().getLast();
    int status = last == null ? 0 : last.status();
    List<Header> headers = last == null ? List.of() : last.headers();
    byte[] body = reply.body();
    return new Capture(
        url,
        last == null || last.url().equals(reply.exchanges().getFirst().url()) ? url : last.url(),
        reply.at(),
        purpose,
        status,
        headers,
        last == null ? null : Sha256.of(body),
        body.length,
        wire,
        reply.cut(),
        reply.reason() == null ? byStatus(status) : reply.reason(),
        hops,
        reply.timing());
  }

  /** Without a 304 after which the address was asked again, because it could not be true. */
  private static List<Exchange> believed(List<Exchange> exchanges) {
    int last = exchanges.size() - 1;
    return IntStream.rangeClosed(0, last)
        .filter(i -> i == last || exchanges.get(i).status() != NOT_MODIFIED)
        .mapToObj(exchanges::get)
        .toList();
  }

  /** What is known of an ask whose reply was that what is kept still holds. */
  static Capture unchanged(
      String url, Capture.Purpose purpose, LiveSource.Reply reply, EarlierEvidence.Kept kept) {
    Capture asked = of(url, purpose, reply);
    Capture earlier = kept.capture();
    return new Capture(
        url,
        asked.finalUrl(),
        asked.at(),
        purpose,
        earlier.status(),
        Revalidation.updated(earlier.headers(), asked.headers()),
        earlier.sha256(),
        earlier.length(),
        kept.whole() ? asked.wireLength() + kept.payload().length : earlier.wireLength(),
        false,
        null,
        asked.hops(),
        Timing.NONE);
  }

  private static @Nullable Reason byStatus(int status) {
    return status < 200 || status >= 300 ? Reason.HTTP_STATUS : null;
  }

  /** What is known of a page after a browser showed it. */
  static Capture ofRendering(
      String url, Instant at, LiveSource.Rendered rendered, List<Header> fetched, byte[] html) {
    return new Capture(
        url,
        rendered.finalUrl(),
        at,
        Capture.Purpose.RENDERED,
        rendered.reason() == null ? 200 : 0,
        headers(fetched),
        html.length == 0 ? null : Sha256.of(html),
        html.length,
        0,
        false,
        rendered.reason(),
        List.of(),
        Timing.NONE);
  }

  /** The fields of the page as it was fetched, but for those that the browser made untrue. */
  private static List<Header> headers(List<Header> fetched) {
    List<Header> headers = new ArrayList<>();
    for (Header header : fetched) {
      if (!header.name().regionMatches(true, 0, "Content-", 0, 8)
          || header.name().regionMatches(true, 8, "Security", 0, 8)) {
        headers.add(header);
      }
    }
    headers.add(new Header("Content-Type", "text/html; charset=utf-8"));
    return headers;
  }

  /** The same capture with the reason why it cannot be used. */
  static Capture failed(Capture capture, Reason reason) {
    return new Capture(
        capture.url(),
        capture.finalUrl(),
        capture.at(),
        capture.purpose(),
        capture.status(),
        capture.headers(),
        capture.sha256(),
        capture.length(),
        capture.wireLength(),
        capture.truncated(),
        reason,
        capture.hops(),
        capture.timing());
  }

  /**
   * Whether the beginning of a body is enough: of documents, and of a page that turns out to be
   * one.
   */
  static boolean beginningSuffices(Capture.Purpose purpose, String mediaType) {
    return switch (purpose) {
      case DOCUMENT, LINK -> true;
      case HOME, PAGE, SEARCH, PROBE -> !isText(mediaType);
      case RENDERED, ROBOTS, SITEMAP, FEED -> false;
    };
  }

  private static boolean isText(String mediaType) {
    return mediaType.isEmpty()
        || mediaType.startsWith("text/")
        || mediaType.contains("html")
        || mediaType.contains("xml")
        || mediaType.contains("json")
        || mediaType.contains("javascript");
  }

  /** Whether a media type is a page. */
  static boolean isPage(String mediaType) {
    return mediaType.isEmpty() || mediaType.contains("html") || mediaType.equals("text/plain");
  }
}
