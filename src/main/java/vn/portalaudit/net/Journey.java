package vn.portalaudit.net;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;
import vn.portalaudit.domain.Exchange;
import vn.portalaudit.domain.Reason;
import vn.portalaudit.domain.Timing;
import vn.portalaudit.domain.Validators;

/** One call: an address, its redirects, at most one return after Retry-After. */
final class Journey {
  private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);
  private static final int NOT_MODIFIED = 304;
  private static final int CLOSING_TAG_WITHIN = 512;

  private final Web.Options options;
  private final Guard guard;
  private final Courtesy courtesy;
  private final Transport transport;
  private final Web.Rules rules;
  private final Predicate<String> mayFollow;
  private final Instant at;

  private final List<Exchange> exchanges = new ArrayList<>();
  private final Set<String> hosts = new HashSet<>();
  private final Set<String> seen = new HashSet<>();
  private final Cookies cookies = new Cookies();
  private @Nullable Landing landing;
  private boolean unchanged;
  private Timing timing = Timing.NONE;

  Journey(
      Web.Options options,
      Guard guard,
      Courtesy courtesy,
      Transport transport,
      Web.Rules rules,
      Predicate<String> mayFollow) {
    this.mayFollow = mayFollow;
    this.options = options;
    this.guard = guard;
    this.courtesy = courtesy;
    this.transport = transport;
    this.rules = rules;
    this.at = options.clock().instant();
  }

  Web.Fetched go(String text) {
    String asked = text;
    try {
      HttpUrl url = Addresses.url(text, options.limits().url());
      asked = url.toString();
      return follow(url, asked);
    } catch (Guard.Refused e) {
      return arrived(asked, Decoding.Decoded.NONE, e.reason());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return arrived(asked, Decoding.Decoded.NONE, Reason.INTERRUPTED);
    }
  }

  private Web.Fetched follow(HttpUrl first, String asked)
      throws Guard.Refused, InterruptedException {
    HttpUrl url = first;
    hosts.add(url.host());
    seen.add(key(url));
    for (int redirects = 0; ; redirects++) {
      Reason reason = ask(url);
      Exchange answer = exchanges.isEmpty() ? null : exchanges.getLast();
      if (reason != null || answer == null) {
        return answer(asked, reason == null ? Reason.OWN_FAULT : reason);
      }
      Optional<String> location = rules.follow() ? location(answer) : Optional.empty();
      if (location.isEmpty()) {
        return answer(asked, null);
      }
      HttpUrl next = url.resolve(location.get());
      if (next == null) {
        return arrived(asked, Decoding.Decoded.NONE, Reason.REDIRECTED_AWAY);
      }
      url = Addresses.clean(next);
      Reason stop = mayFollow.test(url.toString()) ? stop(url, redirects) : Reason.ROBOTS_DENIED;
      if (stop != null) {
        return arrived(asked, Decoding.Decoded.NONE, stop);
      }
    }
  }

  private static Optional<String> location(Exchange answer) {
    return REDIRECTS.contains(answer.status())
        ? answer.header("Location").filter(l -> !l.isBlank())
        : Optional.empty();
  }

  private @Nullable Reason stop(HttpUrl url, int redirects) {
    hosts.add(url.host());
    if (redirects >= options.limits().redirects()
        || url.toString().length() > options.limits().url()
        || !seen.add(key(url))) {
      return Reason.REDIRECT_LOOP;
    }
    return hosts.size() > options.limits().hosts() ? Reason.REDIRECTED_AWAY : null;
  }

  /**
   * Asks for one address, on the condition that it is not what is known of it; once more without
   * the condition when a 304 cannot be about that.
   */
  private @Nullable Reason ask(HttpUrl url) throws Guard.Refused, InterruptedException {
    Validators known = rules.known().apply(url.toString());
    Reason reason = ask(url, known);
    if (reason != null || exchanges.isEmpty() || exchanges.getLast().status() != NOT_MODIFIED) {
      return reason;
    }
    unchanged = known.fit(exchanges.getLast().headers());
    return unchanged ? null : ask(url, Validators.NONE);
  }

  /** Asks for one address; once more after Retry-After. */
  private @Nullable Reason ask(HttpUrl url, Validators known)
      throws Guard.Refused, InterruptedException {
    for (boolean again = false; ; again = true) {
      Reason closed = courtesy.closed(url.host());
      if (closed != null) {
        return closed;
      }
      Optional<Duration> pause = send(url, known);
      if (again || pause.isEmpty()) {
        Landing last = landing;
        return last == null ? Reason.OWN_FAULT : last.reason();
      }
    }
  }

  /** Sends one request; returns how long to wait before asking again, if that would be polite. */
  private Optional<Duration> send(HttpUrl url, Validators known)
      throws Guard.Refused, InterruptedException {
    long start = System.nanoTime();
    Guard.Dial dial = guard.dial(url.host(), url.port());
    long dnsMs = (System.nanoTime() - start) / 1_000_000;
    try (Courtesy.Turn turn = courtesy.await(url.host(), dial.first().getAddress())) {
      if (!rules.may().getAsBoolean()) {
        throw new Guard.Refused(Reason.INTERRUPTED, "no longer permitted");
      }
      Landing landed =
          transport
              .send(url, dial, rules, known, cookies.field(url), () -> departs(turn))
              .withDns(dnsMs);
      landing = landed;
      timing = landed.timing();
      Exchange exchange = landed.exchange();
      if (exchange == null) {
        turn.answered(0, null);
        return Optional.empty();
      }
      exchanges.add(exchange);
      cookies.remember(url, exchange);
      Optional<Duration> pause = retryAfter(exchange);
      turn.answered(exchange.status(), pause.orElse(null));
      return pause.filter(p -> p.compareTo(Courtesy.LONGEST_RETRY_AFTER) <= 0);
    }
  }

  /** The connection may have taken long, or this process stood still meanwhile. */
  private boolean departs(Courtesy.Turn turn) {
    turn.sent();
    return rules.may().getAsBoolean();
  }

  private Optional<Duration> retryAfter(Exchange exchange) {
    if (exchange.status() != 429 && exchange.status() != 503) {
      return Optional.empty();
    }
    return exchange
        .header("Retry-After")
        .map(String::strip)
        .flatMap(text -> retryAfter(text, options.clock().instant()));
  }

  /** Seconds, or a date (RFC 9110, section 10.2.3). */
  static Optional<Duration> retryAfter(String text, Instant now) {
    try {
      if (text.matches("\\d{1,9}")) {
        return Optional.of(Duration.ofSeconds(Long.parseLong(text)));
      }
      Instant then =
          Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.withLocale(Locale.ROOT).parse(text));
      Duration wait = Duration.between(now, then);
      return Optional.of(wait.isNegative() ? Duration.ZERO : wait);
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private String key(HttpUrl url) {
    return url + " " + cookies.field(url);
  }

  /** Judges the last answer. */
  private Web.Fetched answer(String asked, @Nullable Reason transportReason) {
    Landing last = landing;
    Exchange exchange = last == null ? null : last.exchange();
    if (exchange == null) {
      return arrived(
          asked,
          Decoding.Decoded.NONE,
          transportReason == null ? Reason.OWN_FAULT : transportReason);
    }
    Decoding.Decoded decoded = Decoding.decode(exchange.headers(), exchange.wire());
    if (transportReason == Reason.CONNECTION_RESET && whole(exchange, decoded)) {
      Exchange complete = untruncated(exchange);
      exchanges.set(exchanges.size() - 1, complete);
      return arrived(asked, decoded, reason(complete, decoded));
    }
    return arrived(
        asked, decoded, transportReason != null ? transportReason : reason(exchange, decoded));
  }

  private static @Nullable Reason reason(Exchange exchange, Decoding.Decoded decoded) {
    if (exchange.status() == 401) {
      return Reason.LOGIN_WALL;
    }
    if (exchange.status() == 429) {
      return Reason.RATE_LIMITED;
    }
    if (Barrier.stands(exchange, decoded.body())) {
      return Reason.BLOCKED;
    }
    if (exchange.status() >= 400) {
      return Reason.HTTP_STATUS;
    }
    if (exchange.truncated() && !(Decoding.html(exchange.headers()) && decoded.body().length > 0)) {
      return Reason.TOO_LARGE;
    }
    return decoded.reason();
  }

  /** A server that promises more than it has still sent the page when its end tag came. */
  private static boolean whole(Exchange exchange, Decoding.Decoded decoded) {
    byte[] body = decoded.body();
    int from = Math.max(0, body.length - CLOSING_TAG_WITHIN);
    return !decoded.cut()
        && Decoding.html(exchange.headers())
        && new String(body, from, body.length - from, StandardCharsets.ISO_8859_1)
            .toLowerCase(Locale.ROOT)
            .contains("</html");
  }

  private static Exchange untruncated(Exchange e) {
    return new Exchange(
        e.url(),
        e.at(),
        e.ip(),
        e.requestHead(),
        e.responseHead(),
        e.status(),
        e.headers(),
        e.wire(),
        false,
        e.timing());
  }

  private Web.Fetched arrived(String asked, Decoding.Decoded body, @Nullable Reason reason) {
    Landing last = landing;
    return new Web.Fetched(
        asked,
        at,
        exchanges,
        body,
        reason,
        unchanged && reason == null,
        last == null ? null : last.trusted(),
        timing,
        last == null ? "" : last.ip());
  }
}
