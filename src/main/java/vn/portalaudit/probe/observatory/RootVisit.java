package vn.portalaudit.probe.observatory;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.portalaudit.crawl.Source;
import vn.portalaudit.domain.Capture;
import vn.portalaudit.domain.Capture.Hop;
import vn.portalaudit.domain.Capture.Purpose;
import vn.portalaudit.domain.Evidence;
import vn.portalaudit.domain.Reason;
import vn.portalaudit.probe.observatory.Visit.Answer;

/**
 * Asks for the two roots of a host, {@code https://host/} first, then {@code http://host/}; both by
 * the source, so that a replay asks for the same. An address that names a port keeps it for its own
 * scheme.
 *
 * @param visit what was answered; null when the host cannot be judged at all
 * @param main the answer that is judged, or the one that shows why there is none
 * @param plain the answer of the http root
 * @param status HTTP status of the answer that is judged, 0 without one
 * @param gaps why tests cannot be judged, if they cannot
 */
public record RootVisit(@Nullable Visit visit, Capture main, Capture plain, int status, Gaps gaps) {

  /**
   * Why something cannot be judged.
   *
   * @param answer why the answer that is judged cannot be read; null when it can
   * @param strict why strict transport cannot be judged; null when it can
   * @param route why the redirection cannot be judged; null when it can
   */
  public record Gaps(@Nullable Reason answer, @Nullable Reason strict, @Nullable Reason route) {}

  /**
   * Asks.
   *
   * @param source where answers come from
   * @param root address of the portal
   * @param certificateValid whether its certificate stands, null when unknown
   * @return what was answered
   * @throws Source.Stopped when the audit ends
   */
  public static RootVisit of(Source source, String root, @Nullable Boolean certificateValid) {
    Source.Answer secure = source.fetch(rootOf(root, "https"), Purpose.PROBE);
    Source.Answer plain = source.fetch(rootOf(root, "http"), Purpose.PROBE);
    return of(secure, plain, certificateValid);
  }

  /**
   * Asks for the https root alone; for the http root only when nothing answers there.
   *
   * @param source where answers come from
   * @param root address of the portal
   * @return what was answered; it says nothing of the redirection
   * @throws Source.Stopped when the audit ends
   */
  public static RootVisit front(Source source, String root) {
    Source.Answer secure = source.fetch(rootOf(root, "https"), Purpose.PROBE);
    return of(
        secure,
        absent(secure.capture()) ? source.fetch(rootOf(root, "http"), Purpose.PROBE) : secure,
        null);
  }

  private static RootVisit of(
      Source.Answer secure, Source.Answer plain, @Nullable Boolean certificateValid) {
    boolean badCertificate = secure.capture().reason() == Reason.TLS_CERTIFICATE;
    boolean httpsAnswers = answers(secure.capture()) || badCertificate;
    boolean httpsAbsent = absent(secure.capture()) && answers(plain.capture());
    Source.Answer judged = httpsAbsent ? plain : secure;
    Reason answerGap = answers(judged.capture()) ? null : judged.capture().reason();
    Reason routeGap = routeGap(plain.capture());
    boolean chainBroken = plain.capture().reason() == Reason.TLS_CERTIFICATE;
    boolean httpAnswers = answers(plain.capture()) || chainBroken || leadsAway(plain.capture());
    Visit visit =
        new Visit(
            Visit.hostOf(secure.capture().url()),
            httpsAnswers ? answer(secure) : null,
            httpAnswers ? answer(plain) : null,
            httpAnswers ? route(plain.capture()) : List.of(),
            badCertificate || chainBroken ? Boolean.FALSE : certificateValid,
            null);
    boolean judgeable = httpsAnswers || httpsAbsent;
    return new RootVisit(
        judgeable ? visit : null,
        judged.capture(),
        plain.capture(),
        judged.capture().status(),
        new Gaps(answerGap, badCertificate ? null : answerGap, routeGap));
  }

  /** Whether an HTTP answer came in, whatever it said. */
  private static boolean answers(Capture capture) {
    if (capture.status() == 0) {
      return false;
    }
    Reason reason = capture.reason();
    return reason == null
        || switch (reason) {
          case HTTP_STATUS,
              LOGIN_WALL,
              TOO_LARGE,
              UNSUPPORTED_TYPE,
              PARSE,
              SOFT_404,
              EMPTY_SITE,
              NEEDS_JAVASCRIPT ->
              true;
          case DNS_NOT_FOUND,
              DNS_FAILURE,
              CONNECT_REFUSED,
              CONNECT_TIMEOUT,
              CONNECTION_RESET,
              TLS_HANDSHAKE,
              TLS_CERTIFICATE,
              READ_TIMEOUT,
              TOO_SLOW,
              BLOCKED,
              RATE_LIMITED,
              ROBOTS_DENIED,
              REDIRECT_LOOP,
              REDIRECTED_AWAY,
              DECOMPRESSION,
              BROWSER_FAILED,
              BUDGET_EXHAUSTED,
              INTERRUPTED,
              TOO_LITTLE_HISTORY,
              ADDRESS_REFUSED,
              OWN_FAULT ->
              false;
        };
  }

  /** Whether nothing listens there (not: whether it failed this time). */
  private static boolean absent(Capture capture) {
    return capture.hops().isEmpty()
        && (capture.reason() == Reason.CONNECT_REFUSED
            || capture.reason() == Reason.CONNECT_TIMEOUT
            || capture.reason() == Reason.CONNECTION_RESET
            || capture.reason() == Reason.TLS_HANDSHAKE);
  }

  private static @Nullable Reason routeGap(Capture plain) {
    return answers(plain)
            || absent(plain)
            || leadsAway(plain)
            || plain.reason() == Reason.TLS_CERTIFICATE
        ? null
        : plain.reason();
  }

  /** Whether the chain was left because it leads out of the portal: where to is known. */
  private static boolean leadsAway(Capture capture) {
    return capture.reason() == Reason.REDIRECTED_AWAY && !capture.hops().isEmpty();
  }

  private static Answer answer(Source.Answer answer) {
    Capture capture = answer.capture();
    String type = capture.header("Content-Type").orElse("");
    boolean html = type.isEmpty() || Markup.HTML.contains(FieldText.split(type, ';').getFirst());
    Markup markup =
        capture.reason() == Reason.PARSE
            ? Markup.UNREADABLE
            : html ? Markup.parse(answer.body(), type) : Markup.NONE;
    return new Answer(capture.finalUrl(), capture.headers(), markup);
  }

  private static List<String> route(Capture capture) {
    List<String> route = new ArrayList<>(capture.hops().stream().map(Hop::url).toList());
    if (route.isEmpty()) {
      route.add(capture.url());
    }
    if (!capture.hops().isEmpty() && !answers(capture)) {
      Hop last = capture.hops().getLast();
      resolved(last.url(), last.location()).ifPresent(route::add);
    }
    return route;
  }

  private static Optional<String> resolved(String base, @Nullable String location) {
    try {
      return location == null
          ? Optional.empty()
          : Optional.of(URI.create(base).resolve(location).toString());
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** The root of an address's host for a scheme. */
  static String rootOf(String address, String scheme) {
    try {
      URI uri = URI.create(address);
      boolean own = scheme.equalsIgnoreCase(uri.getScheme()) && uri.getPort() > 0;
      return scheme + "://" + uri.getHost() + (own ? ":" + uri.getPort() : "") + "/";
    } catch (IllegalArgumentException e) {
      return scheme + "://" + Visit.hostOf(address) + "/";
    }
  }

  /** The answers as evidence, with what a test looked at. */
  public List<Evidence> evidence(String test) {
    Check known = Check.of(test).orElseThrow();
    Capture capture = known == Check.REDIRECTION ? plain : main;
    return List.of(capture.evidence(visit == null ? null : Quotes.of(known, visit)));
  }

  /** Whether an address has the scheme and host of the answer that is judged. */
  public boolean sameHost(String url) {
    return Address.of(url)
        .flatMap(
            address ->
                Address.of(main.finalUrl())
                    .filter(own -> own.host().equals(address.host()))
                    .filter(own -> own.secure() == address.secure()))
        .isPresent();
  }

  /** Whether the Observatory scores an answer of this status. */
  public boolean scored() {
    return scored(status);
  }

  static boolean scored(int status) {
    return (status >= 200 && status < 400) || status == 401 || status == 403;
  }

  /** Why there is no answer to look at, or null when there is one. */
  public @Nullable Reason unread() {
    return visit == null && gaps.answer() == null ? Reason.OWN_FAULT : gaps.answer();
  }

  /** Why a test cannot be judged, or null when it can. */
  public @Nullable Reason gap(String test) {
    Check known = Check.of(test).orElseThrow();
    return visit == null
        ? unread()
        : switch (known) {
          case REDIRECTION -> gaps.route();
          case STRICT_TRANSPORT_SECURITY -> gaps.strict();
          default -> gaps.answer();
        };
  }
}
