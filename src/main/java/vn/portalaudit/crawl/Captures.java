package vn.portalaudit.crawl;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.portalaudit.domain.Capture;
import vn.portalaudit.domain.Exchange;
import vn.portalaudit.domain.Header;
import vn.portalaudit.domain.Reason;
import vn.portalaudit.evidence.Sha256;

/** Makes captures. Pure. */
final class Captures {
  private Captures() {}

  /** What is known of an ask after its reply. */
  static Capture of(String url, Capture.Purpose purpose, LiveSource.Reply reply) {
    List<Capture.Hop> hops = new ArrayList<>();
    long wire = 0;
    for (Exchange exchange : reply.exchanges()) {
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
        last == null || url.equals(Urls.normalise(last.url())) ? url : last.url(),
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

  private static @Nullable Reason byStatus(int status) {
    return status < 200 || status >= 300 ? Reason.HTTP_STATUS : null;
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

  /** Whether the beginning of a body is enough: of documents, and of a page that turns out to be one. */
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
