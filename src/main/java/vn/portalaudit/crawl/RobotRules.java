package vn.portalaudit.crawl;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What the robots.txt of one origin permits (RFC 9309). */
public interface RobotRules {

  /** Whether an absolute address of that origin may be asked for. */
  boolean allows(String url);

  /** The delay between two requests that it asks for. */
  Optional<Duration> crawlDelay();

  /** Addresses of sitemaps that it names, in order. */
  List<String> sitemaps();

  /** Reads the answer to a request for robots.txt; pure. */
  @FunctionalInterface
  interface Parser {
    /**
     * Reads it.
     *
     * @param status HTTP status after redirects, 0 without an answer
     * @param body decoded body
     * @param url its address
     * @return the rules; without an answer, and for 5xx and 429, nothing is permitted, for other 4xx
     *     everything
     */
    RobotRules parse(int status, byte[] body, String url);
  }
}
