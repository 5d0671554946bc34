package vn.portalaudit.net;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import vn.portalaudit.domain.Reason;

/**
 * Takes turns at hosts and at addresses, for whole provinces sit on one address: one request at a
 * time, at most so many starts a second, and a pause at least as long as the last answer took. A
 * host that keeps saying 429 or 503 is asked less and less, and then not at all for a while. Safe
 * for several threads.
 */
final class Courtesy {
  static final Duration LONGEST_CRAWL_DELAY = Duration.ofSeconds(30);
  static final Duration LONGEST_ADAPTIVE = Duration.ofSeconds(10);
  static final Duration LONGEST_RETRY_AFTER = Duration.ofSeconds(60);
  static final Duration CLOSED = Duration.ofMinutes(10);
  static final int REFUSALS = 8;
  private static final int MOST_LANES = 20_000;

  private final boolean limited;
  private final long gap;
  private final Pace pace;
  private final Map<String, Lane> hosts = new ConcurrentHashMap<>();
  private final Map<String, Lane> addresses = new ConcurrentHashMap<>();

  /** With so many starts a second; null for no spacing. */
  Courtesy(@Nullable BigDecimal rate, Pace pace) {
    this.limited = rate != null;
    this.gap =
        rate == null
            ? 0
            : BigDecimal.valueOf(1_000_000_000L).divide(rate, 0, RoundingMode.UP).longValue();
    this.pace = pace;
  }

  void slowDown(String host, Duration delay) {
    Duration capped = delay.compareTo(LONGEST_CRAWL_DELAY) > 0 ? LONGEST_CRAWL_DELAY : delay;
    Lane lane = lane(hosts, host.toLowerCase(Locale.ROOT));
    lane.crawlDelay = Math.max(0, capped.toNanos());
    if (limited && lane.asked) {
      // the turn after the one that read robots.txt was set before this was known
      lane.push(lane.started + lane.crawlDelay);
    }
  }

  /**
   * Why a host is not asked at present; null when it may be.
   *
   * @param host the host in its one spelling
   */
  @Nullable Reason closed(String host) {
    Lane lane = lane(hosts, host);
    Reason reason = lane.closedFor;
    return reason != null && lane.closedUntil - pace.nanos() > 0 ? reason : null;
  }

  /**
   * Waits for the turn. The host is always taken before the address, so two who wait cannot wait
   * for each other.
   *
   * @return the turn, to be closed when the answer has been read
   */
  Turn await(String host, InetAddress address) throws InterruptedException {
    Lane atHost = lane(hosts, host);
    Lane atAddress = limited ? lane(addresses, address.getHostAddress()) : null;
    atHost.turn.acquire();
    boolean taken = false;
    try {
      if (atAddress != null) {
        atAddress.turn.acquire();
      }
      taken = true;
      Turn turn = new Turn(atHost, atAddress);
      turn.pause();
      return turn;
    } catch (InterruptedException e) {
      atHost.turn.release();
      if (taken && atAddress != null) {
        atAddress.turn.release();
      }
      throw e;
    }
  }

  private Lane lane(Map<String, Lane> lanes, String key) {
    if (lanes.size() > MOST_LANES) {
      long now = pace.nanos();
      lanes.values().removeIf(lane -> lane.idle(now));
    }
    return lanes.computeIfAbsent(key, k -> new Lane(pace.nanos()));
  }

  /** What is known of one host or one address. Fields are written by who has the turn. */
  private static final class Lane {
    final Semaphore turn = new Semaphore(1, true);
    volatile long next;
    volatile long started;
    volatile boolean asked;
    volatile long crawlDelay;
    volatile long closedUntil;
    volatile @Nullable Reason closedFor;
    int refusals;

    Lane(long now) {
      next = now;
      closedUntil = now;
    }

    void push(long later) {
      if (later - next > 0) {
        next = later;
      }
    }

    boolean idle(long now) {
      return turn.availablePermits() > 0 && next - now <= 0 && closedUntil - now <= 0;
    }
  }

  /** The right to send one request. */
  final class Turn implements AutoCloseable {
    private final Lane host;
    private final @Nullable Lane address;
    private long start;
    private volatile long sent;

    private Turn(Lane host, @Nullable Lane address) {
      this.host = host;
      this.address = address;
    }

    private void pause() throws InterruptedException {
      long now = pace.nanos();
      long wait = host.next - now;
      if (address != null) {
        wait = Math.max(wait, address.next - now);
      }
      if (wait > 0) {
        pace.sleep(Duration.ofNanos(wait));
      }
      start = pace.nanos();
      sent = start;
      host.started = start;
      host.asked = true;
    }

    /**
     * Notes that the request goes out only now: the host counts from when it is asked, and a
     * connection can take as long as the distance between two requests. Any thread may call it.
     */
    void sent() {
      sent = pace.nanos();
    }

    /**
     * Notes how the host answered.
     *
     * @param status the status, 0 without an answer
     * @param retryAfter how long it asks to be left alone, or null
     */
    void answered(int status, @Nullable Duration retryAfter) {
      if (status != 429 && status != 503) {
        host.refusals = 0;
        return;
      }
      host.refusals++;
      long now = pace.nanos();
      Duration asked = retryAfter == null ? Duration.ZERO : retryAfter;
      boolean longer = asked.compareTo(LONGEST_RETRY_AFTER) > 0;
      if (retryAfter != null && !longer) {
        host.next = now + asked.toNanos();
      } else if (limited) {
        host.next = now + Duration.ofSeconds(Math.min(60, 1L << host.refusals)).toNanos();
      }
      boolean awaited = longer && status == 429;
      if (limited && (awaited || host.refusals >= REFUSALS)) {
        Duration rest = awaited && asked.compareTo(CLOSED) < 0 ? asked : CLOSED;
        host.closedUntil = now + rest.toNanos();
        host.closedFor = status == 429 ? Reason.RATE_LIMITED : Reason.HTTP_STATUS;
        host.refusals = 0;
      }
    }

    @Override
    public void close() {
      if (limited) {
        long end = pace.nanos();
        long asked = sent;
        host.started = asked;
        // as distances from the end, for the clock may run over
        long rest = Math.min(end - start, LONGEST_ADAPTIVE.toNanos());
        host.push(end + Math.max(rest, Math.max(gap, host.crawlDelay) - (end - asked)));
        if (address != null) {
          address.push(end + Math.max(rest, gap - (end - asked)));
        }
      }
      if (address != null) {
        address.turn.release();
      }
      host.turn.release();
    }
  }
}
