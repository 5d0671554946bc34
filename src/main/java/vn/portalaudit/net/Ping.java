package vn.portalaudit.net;

import java.io.IOException;
import java.io.InputStream;
import java.net.Inet4Address;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import javax.net.ssl.SSLSocket;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;
import vn.portalaudit.domain.Header;
import vn.portalaudit.domain.Reason;
import vn.portalaudit.domain.Timing;

/**
 * Asks for one page on a connection of its own, for a watch that does so all day: GET over
 * HTTP/1.1, a full handshake each time, redirects followed, everything within one deadline that no
 * server can stretch. It keeps no connection, no TLS session and no page; it is not polite by
 * itself, for who watches asks rarely.
 *
 * <p>It offers what browsers of today offer; only a server that refuses that is offered everything
 * that the platform can speak. So weak TLS shows, and is read all the same. Certificates are not
 * judged here.
 *
 * <p>Safe for several threads. A call ends soon when its thread is interrupted.
 */
public final class Ping {
  private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);
  private static final int MOST_REMEMBERED = 50_000;
  private static final int MOST_COOKIES = 20;

  private final Guard guard;
  private final Limits limits;
  private final byte[] fields;
  private final Semaphore handshakes;
  private final PingTls tls = new PingTls();

  /** Servers that want a curve other than the first; they are offered all of them at once. */
  private final Set<String> otherCurves = ConcurrentHashMap.newKeySet();

  /**
   * A client.
   *
   * @param guard judges every address before it is dialled
   * @param limits bounds of one call
   * @param userAgent name and contact, ASCII
   * @param handshakesAtOnce most handshakes under way at a time; what a busy processor measures is
   *     false
   */
  public Ping(Guard guard, Limits limits, String userAgent, int handshakesAtOnce) {
    this.guard = guard;
    this.limits = limits;
    this.handshakes = new Semaphore(handshakesAtOnce);
    this.fields =
        ("User-Agent: "
                + userAgent.replaceAll("[^\\x20-\\x7e]", "?")
                + "\r\nAccept: text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
                + "\r\nAccept-Language: vi,en;q=0.5\r\nAccept-Encoding: gzip, deflate"
                + "\r\nConnection: close\r\n")
            .getBytes(StandardCharsets.US_ASCII);
  }

  /** Which of a host's addresses is dialled. */
  public enum Route {
    /** The first that the resolver names. */
    FIRST,
    /** One of the other family if there is one, otherwise the next, otherwise the first. */
    OTHER
  }

  /**
   * Bounds of one call.
   *
   * @param connect time for a TCP connection
   * @param tls time for a handshake
   * @param firstByte time from a request to the end of the answer's head
   * @param whole time for the whole call, look-ups and redirects included
   * @param redirects most redirects followed
   * @param hosts most hosts in one chain of redirects
   * @param body bytes of a body as sent that are read
   * @param head bytes of an answer's head
   * @param url characters of an address
   */
  public record Limits(
      Duration connect,
      Duration tls,
      Duration firstByte,
      Duration whole,
      int redirects,
      int hosts,
      int body,
      int head,
      int url) {
    /** What the watch uses. */
    public static final Limits STANDARD =
        new Limits(
            Duration.ofSeconds(5),
            Duration.ofSeconds(5),
            Duration.ofSeconds(15),
            Duration.ofSeconds(20),
            10,
            3,
            262_144,
            65_536,
            2_048);
  }

  /**
   * What a handshake showed.
   *
   * @param host the name that was asked for
   * @param version the version agreed on, by the platform's name
   * @param suite the suite agreed on, by the platform's name
   * @param chain the certificates as sent
   * @param outdated whether the server refused what browsers of today offer
   */
  public record Secured(
      String host, String version, String suite, List<X509Certificate> chain, boolean outdated) {
    public Secured {
      chain = List.copyOf(chain);
    }
  }

  /**
   * How a call went.
   *
   * @param url the last address asked for
   * @param status status of the last answer, 0 without one
   * @param headers fields of the last answer
   * @param body the last answer's body, decoded; may lack its end
   * @param reason why there is no page to read, as far as the network tells; null also for an
   *     answer with an error status
   * @param secured the last handshake, null without one
   * @param timing phases, each summed up over the redirects; the total is of the whole call
   * @param address address and port dialled last, an empty text when none was
   */
  @SuppressWarnings("ArrayRecordComponent")
  public record Answer(
      String url,
      int status,
      List<Header> headers,
      byte[] body,
      @Nullable Reason reason,
      @Nullable Secured secured,
      Timing timing,
      String address) {
    public Answer {
      headers = List.copyOf(headers);
    }

    /** The first field of that name, without regard to case. */
    public Optional<String> header(String name) {
      return PingReader.first(headers, name);
    }

    /** Whether a firewall or a challenge answered in the portal's place. */
    public boolean barred() {
      return Barrier.stands(status, headers, body);
    }
  }

  /**
   * Asks.
   *
   * @param url absolute http or https address
   * @param route which of its addresses
   * @return the answer, never an exception for the network's sake
   */
  public Answer ask(String url, Route route) {
    return new Trip(route).go(url);
  }

  /** One call. */
  private final class Trip {
    private final Route route;
    private final PingClock clock = new PingClock(limits);
    private final Set<String> hosts = new HashSet<>(4);
    private final Set<String> seen = new HashSet<>(4);
    private final Map<String, String> cookies = new LinkedHashMap<>(0);
    private String address = "";
    private String asked = "";
    private @Nullable Secured secured;
    private @Nullable PingReader last;

    Trip(Route route) {
      this.route = route;
    }

    Answer go(String text) {
      asked = text;
      try {
        return follow(Addresses.url(text, limits.url()));
      } catch (IOException | RuntimeException e) {
        return ended(failure(e));
      }
    }

    private Reason failure(Exception e) {
      if (Thread.currentThread().isInterrupted()) {
        return Reason.INTERRUPTED;
      }
      if (e instanceof PingReader.TooLarge) {
        return Reason.TOO_LARGE;
      }
      Reason reason = Failures.reason(e, clock.phase());
      boolean slow = clock.phase() == Stopwatch.Phase.BODY && reason == Reason.READ_TIMEOUT;
      return slow ? Reason.TOO_SLOW : reason;
    }

    private Answer follow(HttpUrl first) throws IOException {
      HttpUrl url = first;
      hosts.add(url.host());
      seen.add(url.toString());
      for (int redirects = 0; ; redirects++) {
        asked = url.toString();
        PingReader answer = exchange(url);
        remember(url, answer);
        String location = REDIRECTS.contains(answer.status()) ? answer.field("Location") : null;
        if (location == null || location.isBlank()) {
          return ended(null);
        }
        HttpUrl next = url.resolve(location.strip());
        if (next == null) {
          return ended(Reason.REDIRECTED_AWAY);
        }
        url = Addresses.clean(next);
        Reason stop = stop(url, redirects);
        if (stop != null) {
          return ended(stop);
        }
      }
    }

    private @Nullable Reason stop(HttpUrl url, int redirects) {
      hosts.add(url.host());
      String text = url.toString();
      if (redirects >= limits.redirects()
          || text.length() > limits.url()
          || !seen.add(cookies.isEmpty() ? text : text + ' ' + cookies)) {
        return Reason.REDIRECT_LOOP;
      }
      return hosts.size() > limits.hosts() ? Reason.REDIRECTED_AWAY : null;
    }

    private PingReader exchange(HttpUrl url) throws IOException {
      clock.lookUp();
      InetSocketAddress target = choose(guard.dial(url.host(), url.port()));
      clock.lookedUp();
      address = target.getAddress().getHostAddress() + ':' + target.getPort();
      if (!url.isHttps()) {
        try (PingSocket socket = connect(target)) {
          return talk(socket, url);
        }
      }
      String server = url.host() + ' ' + address;
      PingTls.Offer offer =
          otherCurves.contains(server) ? PingTls.Offer.CURVES : PingTls.Offer.FIRST;
      while (true) {
        try (PingSocket socket = connect(target);
            SSLSocket layer = tls.over(socket, url.host(), offer)) {
          shake(layer, url.host(), offer);
          if (offer != PingTls.Offer.FIRST && otherCurves.size() < MOST_REMEMBERED) {
            otherCurves.add(server);
          }
          return talk(layer, url);
        } catch (IOException e) {
          PingTls.Offer next = offer.next();
          if (next == null || clock.phase() != Stopwatch.Phase.TLS || clock.over()
              || e instanceof java.net.SocketTimeoutException) {
            throw e;
          }
          offer = next;
        }
      }
    }

    private InetSocketAddress choose(Guard.Dial dial) {
      InetSocketAddress first = dial.first();
      List<InetSocketAddress> all = dial.addresses();
      if (route == Route.FIRST || all.size() == 1) {
        return first;
      }
      boolean v4 = first.getAddress() instanceof Inet4Address;
      for (InetSocketAddress other : all) {
        if (other.getAddress() instanceof Inet4Address != v4) {
          return other;
        }
      }
      return all.get(1);
    }

    private PingSocket connect(InetSocketAddress target) throws IOException {
      clock.enter(Stopwatch.Phase.CONNECT);
      guard.check(target.getAddress());
      PingSocket socket = new PingSocket(clock);
      try {
        socket.connect(target, clock.remaining());
      } catch (IOException e) {
        socket.close();
        throw e;
      }
      clock.connected();
      return socket;
    }

    private void shake(SSLSocket layer, String host, PingTls.Offer offer) throws IOException {
      boolean mine = false;
      try {
        handshakes.acquire();
        mine = true;
        clock.enter(Stopwatch.Phase.TLS);
        layer.startHandshake();
        clock.secured();
        secured = PingTls.shown(layer, host, offer);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IOException("interrupted", e);
      } finally {
        if (mine) {
          handshakes.release();
        }
      }
    }

    private PingReader talk(java.net.Socket socket, HttpUrl url) throws IOException {
      clock.enter(Stopwatch.Phase.HEAD);
      socket.getOutputStream().write(request(url));
      InputStream in = socket.getInputStream();
      PingReader reader = new PingReader(in, limits);
      last = null;
      reader.readHead(clock);
      last = reader;
      clock.enter(Stopwatch.Phase.BODY);
      boolean wanted = !REDIRECTS.contains(reader.status());
      if (wanted) {
        reader.readBody();
      }
      return reader;
    }

    private byte[] request(HttpUrl url) {
      StringBuilder line = new StringBuilder(256);
      line.append("GET ").append(url.encodedPath());
      String query = url.encodedQuery();
      if (query != null) {
        line.append('?').append(query);
      }
      line.append(" HTTP/1.1\r\nHost: ");
      boolean six = url.host().indexOf(':') >= 0;
      line.append(six ? "[" : "").append(url.host()).append(six ? "]" : "");
      if (url.port() != HttpUrl.defaultPort(url.scheme())) {
        line.append(':').append(url.port());
      }
      line.append("\r\n");
      String sent = cookies(url.host());
      if (!sent.isEmpty()) {
        line.append("Cookie: ").append(sent).append("\r\n");
      }
      byte[] start = line.toString().getBytes(StandardCharsets.US_ASCII);
      byte[] whole = new byte[start.length + fields.length + 2];
      System.arraycopy(start, 0, whole, 0, start.length);
      System.arraycopy(fields, 0, whole, start.length, fields.length);
      whole[whole.length - 2] = '\r';
      whole[whole.length - 1] = '\n';
      return whole;
    }

    /** Some firewalls set a cookie and redirect to the same page. */
    private void remember(HttpUrl url, PingReader answer) {
      if (!REDIRECTS.contains(answer.status())) {
        return;
      }
      for (Header header : answer.headers()) {
        if (header.name().equalsIgnoreCase("Set-Cookie") && cookies.size() < MOST_COOKIES) {
          String pair = header.value().split(";", 2)[0].strip();
          int equals = pair.indexOf('=');
          if (equals > 0 && pair.chars().allMatch(c -> c >= 0x20 && c < 0x7f)) {
            cookies.put(url.host() + ' ' + pair.substring(0, equals), pair);
          }
        }
      }
    }

    private String cookies(String host) {
      if (cookies.isEmpty()) {
        return "";
      }
      List<String> sent = new ArrayList<>();
      cookies.forEach((key, pair) -> {
        if (key.startsWith(host + ' ')) {
          sent.add(pair);
        }
      });
      return String.join("; ", sent);
    }

    private Answer ended(@Nullable Reason reason) {
      PingReader reader = last;
      if (reader == null) {
        return new Answer(
            asked, 0, List.of(), new byte[0], reason, secured, clock.timing(), address);
      }
      Decoding.Decoded decoded = Decoding.decode(reader.headers(), reader.body());
      Reason all = reason;
      if (reason == null) {
        all = decoded.reason() == Reason.TOO_LARGE || reader.cut() ? null : decoded.reason();
      }
      return new Answer(
          asked,
          reader.status(),
          reader.headers(),
          decoded.body(),
          all,
          secured,
          clock.timing(),
          address);
    }
  }
}
