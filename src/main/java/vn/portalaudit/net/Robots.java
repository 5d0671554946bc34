package vn.portalaudit.net;

import crawlercommons.robots.BaseRobotRules;
import crawlercommons.robots.SimpleRobotRules;
import crawlercommons.robots.SimpleRobotRules.RobotRulesMode;
import crawlercommons.robots.SimpleRobotRulesParser;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.portalaudit.domain.Reason;

/**
 * What a robots.txt permits this program (RFC 9309). Made from an answer alone, so that a replay
 * reads the same. Immutable.
 */
public final class Robots {
  /** Longest Crawl-delay that is obeyed. */
  public static final Duration LONGEST_DELAY = Duration.ofSeconds(30);

  private static final int PARSED = 512_000;
  private static final int MOST_SITEMAPS = 100;

  private final SimpleRobotRules rules;
  private final @Nullable Reason denied;

  private Robots(SimpleRobotRules rules, @Nullable Reason denied) {
    this.rules = rules;
    this.denied = denied;
  }

  /**
   * Reads the answer to a request for robots.txt.
   *
   * @param status status after redirects; 0 when there was no answer
   * @param body the decoded body; the first 500 KiB count
   * @param url address of the robots.txt
   * @return the rules: those of the body for a status of 200 to 299, everything permitted for other
   *     statuses under 500 but 429, nothing permitted else
   */
  public static Robots parse(int status, byte[] body, String url) {
    if (status == 0) {
      return unreachable(Reason.CONNECTION_RESET);
    }
    if (status == 429 || status >= 500) {
      return unreachable(status == 429 ? Reason.RATE_LIMITED : Reason.HTTP_STATUS);
    }
    if (status < 200 || status >= 300) {
      return new Robots(new SimpleRobotRules(RobotRulesMode.ALLOW_ALL), null);
    }
    byte[] read = body.length > PARSED ? Arrays.copyOf(body, wholeLines(body)) : body;
    // the parser forbids everything when a delay is longer than it may be; here it is cut instead
    SimpleRobotRulesParser parser = new SimpleRobotRulesParser(Long.MAX_VALUE, 0);
    return new Robots(
        parser.parseContent(
            url, read, "text/plain", List.of(Web.Options.TOKEN.toLowerCase(Locale.ROOT))),
        null);
  }

  /**
   * The rules where robots.txt could not be asked for: nothing is permitted.
   *
   * @param reason why
   */
  public static Robots unreachable(Reason reason) {
    return new Robots(new SimpleRobotRules(RobotRulesMode.ALLOW_NONE), reason);
  }

  /** Whether an absolute address may be asked for. robots.txt itself always may. */
  public boolean allows(String url) {
    return rules.isAllowAll() || rules.isAllowed(url);
  }

  /** Why nothing is permitted although no rule says so; null when the rules decide. */
  public @Nullable Reason denied() {
    return denied;
  }

  /** The delay between two requests that is asked for, at most {@link #LONGEST_DELAY}. */
  public Optional<Duration> crawlDelay() {
    long delay = rules.getCrawlDelay();
    return delay == BaseRobotRules.UNSET_CRAWL_DELAY || delay <= 0
        ? Optional.empty()
        : Optional.of(Duration.ofMillis(Math.min(delay, LONGEST_DELAY.toMillis())));
  }

  /** Addresses of sitemaps, in order, at most 100. */
  public List<String> sitemaps() {
    return rules.getSitemaps().stream().limit(MOST_SITEMAPS).toList();
  }

  private static int wholeLines(byte[] body) {
    int end = PARSED;
    while (end > 0 && body[end - 1] != '\n' && body[end - 1] != '\r') {
      end--;
    }
    return end == 0 ? PARSED : end;
  }
}
