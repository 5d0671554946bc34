package vn.portalaudit.monitor;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;
import vn.portalaudit.domain.Reason;
import vn.portalaudit.monitor.ProbeResult.Path;
import vn.portalaudit.monitor.ProbeResult.State;
import vn.portalaudit.net.Ping;
import vn.portalaudit.net.tls.CertificateJudgement.Situation;
import vn.portalaudit.net.tls.ChainWatch;
import vn.portalaudit.net.tls.Handshakes;
import vn.portalaudit.net.tls.TlsFacts;

/**
 * Looks at a portal once and says what it saw. A portal that answers is never down for its TLS, its
 * certificate or a firewall: the first two degrade it, the last hides it from us. Safe for several
 * threads.
 */
final class Look implements Looking {
  private static final Set<Integer> DENIALS = Set.of(401, 403, 407, 429, 451);
  private static final Set<Integer> GONE = Set.of(404, 410);
  private static final int MOST_REMEMBERED = 100_000;
  private static final Duration RAW_STANDS = Duration.ofHours(6);

  /** What makes browsers warn, or should. */
  private static final Set<Situation> FAULTS =
      EnumSet.of(
          Situation.NOT_YET_VALID,
          Situation.EXPIRED,
          Situation.HOSTNAME_MISMATCH,
          Situation.SELF_SIGNED,
          Situation.INCOMPLETE_CHAIN,
          Situation.UNTRUSTED_ROOT,
          Situation.REVOKED,
          Situation.WEAK_KEY,
          Situation.WEAK_SIGNATURE,
          Situation.NOT_A_SERVER_CERTIFICATE);

  private final Ping ping;
  private final ChainWatch chains;
  private final Handshakes handshakes;
  private final Duration slow;
  private final InstantSource clock;
  private final Map<Integer, Known> known = new ConcurrentHashMap<>();
  private final Map<String, Instant> speaksRaw = new ConcurrentHashMap<>();

  /**
   * With the means of a node.
   *
   * @param slow a page that takes longer degrades its portal
   */
  Look(Ping ping, ChainWatch chains, Handshakes handshakes, Duration slow, InstantSource clock) {
    this.ping = ping;
    this.chains = chains;
    this.handshakes = handshakes;
    this.slow = slow;
    this.clock = clock;
  }

  /** What the same page was found to be last time. */
  private record Known(
      int length, long sum, Watched.Expected expected, Verdict verdict, @Nullable String hash) {}

  private record Verdict(State state, @Nullable Reason reason) {
    static final Verdict UP = new Verdict(State.UP, null);
  }

  @Override
  public Sight look(Watched watched, Path path) {
    Instant at = clock.instant();
    Ping.Route route = path == Path.OTHER_ADDRESS ? Ping.Route.OTHER : Ping.Route.FIRST;
    Ping.Answer answer = ping.ask(watched.url(), route);
    Known page = page(watched, answer);
    Verdict verdict = verdict(answer, page, at);
    if (verdict.reason == Reason.TLS_HANDSHAKE && verdict.state == State.DOWN) {
      verdict = raw(answer, path, at);
    }
    return new Sight(
        at,
        verdict.state,
        verdict.reason,
        answer.status(),
        answer.timing(),
        page == null ? null : page.hash,
        path,
        answer.address());
  }

  private Verdict verdict(Ping.Answer answer, @Nullable Known page, Instant at) {
    Reason reason = answer.reason();
    if (reason != null) {
      return new Verdict(failed(reason), reason);
    }
    if (page == null) {
      return status(answer);
    }
    if (page.verdict.state != State.UP) {
      return page.verdict;
    }
    Ping.Secured secured = answer.secured();
    boolean https = secured != null && answer.url().startsWith("https:");
    if (https && faulty(secured, at)) {
      return new Verdict(State.DEGRADED, Reason.TLS_CERTIFICATE);
    }
    if (https && secured.outdated()) {
      return new Verdict(State.DEGRADED, Reason.TLS_HANDSHAKE);
    }
    return answer.timing().totalMs() > slow.toMillis()
        ? new Verdict(State.DEGRADED, Reason.TOO_SLOW)
        : Verdict.UP;
  }

  private boolean faulty(Ping.Secured secured, Instant at) {
    for (Situation situation : chains.judge(secured.host(), secured.chain(), at)) {
      if (FAULTS.contains(situation)) {
        return true;
      }
    }
    return false;
  }

  /** What visitors would meet with as well is the portal's; whether it lasts, tries will tell. */
  private static State failed(Reason reason) {
    return switch (reason) {
      case DNS_NOT_FOUND,
          DNS_FAILURE,
          CONNECT_REFUSED,
          CONNECT_TIMEOUT,
          CONNECTION_RESET,
          TLS_HANDSHAKE,
          READ_TIMEOUT,
          HTTP_STATUS,
          REDIRECT_LOOP,
          DECOMPRESSION,
          PARSE,
          EMPTY_SITE,
          SOFT_404 ->
          State.DOWN;
      case TLS_CERTIFICATE, TOO_SLOW, TOO_LARGE -> State.DEGRADED;
      case BLOCKED,
          RATE_LIMITED,
          LOGIN_WALL,
          ROBOTS_DENIED,
          REDIRECTED_AWAY,
          UNSUPPORTED_TYPE,
          NEEDS_JAVASCRIPT,
          BROWSER_FAILED,
          BUDGET_EXHAUSTED,
          INTERRUPTED,
          TOO_LITTLE_HISTORY,
          ADDRESS_REFUSED,
          OWN_FAULT ->
          State.UNKNOWN;
    };
  }

  private static Verdict status(Ping.Answer answer) {
    int status = answer.status();
    if (answer.barred()) {
      return new Verdict(State.UNKNOWN, Reason.BLOCKED);
    }
    if (status >= 500 || GONE.contains(status)) {
      return new Verdict(State.DOWN, Reason.HTTP_STATUS);
    }
    if (status == 401) {
      return new Verdict(State.UNKNOWN, Reason.LOGIN_WALL);
    }
    if (status == 429) {
      return new Verdict(State.UNKNOWN, Reason.RATE_LIMITED);
    }
    return new Verdict(
        State.UNKNOWN, DENIALS.contains(status) ? Reason.BLOCKED : Reason.HTTP_STATUS);
  }

  // ---- the page ----

  /** The page as found, from memory when not a byte has changed; null for an error's page. */
  private @Nullable Known page(Watched watched, Ping.Answer answer) {
    if (answer.reason() != null || answer.status() < 200 || answer.status() >= 300) {
      return null;
    }
    byte[] body = answer.body();
    CRC32C crc = new CRC32C();
    crc.update(body, 0, body.length);
    Known before = known.get(watched.portal());
    if (before != null
        && before.length == body.length
        && before.sum == crc.getValue()
        && before.expected.equals(watched.expected())) {
      return before;
    }
    Known now = read(watched, answer, crc.getValue());
    if (known.size() >= MOST_REMEMBERED) {
      known.clear();
    }
    known.put(watched.portal(), now);
    return now;
  }

  private static Known read(Watched watched, Ping.Answer answer, long sum) {
    PageText text = PageText.of(answer.body(), answer.header("Content-Type").orElse(null));
    Verdict verdict = content(watched.expected(), answer, text);
    String hash = verdict.state == State.UNKNOWN ? null : text.hash();
    return new Known(answer.body().length, sum, watched.expected(), verdict, hash);
  }

  private static Verdict content(Watched.Expected expected, Ping.Answer answer, PageText text) {
    if (answer.barred()) {
      return new Verdict(State.UNKNOWN, Reason.BLOCKED);
    }
    boolean all = expected.words().stream().allMatch(text::shows);
    String agency = expected.agency();
    boolean named = agency == null || text.shows(agency);
    if (all && named) {
      return answer.body().length == 0
          ? new Verdict(State.DOWN, Reason.EMPTY_SITE)
          : text.isLogin() ? new Verdict(State.UNKNOWN, Reason.LOGIN_WALL) : Verdict.UP;
    }
    if (text.isLogin()) {
      return new Verdict(State.UNKNOWN, Reason.LOGIN_WALL);
    }
    if (text.needsScripts()) {
      return all ? Verdict.UP : new Verdict(State.UNKNOWN, Reason.NEEDS_JAVASCRIPT);
    }
    return new Verdict(all ? State.DEGRADED : State.DOWN, Reason.EMPTY_SITE);
  }

  // ---- a handshake that the platform cannot make ----

  /** Older browsers may still enter: then it is weak, not down. */
  private Verdict raw(Ping.Answer answer, Path path, Instant at) {
    Verdict down = new Verdict(State.DOWN, Reason.TLS_HANDSHAKE);
    Verdict weak = new Verdict(State.DEGRADED, Reason.TLS_HANDSHAKE);
    String server = answer.url();
    Instant until = speaksRaw.get(server);
    if (until != null && at.isBefore(until)) {
      return weak;
    }
    if (path != Path.RAW) {
      return down;
    }
    return SecureHost.of(server).filter(host -> speaks(host)).map(host -> {
      if (speaksRaw.size() >= MOST_REMEMBERED) {
        speaksRaw.clear();
      }
      speaksRaw.put(server, at.plus(RAW_STANDS));
      return weak;
    }).orElse(down);
  }

  private boolean speaks(SecureHost host) {
    try {
      return !TlsFacts.read(handshakes.scan(host.name(), host.port())).accepted().isEmpty();
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
