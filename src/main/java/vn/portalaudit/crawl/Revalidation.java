package vn.portalaudit.crawl;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import vn.portalaudit.domain.Capture;
import vn.portalaudit.domain.Capture.Purpose;
import vn.portalaudit.domain.Header;
import vn.portalaudit.domain.Validators;
import vn.portalaudit.evidence.EarlierEvidence;
import vn.portalaudit.evidence.EarlierEvidence.Kept;
import vn.portalaudit.evidence.EvidenceReader;
import vn.portalaudit.evidence.Sha256;

/**
 * Decides what is asked for on the condition that it changed since an earlier audit. What is
 * measured by itself is always asked for whole: a portal's roots, robots.txt, the answer for what
 * is missing, and a sample of the pages, for how long they take to come. Who shows that the earlier
 * answers no longer speak for it is asked for everything.
 */
final class Revalidation {
  /** Pages asked for whole at the beginning, and one of how many after that. */
  private static final int FIRST = 5;

  private static final int ONE_OF = 10;

  /** Fields that are set for a whole server: another value means that pages have it too. */
  private static final Set<String> OF_SERVERS =
      Set.of(
          "strict-transport-security",
          "content-security-policy",
          "content-security-policy-report-only",
          "x-frame-options",
          "x-content-type-options",
          "x-xss-protection",
          "referrer-policy",
          "permissions-policy",
          "cross-origin-embedder-policy",
          "cross-origin-opener-policy",
          "cross-origin-resource-policy");

  /** Fields of a 304 that say nothing of the kept body, or would make it unreadable (RFC 9111). */
  private static final Set<String> NOT_UPDATED =
      Set.of(
          "connection",
          "keep-alive",
          "proxy-authenticate",
          "proxy-authentication-info",
          "proxy-connection",
          "te",
          "trailer",
          "transfer-encoding",
          "upgrade",
          "content-encoding",
          "content-length",
          "content-range",
          "content-type");

  private final EarlierEvidence earlier;
  private final EvidenceReader.Decoder decoder;
  private int pages;
  private boolean distrusted;

  Revalidation(EarlierEvidence earlier, EvidenceReader.Decoder decoder) {
    this.earlier = earlier;
    this.decoder = decoder;
  }

  /** The conditions of one ask; remembers what they were made from. */
  final class Conditions implements Function<String, Validators> {
    private final Purpose purpose;
    private final boolean none;
    private final Map<String, Kept> found = new HashMap<>();

    private Conditions(Purpose purpose, boolean none) {
      this.purpose = purpose;
      this.none = none;
    }

    @Override
    public Validators apply(String hop) {
      if (none || Urls.file(hop).equals("/")) {
        return Validators.NONE;
      }
      Validators validators =
          earlier.capture(hop).map(c -> Validators.telling(c.headers())).orElse(Validators.NONE);
      if (validators.isEmpty()) {
        return validators;
      }
      Kept kept = earlier.find(hop).filter(k -> suffices(k, purpose)).orElse(null);
      if (kept == null) {
        return Validators.NONE;
      }
      found.put(hop, kept);
      return validators;
    }

    /** What the validators of an address were taken from, if any were given. */
    @Nullable Kept kept(String hop) {
      return found.get(hop);
    }
  }

  Conditions conditions(Purpose purpose) {
    return new Conditions(purpose, distrusted || isMeasured(purpose));
  }

  private boolean isMeasured(Purpose purpose) {
    return switch (purpose) {
      case PAGE -> {
        pages++;
        yield pages <= FIRST || pages % ONE_OF == 0;
      }
      case SITEMAP, FEED, DOCUMENT, LINK, SEARCH -> false;
      case HOME, RENDERED, ROBOTS, PROBE -> true;
    };
  }

  /** Whether as much was kept as an answer now would give, and it still is what was hashed. */
  private boolean suffices(Kept kept, Purpose purpose) {
    Capture capture = kept.capture();
    if (Captures.beginningSuffices(purpose, capture.mediaType())
        ? kept.payload().length > LiveSource.BEGINNING
        : !kept.whole()) {
      return false;
    }
    return !kept.whole() || Sha256.of(body(kept)).equals(capture.sha256());
  }

  /** The decoded body. */
  byte[] body(Kept kept) {
    return decoder.decode(kept.capture().headers(), kept.payload());
  }

  /**
   * Hears of an answer that was sent whole. When a server's fields are others than before, or its
   * documents are older, it was set up anew: its 304s would hide that.
   */
  void note(Capture capture) {
    if (distrusted || capture.status() != 200 || capture.hops().isEmpty()) {
      return;
    }
    Optional<Capture> before = earlier.capture(capture.hops().getLast().url());
    distrusted =
        before.isPresent() && (wentBack(before.get(), capture) || differ(before.get(), capture));
  }

  private static boolean wentBack(Capture before, Capture now) {
    return Validators.of(before.headers())
        .modified()
        .flatMap(then -> Validators.of(now.headers()).modified().map(t -> t.isBefore(then)))
        .orElse(false);
  }

  private static boolean differ(Capture before, Capture now) {
    return !ofServer(before).equals(ofServer(now));
  }

  private static List<String> ofServer(Capture capture) {
    return capture.headers().stream()
        .filter(h -> OF_SERVERS.contains(h.name().toLowerCase(Locale.ROOT)))
        .map(h -> h.name().toLowerCase(Locale.ROOT) + ':' + withoutNonce(h.value()))
        .sorted()
        .toList();
  }

  private static String withoutNonce(String policy) {
    return policy.replaceAll("'nonce-[^']{1,200}'", "'nonce'");
  }

  /** The fields of an earlier answer, updated by those of a 304 (RFC 9111, section 3.2). */
  static List<Header> updated(List<Header> stored, List<Header> notModified) {
    List<Header> fresh =
        notModified.stream()
            .filter(h -> !NOT_UPDATED.contains(h.name().toLowerCase(Locale.ROOT)))
            .toList();
    Set<String> replaced =
        Set.copyOf(fresh.stream().map(h -> h.name().toLowerCase(Locale.ROOT)).toList());
    List<Header> headers = new ArrayList<>();
    for (Header header : stored) {
      if (!replaced.contains(header.name().toLowerCase(Locale.ROOT))) {
        headers.add(header);
      }
    }
    headers.addAll(fresh);
    return headers;
  }
}
