package vn.portalaudit.crawl;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.portalaudit.domain.Capture;
import vn.portalaudit.domain.Reason;

/**
 * Every ask of a crawl with its outcome. Ends the crawl when the portal fails too often in a row:
 * who does not answer is not hammered.
 */
final class Ledger {
  private static final int MAX_FAILURES = 8;
  private static final int MAX_ERRORS = 20;
  private static final int MAX_DENIALS = 12;

  private final List<Capture> captures = new ArrayList<>();
  private int failures;
  private int errors;
  private int denials;

  /**
   * Adds an ask.
   *
   * @param capture its outcome
   * @param counts whether its failure says something about the portal
   * @throws Source.Stopped when it was one failure too many
   */
  void add(Capture capture, boolean counts) {
    captures.add(capture);
    Reason reason = capture.reason();
    if (!counts || reason == Reason.ROBOTS_DENIED) {
      return;
    }
    failures = reason != null && isOfConnection(reason) ? failures + 1 : 0;
    errors = capture.status() >= 500 ? errors + 1 : 0;
    denials = capture.status() == 401 || capture.status() == 403 ? denials + 1 : 0;
    if (denials >= MAX_DENIALS) {
      // a firewall that has had enough of us: what it refuses may all be there
      throw new Source.Stopped(Reason.BLOCKED);
    }
    if (reason != null && (failures >= MAX_FAILURES || errors >= MAX_ERRORS)) {
      throw new Source.Stopped(reason);
    }
  }

  /** Replaces the last capture by the same with a reason why it cannot be used after all. */
  Capture reject(Capture capture, Reason reason) {
    Capture rejected = Captures.failed(capture, reason);
    captures.set(captures.lastIndexOf(capture), rejected);
    return rejected;
  }

  List<Capture> captures() {
    return captures;
  }

  @Nullable Capture last() {
    return captures.isEmpty() ? null : captures.getLast();
  }

  /** Whether a reason lies in the connection or in a guard before the portal, not in one page. */
  static boolean isOfConnection(Reason reason) {
    return switch (reason) {
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
          ADDRESS_REFUSED ->
          true;
      case HTTP_STATUS,
          LOGIN_WALL,
          ROBOTS_DENIED,
          REDIRECT_LOOP,
          REDIRECTED_AWAY,
          TOO_LARGE,
          DECOMPRESSION,
          UNSUPPORTED_TYPE,
          PARSE,
          SOFT_404,
          EMPTY_SITE,
          NEEDS_JAVASCRIPT,
          BROWSER_FAILED,
          BUDGET_EXHAUSTED,
          INTERRUPTED,
          TOO_LITTLE_HISTORY,
          OWN_FAULT ->
          false;
    };
  }
}
