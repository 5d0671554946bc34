package vn.portalaudit.net;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProtocolException;
import java.net.UnknownHostException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import javax.net.ssl.SSLSocket;
import okhttp3.Call;
import okhttp3.Connection;
import okhttp3.EventListener;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okio.BufferedSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.portalaudit.domain.Exchange;
import vn.portalaudit.domain.Reason;
import vn.portalaudit.domain.Timing;

/**
 * One exchange under way. A virtual thread of its own does the reading; the thread that asked
 * watches the limits of each phase, so that it can be interrupted and no server can hold it.
 */
final class Flight {
  private static final Logger LOG = LoggerFactory.getLogger(Flight.class);
  private static final ScopedValue<Flight> CURRENT = ScopedValue.newInstance();
  private static final long GRACE = 2_000_000_000L;
  private static final int HEAD_SLACK = 65_536;
  private static final int CHUNK = 16_384;
  private static final int MOST_AT_ONCE = 262_144;

  private final Guard.Dial dial;
  private final Trust trust;
  private final Web.Limits limits;
  private final Instant at;
  private final BooleanSupplier departs;
  private final Thread watcher = Thread.currentThread();
  private final Stopwatch stopwatch = new Stopwatch(() -> LockSupport.unpark(watcher));

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
  private Stopwatch.@Nullable Stage headStage;
  private long headReceived;

  /**
   * Asks {@code departs}, on a thread of its own, when the connection stands and the request is
   * about to go out; where it may not, the flight ends with {@link Reason#INTERRUPTED}.
   */
  Flight(Guard.Dial dial, Trust trust, Web.Limits limits, Instant at, BooleanSupplier departs) {
    this.dial = dial;
    this.trust = trust;
    this.limits = limits;
    this.at = at;
    this.departs = departs;
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

  /** Hears what the client is doing. */
  EventListener listener() {
    return stopwatch;
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
    Patience patience = new Patience(limits, stopwatch.start());
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
      Stopwatch.Stage seen = stopwatch.stage();
      int received = length;
      long deadline = patience.deadline(seen, received);
      if (now - deadline < 0) {
        LockSupport.parkNanos(this, deadline - now);
      } else if (!patience.renewed(seen, received, now)) {
        verdict = Patience.late(seen.phase());
        call.cancel();
        abandon = now + GRACE;
      }
    }
  }

  private Landing landing(Request request) {
    if (!done) {
      Reason reason = verdict;
      return new Landing(null, reason == null ? Reason.OWN_FAULT : reason, null, Timing.NONE, ip);
    }
    Timing timing = stopwatch.timing();
    Exchange exchange =
        head == null
            ? null
            : new Exchange(
                request.url().toString(),
                at,
                ip,
                head.sent(),
                head.received(),
                head.status(),
                head.fields(),
                body,
                truncated,
                timing);
    return new Landing(exchange, failure, trusted, timing, ip);
  }

  // ---- the reading thread ----

  private void read(Call call) {
    try (Response response = call.execute()) {
      readBody(call, response);
    } catch (IOException | RuntimeException e) {
      Reason given = verdict;
      failure = given != null ? given : Failures.reason(e, stopwatch.stage().phase());
      truncated = head != null;
      if (failure == Reason.OWN_FAULT) {
        // The address of a post may hold a secret
        boolean open = !call.request().method().equals("POST");
        LOG.warn("reading {} failed", open ? call.request().url() : "(post)", e);
      }
    } finally {
      body = length == body.length ? body : Arrays.copyOf(body, length);
      stopwatch.end();
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
    stopwatch.enter(Stopwatch.Phase.BODY);
    int limit = Decoding.html(seen.fields()) ? limits.page() : limits.document();
    BufferedSource source = response.body().source();
    body = new byte[room(response.body().contentLength(), limit)];
    for (int have = 0; have < limit; length = have) {
      if (have == body.length) {
        if (source.exhausted()) {
          return;
        }
        body = Arrays.copyOf(body, (int) Math.min(limit, Math.max(CHUNK, body.length * 2L)));
      }
      int count = source.read(body, have, body.length - have);
      if (count < 0) {
        return;
      }
      have += count;
    }
    if (!source.exhausted()) {
      truncated = true;
      call.cancel();
    }
  }

  /** The announced length where it is modest, for it may be a lie. */
  private static int room(long announced, int limit) {
    return (int) Math.min(limit, announced < 0 ? CHUNK : Math.min(announced, MOST_AT_ONCE));
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
    if (!departs.getAsBoolean()) {
      verdict = Reason.INTERRUPTED;
      throw new InterruptedIOException("no longer permitted");
    }
    Response response = chain.proceed(request);
    if (response.body().contentLength() < -1) {
      // closing such a response fails in the library
      chain.call().cancel();
      throw new ProtocolException("negative Content-Length");
    }
    head = Head.of(request, response);
    return response;
  }

  private void count(int bytes) throws IOException {
    Stopwatch.Stage now = stopwatch.stage();
    if (now.phase() != Stopwatch.Phase.HEAD) {
      return;
    }
    headReceived = now.equals(headStage) ? headReceived + bytes : bytes;
    headStage = now;
    if (headReceived > limits.head() + HEAD_SLACK) {
      verdict = Reason.TOO_LARGE;
      throw new InterruptedIOException("head too long");
    }
  }
}
