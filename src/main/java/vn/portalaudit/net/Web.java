package vn.portalaudit.net;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import vn.portalaudit.domain.Exchange;
import vn.portalaudit.domain.Reason;
import vn.portalaudit.domain.Timing;
import vn.portalaudit.domain.Validators;

/**
 * The guarded, polite HTTP client: GET and HEAD over HTTP/1.1, one connection a host and an address
 * at a time, every answer bounded, every failure a value. It keeps no cookies from one call to the
 * next, sends no Referer, uses no proxy and takes no account of the environment. Servers with weak
 * TLS or a wrong certificate are read too, for the certificate is judged elsewhere.
 *
 * <p>It does not read robots.txt: who crawls fetches it as any other address, reads it with {@link
 * Robots} and passes the delay on with {@link #slowDown}.
 *
 * <p>Safe for several threads. A call returns promptly when its thread is interrupted.
 */
public final class Web implements AutoCloseable {
  private final Options options;
  private final Guard guard;
  private final Courtesy courtesy;
  private final Transport transport;

  /**
   * A client.
   *
   * @throws IllegalArgumentException when a detour or the file of the authority cannot be used; the
   *     message is for people
   */
  public Web(Options options) {
    this(options, new Guard(options.allowPrivate, options.connectTo), Pace.REAL);
  }

  Web(Options options, Guard guard, Pace pace) {
    this.options = options;
    this.guard = guard;
    this.courtesy = new Courtesy(options.rate, pace);
    this.transport = new Transport(options, guard);
  }

  /**
   * Asks for an address and follows its redirects.
   *
   * @param url absolute http or https address
   * @param rules what to ask for
   * @return the answer, never an exception for the network's sake
   */
  public Fetched get(String url, Rules rules) {
    return get(url, rules, hop -> true);
  }

  /**
   * Asks for an address and follows its redirects as far as that is permitted.
   *
   * @param url absolute http or https address
   * @param rules what to ask for
   * @param mayFollow whether a redirect may be followed to an address; where not, the call ends
   *     with {@link Reason#ROBOTS_DENIED}
   * @return the answer, never an exception for the network's sake
   */
  public Fetched get(String url, Rules rules, Predicate<String> mayFollow) {
    return new Journey(options, guard, courtesy, transport, rules, mayFollow).go(url);
  }

  /**
   * Waits at least this long between the starts of two requests to a host, if that is longer than
   * the rate asks for; no effect when the rate is off.
   *
   * @param host the host
   * @param delay the delay, taken as 30 seconds when longer
   */
  public void slowDown(String host, Duration delay) {
    courtesy.slowDown(host, delay);
  }

  /** The judge of addresses that this client uses. */
  public Guard guard() {
    return guard;
  }

  /** Closes the kept connections. */
  @Override
  public void close() {
    transport.close();
  }

  /**
   * How a client behaves.
   *
   * @param allowPrivate whether loopback and private addresses, and all ports, may be dialled
   * @param connectTo detours {@code HOST:PORT:ADDR:PORT2}, as curl's
   * @param authority PEM file of an extra authority to trust, or null
   * @param rate starts of requests a second to one host and to one address; null for no limit, also
   *     by robots.txt
   * @param limits bounds of one call
   * @param userAgent name and contact, ASCII
   * @param clock for the times in evidence
   */
  public record Options(
      boolean allowPrivate,
      List<String> connectTo,
      @Nullable Path authority,
      @Nullable BigDecimal rate,
      Limits limits,
      String userAgent,
      InstantSource clock) {
    /** The name that robots.txt may use for this program. */
    public static final String TOKEN = "portal-audit";

    public Options {
      connectTo = List.copyOf(connectTo);
      if (rate != null && rate.signum() <= 0) {
        throw new IllegalArgumentException("nhịp truy cập phải lớn hơn 0: " + rate);
      }
    }

    /** Public addresses only, one request a second. */
    public static Options standard() {
      return new Options(
          false,
          List.of(),
          null,
          BigDecimal.ONE,
          Limits.STANDARD,
          TOKEN + "/1.0 (giam sat cong thong tin; lien he: quan-tri@portal-audit.invalid)",
          InstantSource.system());
    }

    /** The same with private addresses permitted or not. */
    public Options allowPrivate(boolean allowed) {
      return new Options(allowed, connectTo, authority, rate, limits, userAgent, clock);
    }

    /** The same with these detours. */
    public Options connectTo(List<String> detours) {
      return new Options(allowPrivate, detours, authority, rate, limits, userAgent, clock);
    }

    /** The same with this extra authority. */
    public Options authority(@Nullable Path pem) {
      return new Options(allowPrivate, connectTo, pem, rate, limits, userAgent, clock);
    }

    /** The same at this rate; null for none. */
    public Options rate(@Nullable BigDecimal perSecond) {
      return new Options(allowPrivate, connectTo, authority, perSecond, limits, userAgent, clock);
    }

    /** The same within these limits. */
    public Options limits(Limits other) {
      return new Options(allowPrivate, connectTo, authority, rate, other, userAgent, clock);
    }

    /** The same under this name. */
    public Options userAgent(String name) {
      return new Options(allowPrivate, connectTo, authority, rate, limits, name, clock);
    }

    /** The same by this clock. */
    public Options clock(InstantSource source) {
      return new Options(allowPrivate, connectTo, authority, rate, limits, userAgent, source);
    }
  }

  /**
   * Bounds of one call.
   *
   * @param connect time for a TCP connection to one address
   * @param tls time for the handshake
   * @param firstByte time from the request to the end of the response's head
   * @param whole time for one exchange
   * @param slowest bytes a second that a body must bring over any {@code slowestOver}
   * @param slowestOver the stretch over which the speed is measured
   * @param redirects most redirects followed
   * @param hosts most hosts in one chain of redirects
   * @param page bytes of an HTML body as sent
   * @param document bytes of any other body as sent
   * @param head bytes of a response's head
   * @param fields fields of a response's head
   * @param url characters of an address
   */
  public record Limits(
      Duration connect,
      Duration tls,
      Duration firstByte,
      Duration whole,
      int slowest,
      Duration slowestOver,
      int redirects,
      int hosts,
      int page,
      int document,
      int head,
      int fields,
      int url) {
    /** What an audit uses. */
    public static final Limits STANDARD =
        new Limits(
            Duration.ofSeconds(5),
            Duration.ofSeconds(5),
            Duration.ofSeconds(15),
            Duration.ofSeconds(60),
            1_024,
            Duration.ofSeconds(10),
            10,
            3,
            10_000_000,
            20_000_000,
            65_536,
            200,
            2_048);
  }

  /**
   * What to ask for.
   *
   * @param head whether only the head is asked for (HEAD instead of GET)
   * @param follow whether redirects are followed
   * @param known validators of what is known of an address, {@link Validators#NONE} where nothing
   *     is; asked for every hop
   * @param origin an origin for a check of cross-origin sharing, or null
   * @param may whether a request may still be sent: asked once its turn has come, for that may be
   *     long after the call, and on another thread once its connection stands; where not, the call
   *     ends with {@link Reason#INTERRUPTED}
   */
  public record Rules(
      boolean head,
      boolean follow,
      Function<String, Validators> known,
      @Nullable String origin,
      BooleanSupplier may) {
    private static final Function<String, Validators> NOTHING = hop -> Validators.NONE;

    /** GET, redirects followed. */
    public static final Rules GET = new Rules(false, true, NOTHING, null, () -> true);

    /** HEAD, redirects followed. */
    public static final Rules HEAD = new Rules(true, true, NOTHING, null, () -> true);

    /** GET of this address alone. */
    public static final Rules STAY = new Rules(false, false, NOTHING, null, () -> true);

    /**
     * The same, only if the content is another than the one that is known. A 304 that cannot be
     * about what is known, or comes although nothing is, makes the address be asked once more
     * without a condition.
     */
    public Rules unless(Function<String, Validators> validators) {
      return new Rules(head, follow, validators, origin, may);
    }

    /** The same as if a page of this origin had asked. */
    public Rules from(String pageOrigin) {
      return new Rules(head, follow, known, pageOrigin, may);
    }

    /** The same as long as this permits. */
    public Rules asLongAs(BooleanSupplier permitted) {
      return new Rules(head, follow, known, origin, permitted);
    }
  }

  /**
   * How a call went.
   *
   * @param url address asked for, normalised as browsers do; as given when that is not possible
   * @param at when it was asked
   * @param exchanges one for every answer, redirects and retries included, in order
   * @param body the last answer's body, decoded; empty without one
   * @param reason why there is nothing to read; null when the last answer has a status under 400
   *     and a body that can be read
   * @param unchanged whether the last answer says that what is known of its address still holds
   * @param certificateTrusted whether the last certificate chain leads to a trusted authority and
   *     is for that host; null without TLS
   * @param timing phases of the last attempt, answered or not
   * @param ip address of the last attempt, an empty text when none was dialled
   */
  public record Fetched(
      String url,
      Instant at,
      List<Exchange> exchanges,
      Decoding.Decoded body,
      @Nullable Reason reason,
      boolean unchanged,
      @Nullable Boolean certificateTrusted,
      Timing timing,
      String ip) {
    public Fetched {
      exchanges = List.copyOf(exchanges);
    }

    /** The last answer, if there was one. */
    public Optional<Exchange> last() {
      return exchanges.isEmpty() ? Optional.empty() : Optional.of(exchanges.getLast());
    }

    /** Address of the last answer; the one asked for when there was none. */
    public String finalUrl() {
      return exchanges.isEmpty() ? url : exchanges.getLast().url();
    }
  }
}
