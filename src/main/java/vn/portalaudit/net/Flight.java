package vn.portalaudit.net;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;
import javax.net.ssl.SSLSocket;
import okhttp3.Call;
import okhttp3.Connection;
import okhttp3.EventListener;
import okhttp3.Handshake;
import okhttp3.Headers;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okio.BufferedSource;
import org.jspecify.annotations.Nullable;
import vn.portalaudit.domain.Exchange;
import vn.portalaudit.domain.Header;
import vn.portalaudit.domain.Reason;
import vn.portalaudit.domain.Timing;

/**
 * One exchange under way. A virtual thread of its own does the reading; the thread that asked
 * watches the limits of each phase, so that it can be interrupted and no server can hold it.
 */
final class Flight extends EventListener {
  /** What is under way. */
  enum Phase {
    CONNECT,
    TLS,
    HEAD,
    BODY
  }

  private static final ScopedValue<Flight> CURRENT = ScopedValue.newInstance();
  private static final long GRACE = 2_000_000_000L;
  private static final int HEAD_SLACK = 65_536;
  private static final int CHUNK = 16_384;

  private final Guard.Dial dial;
  private final Trust trust;
  private final Web.Limits limits;
  private final Instant at;
  private final Thread watcher = Thread.currentThread();
  private final long start = System.nanoTime();

  private volatile Stage stage = new Stage(Phase.CONNECT, start);
  private volatile boolean done;
  private volatile @Nullable Reason verdict;
  private volatile int length;

  // written by the reading thread, read by the watcher after done
  private @Nullable Head head;
  private byte[] body = new byte[0];
  private boolean truncated;
  private @Nullable Reason failure;
  private String ip;
  private @Nullable Boolean trusted;
  private long headReceived;
  private long connectStart;
  private long connected;
  private long tlsStart;
  private long tlsEnd;
  private long asked;
  private long answered;
  private long ended;

  Flight(Guard.Dial dial, Trust trust, Web.Limits limits, Instant at) {
    this.dial = dial;
    this.trust = trust;
    this.limits = limits;
    this.at = at;
    this.ip = dial.first().getAddress().getHostAddress();
  }

  /** The flight of this thread. */
  static Flight current() throws IOException {
    if (!CURRENT.isBound()) {
      throw new IOException("no exchange under way on this thread");
    }
    return CURRENT.get();
  }

  /** Counts bytes that arrived on a socket of this thread. */
  static void received(int count) throws IOException {
    if (count > 0 && CURRENT.isBound()) {
      CURRENT.get().count(count);
    }
  }

  /**
   * Sends a request and reads the answer.
   *
   * @throws InterruptedException when the asking thread is interrupted meanwhile
   */
  Landing fly(OkHttpClient client, Request request) throws InterruptedException {
    Call call = client.newCall(request.newBuilder().tag(Flight.class, this).build());
    Thread.ofVirtual()
        .name("exchange")
        .start(() -> ScopedValue.where(CURRENT, this).run(() -> read(call)));
    watch(call);
    return landing(request);
  }

  /**
   * The addresses that the flight of this thread may connect to.
   *
   * @throws UnknownHostException when this thread has none
   */
  static List<InetAddress> cleared() throws UnknownHostException {
    if (!CURRENT.isBound()) {
      throw new UnknownHostException("no exchange under way on this thread");
    }
    return CURRENT.get().dial.addresses().stream().map(InetSocketAddress::getAddress).toList();
  }

  /** Where a socket for this endpoint really connects: its address on the port of the dial. */
  InetSocketAddress target(InetSocketAddress endpoint) {
    return dial.addresses().stream()
        .filter(cleared -> cleared.getAddress().equals(endpoint.getAddress()))
        .findFirst()
        .orElse(dial.first());
  }

  // ---- the asking thread ----

  private void watch(Call call) throws InterruptedException {
    Window window = new Window(start, 0);
    long abandon = 0;
    while (!done) {
      if (Thread.interrupted()) {
        verdict = Reason.INTERRUPTED;
        call.cancel();
        throw new InterruptedException();
      }
      long now = System.nanoTime();
      if (abandon != 0) {
        if (now - abandon >= 0) {
          return;
        }
        LockSupport.parkNanos(this, abandon - now);
        continue;
      }
      Stage seen = stage;
      if (seen.phase == Phase.BODY && window.start - seen.since < 0) {
        window = new Window(seen.since, length);
      }
      long deadline = deadline(seen, window);
      if (now - deadline < 0) {
        LockSupport.parkNanos(this, deadline - now);
      } else if (fastEnough(seen, window, now)) {
        window = new Window(now, length);
      } else {
        verdict = late(seen);
        call.cancel();
        abandon = now + GRACE;
      }
    }
  }

  private long deadline(Stage seen, Window window) {
    long phase =
        switch (seen.phase) {
          case CONNECT -> Long.MAX_VALUE;
          case TLS -> seen.since - start + limits.tls().toNanos();
          case HEAD -> seen.since - start + limits.firstByte().toNanos();
          case BODY -> window.start - start + limits.slowestOver().toNanos();
        };
    return start + Math.min(phase, limits.whole().toNanos());
  }

  private boolean fastEnough(Stage seen, Window window, long now) {
    double seconds = (now - window.start) / 1e9;
    return seen.phase == Phase.BODY
        && now - start < limits.whole().toNanos()
        && length - window.length >= limits.slowest() * seconds;
  }

  private Reason late(Stage seen) {
    return switch (seen.phase) {
      case CONNECT -> Reason.CONNECT_TIMEOUT;
      case TLS, HEAD -> Reason.READ_TIMEOUT;
      case BODY -> Reason.TOO_SLOW;
    };
  }

  private Landing landing(Request request) {
    if (!done) {
      Reason reason = verdict;
      return new Landing(
          null, reason == null ? Reason.OWN_FAULT : reason, null, Timing.NONE, ip);
    }
    Timing timing = timing();
    Exchange exchange =
        head == null
            ? null
            : new Exchange(
                request.url().toString(),
                at,
                ip,
                head.sent,
                head.received,
                head.status,
                head.fields,
                body,
                truncated,
                timing);
    return new Landing(exchange, failure, trusted, timing, ip);
  }

  private Timing timing() {
    return new Timing(
        -1,
        span(connectStart, connected),
        span(tlsStart, tlsEnd),
        span(asked, answered),
        span(start, ended));
  }

  private static long span(long from, long to) {
    return from == 0 || to == 0 ? -1 : Math.max(0, (to - from + 500_000) / 1_000_000);
  }

  // ---- the reading thread ----

  private void read(Call call) {
    try (Response response = call.execute()) {
      readBody(call, response);
    } catch (IOException | RuntimeException e) {
      Reason given = verdict;
      failure = given != null ? given : Failures.reason(e, stage.phase);
      truncated = head != null;
    } finally {
      body = length == body.length ? body : Arrays.copyOf(body, length);
      ended = System.nanoTime();
      done = true;
      LockSupport.unpark(watcher);
    }
  }

  private void readBody(Call call, Response response) throws IOException {
    Head seen = head;
    if (seen == null || seen.tooLarge(limits)) {
      head = null;
      failure = Reason.TOO_LARGE;
      call.cancel();
      return;
    }
    enter(Phase.BODY);
    int limit = Decoding.html(seen.fields) ? limits.page() : limits.document();
    BufferedSource source = response.body().source();
    long announced = response.body().contentLength();
    body = new byte[(int) Math.clamp(announced, announced < 0 ? CHUNK : 0, limit)];
    while (length < limit) {
      if (length == body.length) {
        if (source.exhausted()) {
          return;
        }
        body = Arrays.copyOf(body, (int) Math.min(limit, Math.max(CHUNK, body.length * 2L)));
      }
      int count = source.read(body, length, body.length - length);
      if (count < 0) {
        return;
      }
      length += count;
    }
    if (!source.exhausted()) {
      truncated = true;
      call.cancel();
    }
  }

  /** Notes what goes over the wire; called around each attempt. */
  Response observe(Interceptor.Chain chain) throws IOException {
    Connection connection = chain.connection();
    Request request = chain.request();
    if (connection != null) {
      InetAddress remote = connection.socket().getInetAddress();
      ip = remote == null ? ip : remote.getHostAddress();
      trusted =
          connection.socket() instanceof SSLSocket tls
              ? trust.verifies(tls.getSession(), request.url().host())
              : null;
    }
    Response response = chain.proceed(request);
    head = Head.of(request, response);
    return response;
  }

  private void count(int bytes) throws IOException {
    if (stage.phase == Phase.HEAD) {
      headReceived += bytes;
      if (headReceived > limits.head() + HEAD_SLACK) {
        verdict = Reason.TOO_LARGE;
        throw new InterruptedIOException("head too long");
      }
    }
  }

  private void enter(Phase phase) {
    stage = new Stage(phase, System.nanoTime());
    LockSupport.unpark(watcher);
  }

  @Override
  public void connectStart(Call call, InetSocketAddress address, Proxy proxy) {
    connectStart = System.nanoTime();
    connected = 0;
    enter(Phase.CONNECT);
  }

  @Override
  public void secureConnectStart(Call call) {
    tlsStart = System.nanoTime();
    tlsEnd = 0;
    connected = tlsStart;
    enter(Phase.TLS);
  }

  @Override
  public void secureConnectEnd(Call call, @Nullable Handshake handshake) {
    tlsEnd = System.nanoTime();
  }

  @Override
  public void connectEnd(
      Call call, InetSocketAddress address, Proxy proxy, okhttp3.@Nullable Protocol protocol) {
    if (connected == 0) {
      connected = System.nanoTime();
    }
  }

  @Override
  public void requestHeadersStart(Call call) {
    asked = System.nanoTime();
    answered = 0;
    headReceived = 0;
    enter(Phase.HEAD);
  }

  @Override
  public void responseHeadersStart(Call call) {
    answered = System.nanoTime();
  }

  private record Stage(Phase phase, long since) {}

  private record Window(long start, int length) {}

  /** The heads of a request and its response, as texts. */
  private record Head(String sent, String received, int status, List<Header> fields) {
    static Head of(Request request, Response response) {
      String path = request.url().encodedPath();
      String query = request.url().encodedQuery();
      String target = query == null ? path : path + "?" + query;
      List<Header> fields = new ArrayList<>();
      response.headers().forEach(h -> fields.add(new Header(h.getFirst(), h.getSecond())));
      return new Head(
          text(request.method() + " " + target + " HTTP/1.1", request.headers()),
          text(
              response.protocol().toString().toUpperCase(Locale.ROOT)
                  + " "
                  + response.code()
                  + " "
                  + response.message(),
              response.headers()),
          response.code(),
          List.copyOf(fields));
    }

    private static String text(String first, Headers headers) {
      StringBuilder text = new StringBuilder(first).append("\r\n");
      for (int i = 0; i < headers.size(); i++) {
        text.append(headers.name(i)).append(": ").append(headers.value(i)).append("\r\n");
      }
      return text.append("\r\n").toString();
    }

    boolean tooLarge(Web.Limits limits) {
      return fields.size() > limits.fields()
          || received.getBytes(StandardCharsets.UTF_8).length > limits.head();
    }
  }

  /**
   * How a flight ended.
   *
   * @param exchange what went over the wire, null when no head came
   * @param reason why the exchange is not whole, or null
   */
  record Landing(
      @Nullable Exchange exchange,
      @Nullable Reason reason,
      @Nullable Boolean trusted,
      Timing timing,
      String ip) {
    /** The same, with the look-up's time where a connection was made. */
    Landing withDns(long dnsMs) {
      if (timing.connectMs() < 0) {
        return this;
      }
      Timing full =
          new Timing(
              dnsMs,
              timing.connectMs(),
              timing.tlsMs(),
              timing.firstByteMs(),
              timing.totalMs() + dnsMs);
      Exchange e = exchange;
      return new Landing(
          e == null
              ? null
              : new Exchange(
                  e.url(),
                  e.at(),
                  e.ip(),
                  e.requestHead(),
                  e.responseHead(),
                  e.status(),
                  e.headers(),
                  e.wire(),
                  e.truncated(),
                  full),
          reason,
          trusted,
          full,
          ip);
    }
  }
}
